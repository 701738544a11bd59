"""The order that is kept: good schedules on likely durations, then the odds decide among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.analysis.schedule.bounds import Bounds
from planforge.analysis.schedule.dispatch import Discipline, Order
from planforge.analysis.schedule.odds import Sample, simulate
from planforge.analysis.schedule.search import best_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.analysis.schedule.network import Network, Schedule
    from planforge.analysis.schedule.odds import Runs

_FIRST, _SECOND = (25, 12), (5, 60)  # runs of each round of comparison: one in so many, and the fewest
_COMPARED = 8  # orders of the search, each followed in two ways
_KEPT = 3  # orders that reach the second round
OWN = "own"


@dataclass(frozen=True, slots=True, order=True)
class Burden:
    """What an order costs over its runs, the most important first; all are means, rounded to the minute.

    ``waiting``: weighted minutes that vital deadlines are missed by; ``late``: the same for all deadlines.
    """

    waiting: int
    late: int
    makespan: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order, and where it comes from."""

    order: Order
    method: str


def burden(runs: Runs) -> Burden:
    """What the runs of an order cost."""
    goals = [_lateness(runs.network, reached) for reached in zip(*runs.reached, strict=True)]
    count = len(runs.ends)
    makespan = sum(max(ends, default=0) for ends in runs.ends)
    return Burden(
        round(sum(vital for vital, _ in goals) / count),
        round(sum(every for _, every in goals) / count),
        makespan // count,
    )


def _lateness(network: Network, reached: Sequence[int]) -> tuple[int, int]:
    vital = every = 0
    for deadline, when in zip(network.deadlines, reached, strict=True):
        over = when - deadline.due
        if over > 0:
            every += over * deadline.weight
            vital += over * deadline.weight * deadline.vital
    return vital, every


def by_latest(network: Network, first: Sequence[int] = ()) -> Order:
    """The least latest finish first, equals by identifier; ``first`` tasks before all others, in their order."""
    latest, head = Bounds(network).latest, {task: place for place, task in enumerate(first)}
    names = [task.id for task in network.tasks]
    rank = sorted(range(len(latest)), key=lambda task: (head.get(task, len(head)), latest[task], names[task]))
    return Order(tuple(rank))


def candidates(network: Network, effort: int) -> tuple[Candidate, ...]:
    """Orders worth comparing, each once: followed as a list of priorities, and in turn."""
    found: dict[Order, Candidate] = {}
    for one in best_order(network, effort).candidates[:_COMPARED]:
        for order in (Order(one.order), in_turn(network, one.schedule)):
            found.setdefault(order, Candidate(order, one.method))
    return tuple(found.values())


def in_turn(network: Network, schedule: Schedule) -> Order:
    """The order in which a schedule starts its tasks, to be followed in turn: on likely durations it gives no worse."""
    place = {task: index for index, task in enumerate(network.order)}
    rank = sorted(place, key=lambda task: (schedule.starts[task], place[task]))
    return Order(tuple(rank), Discipline.IN_TURN)


def chosen(network: Network, drawn: Sample, among: Sequence[Candidate]) -> Candidate:
    """The candidate that costs least over the first runs of the sample; the first of equals."""
    if len(among) > _KEPT:
        first = part(drawn, _round(drawn, *_FIRST))
        costs = {place: burden(simulate(network, one.order, first)) for place, one in enumerate(among)}
        kept = sorted(costs, key=lambda place: (costs[place], place))[:_KEPT]
        among = [among[place] for place in sorted(kept)]
    second = part(drawn, _round(drawn, *_SECOND))
    costs = {place: burden(simulate(network, one.order, second)) for place, one in enumerate(among)}
    return among[min(costs, key=lambda place: (costs[place], place))]


def _round(drawn: Sample, share: int, fewest: int) -> int:
    return max(len(drawn.gates) // share, fewest)


def part(drawn: Sample, runs: int) -> Sample:
    """The first runs of a sample."""
    return replace(drawn, gates=drawn.gates[:runs], durations=drawn.durations[:runs])
