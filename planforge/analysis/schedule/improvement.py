"""Forward-backward improvement: everything as late as it can be, then as early as it can be (Valls 2005)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.analysis.schedule.generation import course, place
from planforge.analysis.schedule.priorities import plain_aims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.analysis.schedule.generation import Course, Made, Times
    from planforge.analysis.schedule.network import Goal, Network


@dataclass(frozen=True, slots=True)
class Member:
    """A schedule and how good it is."""

    goal: Goal
    starts: Times
    ends: Times


@dataclass(frozen=True)
class Yard:
    """A network made ready for a search: both ways through it, and what its deadlines wait for."""

    network: Network

    @cached_property
    def forth(self) -> Course:
        """The way forwards."""
        return course(self.network)

    @cached_property
    def back(self) -> Course:
        """The way backwards, from the end at 0, without releases and calendars: it only proposes an order."""
        way = self.forth
        return replace(way, needs=way.users, users=way.needs, floors=[0] * len(way.needs), origin=0, calendars=())

    @cached_property
    def forwards(self) -> tuple[int, ...]:
        """The tasks, each after its needs: the order of what begins at the same moment."""
        return self.network.order

    @cached_property
    def backwards(self) -> tuple[int, ...]:
        """The same from the end."""
        return tuple(reversed(self.network.order))

    @cached_property
    def aims(self) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
        """Number and due time of each deadline, and the tasks that it waits for."""
        every = enumerate(plain_aims(self.network))
        return tuple((number, deadline.due, tasks) for number, (deadline, tasks) in every)

    def order(self, member: Member) -> tuple[int, ...]:
        """The tasks as a schedule starts them: the serial scheme makes no worse of it."""
        return tuple(sorted(self.forwards, key=member.starts.__getitem__))

    def member(self, made: Made) -> Member:
        """A schedule that has just been made."""
        return Member(self.network.goal(made[1]), *made)

    def listed(self, order: Sequence[int]) -> Member:
        """The schedule of a feasible order."""
        return self.member(place(self.forth, order))

    def turned(self, keys: Sequence[float], model: Member, haste: float = 0.0) -> Member:
        """The tasks put as late as they fit, last keys first; then as early as they fit, first starts first.

        Nothing a deadline waits for gets later than due, or than in the model. With ``haste``, from 0 to 1, the end is
        put so much of the way from that of the model to the least possible: what no deadline hurries makes haste too.
        """
        way = self.back
        if self.network.deadlines or self.forth.calendars:
            way = replace(way, floors=self._floors(model, haste), durations=_elapsed(model))
        _, late = place(way, sorted(self.backwards, key=keys.__getitem__, reverse=True))
        return self.listed(sorted(self.forwards, key=late.__getitem__, reverse=True))

    def improved(self, member: Member) -> Member:
        """The better of a schedule and of the same justified twice."""
        return min(member, self.turned(member.ends, member), key=lambda one: one.goal)

    def _floors(self, model: Member, haste: float) -> Times:
        """How long before the end each task is over at least."""
        reached = self.network.reached(model.ends)
        least = max(self.network.earliest, default=0)
        last = max(model.goal.makespan, *reached, 0)
        last -= int(haste * (last - least))
        floors = [0] * len(model.ends)
        for number, due, tasks in self.aims:
            for task in tasks:
                floors[task] = max(floors[task], last - max(due, reached[number]))
        return floors


def _elapsed(model: Member) -> Times:
    return [end - start for start, end in zip(model.starts, model.ends, strict=True)]
