"""What held each task of a schedule up: the task whose end, or whose turn, it had to wait for."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from planforge.analysis.schedule.network import Network


class Held(NamedTuple):
    """The task that ended last before another one could begin, and the ``resource`` it freed: "" where it is a need."""

    by: int
    resource: str


@dataclass(frozen=True)
class Trace:
    """A schedule read backwards. ``starts`` and ``ends`` by task."""

    network: Network
    starts: Sequence[int]
    ends: Sequence[int]

    def chain(self, last: int | None = None) -> tuple[int, ...]:
        """The tasks that led to a task (the one that ends last), first to last: each was held up by the one before."""
        if not self.ends:
            return ()
        task = max(range(len(self.ends)), key=lambda one: (self.ends[one], -one)) if last is None else last
        found = {task: None}
        while (held := self.held(task, found)) is not None:
            task = held.by
            found[task] = None
        return tuple(reversed(found))

    def held(self, task: int, but: Collection[int] = ()) -> Held | None:
        """What held a task up, those ``but`` apart: a need, else a resource, else that of a task it had to let pass."""
        direct = self._directly(task, but)
        if direct is not None:
            return direct
        for other, resource in self._passing(task):
            before = self._directly(other, {*but, task})
            if before is not None:
                return Held(before.by, resource)
        return None

    def _directly(self, task: int, but: Collection[int]) -> Held | None:
        over = [one for one in self._over(task) if one not in but]
        if not over:
            return None
        needed = {min(need, key=lambda one: (self.ends[one], one)) for need in self.network.needs[task]}
        for one in over:
            if one in needed:
                return Held(one, "")
        asked = self._asked(task)
        for one in over:
            freed = self._asked(one)
            for name in asked:
                if name in freed:
                    return Held(one, name)
        return None

    def _asked(self, task: int) -> tuple[str, ...]:
        """The resources of a task; what takes no time holds nothing."""
        one = self.network.tasks[task]
        return tuple(name for name, _ in one.demand) if one.duration else ()

    @cached_property
    def _by_end(self) -> tuple[list[int], list[int]]:
        """The ends in order, and whose they are."""
        order = sorted(range(len(self.ends)), key=lambda one: (self.ends[one], -one))
        return [self.ends[one] for one in order], order

    def _over(self, task: int) -> Iterator[int]:
        """The tasks over when this one began, or since its people were last there; the last to end first."""
        moments, order = self._by_end
        start, calendar = self.starts[task], self.network.tasks[task].calendar
        place = bisect_right(moments, start) - 1
        while place >= 0 and (moments[place] == start or calendar.opening(moments[place]) == start):
            yield order[place]
            place -= 1

    def _passing(self, task: int) -> Iterator[tuple[int, str]]:
        """The tasks that began at the same moment on one of its resources: teams that work in turn let them pass."""
        asked = self._asked(task)
        for other in self._beginning.get(self.starts[task], ()):
            for name in asked:
                if other != task and name in self._asked(other):
                    yield other, name

    @cached_property
    def _beginning(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for task, start in enumerate(self.starts):
            found.setdefault(start, []).append(task)
        return found
