"""Good orders of a network: priority rules, what justification makes of them, then a population (recovery.md C.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from planforge.analysis.schedule.generation import feasible, place, ranks, schedule, sweep
from planforge.analysis.schedule.improvement import Yard
from planforge.analysis.schedule.population import evolved
from planforge.analysis.schedule.priorities import RULES, Views, by_least

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planforge.analysis.schedule.improvement import Member
    from planforge.analysis.schedule.network import Goal, Network, Schedule

SCHEDULES = 600  # made after those of the rules
OWN, PATIENCE, IMPROVEMENT, SEARCH = "own", "patience", "improvement", "search"
_PARTS = 4  # of the worst lateness
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
        """What found the best: a rule, ``own``, ``improvement`` of one of these, or ``search``."""
        return self.candidates[0].method


def best_order(network: Network, schedules: int = SCHEDULES, own: Sequence[int] = ()) -> Found:
    """The best orders that so many schedules find, besides those of the rules; always the same for a network.

    ``own``: somebody's order of all tasks; what is found is no worse.
    """
    yard, views, bound = Yard(network), Views(network), goal_bound(network)
    ruled = [_tried(yard, name, rule(views)) for name, rule in RULES.items()]
    ruled += [_tried(yard, OWN, tuple(own))] if own else []
    patient = _patient(yard, views, min(one.member.goal.worst for one in ruled))
    found = [*ruled, *patient[:1]]
    members = _improved(yard, (one.member for one in (*ruled, *patient)), schedules // 2, bound)
    found += [_Tried(IMPROVEMENT, yard.order(one), one) for one in members[:1]]
    left = schedules - 2 * len(members)
    if network.tasks and members[0].goal > bound:
        members = evolved(yard, members, left, bound, views)
    found += [_Tried(SEARCH, yard.order(one), one) for one in members[:_KEPT]]
    return _found(yard, found)


class _Tried(NamedTuple):
    method: str
    order: tuple[int, ...]
    member: Member


def _tried(yard: Yard, method: str, order: tuple[int, ...]) -> _Tried:
    """The better of both schemes."""
    rank = ranks(order)
    both = (place(yard.forth, feasible(yard.forth, rank)), sweep(yard.forth, rank))
    return _Tried(method, order, min((yard.member(made) for made in both), key=lambda one: one.goal))


def _patient(yard: Yard, views: Views, worst: int) -> list[_Tried]:
    """Latest finish again, where all deadlines may be late by part of what the worst one is; best first."""
    if not worst:
        return []
    grace = max(yard.network.earliest, default=0)
    pairs = [(worst * part // _PARTS, late) for part in range(_PARTS + 1) for late in (0, grace)]
    tried = [_tried(yard, PATIENCE, by_least(views.patient(*pair))) for pair in pairs]
    return sorted(tried, key=lambda one: one.member.goal)


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


def _found(yard: Yard, tried: Iterable[_Tried]) -> Found:
    distinct: dict[tuple[int, ...], Candidate] = {}
    for method, order, member in tried:
        made = schedule((member.starts, member.ends))
        distinct.setdefault(order, Candidate(order, method, made, member.goal))
    ordered = sorted(distinct.values(), key=lambda one: one.goal)
    return Found(tuple(ordered), tuple(sorted(yard.forwards, key=ordered[0].schedule.starts.__getitem__)))


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
    """The longest chain after each task; of several alternatives, none is required."""
    tails = [0] * len(network.tasks)
    for task in reversed(network.order):
        for need in network.needs[task]:
            if len(need) == 1:
                tails[need[0]] = max(tails[need[0]], tails[task] + network.durations[task])
    return tails
