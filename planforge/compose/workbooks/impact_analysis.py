"""``bia.xlsx``: the impact analysis by service and activity, and the critical activities CaRE asks to list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import activities, crisis
from planforge.compose.control import control
from planforge.document.documents import Chart, ChartKind, Workbook, Worksheet
from planforge.document.text import text

if TYPE_CHECKING:
    from planforge.compose.context import Context


def compose(context: Context, service: str) -> Workbook:
    """The impact analysis of the establishment."""
    del service
    return Workbook(
        kind="bia",
        title="Analyse d’impact sur l’activité (BIA)",
        subtitle="Activités critiques, délais admissibles, ressources et interdépendances",
        control=control(context, "BIA"),
        sheets=(
            Worksheet(
                id="activites-critiques",
                name="Activités critiques",
                title="Liste des activités critiques par périmètre",
                intro=(text("De la plus urgente à la moins urgente. Sans DMIA, une activité vient en fin de liste."),),
                table=activities.critical_activities(context),
                frozen_columns=2,
                chart=Chart(ChartKind.BAR, "DMIA par activité", "activity", ("dmia",)),
            ),
            Worksheet(
                id="impacts",
                name="Impacts",
                title="Impact de l’arrêt de chaque activité",
                table=activities.impact_table(context),
                frozen_columns=1,
            ),
            Worksheet(
                id="services",
                name="Services",
                title="Services, volumes et tenue du mode dégradé",
                intro=(text("◊ : valeur par défaut de la bibliothèque, à valider par le responsable du service."),),
                table=activities.services_table(context),
                frozen_columns=2,
            ),
            Worksheet(
                id="ressources",
                name="Ressources",
                title="Ressources minimales de chaque service",
                table=activities.resources_table(context),
            ),
            Worksheet(
                id="interdependances",
                name="Interdépendances",
                title="Ce que les services attendent les uns des autres",
                table=activities.interdependencies(context),
            ),
            Worksheet(
                id="impacts-temps",
                name="Impacts dans le temps",
                title="Cotation des impacts par horizon",
                table=activities.impacts_over_time(context),
            ),
            Worksheet(
                id="risques",
                name="Scénarios et risques",
                title="Analyse de risques par scénario",
                intro=(text("L’indisponibilité du système d’information est traitée dans tous les cas."),),
                table=crisis.risks(context),
            ),
        ),
    )
