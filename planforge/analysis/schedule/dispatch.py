"""What teams do with an order once durations turn out as they do: the same rule on paper and in each simulation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from planforge.analysis.schedule.network import Schedule
from planforge.analysis.schedule.packing import demands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.analysis.schedule.calendars import Calendar
    from planforge.analysis.schedule.network import Network


class Discipline(StrEnum):
    """How an order is followed."""

    FREE = "free"  # whoever is free takes the first task of the list that can start
    IN_TURN = "in-turn"  # nobody starts a task before the ones that the list gives the same team first


@dataclass(frozen=True)
class Order:
    """A list of all tasks, most urgent first, and how it is followed."""

    tasks: tuple[int, ...]
    discipline: Discipline = Discipline.FREE

    @cached_property
    def rank(self) -> tuple[int, ...]:
        """The place of each task in the list."""
        found = [0] * len(self.tasks)
        for place, task in enumerate(self.tasks):
            found[task] = place
        return tuple(found)


@dataclass(frozen=True)
class Workshop:
    """A network prepared once for thousands of runs. Indices stand for tasks; a kind of tasks asks for the same."""

    network: Network

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """How many needs each task waits for."""
        return tuple(len(needs) for needs in self.network.needs)

    @cached_property
    def users(self) -> tuple[tuple[int, ...], ...]:
        """For each task, the tasks that can do with no other."""
        found: list[list[int]] = [[] for _ in self.counts]
        for task, needs in enumerate(self.network.needs):
            for need in needs:
                if len(need) == 1:
                    found[need[0]].append(task)
        return tuple(tuple(one) for one in found)

    @cached_property
    def choosers(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each task, the tasks that it satisfies unless another did before: (task, number of the need)."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.counts]
        number = 0
        for task, needs in enumerate(self.network.needs):
            for need in needs:
                if len(need) > 1:
                    number += 1
                    for other in need:
                        found[other].append((task, number))
        return tuple(tuple(one) for one in found)

    @cached_property
    def _packed(self) -> tuple[int, int, tuple[int, ...]]:
        packing, demand = demands(self.network)
        asked = tuple(one if task.duration else 0 for one, task in zip(demand, self.network.tasks, strict=True))
        return packing.packed(packing.capacity) + packing.guards, packing.guards, asked

    @property
    def everything(self) -> int:
        """All units free, guards set."""
        return self._packed[0]

    @property
    def guards(self) -> int:
        """The guard bits: all set after a subtraction that fits."""
        return self._packed[1]

    @cached_property
    def _sorts(self) -> tuple[tuple[int, Calendar | None], ...]:
        return tuple(zip(self._packed[2], self.calendars, strict=True))

    @cached_property
    def kinds(self) -> tuple[tuple[int, Calendar | None], ...]:
        """The packed demands met in the network, each once for each calendar of those who have it."""
        return tuple(dict.fromkeys(self._sorts))

    @cached_property
    def kind_of(self) -> tuple[int, ...]:
        """The place in ``kinds`` of each task's demand and calendar."""
        place = {kind: index for index, kind in enumerate(self.kinds)}
        return tuple(place[one] for one in self._sorts)

    @cached_property
    def calendars(self) -> tuple[Calendar | None, ...]:
        """The calendar of each task; ``None`` round the clock."""
        return tuple(task.calendar if task.calendar.spans else None for task in self.network.tasks)

    @cached_property
    def releases(self) -> tuple[tuple[int, int], ...]:
        """The tasks that are released after the gate only: (minutes after it, task)."""
        return tuple((task.release, index) for index, task in enumerate(self.network.tasks) if task.release)

    @cached_property
    def asked(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The demand of each task: (number of the resource, units); what takes no time holds nothing."""
        place = {name: number for number, name in enumerate(self.network.capacity)}
        return tuple(
            tuple((place[name], units) for name, units in task.demand if task.duration) for task in self.network.tasks
        )


def follow(workshop: Workshop, order: Order, durations: Sequence[int], gate: int) -> tuple[list[int], list[int]]:
    """Starts and ends of all tasks when teams follow the order."""
    act = _freely if order.discipline is Discipline.FREE else _in_turn
    return act(workshop, order, durations, gate)


def planned(network: Network, order: Order) -> Schedule:
    """The schedule that the order gives on likely durations."""
    starts, ends = follow(Workshop(network), order, network.durations, network.gate)
    return Schedule(tuple(starts), tuple(ends))


def _freely(work: Workshop, order: Order, durations: Sequence[int], gate: int) -> tuple[list[int], list[int]]:  # noqa: C901, PLR0912, PLR0915 - one loop: a call for each start would double the time of a simulation
    """At each moment the first task of the list that can start does; one that nobody is there for waits for opening."""
    size, guards, kinds, kind_of = len(work.counts), work.guards, work.kinds, work.kind_of
    users, choosers, rank, tasks = work.users, work.choosers, order.rank, order.tasks
    waiting, ready = _at_the_gate(work, rank)
    free, now = work.everything, gate
    starts, ends = [0] * size, [0] * size
    met: set[int] = set()
    lines = [(queue, demand, kind) for kind, (queue, (demand, _)) in enumerate(zip(ready, kinds, strict=True))]
    present = dict(enumerate(lines))  # those whose people are at work
    # What is to come, moment first: the end of a task, the release of one, the opening of a line.
    width = 2 * size + len(lines)
    running = [(gate + release) * width + size + task for release, task in work.releases]
    heapify(running)
    while True:
        while True:
            first, line = size, None
            for one in present.values():
                queue = one[0]
                if queue and queue[0] < first and (free - one[1]) & guards == guards:
                    first, line = queue[0], one
            if line is None:
                break
            queue, demand, kind = line
            task, calendar = tasks[first], kinds[kind][1]
            end = now + durations[task]
            if calendar is not None:
                end = calendar.end(now, durations[task])
                if end != now + durations[task] and (opening := calendar.opening(now)) > now:
                    del present[kind]
                    heappush(running, opening * width + 2 * size + kind)
                    continue
            heappop(queue)
            free -= demand
            starts[task], ends[task] = now, end
            heappush(running, end * width + task)
        if not running:
            return starts, ends
        now = running[0] // width
        last = (now + 1) * width
        while running and running[0] < last:
            task = heappop(running) % width
            if task >= 2 * size:
                present[task - 2 * size] = lines[task - 2 * size]
                continue
            if task >= size:
                opened = [task - size]
            else:
                free += kinds[kind_of[task]][0]
                opened = list(users[task])
                for user, need in choosers[task]:
                    if need not in met:
                        met.add(need)
                        opened.append(user)
            for user in opened:
                waiting[user] -= 1
                if not waiting[user]:
                    heappush(ready[kind_of[user]], rank[user])


def _at_the_gate(work: Workshop, rank: Sequence[int]) -> tuple[list[int], list[list[int]]]:
    """How many needs each task waits for, a late release being one; by kind, the ranks of those that can start."""
    waiting = list(work.counts)
    for _, task in work.releases:
        waiting[task] += 1
    ready: list[list[int]] = [[] for _ in work.kinds]
    for task, count in enumerate(waiting):
        if not count:
            ready[work.kind_of[task]].append(rank[task])
    for queue in ready:
        heapify(queue)
    return waiting, ready


def _in_turn(work: Workshop, order: Order, durations: Sequence[int], gate: int) -> tuple[list[int], list[int]]:
    """One pass over the list, in which one alternative at least of each need stands before the task that has it.

    On each resource starts follow one another, so that what is free only grows with time after the last start.
    """
    network, calendars = work.network, work.calendars
    free = list(network.capacity.values())
    last = [gate] * len(free)
    busy: list[list[tuple[int, int]]] = [[] for _ in free]
    starts, ends = [0] * len(work.counts), [-1] * len(work.counts)
    for task in order.tasks:
        now = gate + network.tasks[task].release
        for need in network.needs[task]:
            now = max(now, min(ends[one] for one in need if ends[one] >= 0))
        for resource, _ in work.asked[task]:
            now = max(now, last[resource])
        for resource, units in work.asked[task]:
            queue = busy[resource]
            while queue and (queue[0][0] <= now or free[resource] < units):
                over, freed = heappop(queue)
                free[resource] += freed
                now = max(now, over)
        calendar = calendars[task]
        if calendar is not None:
            now = calendar.opening(now)
        end = now + durations[task] if calendar is None else calendar.end(now, durations[task])
        starts[task], ends[task] = now, end
        for resource, units in work.asked[task]:
            free[resource] -= units
            last[resource] = now
            heappush(busy[resource], (end, units))
    return starts, ends
