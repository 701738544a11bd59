from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.analysis.schedule.calendars import OFFICE
from planforge.analysis.schedule.choosing import by_latest, in_turn
from planforge.analysis.schedule.dispatch import Discipline, Order, Workshop, follow, planned
from planforge.analysis.schedule.network import Goal, Network, Schedule, Task
from tests.analysis.schedule.networks import DAY, HOUR, STEP, golden, is_open, networks
from tests.gate.schedules import wrongs

ONE = (("team", 1),)


@pytest.mark.parametrize(
    ("infrastructure", "applications", "goal"),
    [(1, 1, (24, 4, 66, 184)), (1, 2, (4, 2, 6, 154)), (2, 1, (10, 2, 12, 170)), (2, 2, (0, 0, 0, 140))],
)
def test_the_least_latest_finish_reaches_the_goals_of_the_golden_example(
    infrastructure: int, applications: int, goal: tuple[int, int, int, int]
) -> None:
    network = golden(infrastructure, applications)
    done = planned(network, by_latest(network))
    worst, late, total, makespan = goal
    assert network.goal(done.ends) == Goal(worst * HOUR, late, total * HOUR, makespan * HOUR)
    assert wrongs(network, done) == []


def test_one_team_takes_the_most_urgent_first() -> None:
    network = Network((Task("X", 8, (), ONE), Task("Y", 2, (), ONE)), {"team": 1})
    assert planned(network, Order((1, 0))).ends == (10, 2)
    assert planned(network, Order((0, 1))).ends == (8, 10)


def test_a_diamond_with_one_team_lasts_as_long_as_its_work() -> None:
    rows = {"A": (4, ""), "B": (6, "A"), "C": (3, "A"), "D": (2, "B C")}
    tasks = tuple(Task(name, time, tuple((one,) for one in needs.split()), ONE) for name, (time, needs) in rows.items())
    assert planned(Network(tasks, {"team": 4}), Order((0, 1, 2, 3))).makespan == 12
    for order in ((0, 1, 2, 3), (0, 2, 1, 3)):
        for discipline in Discipline:
            assert planned(Network(tasks, {"team": 1}), Order(order, discipline)).makespan == 15


@pytest.mark.parametrize(("needs", "end"), [((("a", "b"),), 7), ((("a",), ("b",)), 21)])
def test_one_of_several_is_enough_and_each_of_several_is_waited_for(
    needs: tuple[tuple[str, ...], ...], end: int
) -> None:
    tasks = (Task("a", 20), Task("b", 6), Task("c", 1, needs))
    for discipline in Discipline:
        assert planned(Network(tasks), Order((0, 1, 2), discipline)).ends == (20, 6, end)


def test_an_alternative_listed_last_counts_for_whoever_is_free_only() -> None:
    network = Network((Task("a", 20), Task("c", 1, (("a", "b"),)), Task("b", 6)))
    assert planned(network, Order((0, 1, 2))).ends == (20, 7, 6)
    assert planned(network, Order((0, 1, 2), Discipline.IN_TURN)).ends == (20, 21, 6)


def test_in_turn_nobody_starts_before_those_that_the_list_puts_first() -> None:
    network = Network((Task("gate", 10), Task("first", 5, (("gate",),), ONE), Task("other", 3, (), ONE)), {"team": 1})
    assert planned(network, Order((0, 1, 2))).ends == (10, 15, 3)
    assert planned(network, Order((0, 1, 2), Discipline.IN_TURN)).ends == (10, 15, 18)


def test_nobody_starts_in_closed_hours_and_the_most_urgent_is_taken_at_the_opening() -> None:
    tasks = (
        Task("late", HOUR, (("long",),), ONE, 0, OFFICE),  # ready on Saturday at 2 h only, but more urgent
        Task("early", HOUR, (), ONE, 0, OFFICE),  # ready on Friday at 18 h, when the office closes
        Task("long", 8 * HOUR),
    )
    monday = 2 * DAY + 15 * HOUR  # at 9 h
    done = planned(Network(tasks, {"team": 1}), Order((0, 1, 2)))
    assert done.starts == (monday, monday + HOUR, 0)
    assert done.ends == (monday + HOUR, monday + 2 * HOUR, 8 * HOUR)


@pytest.mark.parametrize("discipline", Discipline)
def test_what_takes_no_time_holds_nobody_and_waits_for_nobody(discipline: Discipline) -> None:
    network = Network((Task("long", 30, (), ONE), Task("done", 0, (), ONE)), {"team": 1})
    assert planned(network, Order((0, 1), discipline)).ends == (30, 0)


def test_an_empty_network_is_followed_at_once() -> None:
    assert planned(Network(()), Order(())).makespan == 0


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Network, Order, list[int], int]:
    """A network, an order of its tasks, and durations and a gate that are not those of the plan."""
    network = draw(networks())
    order = Order(tuple(draw(st.permutations(range(len(network.tasks))))))
    factor = draw(st.integers(1, 3))
    return network, order, [duration * factor // 2 // STEP * STEP for duration in network.durations], network.gate


def _lasting(network: Network, durations: list[int]) -> Network:
    tasks = (replace(task, duration=duration) for task, duration in zip(network.tasks, durations, strict=True))
    return replace(network, tasks=tuple(tasks))


@given(_cases())
def test_whoever_is_free_keeps_needs_capacities_releases_and_calendars(
    case: tuple[Network, Order, list[int], int],
) -> None:
    network, order, durations, gate = case
    starts, ends = follow(Workshop(network), order, durations, gate)
    assert wrongs(_lasting(network, durations), Schedule(tuple(starts), tuple(ends))) == []


@given(_cases())
def test_in_turn_keeps_them_too_and_never_ends_later_than_what_it_was_drawn_from(
    case: tuple[Network, Order, list[int], int],
) -> None:
    network, order, durations, gate = case
    free = planned(network, order)
    turn = in_turn(network, free)
    again = planned(network, turn)
    assert all(mine <= theirs for mine, theirs in zip(again.ends, free.ends, strict=True))
    starts, ends = follow(Workshop(network), turn, durations, gate)
    assert wrongs(_lasting(network, durations), Schedule(tuple(starts), tuple(ends))) == []


@given(_cases())
def test_nobody_idles_while_a_task_of_the_list_could_start(case: tuple[Network, Order, list[int], int]) -> None:
    network, order, _, _ = case
    done = planned(network, order)
    for place in range(len(network.tasks)):
        moments = range(network.gate, done.starts[place], STEP)
        assert [moment for moment in moments if _could_start(network, done, place, moment)] == []


def _could_start(network: Network, done: Schedule, place: int, moment: int) -> bool:
    task, over = network.tasks[place], dict(zip((one.id for one in network.tasks), done.ends, strict=True))
    running = [
        dict(one.demand)
        for one, start, end in zip(network.tasks, done.starts, done.ends, strict=True)
        if start <= moment < end
    ]
    fits = all(
        sum(one.get(name, 0) for one in running) + units <= network.capacity[name] for name, units in task.demand
    )
    met = all(any(over[other] <= moment for other in need) for need in task.needs)
    return fits and met and moment >= network.gate + task.release and is_open(task.calendar, moment)


def test_a_chain_of_thousands_needs_no_recursion() -> None:
    size, draw = 2000, Random(1)  # noqa: S311 - any order will do, the same one each time
    tasks = tuple(Task(f"t{one}", 10, ((f"t{one - 1}",),) if one else (), ONE) for one in range(size))
    network = Network(tasks, {"team": 2})
    order = Order(tuple(draw.sample(range(size), size)))
    assert planned(network, order).makespan == 10 * size
