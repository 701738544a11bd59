"""``applications.xlsx``: inventory, dependencies, objectives against proof, backups, tests, restart sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import backups, capability, planning, restart, systems
from planforge.compose.blocks.computed import cyber_estimate
from planforge.compose.control import control
from planforge.document.documents import Chart, ChartKind, Workbook, Worksheet
from planforge.document.text import Run, text

if TYPE_CHECKING:
    from planforge.compose.context import Context


def compose(context: Context, service: str) -> Workbook:
    """Applications and infrastructure of the establishment, and how they come back."""
    del service
    return Workbook(
        kind="applications",
        title="Applications, dépendances et reprise",
        subtitle="Ce que les services demandent, ce que la DSI vise, ce que les essais prouvent",
        control=control(context, "APP"),
        sheets=(
            Worksheet(
                "inventaire",
                "Inventaire",
                "Applications et infrastructure",
                systems.inventory(context),
                frozen_columns=2,
            ),
            Worksheet(
                "objectifs",
                "Objectifs et preuves",
                "Besoin, objectif et capacité prouvée, hors cyberattaque",
                systems.objectives(context),
                intro=(text("Un système jamais restauré est « non prouvé », quel que soit l’objectif écrit."),),
                chart=Chart(ChartKind.BAR, "Objectif et durée mesurée", "system", ("rto", "proven")),
            ),
            Worksheet(
                "objectifs-calcules",
                "Objectifs calculés",
                "Objectif et retour calculé, par scénario",
                capability.capability_table(context),
                intro=(text("Un système jamais restauré est « non prouvé », même quand le calcul tient l’objectif."),),
                frozen_columns=2,
            ),
            _planning(context),
            Worksheet(
                "ordre-redemarrage",
                "Ordre de redémarrage",
                "Séquence de redémarrage en vagues",
                restart.restart_order(context, grouped=False),
                frozen_columns=3,
            ),
            Worksheet("dependances", "Dépendances", "Qui a besoin de qui", systems.dependencies(context)),
            Worksheet(
                "arrets",
                "Effet d’un arrêt",
                "Ce qui s’arrête avec chaque système",
                systems.what_stops(context),
                frozen_columns=2,
            ),
            Worksheet("plan-sauvegarde", "Sauvegardes", "Plan de sauvegarde", backups.backup_plan(context)),
            Worksheet(
                "essais",
                "Tests de restauration",
                "Tests faits et prévus",
                backups.restore_tests(context),
                frozen_columns=2,
            ),
        ),
    )


def _planning(context: Context) -> Worksheet:
    """The restart of the first cyber attack, drawn in cells."""
    found = cyber_estimate(context)
    estimate = found[1] if found else None
    words = "Retours calculés sous les hypothèses listées dans le PRA : ni un engagement, ni une annonce aux services."
    loop = "Ces dates supposent rompue une boucle de redémarrage : tant que ce lien n’est pas rompu et essayé, le "
    opened = (text(Run(loop + "redémarrage est impossible (voir le PRA).", bold=True)),)
    return Worksheet(
        "planning",
        "Planning",
        "Planning calculé de la cyberattaque",
        planning.planning_table(context, estimate),
        intro=(text(words), *(opened if estimate and estimate.loops else ())),
        facts=planning.planning_facts(context, estimate),
        frozen_columns=2,
    )
