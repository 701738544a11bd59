from __future__ import annotations

import pytest

from planforge.analysis.schedule.calendars import OFFICE
from planforge.analysis.schedule.network import Deadline, Goal, ImpossibleNetworkError, Network, Schedule, Task
from tests.analysis.schedule.networks import HOUR, golden

EARLIEST = {"NET": 56, "AD": 72, "HYP": 64, "BKP": 70, "GAM": 84, "EAI": 82, "LAB": 100, "RIS": 104, "DPI": 124}


def test_the_critical_path_of_the_golden_example_is_that_of_the_table() -> None:
    network = golden(1, 1)
    assert {task.id: end // HOUR for task, end in zip(network.tasks, network.earliest, strict=True)} == EARLIEST


def test_the_critical_path_waits_for_the_gate_the_release_the_needs_and_the_office() -> None:
    tasks = (
        Task("gate", 1),
        Task("release", 1, release=5),
        Task("needs", 1, (("gate",), ("release",))),
        Task("either", 1, (("gate", "release"),)),
        Task("office", HOUR, calendar=OFFICE),
    )
    network = Network(tasks, gate=10)
    assert network.critical.starts == (10, 15, 16, 11, 10)
    assert network.earliest == (11, 16, 17, 12, 64 * HOUR)  # from Friday 18 h to Monday 10 h


def test_of_several_alternatives_the_plain_need_is_the_one_that_ends_first_then_the_first() -> None:
    tasks = (
        Task("slow", 9),
        Task("quick", 2),
        Task("also", 2),
        Task("end", 1, (("slow", "also", "quick"), ("quick",), ("slow",))),
    )
    network = Network(tasks)
    assert network.plain_needs[3] == (1, 0)  # each once
    assert network.plain_dependents == ((3,), (3,), (), ())


def test_the_order_puts_every_task_after_all_it_may_wait_for() -> None:
    network = Network((Task("c", 1, (("b", "a"),)), Task("b", 1, (("a",),)), Task("a", 1), Task("d", 1)))
    assert network.order == (2, 3, 1, 0)


def test_what_is_due_is_reached_when_all_its_needs_are_over_one_alternative_of_each() -> None:
    tasks = tuple(Task(name, 1) for name in "abc")
    deadlines = (
        Deadline("one", (("a",),), 0),
        Deadline("all", (("a",), ("b",)), 0),
        Deadline("either", (("a", "b"), ("c",)), 0),
        Deadline("nothing", (), 0),
    )
    assert Network(tasks, {}, deadlines).reached((5, 9, 3)) == (5, 9, 5, 0)


def test_the_goal_weighs_lateness_and_puts_vital_deadlines_first() -> None:
    tasks = tuple(Task(name, 1) for name in "abcd")
    deadlines = (
        Deadline("a", (("a",),), 10, weight=3),
        Deadline("b", (("b",),), 10, weight=2),
        Deadline("c", (("c",),), 10, weight=5, vital=False),
        Deadline("d", (("d",),), 10),
    )
    assert Network(tasks, {}, deadlines).goal((12, 14, 20, 10)) == Goal(worst=8, late=2, total=64, makespan=20)
    assert Network(tasks).goal((12, 14, 20, 10)) == Goal(0, 0, 0, 20)
    assert Goal(8, 2, 99, 99) < Goal(8, 3, 0, 0) < Goal(9, 0, 0, 0)


def test_a_loop_is_told_with_its_names() -> None:
    network = Network((Task("AD", 1, (("console",),)), Task("console", 1, (("AD",),)), Task("free", 1)))
    with pytest.raises(ImpossibleNetworkError, match=r"cycle.*(AD.*console|console.*AD)"):
        _ = network.order


@pytest.mark.parametrize("needs", [Task("a", 1, (("nobody",),)), Task("a", 1)])
def test_an_unknown_task_is_told(needs: Task) -> None:
    network = Network((needs,), {}, (Deadline("d", (("nobody",),), 1),))
    with pytest.raises(ImpossibleNetworkError, match="nobody"):
        _ = (network.needs, network.aims)


def test_nothing_to_do_is_done_at_once() -> None:
    assert Network(()).goal(()) == Goal(0, 0, 0, 0)
    assert Schedule((), ()).makespan == 0
    assert Schedule((0, 3), (9, 4)).makespan == 9


def test_the_tasks_of_vital_deadlines_are_all_where_none_is_vital() -> None:
    tasks = tuple(Task(name, 1) for name in "abc")
    vital, other = Deadline("v", (("c", "a"),), 1), Deadline("o", (("b",),), 1, vital=False)
    assert Network(tasks, {}, (vital, other)).vital_tasks == (0, 2)
    assert Network(tasks, {}, (other,)).vital_tasks == (0, 1, 2)
