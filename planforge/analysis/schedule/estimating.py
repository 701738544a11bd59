"""A scenario from its problem to its estimate: bounds, the order kept, its runs, what they mean."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.analysis.schedule.bounds import Bounds
from planforge.analysis.schedule.choosing import OWN, Candidate, burden, by_latest, candidates, chosen
from planforge.analysis.schedule.dispatch import planned
from planforge.analysis.schedule.estimates import (
    Comparison,
    Hold,
    Impossible,
    Load,
    OpenLoop,
    Overloaded,
    ScenarioEstimate,
    Standing,
    SystemEstimate,
)
from planforge.analysis.schedule.odds import sample, share_within, simulate
from planforge.analysis.schedule.problem import SERVICE, SYSTEM, TEAM, TESTER
from planforge.analysis.schedule.service_estimates import dates_of, service_estimates
from planforge.analysis.schedule.trace import Trace
from planforge.analysis.uses import in_scenario
from planforge.model.answer import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.analysis.schedule.ground import Ground
    from planforge.analysis.schedule.network import Network, Schedule
    from planforge.analysis.schedule.odds import Runs, Sample
    from planforge.analysis.schedule.problem import Problem
    from planforge.model.crisis import Scenario

SEED = 1
# Runs by the most tasks that they are for: 1000 have 1.6 points of standard error at even odds, 300 have 2.9, and odds
# are said in tenths. Steps, so that one more system does not change them.
_RUNS = ((200, 1000), (400, 500), (1 << 30, 300))
_SCHEDULES = 15_000  # of the search, times the tasks of the network; besides one for each rule
_MOST_SCHEDULES = 150
_DAY = 24 * 60
_GUESSES = {Source.DEFAULT, None}


@dataclass(frozen=True)
class Estimation:
    """A scenario being computed. Everything said of it comes from one order and one sample of runs."""

    ground: Ground
    scenario: Scenario
    problem: Problem
    wanted_runs: int = 0  # as many as documents have
    seed: int = SEED

    @property
    def network(self) -> Network:
        """The network of tasks."""
        return self.problem.network

    @cached_property
    def runs_count(self) -> int:
        """How many runs there are: fewer for large networks, so that the cost of all of them stays about the same."""
        tasks = len(self.network.tasks)
        return self.wanted_runs or next(runs for most, runs in _RUNS if tasks <= most)

    @cached_property
    def bounds(self) -> Bounds:
        """What no order can do."""
        return Bounds(self.network)

    @cached_property
    def aims(self) -> Bounds:
        """The same for the targets of systems alone: how long services hold is judged by the odds."""
        deadlines = tuple(one for one in self.network.deadlines if one.id.startswith(f"{SYSTEM}:"))
        return Bounds(replace(self.network, deadlines=deadlines))

    @cached_property
    def drawn(self) -> Sample:
        """The draws."""
        return sample(self.network, self.problem.uncertainty, self.runs_count, self.seed)

    @cached_property
    def kept(self) -> Candidate:
        """The order kept, the hospital's own among the candidates."""
        if self.problem.loss.apart:
            return Candidate(by_latest(self.network), "apart")
        own = (self.own,) if self.own else ()
        return chosen(self.network, self.drawn, (*candidates(self.network, self._effort), *own))

    @property
    def _effort(self) -> int:
        """How many schedules the search may make: fewer for large networks, so that its cost stays linear."""
        return min(_MOST_SCHEDULES, _SCHEDULES // max(1, len(self.network.tasks)))

    @cached_property
    def own(self) -> Candidate | None:
        """The hospital's own order as a list of priorities; ``None`` where it gave none."""
        if not self.problem.own_order:
            return None
        index = self.network.index
        labels = (f"{part}{name}" for name in self.problem.own_order for part in ("copy:", "work:", ""))
        return Candidate(by_latest(self.network, [index[one] for one in labels if one in index]), OWN)

    @cached_property
    def plan(self) -> Schedule:
        """The order on likely durations."""
        return planned(self.network, self.kept.order)

    @cached_property
    def trace(self) -> Trace:
        """What held each task of the plan up."""
        return Trace(self.network, self.plan.starts, self.plan.ends)

    @cached_property
    def impossible(self) -> tuple[Impossible, ...]:
        """The targets that no means can meet."""
        found = []
        for late in self.bounds.late_paths:
            kind, _, name = late.deadline.partition(":")
            path = tuple(dict.fromkeys(_system_of(one) for one in late.path))
            found.append(Impossible(name, kind == SERVICE, late.due, late.reached, path))
        return tuple(found)

    @cached_property
    def hopeless(self) -> frozenset[str]:
        """The systems whose own target no means can meet."""
        return frozenset(one.target_of for one in self.impossible if not one.service)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The systems whose own restore a test measured; what only waits for others is worth what they are."""
        found: set[str] = set()
        for one in self.network.order:
            task = self.network.tasks[one]
            effort = self.problem.efforts.get(task.id)
            if effort.measured if effort else all(found.intersection(need) for need in task.needs):
                found.add(task.id)
        return frozenset(found)

    @cached_property
    def runs(self) -> Runs:
        """The order over all runs."""
        return simulate(self.network, self.kept.order, self.drawn)

    @cached_property
    def first_task(self) -> Mapping[str, int]:
        """By system, the task that begins it."""
        index = self.network.index
        return {
            name: next(index[one] for one in (f"copy:{name}", f"work:{name}", name) if one in index)
            for name in self.systems
        }

    @cached_property
    def systems(self) -> tuple[str, ...]:
        """The systems that have a date, in the order in which the plan begins them."""
        index = self.network.index
        named = [task.id for task in self.network.tasks if ":" not in task.id]

        def begins(name: str) -> tuple[int, int, int]:
            first = next(index[one] for one in (f"copy:{name}", f"work:{name}", name) if one in index)
            return (self.plan.starts[first], self.plan.ends[index[name]], index[name])

        return tuple(sorted(named, key=begins))


def estimated(estimation: Estimation) -> ScenarioEstimate:
    """The estimate of a scenario."""
    problem, kept = estimation.problem, estimation.kept
    bases = [effort.basis for effort in problem.efforts.values()]
    return ScenarioEstimate(
        scenario=problem.scenario,
        cyber=problem.cyber,
        apart=problem.loss.apart,
        gate=(problem.gate.low, problem.gate.likely, problem.gate.high),
        gate_basis=problem.gate_source,
        runs=estimation.runs_count,
        seed=estimation.seed,
        order=estimation.systems,
        method=kept.method,
        systems=tuple(_system(estimation, name) for name in estimation.systems),
        services=service_estimates(estimation.ground, estimation.problem, estimation.runs),
        impossible=estimation.impossible,
        overloaded=_overloaded(estimation),
        loads=_loads(estimation),
        chain=_systems_of(estimation, estimation.trace.chain()),
        loops=tuple(OpenLoop(one.user, one.needs, one.loop) for one in problem.bootstraps),
        unknown=problem.unknown,
        blocked=problem.blocked,
        unstaffed=problem.unstaffed,
        chosen=_comparison(estimation, kept),
        own=_comparison(estimation, estimation.own) if estimation.own else None,
        measured=sum(basis is Source.MEASURED for basis in bases),
        guessed=sum(basis in _GUESSES for basis in bases),
        copies_doubted=tuple((hazard.id, round(hazard.odds * 100)) for hazard in problem.uncertainty.hazards),
    )


def _comparison(estimation: Estimation, candidate: Candidate) -> Comparison:
    """What an order costs; the targets it misses are counted on likely durations."""
    network = estimation.network
    runs = estimation.runs if candidate == estimation.kept else simulate(network, candidate.order, estimation.drawn)
    cost = burden(runs)
    reached = network.reached(planned(network, candidate.order).ends)
    missed = sum(when > deadline.due for when, deadline in zip(reached, network.deadlines, strict=True))
    return Comparison(cost.waiting, missed, cost.makespan)


def _system(estimation: Estimation, name: str) -> SystemEstimate:
    task = estimation.network.index[name]
    first = estimation.first_task[name]
    effort = estimation.problem.efforts.get(name)
    ordered = estimation.runs.by_task[task]
    target = in_scenario(estimation.ground.plan.systems[name].rto, estimation.scenario).best
    odds = share_within(ordered, target.minutes) if target else None
    hold, held_by = _hold(estimation, first)
    needed = estimation.bounds.latest[task]
    return SystemEstimate(
        system=name,
        start=estimation.plan.starts[first],
        end=estimation.plan.ends[task],
        hold=hold,
        held_by=held_by,
        own=effort.span.likely if effort else 0,
        basis=effort.basis if effort else None,
        dates=dates_of(ordered),
        earliest=estimation.network.earliest[task],
        needed=needed if needed < 1 << 59 else None,
        target=target.minutes if target else None,
        odds=odds,
        critical=max(estimation.runs.critical[one] for one in range(first, task + 1)),
        standing=_standing(estimation, name, odds),
    )


def _standing(estimation: Estimation, name: str, odds: float | None) -> Standing:
    """Only what was measured is said to be met; what only waits for others is worth what they are."""
    if odds is None:
        return Standing.UNKNOWN
    if name in estimation.hopeless:
        return Standing.IMPOSSIBLE
    if odds * 100 < estimation.ground.enough:
        return Standing.MISSED
    return Standing.MET if name in estimation.shown else Standing.NOT_SHOWN


def _hold(estimation: Estimation, task: int) -> tuple[Hold, str]:
    """What the task waited for at its start, and whom."""
    network, start = estimation.network, estimation.plan.starts[task]
    if start <= network.tasks[task].calendar.opening(network.gate):
        return (Hold.GATE, "") if network.gate else (Hold.NOTHING, "")
    held = estimation.trace.held(task)
    if held is None:
        return Hold.NOTHING, ""
    if not held.resource:
        return Hold.NEED, _system_of(network.tasks[held.by].id)
    kind, _, name = held.resource.partition(":")
    return Hold(kind), name


def _system_of(task: str) -> str:
    return task.rpartition(":")[2]


def _systems_of(estimation: Estimation, tasks: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_system_of(estimation.network.tasks[one].id) for one in tasks))


def _overloaded(estimation: Estimation) -> tuple[Overloaded, ...]:
    found = []
    for one in estimation.aims.overloads:
        kind, _, name = one.resource.partition(":")
        systems = tuple(dict.fromkeys(_system_of(task) for task in one.tasks))
        found.append(Overloaded(Hold(kind), name, one.units, one.due, one.head, one.effort, one.room, systems))
    return tuple(found)


def _loads(estimation: Estimation) -> tuple[Load, ...]:
    """The busiest day and week of each team and tester, by person."""
    network, plan = estimation.network, estimation.plan
    days: dict[str, Counter[int]] = {}
    for place, task in enumerate(network.tasks):
        for resource, _ in task.demand:
            if resource.partition(":")[0] in {TEAM, TESTER}:
                per_day = days.setdefault(resource, Counter())
                for day in range(plan.starts[place] // _DAY, plan.ends[place] // _DAY + 1):
                    begin, end = max(plan.starts[place], day * _DAY), min(plan.ends[place], (day + 1) * _DAY)
                    if begin < end:
                        per_day[day] += task.calendar.worked(begin, end)
    return tuple(_load(network, resource, per_day) for resource, per_day in sorted(days.items()) if per_day)


def _load(network: Network, resource: str, per_day: Counter[int]) -> Load:
    kind, _, name = resource.partition(":")
    people = network.capacity[resource]
    week = max(sum(per_day[day + ahead] for ahead in range(7)) for day in per_day)
    return Load(Hold(kind), name, people, round(max(per_day.values()) / people), round(week / people))
