"""Priority rules: which task deserves to go first (recovery.md C.5)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from planforge.analysis.schedule.network import Deadline, Network

_NEVER = 1 << 60


def plain_aims(network: Network) -> Iterator[tuple[Deadline, tuple[int, ...]]]:
    """Each deadline with one task for each of its needs: of several, the one whose critical path ends first."""
    ends = network.earliest
    for deadline, aim in zip(network.deadlines, network.aims, strict=True):
        yield deadline, tuple(min(need, key=lambda one: (ends[one], one)) for need in aim)


@dataclass(frozen=True)
class Views:
    """What the rules look at, worked out once for a network. Indices stand for tasks."""

    network: Network

    @cached_property
    def aims(self) -> tuple[tuple[Deadline, tuple[int, ...]], ...]:
        """The plain aims."""
        return tuple(plain_aims(self.network))

    @cached_property
    def due(self) -> tuple[int, ...]:
        """When each task must be over for every deadline behind it; far away where there is none."""
        return self._due(0, 0)

    @cached_property
    def latest(self) -> tuple[int, ...]:
        """The same; where there is no deadline, for the whole to end with its critical path."""
        return self.patient(0, 0)

    @cached_property
    def _whole(self) -> tuple[int, ...]:
        return self._backwards([max(self.network.earliest, default=0)] * len(self.network.tasks))

    def patient(self, lateness: int, grace: int) -> tuple[int, ...]:
        """The latest finish where vital deadlines may be late by that weighted lateness, the others by that grace.

        What the worst deadline cannot avoid, the others may take too: that leaves room for it (recovery.md C.5).
        """
        pairs = zip(self._due(lateness, grace), self._whole, strict=True)
        return tuple(due if due < _NEVER // 2 else late for due, late in pairs)

    def _due(self, lateness: int, grace: int) -> tuple[int, ...]:
        latest = [_NEVER] * len(self.network.tasks)
        for deadline, tasks in self.aims:
            due = deadline.due + (lateness // deadline.weight if deadline.vital and deadline.weight else grace)
            for task in tasks:
                latest[task] = min(latest[task], due)
        return self._backwards(latest)

    def _backwards(self, latest: list[int]) -> tuple[int, ...]:
        for task in reversed(self.network.order):
            begun = latest[task] - self.network.durations[task]
            for other in self.network.plain_needs[task]:
                latest[other] = min(latest[other], begun)
        return tuple(latest)

    @cached_property
    def following(self) -> tuple[int, ...]:
        """All tasks that come after each one and itself, one bit each."""
        found = [1 << task for task in range(len(self.network.tasks))]
        for task in reversed(self.network.order):
            for other in self.network.plain_needs[task]:
                found[other] |= found[task]
        return tuple(found)

    def total(self, values: Sequence[float]) -> list[float]:
        """For each task, the sum of the values of itself and all that come after."""
        return [
            sum(value for place, value in enumerate(values) if bits >> place & 1 and value) for bits in self.following
        ]

    @cached_property
    def stakes(self) -> tuple[tuple[int, int], ...]:
        """The weight of the deadlines behind each task: of the vital ones, of all."""
        aims = [(deadline, sum({1 << task for task in tasks})) for deadline, tasks in self.aims]
        found = []
        for bits in self.following:
            behind = [deadline for deadline, tasks in aims if bits & tasks]
            vital = sum(deadline.weight for deadline in behind if deadline.vital)
            found.append((vital, sum(deadline.weight for deadline in behind)))
        return tuple(found)


def by_least(keys: Sequence[float] | Sequence[tuple[float, ...]]) -> tuple[int, ...]:
    """The tasks by least key; of equals, the first."""
    return tuple(sorted(range(len(keys)), key=lambda task: (keys[task], task)))


def latest_finish(views: Views) -> tuple[int, ...]:
    """Least latest finish first."""
    return by_least(views.latest)


def latest_start(views: Views) -> tuple[int, ...]:
    """Least latest start first."""
    return by_least([late - span for late, span in zip(views.latest, views.network.durations, strict=True)])


def due_first(views: Views) -> tuple[int, ...]:
    """What a deadline waits for, by latest finish; then all the rest."""
    return by_least([(due, late) for due, late in zip(views.due, views.latest, strict=True)])


def least_slack(views: Views) -> tuple[int, ...]:
    """Least slack first: the latest finish less the earliest."""
    return by_least([late - early for late, early in zip(views.latest, views.network.earliest, strict=True)])


def most_successors(views: Views) -> tuple[int, ...]:
    """Most tasks behind it first."""
    return by_least([(-bits.bit_count(), late) for bits, late in zip(views.following, views.latest, strict=True)])


def positional_weight(views: Views) -> tuple[int, ...]:
    """Longest work behind it first, its own counted."""
    return by_least([-weight for weight in views.total(views.network.durations)])


def scarce_work(views: Views) -> tuple[int, ...]:
    """Most work behind it first, counted in shares of the resources that it takes."""
    units = views.network.capacity
    work = [
        task.duration * sum(asked / units[name] for name, asked in task.demand if asked) for task in views.network.tasks
    ]
    return by_least([-round(weight, 6) for weight in views.total(work)])


def criticality(views: Views) -> tuple[int, ...]:
    """Heaviest vital deadlines behind it first, then heaviest deadlines, then least latest finish."""
    return by_least([(-vital, -every, late) for (vital, every), late in zip(views.stakes, views.latest, strict=True)])


RULES: Mapping[str, Callable[[Views], tuple[int, ...]]] = {
    "latest-finish": latest_finish,
    "latest-start": latest_start,
    "due-first": due_first,
    "least-slack": least_slack,
    "most-successors": most_successors,
    "positional-weight": positional_weight,
    "scarce-work": scarce_work,
    "criticality": criticality,
}
