"""How long paper must hold: endurance of each service against what is aimed at, and forms against stock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.spoken import VERDICTS
from planforge.compose.blocks.columns import CODE, DURATION, NUMBER, TEXT
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap, Tone
from planforge.model.answer import Answer
from planforge.model.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.results import FormNeed, ServiceCoverage
    from planforge.compose.context import Context
    from planforge.model.services import Service

_TONES: Mapping[str, Tone] = {
    "tenable": Tone.MET,
    "tenable sous réserve": Tone.WARNING,
    "rupture de continuité": Tone.STOP,
    "non tenable": Tone.STOP,
    "non décidé": Tone.WARNING,
}


def coverage_table(context: Context) -> Table:
    """One line a service and cyber scenario: until when paper holds, when the last vital application is aimed at."""
    return Table(
        id="tenue",
        columns=(
            Column("service", "Service", TEXT, 2.4),
            Column("scenario", "Scénario", TEXT, 2.0),
            Column("full", "Tient en plein", DURATION, 1.0),
            Column("limit", "Limite avant repli", DURATION, 1.1),
            Column("outer", "Limite extrême", DURATION, 1.1),
            Column("target", "Retour visé", DURATION, 1.1),
            Column("of", "Dernière application vitale", TEXT, 2.4),
            Column("uncovered", "Non couvert", DURATION, 1.1),
            Column("verdict", "Verdict", TEXT, 1.8, tones=_TONES),
        ),
        rows=tuple(_coverage_row(context, item) for item in context.results.coverage),
        caption="Tenue du mode dégradé face aux objectifs de cyberattaque",
        note="Comparaison des objectifs déclarés, pas une prévision. Limite extrême : limite avant repli, plus la DMIA "
        "de l’activité la plus urgente.",
        empty="Aucun scénario de cyberattaque n’est saisi : rien à comparer.",
    )


def _coverage_row(context: Context, item: ServiceCoverage) -> Row:
    service = context.plan.service[item.service]
    return row(
        f"{item.service}.{item.scenario}",
        Cell(service.name, bold=True),
        context.plan.scenario[item.scenario].name if item.scenario in context.plan.scenario else "",
        context.cell(service.endurance.full),
        context.cell(service.endurance.limit),
        Cell(item.outer_limit) if item.outer_limit else Cell(context.gap(service.outer_limit.unknown)),
        Cell(item.target) if item.target else Cell(Gap()),
        context.names([item.target_of]) if item.target_of else context.names(item.without_target),
        Cell(item.uncovered) if item.uncovered else Cell(""),
        VERDICTS[item.verdict],
    )


def forms_table(context: Context, service: Service) -> Table:
    """Forms of a service for 72 hours: how many sheets are needed, how many lie in the kit."""
    needs = context.results.forms.get(service.id, ())
    return Table(
        id=f"formulaires-{service.id}",
        columns=(
            Column("code", "Code", CODE, 1.0),
            Column("name", "Formulaire", TEXT, 3.4),
            Column("per_day", "Par jour", NUMBER, 0.9),
            Column("need", "Pour 72 h", NUMBER, 0.9),
            Column("stock", "En stock", NUMBER, 0.9),
            Column("missing", "Manque", NUMBER, 0.9),
        ),
        rows=tuple(_form_row(context, service, need) for need in needs),
        caption="Formulaires nécessaires pour 72 heures",
        note="Volume ou lits × feuilles × 3 jours, plus 20 % de marge.",
        empty="Aucun formulaire n’est prévu pour ce service.",
    )


def stock(service: Service, form: str) -> Answer[int]:
    """How many sheets lie in the kit; nobody was asked about a form that the kit does not list."""
    return next((one.count for one in service.kit.stock if one.form == form), Answer[int]())


def _form_row(context: Context, service: Service, need: FormNeed) -> Row:
    form = context.resolved.forms.get(need.form)
    unknown = service.beds.unknown if need.driver.value == "bed" else service.volume_per_day.unknown
    missing = Cell(need.missing, tone=Tone.WARNING) if need.missing else Cell("")
    return row(
        need.form,
        need.form,
        form.name if form else need.form,
        Cell(need.per_day),
        Cell(need.total) if need.total is not None else Cell(context.gap(unknown), note=f"Par {word(need.driver)}"),
        context.cell(stock(service, need.form)),
        missing,
    )
