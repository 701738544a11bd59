"""Good orders of a network: priority rules, what justification makes of them, then a population (recovery.md C.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.schedule.generation import feasible, place, ranks, schedule, sweep
from planforge.analysis.schedule.improvement import Yard
from planforge.analysis.schedule.population import evolved
from planforge.analysis.schedule.priorities import RULES, Views

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planforge.analysis.schedule.improvement import Member
    from planforge.analysis.schedule.network import Goal, Network, Schedule

SCHEDULES = 600  # made after those of the rules
SEARCH, IMPROVEMENT = "search", "improvement"
_KEPT = 3  # candidates of the search


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order worth comparing: the list of a rule, or the order of the starts; and its schedule."""

    order: tuple[int, ...]
    method: str
    schedule: Schedule
    goal: Goal


@dataclass(frozen=True, slots=True)
class Found:
    """Distinct candidates, the best first; of equals, rules come first, in their order."""

    candidates: tuple[Candidate, ...]
    order: tuple[int, ...]  # of the starts of the best: the serial scheme makes no worse of it

    @property
    def schedule(self) -> Schedule:
        """The best schedule."""
        return self.candidates[0].schedule

    @property
    def goal(self) -> Goal:
        """How good the best is."""
        return self.candidates[0].goal

    @property
    def by(self) -> str:
        """What found the best: a rule, ``improvement`` of a rule, or ``search``."""
        return self.candidates[0].method


def best_order(network: Network, schedules: int = SCHEDULES) -> Found:
    """The best orders that so many schedules find, besides those of the rules; always the same for a network."""
    yard, views, bound = Yard(network), Views(network), goal_bound(network)
    lists = {name: rule(views) for name, rule in RULES.items()}
    ruled = {name: _first(yard, order) for name, order in lists.items()}
    found = [_candidate(lists[name], name, one) for name, one in ruled.items()]
    members = _improved(yard, ruled.values(), schedules // 2, bound)
    found += [_candidate(yard.order(one), IMPROVEMENT, one) for one in members[:1]]
    left = schedules - 2 * len(members)
    if left > 0 and network.tasks and members[0].goal > bound:
        members = evolved(yard, members, left, bound, views.latest)
    found += [_candidate(yard.order(one), SEARCH, one) for one in members[:_KEPT]]
    return _found(yard, found)


def _first(yard: Yard, order: Sequence[int]) -> Member:
    """The better of both schemes."""
    rank = ranks(order)
    both = (place(yard.forth, feasible(yard.forth, rank)), sweep(yard.forth, rank))
    return min((yard.member(made) for made in both), key=lambda one: one.goal)


def _improved(yard: Yard, members: Iterable[Member], most: int, goal: Goal) -> list[Member]:
    """The distinct ones after improvement, as many as may be tried or until one is good enough; best first."""
    distinct = list({tuple(one.ends): one for one in members}.values())
    ordered = sorted(distinct, key=lambda one: one.goal)
    found = {}
    for one in ordered[: max(1, most // 2)]:
        better = one if one.goal <= goal else yard.improved(one)
        found[tuple(better.ends)] = better
        if better.goal <= goal:
            break
    return sorted(found.values(), key=lambda one: one.goal)


def _candidate(order: Sequence[int], method: str, member: Member) -> Candidate:
    return Candidate(tuple(order), method, schedule((member.starts, member.ends)), member.goal)


def _found(yard: Yard, candidates: Iterable[Candidate]) -> Found:
    distinct: dict[tuple[int, ...], Candidate] = {}
    for one in candidates:
        distinct.setdefault(one.order, one)
    ordered = sorted(distinct.values(), key=lambda one: one.goal)
    place_ = {task: index for index, task in enumerate(yard.forwards)}
    starts = ordered[0].schedule.starts
    return Found(tuple(ordered), tuple(sorted(place_, key=lambda task: (starts[task], place_[task]))))


def goal_bound(network: Network) -> Goal:
    """A goal that no schedule beats: the critical path, and for the makespan the work asked from each resource."""
    loads = [_least_span(network, name) for name in network.capacity]
    bound = network.goal(network.earliest)
    return bound._replace(makespan=max((bound.makespan, *loads)))


def _least_span(network: Network, resource: str) -> int:
    """The earliest that a resource can be done with its work, and what comes after it be over."""
    asking = [
        (index, asked) for index, task in enumerate(network.tasks) for name, asked in task.demand if name == resource
    ]
    if not asking:
        return 0
    work = sum(network.durations[index] * asked for index, asked in asking)
    tails = _tails(network)
    head = min(network.critical.starts[index] for index, _ in asking)
    return head - (-work // network.capacity[resource]) + min(tails[index] for index, _ in asking)


def _tails(network: Network) -> list[int]:
    """The longest chain after each task."""
    tails = [0] * len(network.tasks)
    for task in reversed(network.order):
        for other in network.plain_needs[task]:
            tails[other] = max(tails[other], tails[task] + network.durations[task])
    return tails
