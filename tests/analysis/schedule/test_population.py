from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings

from planforge.analysis.schedule.generation import schedule
from planforge.analysis.schedule.improvement import Member, Yard
from planforge.analysis.schedule.network import Goal, Network
from planforge.analysis.schedule.population import Population, evolved
from planforge.analysis.schedule.priorities import Views
from tests.analysis.schedule.networks import HOUR, golden, networks
from tests.gate.schedules import wrongs

if TYPE_CHECKING:
    from collections.abc import Sequence

NEVER = Goal(0, 0, 0, 0)  # no schedule ends before it begins: the search goes to its end


class Counting(Yard):
    """A yard that counts the schedules made, forwards and backwards."""

    made = 0

    def member(self, made: tuple[list[int], list[int]]) -> Member:
        """A schedule that has just been made."""
        Counting.made += 1
        return super().member(made)

    def turned(self, keys: Sequence[float], model: Member, haste: float = 0.0) -> Member:
        """A schedule put backwards, then forwards."""
        Counting.made += 1
        return super().turned(keys, model, haste)


def first(network: Network) -> list[Member]:
    """One schedule, that of the order of the tasks."""
    yard = Yard(network)
    return [yard.listed(network.order)]


def test_a_population_finds_what_no_rule_does() -> None:
    network = golden(2, 2)
    found = evolved(Yard(network), first(network), 600, NEVER, Views(network))
    assert found[0].goal == Goal(0, 0, 0, 124 * HOUR)


def test_a_search_makes_so_many_schedules_and_not_more() -> None:
    network = golden(1, 1)
    for schedules in (0, 1, 40, 300):
        Counting.made = 0
        evolved(Counting(network), first(network), schedules, NEVER, Views(network))
        assert schedules - 2 <= Counting.made <= schedules


def test_a_search_stops_at_a_goal_good_enough() -> None:
    network = golden(1, 1)
    Counting.made = 0
    evolved(Counting(network), first(network), 3000, Goal(24 * HOUR, 4, 66 * HOUR, 184 * HOUR), Views(network))
    assert Counting.made < 300


def test_a_child_keeps_the_order_of_one_parent_within_a_stretch_and_that_of_the_other_around_it() -> None:
    network = golden(1, 1)
    yard = Yard(network)
    one, other = yard.listed((0, 2, 1, 3, 5, 4, 8, 7, 6)), yard.listed((0, 1, 2, 3, 4, 5, 6, 7, 8))
    population = Population(yard, [one, other], 100, NEVER, Views(network))
    for _ in range(20):
        keys = population._mixed(one, other)
        inside = [task for task, key in enumerate(keys) if key == one.ends[task]]
        before = [task for task, key in enumerate(keys) if key < 0]
        after = [task for task, key in enumerate(keys) if key > one.goal.makespan]
        assert len(inside) + len(before) + len(after) == len(keys)
        assert sorted(before, key=keys.__getitem__) == sorted(before, key=other.ends.__getitem__)
        assert all(one.ends[task] <= one.ends[mine] for task in before for mine in inside)
        assert all(one.ends[task] >= one.ends[mine] for task in after for mine in inside)


@given(networks())
@settings(max_examples=25, deadline=None)
def test_every_member_can_be_carried_out_none_stands_twice_and_the_best_comes_first(network: Network) -> None:
    found = evolved(Yard(network), first(network), 30, NEVER, Views(network))
    for member in found:
        assert wrongs(network, schedule((member.starts, member.ends))) == []
        assert member.goal == network.goal(member.ends)
    assert len({tuple(member.ends) for member in found}) == len(found)
    assert found[0].goal == min(member.goal for member in (*found, *first(network)))
