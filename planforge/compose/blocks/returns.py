"""The computed return of services against what their degraded mode holds: what is left to cover, and on which footing.

Shared documents say dates and windows; the restricted annex alone has the verdicts of each service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.coverage import service_coverage
from planforge.analysis.losses import loss
from planforge.analysis.results import Verdict
from planforge.analysis.spoken import BASES, VERDICTS, hours_left, printed_back, printed_gap
from planforge.analysis.words import in_ten, roughly, rounded
from planforge.compose.blocks.columns import DURATION, TEXT
from planforge.compose.speech import say_gap
from planforge.document.blocks import ItemList, ListItem
from planforge.document.tables import Cell, Column, Row, RowKind, Table, row
from planforge.document.text import Gap, Run, Tone, text
from planforge.model.answer import Source
from planforge.model.crisis import ScenarioKind
from planforge.values import Duration, join_and, plural, say_number

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from planforge.analysis.schedule.estimates import ScenarioEstimate, ServiceEstimate
    from planforge.compose.context import Context
    from planforge.model.crisis import Scenario

NOT_SHOWN = "non démontré"  # nothing can be computed: never said to hold
TONES: Mapping[Verdict, Tone] = {
    Verdict.HELD: Tone.MET,
    Verdict.REDUCED: Tone.WARNING,
    Verdict.BREAK: Tone.STOP,
    Verdict.BEYOND: Tone.STOP,
    Verdict.UNKNOWN: Tone.WARNING,
}
_NOTHING_YET = "Rien n’est encore calculé : les hypothèses disent ce qui manque."
READING = (
    "Retour calculé : quand revient la dernière application sans laquelle le service ne travaille pas ; cas "
    "défavorable : une fois sur dix, c’est plus tard encore. Calculé sous les hypothèses listées."
)


def computed(context: Context) -> Iterator[tuple[Scenario, ScenarioEstimate]]:
    """The scenarios that could be computed, in the order of the record."""
    for scenario in context.plan.scenarios:
        found = context.results.outlook.estimate(scenario)
        if found is not None:
            yield scenario, found


def waiting(context: Context) -> Iterator[tuple[Scenario, str]]:
    """The scenarios that cannot be computed yet, with what they wait for; not those that take no system down."""
    for scenario in context.plan.scenarios:
        if context.results.outlook.estimate(scenario) is None and (lacks := _lacks(context, scenario)):
            yield scenario, lacks


def _lacks(context: Context, scenario: Scenario) -> str:
    lost = loss(context.plan, context.results.run_graph, scenario)
    if lost is not None and not lost.down:
        return ""
    missing = [] if lost is not None else ["ce qui est perdu"]
    missing += [] if scenario.gate.best is not None else ["le délai avant toute restauration"]
    return join_and(missing or ["la durée de restauration de ce qui est perdu"])


def verdict_words(verdict: Verdict, gap: int | None = None) -> str:
    """« rupture de continuité : 3 j à couvrir », « non démontré »..."""
    if verdict is Verdict.UNKNOWN:
        return NOT_SHOWN
    left = f" : {hours_left(gap)} à couvrir" if verdict is Verdict.BREAK and gap else ""
    return f"{VERDICTS[verdict]}{left}"


def lacking(context: Context, one: ServiceEstimate) -> str:
    """What a computation of a service waits for, in words; nothing where it could be made."""
    if one.missing:
        return f"la date de retour de {context.names(one.missing, context.plan.systems)}"
    return "" if one.limit is not None else "la limite du mode dégradé"


def last_back(context: Context, one: ServiceEstimate) -> Cell:
    """The application that comes back last; those that have no date where some have none."""
    if one.missing:
        return Cell(f"{context.names(one.missing, context.plan.systems)} : sans date")
    return Cell(context.names([one.last], context.plan.systems))


def dates_cells(one: ServiceEstimate) -> tuple[Cell, Cell]:
    """When the service works again: one time in two, and in the adverse case."""
    if one.dates is None:
        return Cell(Gap()), Cell(Gap())
    return Cell(printed_back(one.dates.p50, one.limit), bold=True), Cell(printed_back(one.dates.p90, one.limit))


def gap_words(gap: int | None) -> Cell:
    """What is left to cover: « 29 j », « rien » where the degraded mode holds until the return."""
    if gap is None:
        return Cell(Gap())
    return Cell(hours_left(gap), tone=Tone.STOP, bold=True) if gap else Cell("rien")


def gap_cell(gap: int | None) -> Cell:
    """The same as a time that a workbook sorts, blank where nothing is left to cover."""
    if gap is None:
        return Cell(Gap())
    return Cell(Duration(gap), tone=Tone.STOP, bold=True) if gap else Cell("")


def odds_cell(one: ServiceEstimate) -> Cell:
    """The odds that the return comes before the limit of the degraded mode."""
    return Cell(in_ten(one.odds)) if one.odds is not None else Cell(Gap())


def looped(estimates: Iterable[ScenarioEstimate]) -> bool:
    """Whether dates suppose that a restart loop is opened."""
    return any(one.loops for one in estimates)


def most_exposed(one: ServiceEstimate) -> tuple[bool, bool, int, int]:
    """Sort key, the greatest for the worst: something to cover, then what cannot be told, then the latest return."""
    uncovered = one.worst_gap or 0
    return (uncovered > 0, bool(one.missing) or one.limit is None, uncovered, one.dates.p90 if one.dates else 0)


def worst_by_service(context: Context) -> list[tuple[Scenario, ServiceEstimate]]:
    """Each service that a scenario stops, in its worst scenario, in the order of the record."""
    worst: dict[str, tuple[Scenario, ServiceEstimate]] = {}
    for scenario, found in computed(context):
        for one in found.services:
            known = worst.get(one.service)
            if known is None or most_exposed(one) > most_exposed(known[1]):
                worst[one.service] = (scenario, one)
    return [worst[service.id] for service in context.plan.services if service.id in worst]


def declared_and_computed(context: Context) -> Table:
    """One line a service, under its worst scenario: what is aimed at, what is computed, what is left to cover."""
    return Table(
        id="vise-et-calcule",
        columns=(
            Column("service", "Service", TEXT, 3.4),
            Column("limit", "Limite avant repli", DURATION, 1.0),
            Column("aimed", "Retour visé (déclaré)", DURATION, 1.1),
            Column("median", "Retour calculé, une fois sur deux", DURATION, 1.4),
            Column("late", "Retour calculé, cas défavorable", DURATION, 1.4),
            Column("gap", "À couvrir, une fois sur deux", TEXT, 1.3),
            Column("late_gap", "À couvrir, cas défavorable", TEXT, 1.4),
        ),
        rows=tuple(_by_scenario(context)),
        caption="Objectifs déclarés et retour calculé, chaque service dans son scénario le plus dur",
        note=f"{READING} À couvrir : entre la limite avant repli et le retour.",
        empty=_NOTHING_YET,
    )


def _by_scenario(context: Context) -> Iterator[Row]:
    """The services under a band for each scenario that is somebody's worst, the most exposed first."""
    worst = worst_by_service(context)
    for scenario in context.plan.scenarios:
        mine = [one for other, one in worst if other.id == scenario.id]
        if mine:
            yield row(f"scenario.{scenario.id}", scenario.name, kind=RowKind.GROUP)
        for one in sorted(mine, key=most_exposed, reverse=True):
            yield _aimed_row(context, scenario, one)


