"""The scheduling problem of a record in a scenario: systems become tasks, teams and bandwidth become resources."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.analysis.graphs import Graph
from planforge.analysis.hours import Cover, cover
from planforge.analysis.losses import loss
from planforge.analysis.schedule.calendars import ALWAYS, OFFICE, ON_CALL
from planforge.analysis.schedule.draws import between_tenths
from planforge.analysis.schedule.durations import Span, span_of, stopwatch
from planforge.analysis.schedule.loops import dated_needs, opened
from planforge.analysis.schedule.network import Deadline, Network, Task
from planforge.analysis.schedule.odds import Hazard, Uncertainty
from planforge.analysis.uses import critical_applications, in_scenario, outer_limit
from planforge.model.crisis import ScenarioKind
from planforge.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.analysis.graphs import Edge
    from planforge.analysis.losses import Loss
    from planforge.analysis.schedule.calendars import Calendar
    from planforge.analysis.schedule.draws import Triangle
    from planforge.analysis.schedule.durations import Effort, Stopwatch
    from planforge.analysis.schedule.ground import Ground
    from planforge.analysis.schedule.loops import Bootstrap
    from planforge.analysis.schedule.network import Need
    from planforge.model.answer import Source
    from planforge.model.backups import Backup
    from planforge.model.crisis import Scenario
    from planforge.model.people import Team
    from planforge.model.systems import System

# All of these are professional orders of magnitude (G), printed with the results as values to validate.
COMMON_SIGMA = 0.35  # how bad the compromise is: one factor for every task of a run (recovery.md C.6)
REBUILD_FACTOR = 3.0  # reinstalling without a usable copy against restoring from one (C.3)
COPY, WORK = "copy", "work"

TEAM, RATE, STREAMS, TESTER = "team", "rate", "streams", "tester"
SYSTEM, SERVICE = "system", "service"

_ROUND_THE_CLOCK = re.compile(r"24 ?h? ?(/|sur) ?24|24 ?/ ?7|\bh ?24\b")
_FOR_A_TIME = re.compile(r"\b(pendant|puis|ensuite|premiers?|premieres?)\b")  # « 24 h/24 pendant 72 heures, puis... »


@dataclass(frozen=True)
class Problem:
    """A scenario ready to be scheduled. Tasks are named by systems; ``copy:x`` and ``work:x`` come before ``x``.

    ``unknown`` systems have no duration, ``blocked`` ones wait for one of them: none of these can be given a date.
    ``bootstraps`` are links taken as absent to open the restart loops. ``unstaffed`` systems have no known team.
    """

    scenario: str
    network: Network
    uncertainty: Uncertainty
    efforts: Mapping[str, Effort]
    loss: Loss
    gate: Span
    gate_source: Source | None
    unknown: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    bootstraps: tuple[Bootstrap, ...] = ()
    unstaffed: tuple[str, ...] = ()
    own_order: tuple[str, ...] = ()
    cyber: bool = False


def problem(ground: Ground, scenario: Scenario) -> Problem | None:
    """The problem of a scenario; ``None`` while what is lost, or how long nothing may be restored, is not said."""
    lost, gate = loss(ground.plan, ground.run, scenario), span_of(scenario.gate)
    if lost is None or gate is None:
        return None
    return _Builder(ground, scenario, lost, gate).build()


@dataclass
class _Builder:
    ground: Ground
    scenario: Scenario
    lost: Loss
    gate: Span
    capacity: dict[str, int] = field(default_factory=dict)
    spreads: dict[str, Triangle] = field(default_factory=dict)
    streams: dict[str, str] = field(default_factory=dict)
    unstaffed: list[str] = field(default_factory=list)

    def build(self) -> Problem:
        efforts, unknown = self._efforts()
        waits, bootstraps = self._waits()
        needs = dated_needs(waits, frozenset(unknown))
        placed = frozenset(needs)
        dated = tuple(name for name in self.ground.plan.systems if name in placed)
        tasks = tuple(task for name in dated for task in self._tasks(name, needs[name], efforts.get(name)))
        return Problem(
            scenario=self.scenario.id,
            network=Network(tasks, {} if self.lost.apart else self.capacity, self._deadlines(placed), self.gate.likely),
            uncertainty=self._uncertainty(tasks),
            efforts={name: effort for name, effort in efforts.items() if name in placed},
            loss=self.lost,
            gate=self.gate,
            gate_source=self.scenario.gate.source,
            unknown=unknown,
            blocked=tuple(name for name in self.lost.down if name not in placed and name not in unknown),
            bootstraps=bootstraps,
            unstaffed=() if self.lost.apart else tuple(self.unstaffed),
            own_order=tuple(name for name in self.scenario.restart_order if name in placed),
            cyber=self.scenario.kind is ScenarioKind.CYBER,
        )

    @cached_property
    def _watch(self) -> Stopwatch:
        return stopwatch(self.ground.plan)

    @cached_property
    def _down(self) -> frozenset[str]:
        return frozenset(self.lost.down)

    @cached_property
    def _restored(self) -> frozenset[str]:
        return frozenset(self.lost.restored)

    def _efforts(self) -> tuple[dict[str, Effort], tuple[str, ...]]:
        found, unknown = {}, []
        for name in self.lost.restored:
            effort = self._watch.effort(self.ground.plan.systems[name])
            if effort is None:
                unknown.append(name)
            else:
                found[name] = effort
        return found, tuple(unknown)

    def _waits(self) -> tuple[Graph, tuple[Bootstrap, ...]]:
        """What the loss leaves each system to wait for, loops opened; nothing where systems fail one at a time."""
        if self.lost.apart:
            return Graph(dict.fromkeys(self.lost.restored, ())), ()
        return opened(Graph({name: self._unmet(name) for name in self.lost.down}), self.ground.plan.systems)

    def _unmet(self, name: str) -> tuple[Edge, ...]:
        """The needs that nothing meets any more; what is not lost itself only needs what makes it run."""
        graph = self.ground.restore if name in self._restored else self.ground.run
        return tuple(edge for edge in graph.binding[name] if self._down.issuperset(edge.alternatives))

    def _tasks(self, name: str, needs: tuple[Need, ...], effort: Effort | None) -> list[Task]:
        """Copying, work and acceptance of a system, one after the other; the last one has the system's name."""
        if effort is None:
            return [Task(name, 0, needs)]
        system = self.ground.plan.systems[name]
        copying = self._copying(system)
        copy = effort.copy if copying else 0  # where nothing says what copies share, the team follows each
        team, calendar = self._team(system)
        tester = self._tester(system) if effort.acceptance else ()
        parts = [
            (f"{COPY}:{name}", copy, copying, ALWAYS),
            (f"{WORK}:{name}", effort.span.likely - copy - effort.acceptance, team, calendar),
            (name, effort.acceptance, tester, ALWAYS),
        ]
        return self._chained(name, [part for part in parts if part[1]] or parts[-1:], needs, effort.span)

    def _chained(
        self,
        name: str,
        parts: list[tuple[str, int, tuple[tuple[str, int], ...], Calendar]],
        needs: tuple[Need, ...],
        span: Span,
    ) -> list[Task]:
        tasks: list[Task] = []
        for place, (label, minutes, demand, calendar) in enumerate(parts):
            last = place == len(parts) - 1
            waits = needs if not tasks else ((tasks[-1].id,),)
            task = Task(name if last else label, minutes, waits, () if self.lost.apart else demand, 0, calendar)
            tasks.append(task)
            share = minutes / span.likely if span.likely else 0
            self.spreads[task.id] = between_tenths(span.low * share, minutes, span.high * share)
            self.streams[task.id] = name
        return tasks

    def _team(self, system: System) -> tuple[tuple[tuple[str, int], ...], Calendar]:
        team = self.ground.plan.team.get(system.restore.team.best or "")
        people = (team.people.best or len(team.members)) if team else 0
        if team is None or not people:
            self.unstaffed.append(system.id)
            return (), ALWAYS
        return self._resource(TEAM, team.id, people), calendar_of(team)

    def _tester(self, system: System) -> tuple[tuple[str, int], ...]:
        return self._resource(TESTER, fold(system.restore.tester.best or ""), 1)

    def _copying(self, system: System) -> tuple[tuple[str, int], ...]:
        """The share of its backup's restore streams and bandwidth that copying the system takes."""
        policy = next((one for one in self.ground.backups_of.get(system.id, ()) if _limited(one)), None)
        if policy is None:
            return ()
        streams, bandwidth = policy.streams.best, policy.bandwidth.best
        demand = self._resource(STREAMS, policy.id, streams) if streams else ()
        if bandwidth is None:
            return demand
        total = max(1, round(bandwidth.megabytes_per_second))
        rate, _ = self._watch.rate(system)
        self.capacity.setdefault(f"{RATE}:{policy.id}", total)
        return (*demand, (f"{RATE}:{policy.id}", min(total, max(1, round(rate)))))

    def _resource(self, kind: str, name: str, units: int) -> tuple[tuple[str, int], ...]:
        self.capacity.setdefault(f"{kind}:{name}", units)
        return ((f"{kind}:{name}", 1),)

    def _deadlines(self, dated: frozenset[str]) -> tuple[Deadline, ...]:
        """The target of each system, and the limit of each service for what it cannot do without."""
        found = []
        for name in sorted(dated):
            target = in_scenario(self.ground.plan.systems[name].rto, self.scenario).best
            if target is not None:
                found.append(Deadline(f"{SYSTEM}:{name}", ((name,),), target.minutes, vital=False))
        for service in self.ground.plan.services:
            limit = service.endurance.limit.best or outer_limit(service)
            needs = tuple((name,) for name in critical_applications(service) if name in dated)
            if needs and limit is not None:
                vital = service.vital.best is True
                weight = max(1, service.weight.best or 1)
                found.append(Deadline(f"{SERVICE}:{service.id}", needs, limit.minutes, weight, vital))
        return tuple(found)

    def _uncertainty(self, tasks: Iterable[Task]) -> Uncertainty:
        cyber = self.scenario.kind is ScenarioKind.CYBER
        known = {task.id for task in tasks}
        return Uncertainty(
            spreads=self.spreads,
            gate=between_tenths(self.gate.low, self.gate.likely, self.gate.high),
            sigma=COMMON_SIGMA if cyber else 0.0,
            hazards=self._hazards(known) if cyber else (),
            streams=self.streams,
        )

    def _hazards(self, known: set[str]) -> tuple[Hazard, ...]:
        """A policy whose copies may be unusable after an attack, for the systems that nothing else protects."""
        tasks: dict[str, list[str]] = defaultdict(list)
        for task in sorted(known):
            policies = self.ground.backups_of.get(self.streams.get(task, ""), ())
            if len(policies) == 1 and policies[0].usable_odds.best is not None:
                tasks[policies[0].id].append(task)
        odds = {
            one.id: 1 - one.usable_odds.best.value / 100 for one in self.ground.plan.backups if one.usable_odds.best
        }
        return tuple(Hazard(name, odds[name], tuple(tasks[name]), REBUILD_FACTOR) for name in sorted(tasks))


def _limited(policy: Backup) -> bool:
    return policy.streams.best is not None or policy.bandwidth.best is not None


def calendar_of(team: Team) -> Calendar:
    """The calendar that a team's own words and duty give; one that says nothing is supposed to be on call."""
    words, on_call = fold(team.calendar.best or ""), team.on_call.best
    said = cover(words) if words else Cover.UNSURE
    if said is Cover.ALWAYS and _ROUND_THE_CLOCK.search(words) and not _FOR_A_TIME.search(words):
        return ALWAYS
    if said is Cover.ALWAYS or on_call:
        return ON_CALL
    return OFFICE if said is Cover.OFFICE or on_call is False else ON_CALL
