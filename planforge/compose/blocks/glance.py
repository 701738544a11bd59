"""The computed restart in one glance, for the board: vital services by verdict, and the most exposed ones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planforge.analysis.results import Verdict
from planforge.analysis.spoken import VERDICTS, printed_gap
from planforge.compose.blocks import returns
from planforge.compose.blocks.columns import DURATION, NUMBER, TEXT
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Tone
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planforge.analysis.schedule.estimates import ScenarioEstimate, ServiceEstimate
    from planforge.compose.context import Context
    from planforge.model.crisis import Scenario

_SCENARIOS = 2  # told to the board; the others stand in the recovery plan
_EXPOSED = 3
_TITLES = {**VERDICTS, Verdict.UNKNOWN: returns.NOT_SHOWN}


def verdicts(context: Context) -> Table:
    """How many vital services each scenario leaves tenable or not: one time in two, then in the adverse case."""
    ranked = _hardest_first(context)
    left = len(ranked) - _SCENARIOS
    more = f" {plural(left, 'autre scénario', 'autres scénarios')}, voir le PRA." if left > 0 else ""
    return Table(
        id="verdicts-vitaux",
        columns=(
            Column("scenario", "Services vitaux", TEXT, 3.6),
            *(Column(verdict.value, _TITLES[verdict].capitalize(), NUMBER, 1.15) for verdict in Verdict),
        ),
        rows=tuple(line for scenario, vital in ranked[:_SCENARIOS] for line in _lines(scenario, vital)),
        note="Retour calculé face à la tenue du mode dégradé, sous les hypothèses listées au PRA ; cas défavorable : "
        f"une fois sur dix, c’est pire.{more}",
        empty="Rien n’est encore calculé : il manque ce que perd chaque scénario et le délai avant toute restauration.",
    )


def _hardest_first(context: Context) -> list[tuple[Scenario, list[ServiceEstimate]]]:
    """The scenarios that stop vital services, those that leave most of them uncovered first."""
    found = [(scenario, _vital(estimate)) for scenario, estimate in returns.computed(context)]
    stopped = [(scenario, vital) for scenario, vital in found if vital]
    return sorted(stopped, key=lambda pair: -sum(returns.most_exposed(one)[0] for one in pair[1]))


def _vital(estimate: ScenarioEstimate) -> list[ServiceEstimate]:
    return [one for one in estimate.services if one.vital]


def _lines(scenario: Scenario, vital: Sequence[ServiceEstimate]) -> Iterator[Row]:
    """One line where both cases say the same."""
    likely, late = Counter(one.verdict for one in vital), Counter(one.worst_verdict for one in vital)
    same = likely == late
    yield _count_row(scenario, "" if same else ", une fois sur deux", "deux", likely)
    if not same:
        yield _count_row(scenario, ", cas défavorable", "dix", late)


def _count_row(scenario: Scenario, case: str, part: str, counts: Counter[Verdict]) -> Row:
    cells = [Cell(counts[one], tone=returns.TONES[one] if counts[one] else Tone.NEUTRAL) for one in Verdict]
    return row(f"{scenario.id}.{part}", Cell(f"{scenario.name}{case}", bold=True), *cells)


def most_exposed(context: Context) -> Table:
    """The vital services that are left uncovered longest, each in its worst scenario."""
    shown = exposed(context)[:_EXPOSED]
    common = {scenario.name for scenario, _ in shown}
    case = f" ({common.pop()})" if len(common) == 1 else ""
    return Table(
        id="plus-exposes",
        columns=(
            Column("service", f"Les plus exposés{case}", TEXT, 3.6),
            Column("limit", "Tient", DURATION, 0.8),
            Column("median", "Retour, une fois sur deux", DURATION, 1.3),
            Column("late", "Retour, cas défavorable", DURATION, 1.3),
            Column("gap", "À couvrir, une fois sur deux", TEXT, 1.6),
            Column("late_gap", "À couvrir, cas défavorable", TEXT, 1.3),
        ),
        rows=tuple(_exposed_row(context, scenario, one, named=not case) for scenario, one in shown),
        empty="Aucun service vital ne reste à couvrir dans les scénarios calculés.",
    )


def exposed(context: Context) -> list[tuple[Scenario, ServiceEstimate]]:
    """The vital services with something to cover, the worst first."""
    pairs = [pair for pair in returns.worst_by_service(context) if pair[1].vital and pair[1].worst_gap]
    return sorted(pairs, key=lambda pair: returns.most_exposed(pair[1]), reverse=True)


def _exposed_row(context: Context, scenario: Scenario, one: ServiceEstimate, *, named: bool) -> Row:
    service = context.plan.service[one.service]
    return row(
        one.service,
        Cell(f"{service.name} ({scenario.name})" if named else service.name, bold=True),
        context.cell(service.endurance.limit),
        *returns.dates_cells(one),
        returns.gap_words(printed_gap(one)),
        returns.gap_words(printed_gap(one, worst=True)),
    )