def _aimed_row(context: Context, scenario: Scenario, one: ServiceEstimate) -> Row:
    service = context.plan.service[one.service]
    aimed = service_coverage(context.plan, service, scenario).target
    return row(
        one.service,
        Cell(service.name, bold=True),
        context.cell(service.endurance.limit),
        Cell(aimed) if aimed else Cell(Gap()),
        *dates_cells(one),
        gap_words(printed_gap(one)),
        gap_words(printed_gap(one, worst=True)),
    )


def computed_verdicts(context: Context) -> Table:
    """One line a service and scenario with its verdicts: for the restricted annex."""
    return Table(
        id="tenue-calculee",
        columns=(
            Column("service", "Service", TEXT, 2.4),
            Column("scenario", "Scénario", TEXT, 2.0),
            Column("limit", "Limite avant repli", DURATION, 1.1),
            Column("last", "Dernière application attendue", TEXT, 2.4),
            Column("median", "Retour calculé, une fois sur deux", DURATION, 1.3),
            Column("late", "Retour calculé, cas défavorable", DURATION, 1.3),
            Column("gap", "À couvrir, une fois sur deux", DURATION, 1.2),
            Column("late_gap", "À couvrir, cas défavorable", DURATION, 1.2),
            Column("odds", "Chances de tenir l’objectif", TEXT, 1.9),
            Column("lost", "Activité perdue en moyenne", DURATION, 1.2),
            Column("verdict", "Verdict, une fois sur deux", TEXT, 2.2),
            Column("late_verdict", "Verdict, cas défavorable", TEXT, 2.2),
            Column("missing", "Ce qui manque au calcul", TEXT, 2.2),
        ),
        rows=tuple(
            _verdict_row(context, scenario, one)
            for scenario, found in sorted(computed(context), key=lambda pair: not pair[1].cyber)
            for one in found.services
        ),
        caption="Tenue du mode dégradé face au retour calculé",
        note=f"{READING} Objectif : que le retour vienne avant la limite du mode dégradé.",
        empty=_NOTHING_YET,
    )


