from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planforge.analysis.schedule.calendars import OFFICE
from planforge.analysis.schedule.generation import course, feasible, parallel, place, ranks, serial, sweep
from planforge.analysis.schedule.network import Network, Task
from tests.analysis.schedule.networks import DAY, HOUR, golden, networks
from tests.gate.schedules import wrongs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from planforge.analysis.schedule.network import Schedule

    Scheme = Callable[[Network, Sequence[int]], Schedule]

ONE = (("team", 1),)
SCHEMES = pytest.mark.parametrize("scheme", [serial, parallel])


def network(rows: dict[str, tuple[int, str]], people: int, gate: int = 0) -> Network:
    """Tasks of one team: duration, needs."""
    tasks = (Task(name, time, tuple((one,) for one in needs.split()), ONE) for name, (time, needs) in rows.items())
    return Network(tuple(tasks), {"team": people}, (), gate)


@SCHEMES
def test_a_chain_waits_for_the_gate(scheme: Scheme) -> None:
    chain = network({"A": (2, ""), "B": (3, "A"), "C": (4, "B")}, 1, gate=1)
    assert scheme(chain, (0, 1, 2)).ends == (3, 6, 10)
    assert scheme(chain, (2, 1, 0)).ends == (3, 6, 10)  # an order that is not feasible waits for the needs


@SCHEMES
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 2, 1, 3)])
def test_a_diamond_lasts_as_long_as_its_work_where_there_is_one_team(scheme: Scheme, order: Sequence[int]) -> None:
    rows = {"A": (4, ""), "B": (6, "A"), "C": (3, "A"), "D": (2, "B C")}
    assert scheme(network(rows, 2), order).makespan == 12
    assert scheme(network(rows, 1), order).makespan == 15


@SCHEMES
def test_one_team_follows_the_order(scheme: Scheme) -> None:
    pair = network({"X": (8, ""), "Y": (2, "")}, 1)
    assert scheme(pair, (1, 0)).ends == (10, 2)
    assert scheme(pair, (0, 1)).ends == (8, 10)


@SCHEMES
def test_copies_that_share_a_rate_last_as_if_each_came_after_the_other(scheme: Scheme) -> None:
    copies = tuple(Task(name, 10 * HOUR, (), (("rate", 100),)) for name in "ab")
    assert scheme(Network(copies, {"rate": 100}), (0, 1)).makespan == 20 * HOUR
    assert scheme(Network(copies, {"rate": 199}), (0, 1)).makespan == 20 * HOUR
    assert scheme(Network(copies, {"rate": 200}), (0, 1)).makespan == 10 * HOUR


@SCHEMES
@pytest.mark.parametrize(("needs", "end"), [((("a", "b"),), 7), ((("a",), ("b",)), 21)])
def test_one_of_several_is_enough_and_each_of_several_is_waited_for(
    scheme: Scheme, needs: tuple[tuple[str, ...], ...], end: int
) -> None:
    tasks = (Task("a", 20), Task("b", 6), Task("c", 1, needs))
    assert scheme(Network(tasks), (0, 1, 2)).ends == (20, 6, end)


def test_the_serial_scheme_goes_back_to_a_gap_and_the_parallel_one_never_waits() -> None:
    # The wide task, first of the order, cannot start before the long one is over.
    tasks = (
        Task("wide", 5, (("long",),), (("team", 2),)),
        Task("long", 3, (), ONE),
        Task("short", 4, (), ONE),
    )
    pair = Network(tasks, {"team": 2})
    assert serial(pair, (0, 1, 2)).starts == (3, 0, 8)
    assert parallel(pair, (0, 1, 2)).starts == (4, 0, 0)
    assert serial(Network((*tasks, Task("tiny", 3, (), ONE)), {"team": 2}), (0, 1, 2, 3)).starts == (3, 0, 8, 0)


@SCHEMES
def test_nobody_is_held_while_nobody_works(scheme: Scheme) -> None:
    # The loss strikes on a Friday at 18 h: the office opens on Monday at 9 h.
    tasks = (Task("office", 10 * HOUR, (), ONE, calendar=OFFICE), Task("night", 60 * HOUR, (), ONE))
    done = scheme(Network(tasks, {"team": 1}), (0, 1))
    monday = 2 * DAY + 15 * HOUR
    if scheme is serial:
        assert done.starts == (monday, 0)  # there is room before Monday
        assert done.ends == (monday + DAY + HOUR, 60 * HOUR)
    assert wrongs(Network(tasks, {"team": 1}), done) == []


@SCHEMES
def test_what_takes_no_time_holds_nobody(scheme: Scheme) -> None:
    tasks = (Task("work", 5, (), ONE), Task("milestone", 0, (), ONE), Task("after", 1, (("milestone",),)))
    assert scheme(Network(tasks, {"team": 1}), (0, 1, 2)).ends == (5, 0, 1)


@SCHEMES
def test_nothing_to_do_takes_no_time(scheme: Scheme) -> None:
    assert scheme(Network(()), ()).makespan == 0


def test_a_feasible_order_is_kept_and_another_one_is_mended_as_little_as_possible() -> None:
    way = course(golden(1, 1))
    kept = (0, 2, 1, 3, 5, 4, 8, 7, 6)
    assert feasible(way, ranks(kept)) == list(kept)
    assert feasible(way, ranks((8, 7, 6, 5, 4, 3, 2, 1, 0))) == [0, 2, 3, 1, 5, 4, 8, 7, 6]


@given(networks(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_every_schedule_of_any_order_can_be_carried_out(any_network: Network, random: Random) -> None:
    order = list(range(len(any_network.tasks)))
    random.shuffle(order)
    for scheme in (serial, parallel):
        done = scheme(any_network, order)
        assert wrongs(any_network, done) == []
        assert scheme(any_network, order) == done


@given(networks())
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_starts_makes_no_task_later(any_network: Network) -> None:
    way = course(any_network)
    starts, ends = sweep(way, range(len(any_network.tasks)))
    again = place(way, sorted(any_network.order, key=starts.__getitem__))
    assert all(mine <= theirs for mine, theirs in zip(again[1], ends, strict=True))
    assert place(way, sorted(any_network.order, key=again[0].__getitem__)) == again  # and then no better


@given(networks(calendars=False))
@settings(max_examples=40, deadline=None)
def test_hours_that_never_close_change_nothing(any_network: Network) -> None:
    way = course(any_network)
    open_all_hours = course(Network((*any_network.tasks, Task("office", 1, calendar=OFFICE)), any_network.capacity))
    order = feasible(way, range(len(any_network.tasks)))
    plain = place(way, order)
    shifted = place(open_all_hours, [*order, len(order)])
    gate = any_network.gate
    assert [start - gate for start in plain[0]] == shifted[0][:-1]
