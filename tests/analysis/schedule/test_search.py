from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planforge.analysis.schedule.calendars import OFFICE
from planforge.analysis.schedule.generation import serial
from planforge.analysis.schedule.network import Deadline, Goal, Network, Task
from planforge.analysis.schedule.priorities import RULES
from planforge.analysis.schedule.search import IMPROVEMENT, OWN, PATIENCE, SEARCH, best_order, goal_bound
from tests.analysis.schedule.networks import HOUR, golden, networks
from tests.gate.schedules import wrongs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ONE = (("team", 1),)
GOLDEN = {(1, 1): (24, 4, 66, 184), (1, 2): (4, 2, 6, 154), (2, 1): (10, 2, 12, 170), (2, 2): (0, 0, 0, 124)}


@pytest.mark.parametrize(("people", "goal"), GOLDEN.items())
def test_the_golden_example_has_its_best_goals(people: tuple[int, int], goal: tuple[int, int, int, int]) -> None:
    network = golden(*people)
    worst, late, total, makespan = goal
    found = best_order(network)
    assert found.goal == Goal(worst * HOUR, late, total * HOUR, makespan * HOUR)
    assert wrongs(network, found.schedule) == []


def test_the_most_urgent_goes_first() -> None:
    tasks = (Task("X", 8, (), ONE), Task("Y", 2, (), ONE))
    deadlines = (Deadline("X", (("X",),), 20), Deadline("Y", (("Y",),), 3))
    found = best_order(Network(tasks, {"team": 1}, deadlines))
    assert (found.order, found.by, found.goal) == ((1, 0), "latest-finish", Goal(0, 0, 0, 10))


def test_two_tasks_due_at_once_cannot_both_be_in_time() -> None:
    tasks = (Task("a", 5, (), ONE), Task("b", 5, (), ONE))
    deadlines = tuple(Deadline(name, ((name,),), 8) for name in "ab")
    assert best_order(Network(tasks, {"team": 1}, deadlines)).goal == Goal(2, 1, 2, 10)


def test_the_worst_deadline_comes_before_the_number_of_late_ones_and_the_total() -> None:
    # One late by 9, or two late by 6 and 3: the second is better, though as much is late in total.
    tasks = (Task("a", 6, (), ONE), Task("b", 3, (), ONE))
    deadlines = (Deadline("a", (("a",),), 0), Deadline("b", (("b",),), 0, weight=3))
    found = best_order(Network(tasks, {"team": 1}, deadlines))
    assert found.goal == Goal(9, 2, 18, 9)


def test_what_is_not_vital_waits_for_what_is() -> None:
    tasks = (Task("vital", 9, (), ONE), Task("other", 1, (), ONE))
    deadlines = (Deadline("vital", (("vital",),), 9), Deadline("other", (("other",),), 1, weight=50, vital=False))
    network = Network(tasks, {"team": 1}, deadlines)
    assert best_order(network).goal == Goal(0, 0, 450, 10)
    assert best_order(network, 0).goal == Goal(0, 0, 450, 10)


def test_patience_finds_what_no_other_rule_does() -> None:
    # By dates, the second is late and weighs much; by weight, it waits for the third, which has time.
    tasks = tuple(Task(name, 4, (), ONE) for name in "abc")
    due = {"a": (4, 1), "b": (5, 5), "c": (20, 9)}
    deadlines = tuple(Deadline(name, ((name,),), when, weight) for name, (when, weight) in due.items())
    network = Network(tasks, {"team": 1}, deadlines)
    found = best_order(network, 0)
    assert (found.order, found.by, found.goal) == ((1, 0, 2), PATIENCE, Goal(4, 1, 4, 12))
    assert {one.goal.worst for one in found.candidates if one.method in RULES} == {15}


def test_an_order_can_be_told_from_where_it_comes() -> None:
    network = golden(2, 2)
    found = best_order(network, own=(0, 2, 3, 1, 4, 5, 8, 7, 6))
    assert found.by == SEARCH == found.candidates[0].method
    assert found.schedule == found.candidates[0].schedule
    methods = {one.method for one in found.candidates}
    assert {"latest-finish", "positional-weight"} <= methods
    assert OWN in methods
    assert OWN not in {one.method for one in best_order(network).candidates}


def test_work_that_each_resource_has_to_do_bounds_the_goal() -> None:
    tasks = (
        Task("head", 3),
        *(Task(f"w{place}", 4, (("head",),), ONE) for place in range(5)),
        Task("tail", 2, tuple((f"w{place}",) for place in range(5))),
    )
    network = Network(tasks, {"team": 2}, (Deadline("tail", (("tail",),), 8),))
    assert goal_bound(network) == Goal(1, 1, 1, 15)  # 3 + 20 / 2 + 2; the critical path ends at 9
    assert best_order(network).goal == Goal(9, 1, 9, 17)


