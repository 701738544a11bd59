from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.analysis.schedule.bounds import Bounds, LatePath, Overload
from planforge.analysis.schedule.dispatch import Order, planned
from planforge.analysis.schedule.network import Deadline, Network, Task
from tests.analysis.schedule.networks import HOUR, golden, networks

ONE = (("team", 1),)


def hours(times: tuple[int, ...]) -> list[float]:
    return [time / HOUR for time in times]


def test_the_golden_example_back_from_its_targets() -> None:
    bounds = Bounds(golden(1, 1))
    assert hours(bounds.latest) == [66, 82, 76, 82, 94, 94, 110, 120, 168]
    assert hours(bounds.slack) == [10, 10, 12, 12, 10, 12, 10, 16, 44]
    assert bounds.late_paths == ()


def test_one_application_engineer_cannot_do_what_is_due_by_120_hours() -> None:
    assert Bounds(golden(1, 1)).overloads == (
        Overload("team:A", 120 * HOUR, 72 * HOUR, 58 * HOUR, 48 * HOUR, 1, ("GAM", "EAI", "LAB", "RIS")),
    )
    assert Bounds(golden(1, 2)).overloads == Bounds(golden(2, 2)).overloads == ()


def test_a_chain_adds_up_from_the_gate_and_shows_the_way_to_what_is_late() -> None:
    tasks = (Task("A", 2), Task("B", 3, (("A",),)), Task("C", 4, (("B",),)))
    network = Network(tasks, {}, (Deadline("on time", (("B",),), 6), Deadline("late", (("C",),), 9)), 1)
    assert network.earliest == (3, 6, 10)
    assert Bounds(network).late_paths == (LatePath("late", 9, 10, ("A", "B", "C")),)


def test_a_diamond_asks_of_its_root_what_its_longest_branch_does() -> None:
    tasks = (Task("A", 4), Task("B", 6, (("A",),)), Task("C", 3, (("A",),)), Task("D", 2, (("B",), ("C",))))
    network = Network(tasks, {}, (Deadline("D", (("D",),), 12),))
    assert network.earliest[3] == 12
    assert Bounds(network).latest[0] == 4
    assert Bounds(network).slack[0] == 0
    assert Bounds(network).late_paths == ()


def test_two_tasks_that_one_person_cannot_both_do_in_time() -> None:
    tasks = (Task("a", 5, (), ONE), Task("b", 5, (), ONE))
    network = Network(tasks, {"team": 1}, (Deadline("a", (("a",),), 8), Deadline("b", (("b",),), 8)))
    assert sorted(planned(network, Order((0, 1))).ends) == [5, 10]
    assert Bounds(network).late_paths == ()
    assert Bounds(network).overloads == (Overload("team", 8, 0, 10, 8, 1, ("a", "b")),)


def test_a_small_task_that_can_start_early_does_not_hide_what_the_others_ask() -> None:
    tasks = (Task("wait", 100), Task("big", 50, (("wait",),), ONE), Task("bigger", 60, (("wait",),), ONE))
    due = (Deadline("big", (("big",),), 200), Deadline("bigger", (("bigger",),), 200))
    late = Network(tasks, {"team": 1}, due)
    early = Network((*tasks, Task("early", 1, (), ONE)), {"team": 1}, (*due, Deadline("early", (("early",),), 150)))
    assert Bounds(late).overloads == Bounds(early).overloads != ()


def test_one_task_that_is_late_by_itself_is_no_overload() -> None:
    tasks = (Task("wait", 100), Task("big", 50, (("wait",),), ONE))
    bounds = Bounds(Network(tasks, {"team": 1}, (Deadline("big", (("big",),), 120),)))
    assert [late.reached for late in bounds.late_paths] == [150]
    assert bounds.overloads == ()


def test_a_span_with_room_tells_more_than_what_is_due_before_anything_can_begin() -> None:
    tasks = tuple(Task(name, 500 if name in "ab" else 10, (), ONE) for name in "abcd")
    due = tuple(Deadline(name, ((name,),), 5 if name in "ab" else 1025) for name in "abcd")
    network = Network(tasks, {"team": 1}, due, 10)
    assert Bounds(network).overloads == (Overload("team", 1025, 10, 1020, 1015, 1, ("a", "b", "c", "d")),)
    early = replace(network, deadlines=due[:2])
    assert Bounds(early).overloads == (Overload("team", 5, 10, 1000, 0, 1, ("a", "b")),)


