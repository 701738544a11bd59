"""A schedule looked at minute by minute, as somebody would who never heard of the planner: what is wrong with it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.schedule.calendars import Calendar
    from planforge.analysis.schedule.network import Network, Schedule, Task

_WEEK = 7 * 24 * 60
_FRIDAY_18H = 4 * 24 * 60 + 18 * 60  # when the loss strikes: minute 0 of every schedule


def wrongs(network: Network, schedule: Schedule) -> list[str]:
    """Every constraint that a schedule violates, in words; nothing when it can be carried out."""
    if not len(schedule.starts) == len(schedule.ends) == len(network.tasks):
        return [f"{len(schedule.starts)} starts and {len(schedule.ends)} ends for {len(network.tasks)} tasks"]
    return [*_too_early(network, schedule), *_badly_worked(network, schedule), *_overloaded(network, schedule)]


def _too_early(network: Network, schedule: Schedule) -> Iterator[str]:
    over = {task.id: end for task, end in zip(network.tasks, schedule.ends, strict=True)}
    for task, start in zip(network.tasks, schedule.starts, strict=True):
        if start < network.gate:
            yield f"{task.id} starts at {start}, before the gate opens at {network.gate}"
        elif start - network.gate < task.release:
            yield f"{task.id} starts {start - network.gate} after the gate, released {task.release} after it"
        for need in task.needs:
            if not any(over[other] <= start for other in need):
                yield f"{task.id} starts at {start}, before {' or '.join(need)} is over"


def _badly_worked(network: Network, schedule: Schedule) -> Iterator[str]:
    for task, start, end in zip(network.tasks, schedule.starts, schedule.ends, strict=True):
        minutes = [minute for minute in range(start, end) if _at_work(task.calendar, minute)]
        if start > end:
            yield f"{task.id} ends at {end}, before it starts at {start}"
        elif len(minutes) != task.duration:
            yield f"{task.id} is worked at {len(minutes)} minutes, it takes {task.duration}"
        elif minutes and minutes[0] != start:
            yield f"{task.id} starts at {start}, its work at {minutes[0]}"
        elif minutes and minutes[-1] != end - 1:
            yield f"{task.id} ends at {end}, its work at {minutes[-1] + 1}"


def _overloaded(network: Network, schedule: Schedule) -> Iterator[str]:
    used: Counter[tuple[str, int]] = Counter()
    for task, start, end in zip(network.tasks, schedule.starts, schedule.ends, strict=True):
        for name, units in _asked(task):
            used.update({(name, minute): units for minute in range(start, end)})
    worst: dict[str, tuple[int, int]] = {}
    for (name, minute), units in used.items():
        if units > network.capacity.get(name, 0):
            worst[name] = max(worst.get(name, (0, 0)), (units, -minute))
    for name, (units, minute) in worst.items():
        yield f"{name}: {units} in use at {-minute}, there are {network.capacity.get(name, 0)}"


def _asked(task: Task) -> Iterator[tuple[str, int]]:
    for name, units in task.demand:
        if units:
            yield name, units


def _at_work(calendar: Calendar, minute: int) -> bool:
    if not calendar.spans or minute < calendar.mobilised:
        return True
    of_the_week = (_FRIDAY_18H + minute) % _WEEK
    return any(opens <= of_the_week < closes for opens, closes in calendar.spans)