def test_alternatives_do_not_bound_what_may_do_without_them() -> None:
    tasks = (
        Task("a", 4, (), ONE),
        Task("b", 4, (), ONE),
        Task("free", 5),
        Task("first", 50, (("a", "free"),)),
        Task("second", 50, (("b", "free"),)),
    )
    assert goal_bound(Network(tasks, {"team": 1})).makespan == 54  # not 58: nobody has to wait for both


def test_a_search_ends_at_once_where_a_rule_reaches_the_bound() -> None:
    tasks = tuple(Task(f"t{place}", 10 * HOUR, (), ONE) for place in range(60))
    found = best_order(Network(tasks, {"team": 3}), 10**9)  # hours, were it to go on
    assert found.goal.makespan == 200 * HOUR


def small(seed: int) -> Network:
    """A network of five tasks that permutations can settle."""
    random = Random(seed)  # noqa: S311 - cases, not secrets
    tasks = tuple(
        Task(
            f"t{place}",
            random.randint(1, 6),
            tuple((f"t{other}",) for other in range(place) if random.random() < 0.3),
            tuple((name, random.randint(1, 2)) for name in ("x", "y") if random.random() < 0.7),
            random.choice((0, 0, 3)),
        )
        for place in range(5)
    )
    deadlines = tuple(
        Deadline(task.id, ((task.id,),), random.randint(0, 14), random.randint(1, 3), random.random() < 0.7)
        for task in tasks[: random.randint(0, 5)]
    )
    return Network(tasks, {"x": 2, "y": 3}, deadlines, random.choice((0, 4)))


def schedules(network: Network) -> Iterator[tuple[int, ...]]:
    """The ends of every order, each task put at the first minute where it fits: slow, and sure."""
    for order in permutations(range(len(network.tasks))):
        ends: dict[int, int] = {}
        used: dict[tuple[str, int], int] = {}
        for one in order:
            task = network.tasks[one]
            if any(other not in ends for need in network.needs[one] for other in need):
                break
            start = max((ends[need[0]] for need in network.needs[one]), default=network.gate)
            start = max(start, network.gate + task.release)
            while any(
                used.get((name, minute), 0) + units > network.capacity[name]
                for name, units in task.demand
                for minute in range(start, start + task.duration)
            ):
                start += 1
            for name, units in task.demand:
                for minute in range(start, start + task.duration):
                    used[name, minute] = used.get((name, minute), 0) + units
            ends[one] = start + task.duration
        else:
            yield tuple(ends[one] for one in range(len(network.tasks)))


@pytest.mark.parametrize("seed", range(40))
def test_a_small_network_has_the_best_of_all_orders(seed: int) -> None:
    network = small(seed)
    best = min(network.goal(ends) for ends in schedules(network))
    assert best_order(network).goal == best
    assert goal_bound(network) <= best


@st.composite
def dated(draw: st.DrawFn) -> Network:
    """Any small network, its deadlines weighted, for one task of several or for all of them."""
    network = draw(networks())
    names = st.sampled_from([task.id for task in network.tasks])
    aims = st.lists(st.lists(names, min_size=1, max_size=2).map(tuple), min_size=1, max_size=2).map(tuple)
    deadlines = tuple(replace(one, weight=draw(st.integers(0, 3)), needs=draw(aims)) for one in network.deadlines)
    return replace(network, deadlines=deadlines)


@given(dated(), st.integers(0, 60), st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_found_holds(network: Network, effort: int, data: st.DataObject) -> None:
    own: Sequence[int] = data.draw(st.permutations(range(len(network.tasks))))
    found = best_order(network, effort, own)
    assert goal_bound(network) <= found.goal <= network.goal(serial(network, own).ends)
    assert [one.goal for one in found.candidates] == sorted(one.goal for one in found.candidates)
    assert len({one.order for one in found.candidates}) == len(found.candidates)
    for one in found.candidates:
        assert sorted(one.order) == list(range(len(network.tasks)))
        assert wrongs(network, one.schedule) == []
        assert one.goal == network.goal(one.schedule.ends)
    assert network.goal(serial(network, found.order).ends) <= found.goal
    ruled = [one.goal for one in found.candidates if one.method not in {IMPROVEMENT, SEARCH}]
    assert all(one.goal <= min(ruled) for one in found.candidates if one.method == IMPROVEMENT)


@given(dated())
@settings(max_examples=15, deadline=None)
def test_the_same_network_has_the_same_orders_and_more_effort_is_never_worse_than_rules(network: Network) -> None:
    again = Network(network.tasks, dict(network.capacity), network.deadlines, network.gate)
    assert best_order(network, 40) == best_order(again, 40)
    assert best_order(network, 40).goal <= best_order(network, 0).goal


def test_office_hours_are_waited_for() -> None:
    tasks = (Task("office", HOUR, (), ONE, calendar=OFFICE), Task("long", 70 * HOUR, (), ONE))
    found = best_order(Network(tasks, {"team": 1}))
    assert found.goal.makespan == 71 * HOUR  # Monday 16 h comes after seventy, then the office is open for two
