"""Schedules made from an order, one task after the other or one moment after the other (Kolisch 1996)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from planforge.analysis.schedule.network import Schedule
from planforge.analysis.schedule.packing import demands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.analysis.schedule.calendars import Calendar
    from planforge.analysis.schedule.network import Network

_NEVER = 1 << 60

Times = list[int]
Made = tuple[Times, Times]  # starts and ends


@dataclass(frozen=True, slots=True)
class Course:
    """One way through a network, forwards or backwards, as bare sequences: that is what the inner loops read.

    ``levels`` counts what is used and not what is free, and starts at ``idle``, so high that a demand which does not
    fit carries into a guard bit: one addition and one test, whatever the resources. ``calendars`` is empty where
    everybody works round the clock.
    """

    needs: Sequence[Sequence[int]]
    users: Sequence[Sequence[int]]
    demands: Sequence[int]
    durations: Sequence[int]
    floors: Sequence[int]
    origin: int
    idle: int
    guards: int
    calendars: Sequence[Calendar] = ()


def course(network: Network) -> Course:
    """The way from the gate to the last end; of several alternatives, ``plain_needs`` chooses one."""
    packing, asked = demands(network)
    brim = {name: (1 << units.bit_length()) - 1 - units for name, units in network.capacity.items()}
    return Course(
        needs=network.plain_needs,
        users=network.plain_dependents,
        demands=tuple(one if task.duration else 0 for one, task in zip(asked, network.tasks, strict=True)),
        durations=network.durations,
        floors=tuple(network.gate + task.release for task in network.tasks),
        origin=network.gate,
        idle=packing.packed(brim),
        guards=packing.guards,
        calendars=tuple(task.calendar for task in network.tasks) if _has_calendars(network) else (),
    )


def _has_calendars(network: Network) -> bool:
    return any(task.calendar.spans for task in network.tasks)


def serial(network: Network, order: Sequence[int]) -> Schedule:
    """Each task as early as it fits among those before it; one that stands before its needs waits for them."""
    way = course(network)
    return schedule(place(way, feasible(way, ranks(order))))


def parallel(network: Network, order: Sequence[int]) -> Schedule:
    """At each moment, the tasks that can start and fit, the first of the order first: nobody idles without a reason."""
    return schedule(sweep(course(network), ranks(order)))


def schedule(made: Made) -> Schedule:
    """The same times, kept."""
    return Schedule(tuple(made[0]), tuple(made[1]))


def ranks(order: Sequence[int]) -> Times:
    """The place of each task in the order."""
    found = [0] * len(order)
    for position, task in enumerate(order):
        found[task] = position
    return found


def feasible(way: Course, keys: Sequence[float]) -> Times:
    """The tasks by least key, each after its needs."""
    missing = [len(needs) for needs in way.needs]
    heap = [(keys[task], task) for task, count in enumerate(missing) if not count]
    heapify(heap)
    found: Times = []
    while heap:
        task = heappop(heap)[1]
        found.append(task)
        for user in way.users[task]:
            missing[user] -= 1
            if not missing[user]:
                heappush(heap, (keys[user], user))
    return found


def place(way: Course, order: Sequence[int]) -> Made:
    """Starts and ends of the serial scheme; every task of the order stands after its needs."""
    if way.calendars:
        return _place_in_hours(way, order)
    ends = _place_round_the_clock(way, order)
    return [end - duration for end, duration in zip(ends, way.durations, strict=True)], ends


def _place_round_the_clock(way: Course, order: Sequence[int]) -> Times:
    """The ends. The profile of what is used is a list of moments and of the level from each on.

    Calls in this loop would double the time of a search.
    """
    needs, asked, durations, floors, guards = way.needs, way.demands, way.durations, way.floors, way.guards
    moments, levels = [way.origin, _NEVER], [way.idle, 0]
    ends = [0] * len(needs)
    for task in order:
        start = floors[task]
        for other in needs[task]:
            if ends[other] > start:  # noqa: PLR1730 - a call here adds a fifth to a search
                start = ends[other]
        demand, duration = asked[task], durations[task]
        end = start + duration
        ends[task] = end
        if not demand:
            continue
        first = at = bisect_right(moments, start) - 1
        while moments[at] < end:
            if levels[at] + demand & guards:
                first = at = at + 1
                start = moments[at]
                end = start + duration
            else:
                at += 1
        ends[task] = end
        if moments[at] != end:
            moments.insert(at, end)
            levels.insert(at, levels[at - 1])
        if moments[first] != start:
            first, at = first + 1, at + 1
            moments.insert(first, start)
            levels.insert(first, levels[first - 1])
        for between in range(first, at):
            levels[between] += demand
    return ends


def _place_in_hours(way: Course, order: Sequence[int]) -> Made:
    moments, levels = [way.origin, _NEVER], [way.idle, 0]
    starts, ends = [0] * len(way.needs), [0] * len(way.needs)
    for task in order:
        start = max((ends[other] for other in way.needs[task]), default=0)
        fit = _fit(way, task, max(start, way.floors[task]), (moments, levels))
        starts[task], ends[task] = fit
        if way.demands[task]:
            _hold(way.demands[task], fit, (moments, levels))
    return starts, ends


def _fit(way: Course, task: int, ready: int, profile: tuple[Times, Times]) -> tuple[int, int]:
    """The first start in open hours where a task fits, and its end: nobody is held for a task that nobody works at."""
    (moments, levels), calendar = profile, way.calendars[task]
    demand, duration = way.demands[task], way.durations[task]
    start = calendar.opening(ready)
    end = calendar.end(start, duration)
    at = bisect_right(moments, start) - 1
    while demand and moments[at] < end:
        if levels[at] + demand & way.guards:
            at += 1
            while levels[at] + demand & way.guards:
                at += 1
            start = calendar.opening(moments[at])
            end = calendar.end(start, duration)
            at = bisect_right(moments, start) - 1
        else:
            at += 1
    return start, end


def _hold(demand: int, span: tuple[int, int], profile: tuple[Times, Times]) -> None:
    """Counts a demand in from a start to an end."""
    moments, levels = profile
    places = []
    for moment in span:
        at = bisect_right(moments, moment) - 1
        if moments[at] != moment:
            at += 1
            moments.insert(at, moment)
            levels.insert(at, levels[at - 1])
        places.append(at)
    for between in range(*places):
        levels[between] += demand


def sweep(way: Course, rank: Sequence[int]) -> Made:
    """Starts and ends of the parallel scheme, the least rank first."""
    starts, ends = [0] * len(rank), [0] * len(rank)
    missing = [len(needs) for needs in way.needs]
    # What is to come: (moment, task that ends then) or (moment, ~task that may start then).
    agenda = [(way.floors[task], ~task) for task, count in enumerate(missing) if not count]
    heapify(agenda)
    waiting: list[tuple[int, int]] = []
    level = way.idle
    while agenda:
        now = agenda[0][0]
        while agenda and agenda[0][0] == now:
            task = heappop(agenda)[1]
            if task < 0:
                waiting.append((rank[~task], ~task))
                continue
            level -= way.demands[task]
            for user in way.users[task]:
                missing[user] -= 1
                if not missing[user]:
                    heappush(agenda, (max(now, way.floors[user]), ~user))
        waiting, level = _start(way, sorted(waiting), (now, level), (starts, ends, agenda))
    return starts, ends


def _start(
    way: Course,
    waiting: list[tuple[int, int]],
    state: tuple[int, int],
    into: tuple[Times, Times, list[tuple[int, int]]],
) -> tuple[list[tuple[int, int]], int]:
    """Starts what can start now; returns what still waits, and the level."""
    (now, level), (starts, ends, agenda) = state, into
    still = []
    for rank, task in waiting:
        opening = way.calendars[task].opening(now) if way.calendars else now
        if opening > now:
            heappush(agenda, (opening, ~task))
        elif level + way.demands[task] & way.guards:
            still.append((rank, task))
        else:
            level += way.demands[task]
            duration = way.durations[task]
            starts[task] = now
            ends[task] = way.calendars[task].end(now, duration) if way.calendars else now + duration
            heappush(agenda, (ends[task], task))
    return still, level