def test_of_several_alternatives_none_is_required() -> None:
    tasks = (Task("a", 9, (), ONE), Task("b", 9, (), ONE), Task("c", 1, (("a", "b"),)))
    network = Network(tasks, {"team": 1}, (Deadline("c", (("c",),), 10),))
    assert (Bounds(network).overloads, Bounds(network).late_paths) == ((), ())
    assert Bounds(network).latest[2] == 10
    assert min(Bounds(network).latest[:2]) > 1 << 50
    assert Bounds(replace(network, deadlines=(Deadline("c", (("c",),), 9),))).late_paths[0].path == ("a", "c")


def test_a_chain_of_thousands_is_quick() -> None:
    size, before = 2000, process_time()
    tasks = tuple(Task(f"t{one}", 10, ((f"t{one - 1}",),) if one else (), ONE) for one in range(size))
    deadlines = tuple(Deadline(f"d{one}", ((f"t{one}",),), 5 * one) for one in range(size))
    bounds = Bounds(Network(tasks, {"team": 1}, deadlines))
    assert len(bounds.late_paths) == size
    assert len(bounds.late_paths[-1].path) == size
    assert bounds.overloads[0].due == 5 * (size - 1)
    assert process_time() - before < 10


def codes(network: Network) -> set[str]:
    """Every deadline proved late, and every resource proved short."""
    bounds = Bounds(network)
    return {late.deadline for late in bounds.late_paths} | {over.resource for over in bounds.overloads}


@given(networks(), st.sampled_from(["team", "rate", "tester"]), st.integers(1, 3))
def test_more_units_never_prove_anything_new(network: Network, resource: str, more: int) -> None:
    capacity = {**network.capacity, resource: network.capacity[resource] + more}
    assert codes(replace(network, capacity=capacity)) <= codes(network)


@given(networks(), st.integers(0, 8), st.sampled_from([0.0, 0.5, 0.9]))
def test_shorter_tasks_never_prove_anything_new(network: Network, place: int, factor: float) -> None:
    chosen = network.tasks[place % len(network.tasks)]
    shorter = replace(chosen, duration=round(chosen.duration * factor))
    tasks = tuple(shorter if task is chosen else task for task in network.tasks)
    assert codes(replace(network, tasks=tasks)) <= codes(network)


@given(networks(), st.integers(0, 3), st.sampled_from([0.0, 0.5, 0.9]))
def test_an_earlier_target_never_takes_a_proof_away(network: Network, place: int, factor: float) -> None:
    if not network.deadlines:
        return
    chosen = network.deadlines[place % len(network.deadlines)]
    sooner = replace(chosen, due=round(chosen.due * factor))
    deadlines = tuple(sooner if one is chosen else one for one in network.deadlines)
    assert codes(network) <= codes(replace(network, deadlines=deadlines))


@given(networks(calendars=False), st.randoms(use_true_random=False))
def test_what_is_proved_holds_for_any_order(network: Network, random: object) -> None:
    order = list(range(len(network.tasks)))
    random.shuffle(order)  # type: ignore[attr-defined]  # hypothesis's own Random
    done = planned(network, Order(tuple(order)))
    assert all(end >= early for end, early in zip(done.ends, network.earliest, strict=True))
    late = {
        deadline.id
        for deadline, reached in zip(network.deadlines, network.reached(done.ends), strict=True)
        if reached > deadline.due
    }
    bounds = Bounds(network)
    assert {one.deadline for one in bounds.late_paths} <= late
    assert late or not bounds.overloads


@pytest.mark.parametrize("capacity", [{}, {"team": 1}])
def test_nothing_is_proved_of_nothing(capacity: dict[str, int]) -> None:
    bounds = Bounds(Network((), capacity))
    assert (bounds.latest, bounds.slack, bounds.late_paths, bounds.overloads) == ((), (), (), ())
