"""What is computed of a system as it stands in cells, its verdict, and the scenarios computed, cyber attacks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.kinds import is_record
from planforge.analysis.schedule.estimates import Standing
from planforge.analysis.spoken import STANDINGS, printed_back
from planforge.analysis.uses import in_scenario
from planforge.analysis.words import in_ten
from planforge.compose.blocks.returns import computed, most_exposed
from planforge.document.tables import Cell
from planforge.document.text import Tone
from planforge.model.answer import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.schedule.estimates import ScenarioEstimate, ServiceEstimate, SystemEstimate
    from planforge.compose.context import Context
    from planforge.model.crisis import Scenario

STANDING_TONES: Mapping[str, Tone] = {
    STANDINGS[Standing.IMPOSSIBLE]: Tone.STOP,
    STANDINGS[Standing.MISSED]: Tone.STOP,
    STANDINGS[Standing.NOT_SHOWN]: Tone.WARNING,
    STANDINGS[Standing.MET]: Tone.MET,
    STANDINGS[Standing.UNKNOWN]: Tone.WARNING,
}
_SELDOM = 0.05  # of the runs: a share that would round to none in ten


def cyber_first(context: Context) -> tuple[tuple[Scenario, ScenarioEstimate], ...]:
    """The scenarios that could be computed, cyber attacks first."""
    return tuple(sorted(computed(context), key=lambda pair: not pair[1].cyber))


def cyber_estimate(context: Context) -> tuple[Scenario, ScenarioEstimate] | None:
    """The first cyber attack that could be computed."""
    return next((pair for pair in cyber_first(context) if pair[1].cyber), None)


def record_of(context: Context, estimate: ScenarioEstimate) -> SystemEstimate | None:
    """The patient record that the scenario takes down; of several, the one that most services wait for."""
    stops = context.results.stops
    records = [one for one in estimate.systems if is_record(context.plan.systems[one.system])]
    return max(records, key=lambda one: len(stops[one.system].services) if one.system in stops else 0, default=None)


def return_cell(minutes: int, target: int | None) -> Cell:
    """A computed return, which reads later than the target where it misses it, and only there."""
    return Cell(printed_back(minutes, target))


def target_cell(context: Context, estimate: ScenarioEstimate, name: str) -> Cell:
    """What is aimed at for a system in a scenario, or the gap it leaves."""
    scenario = context.plan.scenario[estimate.scenario]
    return context.cell(in_scenario(context.plan.systems[name].rto, scenario))


def odds_cell(share: float | None) -> Cell:
    """Chances in words; blank where there is no target."""
    return Cell("" if share is None else in_ten(share))


def tenths(share: float | None) -> Cell:
    """Chances as a number of tenths, which a worksheet sorts."""
    return Cell("" if share is None else round(share * 10))


def often(share: float) -> str:
    """A share of the runs in words; nothing where it is next to none."""
    return in_ten(share) if share >= _SELDOM else ""


def standing(one: SystemEstimate) -> Standing:
    """The verdict that may be printed: an objective is never said met of a system that no test brought back."""
    if one.standing is Standing.MET and one.basis is not Source.MEASURED:
        return Standing.NOT_SHOWN
    return one.standing


def worst_first(estimate: ScenarioEstimate, *, vital: bool) -> tuple[ServiceEstimate, ...]:
    """The services of one kind, the most exposed first."""
    return tuple(sorted((one for one in estimate.services if one.vital is vital), key=most_exposed, reverse=True))
