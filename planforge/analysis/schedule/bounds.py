"""What no order can do: proofs that hold whatever the skill of the planner (recovery.md C.4)."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.analysis.schedule.network import Network

_NEVER = 1 << 60


@dataclass(frozen=True, slots=True)
class LatePath:
    """A deadline missed even with unlimited means: the path that leads there, and when it ends."""

    deadline: str
    due: int
    reached: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overload:
    """More work due by ``due`` than a resource can do from ``head`` on: ``effort`` > ``room``, in units x minutes.

    None of the ``tasks`` can start before ``head``, whatever the means.
    """

    resource: str
    due: int
    head: int
    effort: int
    room: int
    units: int
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Bounds:
    """The level 1 proofs of a network; all of them are monotone: more means or shorter tasks never make them worse."""

    network: Network

    @cached_property
    def latest(self) -> tuple[int, ...]:
        """When each task must be over for every deadline behind it to be met (the backward need); far away for none."""
        latest = [_NEVER] * len(self.network.tasks)
        for deadline, aim in zip(self.network.deadlines, self.network.aims, strict=True):
            for need in aim:
                if len(need) == 1:
                    latest[need[0]] = min(latest[need[0]], deadline.due)
        for task in reversed(self.network.order):
            for need in self.network.needs[task]:
                if len(need) == 1:  # of several alternatives, none is required
                    latest[need[0]] = min(latest[need[0]], latest[task] - self.network.durations[task])
        return tuple(latest)

    @cached_property
    def slack(self) -> tuple[int, ...]:
        """How much later than its critical path each task may end."""
        return tuple(late - early for late, early in zip(self.latest, self.network.earliest, strict=True))

    @cached_property
    def late_paths(self) -> tuple[LatePath, ...]:
        """The deadlines that no means can meet."""
        found = []
        for deadline, aim, reached in zip(
            self.network.deadlines, self.network.aims, self.network.reached(self.network.earliest), strict=True
        ):
            if reached > deadline.due:
                found.append(LatePath(deadline.id, deadline.due, reached, self._path(aim)))
        return tuple(found)

    def _path(self, aim: Iterable[tuple[int, ...]]) -> tuple[str, ...]:
        """The tasks that hold the aim up, first to last."""
        path, task = [], self._latest_of(aim)
        while task is not None:
            path.append(self.network.tasks[task].id)
            task = self._before[task]
        return tuple(reversed(path))

    @cached_property
    def _before(self) -> tuple[int | None, ...]:
        """The task that holds each task up, with unlimited means."""
        return tuple(self._latest_of(needs) for needs in self.network.needs)

    def _latest_of(self, needs: Iterable[tuple[int, ...]]) -> int | None:
        """The task that meets the last of these needs."""
        ends = self.network.earliest
        met = (min(need, key=lambda one: (ends[one], one)) for need in needs)
        return max(met, key=lambda one: (ends[one], -one), default=None)

    @cached_property
    def overloads(self) -> tuple[Overload, ...]:
        """By resource, the span in which most is asked beyond what can be done; none where all of it can.

        Every start of a task is tried as the head of a span, and every due time as its end: a proof that one task with
        an early start would spoil still holds without it, so that asking for more never hides anything. A single task
        is no overload: its own path is late. A span in which something can be done tells more than one that is due
        before anything can begin.
        """
        asked = {name: _Asked(units) for name, units in self.network.capacity.items()}
        seen: set[int] = set()
        for deadline in sorted(range(len(self.network.deadlines)), key=lambda one: self.network.deadlines[one].due):
            due, touched = self.network.deadlines[deadline].due, set[str]()
            for task in self._required(deadline, seen):
                for name, units in self.network.tasks[task].demand:
                    effort = self.network.durations[task] * units
                    insort(asked[name].works, (self.network.critical.starts[task], task, effort))
                    touched.add(name)
            for name in touched:
                asked[name].hold(due)
        return tuple(self._overload(name, one) for name, one in asked.items() if one.tasks)

    def _required(self, deadline: int, seen: set[int]) -> Iterator[int]:
        """Every task that the deadline cannot do without, once."""
        front = [need[0] for need in self.network.aims[deadline] if len(need) == 1]
        while front:
            task = front.pop()
            if task not in seen:
                seen.add(task)
                yield task
                front += (need[0] for need in self.network.needs[task] if len(need) == 1)

    def _overload(self, resource: str, asked: _Asked) -> Overload:
        names = tuple(self.network.tasks[task].id for task in sorted(asked.tasks))
        room = asked.room(asked.due, asked.head)
        return Overload(resource, asked.due, asked.head, room + asked.worst[1], room, asked.units, names)


@dataclass
class _Asked:
    """What the deadlines met so far ask of a resource: (earliest start, task, effort), and the worst span seen."""

    units: int
    works: list[tuple[int, int, int]] = field(default_factory=list)
    worst: tuple[bool, int] = (False, 0)  # whether anything can be done; units x minutes asked beyond it
    due: int = 0
    head: int = 0
    tasks: tuple[int, ...] = ()

    def hold(self, due: int) -> None:
        """Holds what is asked by then against what can be done from each start on."""
        effort, worst, first = 0, self.worst, -1
        for place in range(len(self.works) - 1, -1, -1):
            start, _, work = self.works[place]
            effort += work
            beyond = effort - self.room(due, start)
            if beyond > 0 and place < len(self.works) - 1 and (start < due, beyond) > worst:
                worst, first = (start < due, beyond), place
        if first >= 0:
            self.worst, self.due, self.head = worst, due, self.works[first][0]
            self.tasks = tuple(task for _, task, _ in self.works[first:])

    def room(self, due: int, head: int) -> int:
        """What can be done between both."""
        return self.units * max(0, due - head)
