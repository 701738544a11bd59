from __future__ import annotations

from hypothesis import given, settings

from planforge.analysis.schedule.generation import Made, schedule, sweep
from planforge.analysis.schedule.improvement import Member, Yard
from planforge.analysis.schedule.network import Deadline, Network, Task
from tests.analysis.schedule.networks import golden, networks
from tests.gate.schedules import wrongs

ONE = (("team", 1),)


def kept(member: Member) -> Made:
    """The times of a member."""
    return member.starts, member.ends


def test_justifying_twice_mends_an_order_that_makes_a_long_chain_wait() -> None:
    # With two people, the chain of 2 + 6 must start at once; the order wants it last.
    tasks = (Task("a", 3, (), ONE), Task("b", 3, (), ONE), Task("head", 2, (), ONE), Task("tail", 6, (("head",),), ONE))
    yard = Yard(Network(tasks, {"team": 2}))
    first = yard.listed((0, 1, 2, 3))
    assert first.goal.makespan == 11
    assert yard.improved(first).goal.makespan == 8


def test_a_schedule_is_justified_against_its_deadlines_and_not_against_its_end() -> None:
    # « late » does not matter, yet a schedule put against its end alone would push « due » behind it.
    tasks = (Task("due", 2, (), ONE), Task("late", 9, (), ONE))
    yard = Yard(Network(tasks, {"team": 1}, (Deadline("due", (("due",),), 2),)))
    assert yard.improved(yard.listed((0, 1))).ends == [2, 11]
    assert yard.turned([9, 1], yard.listed((0, 1))).ends == [2, 11]  # whatever the keys


def test_the_order_of_a_schedule_is_that_of_its_starts() -> None:
    yard = Yard(golden(1, 1))
    member = yard.listed((0, 2, 1, 3, 5, 4, 8, 7, 6))
    assert yard.order(member) == (0, 2, 1, 3, 5, 4, 8, 7, 6)
    assert yard.listed(yard.order(member)) == member


@given(networks())
@settings(max_examples=60, deadline=None)
def test_what_is_improved_is_no_worse_and_can_be_carried_out(network: Network) -> None:
    yard = Yard(network)
    first = yard.member(sweep(yard.forth, range(len(network.tasks))))
    better = yard.improved(first)
    assert better.goal <= first.goal
    assert wrongs(network, schedule(kept(better))) == []
    assert wrongs(network, schedule(kept(yard.turned(first.ends, first)))) == []


@given(networks(calendars=False))
@settings(max_examples=60, deadline=None)
def test_round_the_clock_justifying_twice_keeps_every_deadline(network: Network) -> None:
    yard = Yard(network)
    first = yard.member(sweep(yard.forth, range(len(network.tasks))))
    twice = yard.turned(first.ends, first)
    late = zip(network.deadlines, network.reached(first.ends), network.reached(twice.ends), strict=True)
    assert all(after <= max(before, deadline.due) for deadline, before, after in late)
    assert twice.goal.makespan <= first.goal.makespan
