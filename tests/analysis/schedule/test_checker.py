"""The checker that the schedules of all other tests are held against finds what is wrong, and only that."""

from __future__ import annotations

import pytest

from planforge.analysis.schedule.calendars import OFFICE, ON_CALL
from planforge.analysis.schedule.network import Network, Schedule, Task
from tests.analysis.schedule.networks import DAY, HOUR
from tests.gate.schedules import wrongs

TASKS = (
    Task("a", 5, (), (("team", 2),)),
    Task("b", 3, (("a",),), (("team", 1), ("rate", 4))),
    Task("c", 3, (("a", "b"),), (("rate", 4),), release=6),
)
NETWORK = Network(TASKS, {"team": 2, "rate": 7}, (), 10)
RIGHT = Schedule((10, 15, 18), (15, 18, 21))


def test_a_schedule_that_holds_has_nothing_wrong() -> None:
    assert wrongs(NETWORK, RIGHT) == []


@pytest.mark.parametrize(
    ("starts", "ends", "wrong"),
    [
        ((9, 15, 18), (14, 18, 21), "a starts at 9, before the gate opens at 10"),
        ((10, 18, 15), (15, 21, 18), "c starts 5 after the gate, released 6 after it"),
        ((18, 15, 23), (23, 18, 26), "b starts at 15, before a is over"),
        ((10, 15, 18), (15, 19, 21), "b is worked at 4 minutes, it takes 3"),
        ((10, 15, 18), (15, 18, 17), "c ends at 17, before it starts at 18"),
        ((10, 15, 17), (15, 18, 20), "rate: 8 in use at 17, there are 7"),
        ((10, 12, 18), (15, 15, 21), "team: 3 in use at 12, there are 2"),
    ],
)
def test_what_is_wrong_is_told(starts: tuple[int, ...], ends: tuple[int, ...], wrong: str) -> None:
    assert wrong in wrongs(NETWORK, Schedule(starts, ends))


def test_either_of_two_alternatives_is_enough_and_none_is_not() -> None:
    both = Network((Task("a", 5), Task("b", 9), Task("c", 1, (("a", "b"),))))
    assert wrongs(both, Schedule((0, 0, 5), (5, 9, 6))) == []
    assert wrongs(both, Schedule((0, 0, 4), (5, 9, 5))) == ["c starts at 4, before a or b is over"]


def test_work_is_counted_in_open_hours_and_ends_when_it_is_done() -> None:
    monday = 2 * DAY + 15 * HOUR
    office = Network((Task("a", HOUR, calendar=OFFICE),))
    assert wrongs(office, Schedule((monday,), (monday + HOUR,))) == []
    assert wrongs(office, Schedule((0,), (monday + HOUR,))) == [f"a starts at 0, its work at {monday}"]
    assert wrongs(office, Schedule((0,), (HOUR,))) == [f"a is worked at 0 minutes, it takes {HOUR}"]
    closed = Network((Task("a", 9 * HOUR, calendar=OFFICE),))
    late = monday + 10 * HOUR
    assert wrongs(closed, Schedule((monday,), (late,))) == [f"a ends at {late}, its work at {late - HOUR}"]
    assert wrongs(Network((Task("a", HOUR, calendar=ON_CALL),)), Schedule((0,), (HOUR,))) == []


def test_a_schedule_of_another_network_is_refused() -> None:
    assert wrongs(NETWORK, Schedule((0,), (1,))) == ["1 starts and 1 ends for 3 tasks"]
