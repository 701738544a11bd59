"""A population of schedules that mix their best stretches: a genetic search of fixed length and fixed draws."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from random import Random
from typing import TYPE_CHECKING

from planforge.analysis.schedule.generation import feasible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.analysis.schedule.generation import Times
    from planforge.analysis.schedule.improvement import Member, Yard
    from planforge.analysis.schedule.network import Goal
    from planforge.analysis.schedule.priorities import Views

_SEED = 1
_APART = 1 << 48  # more than any time: keeps what comes before and after a stretch on its side
_SHORTEST, _LONGEST = 0.15, 0.6  # stretch that a schedule takes over, in shares of its makespan
_SMALLEST, _LARGEST = 8, 80  # schedules kept
# Of the rule that makes the first schedules, in mean durations:
_HESITATION, _DOUBT = 4, 16  # how far it may stray, with deadlines and without
_NEWCOMERS = 0.1  # share of what comes after the first population
_GRACE = 40  # how late what is not vital may be
_CHILD, _NEWCOMER = 2, 3  # schedules made for each


@dataclass
class Population:
    """The schedules kept so far, and what is left to spend on others. ``goal``: good enough to stop."""

    yard: Yard
    members: list[Member]
    left: int
    goal: Goal
    views: Views

    def __post_init__(self) -> None:
        self.random = Random(_SEED).random  # noqa: S311 - draws for a search, the same on every machine
        self.seen = {tuple(one.ends) for one in self.members}
        self.best = min(one.goal for one in self.members)

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return self.left < _NEWCOMER or self.best <= self.goal

    def fill(self) -> None:
        """Brings the population to its size."""
        size = min(_LARGEST, max(_SMALLEST, isqrt(max(0, self.left) // 2)))
        self.members = sorted(self.members, key=lambda one: one.goal)[:size]
        for _ in range(2 * size):
            if len(self.members) >= size or self.over:
                return
            self._keep(self._newcomer(), None)

    def evolve(self) -> None:
        """Lets each member in turn have a child with another, or a newcomer, replace it unless that is worse."""
        while not self.over:
            for place in range(len(self.members)):
                if self.over:
                    return
                new = self.random() < _NEWCOMERS
                self._keep(self._newcomer() if new else self._child(place), place)

    def _newcomer(self) -> Member:
        """The schedule of a priority rule that hesitates, improved."""
        first = self.yard.listed(feasible(self.yard.forth, self._hesitant()))
        self.left -= _NEWCOMER - _CHILD
        return self.yard.turned(first.ends, first, self._haste(first))

    def _hesitant(self) -> list[float]:
        """The keys of a list by latest finish, where deadlines are more or less patient and ranks not that sure."""
        mean = sum(self.yard.network.durations) // len(self.yard.network.tasks)
        lateness, grace = self._draw(self.best.worst + 1), self._draw(_GRACE * mean + 1)
        spread = (_HESITATION if self.yard.network.deadlines else _DOUBT) * mean
        return [key + self.random() * spread for key in self.views.patient(lateness, grace)]

    def _child(self, place: int) -> Member:
        pair = self.members[place], self.members[self._partner(place)]
        first = self._draw(2)
        one, other = pair[first], pair[1 - first]
        return self.yard.turned(self._mixed(one, other), one, self._haste(one))

    def _haste(self, model: Member) -> float:
        """Some, where no deadline can be met any better: then the makespan is all that is left to gain."""
        return self.random() if model.goal[:3] <= self.goal[:3] else 0.0

    def _partner(self, place: int) -> int:
        """The better of two others drawn."""
        count = len(self.members)
        drawn = (self._draw(count), self._draw(count))
        best = min(drawn, key=lambda one: self.members[one].goal)
        return best if best != place else (place + 1) % count

    def _draw(self, count: int) -> int:
        return int(self.random() * count)

    def _mixed(self, one: Member, other: Member) -> Times:
        """The order of one schedule within a stretch of time, that of another before and after."""
        gate = self.yard.network.gate
        span = one.goal.makespan - gate
        length = int((_SHORTEST + (_LONGEST - _SHORTEST) * self.random()) * span)
        low = gate + int(self.random() * (span - length))
        high = low + length
        return [
            mine if low < mine <= high else (theirs - _APART if mine <= low else theirs + _APART)
            for mine, theirs in zip(one.ends, other.ends, strict=True)
        ]

    def _keep(self, child: Member, place: int | None) -> None:
        """Counts a child in; it takes that place, or a new one."""
        self.left -= _CHILD
        ends = tuple(child.ends)
        if ends in self.seen or (place is not None and child.goal > self.members[place].goal):
            return
        self.seen.add(ends)
        if place is None:
            self.members.append(child)
        else:
            self.seen.discard(tuple(self.members[place].ends))
            self.members[place] = child
        self.best = min(self.best, child.goal)


def evolved(yard: Yard, members: Iterable[Member], schedules: int, goal: Goal, views: Views) -> list[Member]:
    """The members after so many more schedules, the best first; it stops at a goal good enough."""
    population = Population(yard, list(members), schedules, goal, views)
    population.fill()
    population.evolve()
    return sorted(population.members, key=lambda one: (one.goal, one.ends))
