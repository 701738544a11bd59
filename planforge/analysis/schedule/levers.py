"""What-ifs: one means changed at a time, the order found anew, the gain counted on vital services (recovery.md C.7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.analysis.schedule.calendars import OFFICE, ON_CALL
from planforge.analysis.schedule.choosing import Candidate, by_latest, candidates, chosen, part
from planforge.analysis.schedule.draws import Triangle
from planforge.analysis.schedule.durations import Span
from planforge.analysis.schedule.estimates import Lever, LeverKind, ServiceGain
from planforge.analysis.schedule.network import Network
from planforge.analysis.schedule.odds import percentile, sample, simulate
from planforge.analysis.schedule.problem import RATE, STREAMS, TEAM
from planforge.analysis.uses import critical_applications

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.analysis.schedule.estimating import Estimation
    from planforge.analysis.schedule.odds import Runs
    from planforge.analysis.schedule.problem import Problem

_RUNS = 150  # of each what-if: gains are compared on the same draws, so that few are enough
_SCHEDULES = 20
_HOUR = 60
_EARLIER = 3 * 24 * 60  # minutes: what a clean island built in advance takes off the gate (recovery.md C.7, G)


@dataclass(frozen=True, slots=True)
class Change:
    """A problem with one means changed: ``of`` a team or a backup policy, "" for what concerns the whole."""

    kind: LeverKind
    of: str
    problem: Problem

    @property
    def network(self) -> Network:
        """The network of tasks with that means."""
        return self.problem.network


@dataclass(frozen=True, slots=True)
class _Wait:
    """How long a service waits for what it cannot do without: half of the runs, and the mean beyond its limit."""

    median: int
    uncovered: float


def levers(estimation: Estimation) -> tuple[Lever, ...]:
    """Every means worth changing, by hours of vital services gained; those that gain nothing come last, with zero.

    Each what-if keeps today's order with today's means among its choices: more means never cost anything.
    """
    now = _waits(estimation, estimation.runs)
    changed = [_gain(estimation, change, now) for change in changes(estimation.problem)]
    agreed = _agreements(estimation)
    return tuple(sorted((*changed, *agreed), key=lambda one: (-one.uncovered, -one.hours, one.kind.value, one.of)))


def changes(problem: Problem) -> Iterator[Change]:
    """Every means that could be changed, one at a time."""
    network, uncertainty = problem.network, problem.uncertainty
    for resource, units in network.capacity.items():
        kind, _, name = resource.partition(":")
        if kind == TEAM:
            more = replace(network, capacity={**network.capacity, resource: units + 1})
            yield Change(LeverKind.PERSON, name, replace(problem, network=more))
            if any(task.calendar is OFFICE for task in network.tasks if _asks(task.demand, resource)):
                yield Change(LeverKind.ON_CALL, name, replace(problem, network=_on_call(network, resource)))
        elif kind == STREAMS or (kind == RATE and f"{STREAMS}:{name}" not in network.capacity):
            yield Change(LeverKind.BANDWIDTH, name, replace(problem, network=_doubled(network, name)))
    if uncertainty.gate is not None and problem.cyber:
        yield Change(LeverKind.ISLAND, "", _earlier(problem, uncertainty.gate))
    for hazard in uncertainty.hazards:
        sure = replace(uncertainty, hazards=tuple(one for one in uncertainty.hazards if one != hazard))
        yield Change(LeverKind.COPY, hazard.id, replace(problem, uncertainty=sure))


def _asks(demand: tuple[tuple[str, int], ...], resource: str) -> bool:
    return any(name == resource for name, _ in demand)


def _on_call(network: Network, resource: str) -> Network:
    tasks = (replace(task, calendar=ON_CALL) if _asks(task.demand, resource) else task for task in network.tasks)
    return replace(network, tasks=tuple(tasks))


def _doubled(network: Network, policy: str) -> Network:
    """Twice the streams and twice the bandwidth of a backup policy."""
    twice = {f"{STREAMS}:{policy}", f"{RATE}:{policy}"}
    return replace(
        network, capacity={name: units * 2 if name in twice else units for name, units in network.capacity.items()}
    )


def _earlier(problem: Problem, gate: Triangle) -> Problem:
    low, mode, high = (max(0.0, end - _EARLIER) for end in (gate.low, gate.mode, gate.high))
    return replace(
        problem,
        network=replace(problem.network, gate=max(0, problem.network.gate - _EARLIER)),
        uncertainty=replace(problem.uncertainty, gate=Triangle(low, mode, high)),
        gate=Span(*(max(0, end - _EARLIER) for end in (problem.gate.low, problem.gate.likely, problem.gate.high))),
    )


def _gain(estimation: Estimation, change: Change, now: Mapping[str, _Wait]) -> Lever:
    """The best of today's order with today's capacity, and of orders found anew.

    What an order found anew would gain with today's means is not the merit of the means.
    """
    drawn = sample(change.network, change.problem.uncertainty, _count(estimation), estimation.seed)
    kept = estimation.kept
    as_now = Network(change.network.tasks, estimation.network.capacity, change.network.deadlines, change.network.gate)
    among = (kept, Candidate(by_latest(change.network), kept.method), *candidates(change.network, _SCHEDULES))
    best = chosen(change.network, drawn, among).order
    least = now
    if best != kept.order:
        today = simulate(estimation.network, best, part(estimation.drawn, _count(estimation)))
        least = min(now, _waits(estimation, today), key=lambda one: _total(estimation, one))
    tried = ((now, simulate(as_now, kept.order, drawn)), (least, simulate(change.network, best, drawn)))
    return max(
        (_compared(change, before, _waits(estimation, runs), estimation) for before, runs in tried),
        key=lambda one: (one.uncovered, one.hours),
    )


def _total(estimation: Estimation, waits: Mapping[str, _Wait]) -> tuple[float, int]:
    """What vital services wait for: the part that nothing covers first."""
    vital = [waits[one.id] for one in estimation.ground.plan.services if one.vital.best is True and one.id in waits]
    return sum(one.uncovered for one in vital), sum(one.median for one in vital)


def _compared(change: Change, now: Mapping[str, _Wait], then: Mapping[str, _Wait], estimation: Estimation) -> Lever:
    vital = {one.id for one in estimation.ground.plan.services if one.vital.best is True}
    gains = tuple(
        ServiceGain(name, now[name].median - then[name].median, round(now[name].uncovered - then[name].uncovered))
        for name in now
        if name in vital
    )
    told = tuple(sorted((one for one in gains if one.minutes > 0), key=lambda one: (-one.minutes, one.service)))
    return Lever(
        change.kind,
        change.of,
        hours=max(0, sum(one.minutes for one in gains)) // _HOUR,
        uncovered=max(0, sum(one.uncovered for one in gains)) // _HOUR,
        services=told,
    )


def _count(estimation: Estimation) -> int:
    return min(_RUNS, estimation.runs_count)


def _waits(estimation: Estimation, runs: Runs) -> dict[str, _Wait]:
    """The wait of every service that can be dated, over the first runs."""
    index, count, found = runs.network.index, _count(estimation), {}
    down = frozenset(estimation.problem.loss.down)
    for service in estimation.ground.plan.services:
        needed = [name for name in critical_applications(service) if name in down]
        if not needed or any(name not in index for name in needed):
            continue
        tasks = [index[name] for name in needed]
        ends = [max(run[task] for task in tasks) for run in runs.ends[:count]]
        limit = service.endurance.limit.best
        over = sum(max(0, end - limit.minutes) for end in ends) / len(ends) if limit else 0.0
        found[service.id] = _Wait(percentile(sorted(ends), 0.5), over)
    return found


def _agreements(estimation: Estimation) -> Iterator[Lever]:
    """For each vital service left uncovered, an agreement signed with whoever takes its patients over."""
    now = _waits(estimation, estimation.runs)
    for service in estimation.ground.plan.services:
        wait = now.get(service.id)
        signed = any(partner.signed_on.best is not None for partner in service.partners)
        if wait is not None and wait.uncovered >= _HOUR and service.vital.best is True and not signed:
            gain = ServiceGain(service.id, 0, round(wait.uncovered))
            yield Lever(
                LeverKind.AGREEMENT, service.id, hours=0, uncovered=round(wait.uncovered) // _HOUR, services=(gain,)
            )