def _verdict_row(context: Context, scenario: Scenario, one: ServiceEstimate) -> Row:
    service = context.plan.service[one.service]
    return row(
        f"{one.service}.{scenario.id}",
        Cell(service.name, bold=True),
        scenario.name,
        context.cell(service.endurance.limit),
        last_back(context, one),
        *dates_cells(one),
        gap_cell(printed_gap(one)),
        gap_cell(printed_gap(one, worst=True)),
        odds_cell(one),
        Cell(lost_activity(one)) if one.lost is not None else Cell(Gap()),
        Cell(verdict_words(one.verdict, printed_gap(one)), tone=TONES[one.verdict]),
        Cell(verdict_words(one.worst_verdict, printed_gap(one, worst=True)), tone=TONES[one.worst_verdict]),
        lacking(context, one),
    )


def lost_activity(one: ServiceEstimate) -> Duration:
    """The mean of whole days of activity lost, without false precision."""
    return rounded(round((one.lost or 0) * 24 * 60))


def assumptions(context: Context, only: Container[str] | None = None) -> ItemList:
    """What the dates of each scenario rest on, in short: the recovery plan has the whole list.

    ``only`` keeps these scenarios among those that could be computed.
    """
    found = [one for one in computed(context) if only is None or one[0].id in only]
    said = [_assumption(scenario, estimate) for scenario, estimate in found]
    said += [_waiting(context, scenario, lacks) for scenario, lacks in waiting(context)]
    nothing = ListItem(text("Aucun scénario n’est à calculer."), id="hypotheses.aucune")
    return ItemList(tuple(said) or (nothing,), id="hypotheses")


def _waiting(context: Context, scenario: Scenario, lacks: str) -> ListItem:
    gap = Run(say_gap(context.gap(scenario.gate.unknown)), tone=Tone.GAP)
    words = (Run(f"{scenario.name} : ", bold=True), gap, Run(f", il manque {lacks}."))
    return ListItem(words, id=f"hypotheses.{scenario.id}")


def _assumption(scenario: Scenario, found: ScenarioEstimate) -> ListItem:
    words = f"{_gate(scenario, found)} ; {_durations(found)} ; {say_number(found.runs)} simulations."
    return ListItem((Run(f"{scenario.name} : ", bold=True), Run(words)), id=f"hypotheses.{scenario.id}")


def _gate(scenario: Scenario, found: ScenarioEstimate) -> str:
    low, likely, high = found.gate
    if not high:
        return "restauration possible dès la perte"
    event = "l’attaque" if scenario.kind is ScenarioKind.CYBER else "la perte"
    spread = f"entre {roughly(low)} et {roughly(high)}, " if low != high else ""
    alone = "un seul système en panne à la fois ; " if found.apart else ""
    when = f"aucune restauration avant {roughly(likely)} après {event}"
    return f"{alone}{when} ({spread}{duration_basis(found.gate_basis)})"


def duration_basis(source: Source | None) -> str:
    """« durée dite d’expert », « valeur par défaut à valider »."""
    return BASES[source] if source is Source.DEFAULT else f"durée {BASES[source]}"


def _durations(found: ScenarioEstimate) -> str:
    measured = plural(found.measured, "durée mesurée", "durées mesurées") if found.measured else "aucune durée mesurée"
    guessed = plural(found.guessed, "valeur par défaut ou sans auteur", "valeurs par défaut ou sans auteur")
    return f"{measured}, {guessed}" if found.guessed else measured
