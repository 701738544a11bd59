"""A scheduling problem: tasks with needs and demands, shared resources, deadlines. Times are whole minutes from 0."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

from planforge.analysis.schedule.calendars import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planforge.analysis.schedule.calendars import Calendar

Need = tuple[str, ...]  # one of these tasks must be over; a single one for a plain need


@dataclass(frozen=True, slots=True)
class Task:
    """Work that holds its resources from its start to its end, and is not interrupted (its calendar apart).

    ``release`` counts from the opening of the gate: the task does not start before it.
    """

    id: str
    duration: int
    needs: tuple[Need, ...] = ()
    demand: tuple[tuple[str, int], ...] = ()
    release: int = 0
    calendar: Calendar = ALWAYS


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due so many minutes after the loss, gate included: all its ``needs`` are over by then."""

    id: str
    needs: tuple[Need, ...]
    due: int
    weight: int = 1
    vital: bool = True


class Goal(NamedTuple):
    """What makes an order better than another one, the most important first; smaller is better (recovery.md C.5)."""

    worst: int  # weighted lateness of the latest vital deadline
    late: int  # vital deadlines missed
    total: int  # weighted lateness of all deadlines
    makespan: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Start and end of each task, in the order of the network's tasks."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def makespan(self) -> int:
        """The end of the last task."""
        return max(self.ends, default=0)


class ImpossibleNetworkError(ValueError):
    """A network that nothing can schedule: a cycle, a task unknown, or a demand above its capacity. A bug upstream."""


@dataclass(frozen=True)
class Network:
    """Tasks, the capacity of each resource, deadlines, and the ``gate`` before which nothing starts.

    Indices into ``tasks`` stand for tasks everywhere below. Raises ``ImpossibleNetworkError`` when first looked into.
    """

    tasks: tuple[Task, ...]
    capacity: Mapping[str, int] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    gate: int = 0

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The index of each task by identifier."""
        return {task.id: place for place, task in enumerate(self.tasks)}

    @cached_property
    def needs(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """The needs of each task, as indices."""
        return tuple(self._indices(task.needs) for task in self.tasks)

    @cached_property
    def aims(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """What each deadline waits for, as indices."""
        return tuple(self._indices(deadline.needs) for deadline in self.deadlines)

    def _indices(self, needs: Iterable[Need]) -> tuple[tuple[int, ...], ...]:
        try:
            return tuple(tuple(self.index[name] for name in need) for need in needs)
        except KeyError as error:
            raise ImpossibleNetworkError(f"unknown task {error}") from error

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Every task after all it may wait for; among free ones, the order of the tasks."""
        sorter: TopologicalSorter[int] = TopologicalSorter()
        for task, needs in enumerate(self.needs):
            sorter.add(task, *(other for need in needs for other in need))
        try:
            sorter.prepare()
        except CycleError as error:
            raise ImpossibleNetworkError(f"cycle: {[self.tasks[one].id for one in error.args[1]]}") from error
        found: list[int] = []
        while sorter.is_active():
            ready = sorted(sorter.get_ready())
            found += ready
            sorter.done(*ready)
        return tuple(found)

    @cached_property
    def durations(self) -> tuple[int, ...]:
        """The duration of each task."""
        return tuple(task.duration for task in self.tasks)

    @cached_property
    def earliest(self) -> tuple[int, ...]:
        """The earliest end of each task without any resource limit: the critical path (recovery.md C.4, 1)."""
        return self.critical.ends

    @cached_property
    def critical(self) -> Schedule:
        """Every task as early as its needs allow, resources unlimited."""
        starts, ends = [0] * len(self.tasks), [0] * len(self.tasks)
        for one in self.order:
            task = self.tasks[one]
            ready = max((min(ends[other] for other in need) for need in self.needs[one]), default=self.gate)
            starts[one] = max(ready, self.gate + task.release)
            ends[one] = task.calendar.end(starts[one], task.duration)
        return Schedule(tuple(starts), tuple(ends))

    @cached_property
    def plain_needs(self) -> tuple[tuple[int, ...], ...]:
        """One task for each need: of several alternatives, the one whose critical path ends first."""
        return tuple(
            tuple(dict.fromkeys(min(need, key=lambda other: (self.earliest[other], other)) for need in needs))
            for needs in self.needs
        )

    @cached_property
    def plain_dependents(self) -> tuple[tuple[int, ...], ...]:
        """The tasks that wait for each task under ``plain_needs``."""
        found: list[list[int]] = [[] for _ in self.tasks]
        for one, needs in enumerate(self.plain_needs):
            for other in needs:
                found[other].append(one)
        return tuple(tuple(users) for users in found)

    @cached_property
    def vital_tasks(self) -> tuple[int, ...]:
        """The tasks that vital deadlines wait for; all of them where no deadline is vital."""
        found = {
            one
            for deadline, aim in zip(self.deadlines, self.aims, strict=True)
            if deadline.vital
            for need in aim
            for one in need
        }
        return tuple(sorted(found)) or tuple(range(len(self.tasks)))

    @cached_property
    def _plain_aims(self) -> tuple[tuple[int, ...], ...]:
        """What each deadline waits for where nothing is left to choose; empty where there are alternatives."""
        return tuple(tuple(need[0] for need in aim) if all(len(need) == 1 for need in aim) else () for aim in self.aims)

    def reached(self, ends: Sequence[int]) -> tuple[int, ...]:
        """When each deadline's needs are over, for those ends of tasks."""
        # Called for every deadline of every run: most wait for one task, or for all of a few.
        return tuple(
            ends[plain[0]]
            if len(plain) == 1
            else max([ends[one] for one in plain])
            if plain
            else max((min(ends[one] for one in need) for need in aim), default=0)
            for plain, aim in zip(self._plain_aims, self.aims, strict=True)
        )

    def goal(self, ends: Sequence[int]) -> Goal:
        """How good those ends are."""
        worst = late = total = 0
        for deadline, reached in zip(self.deadlines, self.reached(ends), strict=True):
            over = max(0, reached - deadline.due)
            total += over * deadline.weight
            if deadline.vital:
                worst, late = max(worst, over * deadline.weight), late + (over > 0)
        return Goal(worst, late, total, max(ends, default=0))
