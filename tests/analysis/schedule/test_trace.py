from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given

from planforge.analysis.schedule.calendars import OFFICE
from planforge.analysis.schedule.choosing import by_latest, in_turn
from planforge.analysis.schedule.dispatch import Discipline, Order, planned
from planforge.analysis.schedule.network import Network, Task
from planforge.analysis.schedule.trace import Held, Trace
from tests.analysis.schedule.networks import HOUR, golden, networks

if TYPE_CHECKING:
    from planforge.analysis.schedule.network import Schedule

ONE = (("team", 1),)


def trace(network: Network, done: Schedule) -> Trace:
    return Trace(network, done.starts, done.ends)


def test_the_chain_goes_back_through_needs_and_busy_teams() -> None:
    network = golden(1, 1)
    found = trace(network, planned(network, by_latest(network)))
    names = [network.tasks[one].id for one in found.chain()]
    assert names == ["NET", "HYP", "AD", "BKP", "EAI", "GAM", "LAB", "RIS", "DPI"]
    index = network.index
    assert found.held(index["NET"]) is None
    assert found.held(index["HYP"]) == Held(index["NET"], "")
    assert found.held(index["AD"]) == Held(index["HYP"], "team:I")
    assert found.held(index["GAM"]) == Held(index["EAI"], "team:A")
    assert [network.tasks[one].id for one in found.chain(index["HYP"])] == ["NET", "HYP"]


def test_of_several_alternatives_the_first_back_is_the_one_waited_for() -> None:
    network = Network((Task("a", 6), Task("b", 6), Task("c", 1, (("a", "b"),)), Task("d", 9, (("a", "b"),))))
    assert trace(network, planned(network, Order((0, 1, 2, 3)))).held(2) == Held(0, "")


def test_a_task_that_waits_for_the_opening_is_held_up_by_what_it_needed() -> None:
    network = Network((Task("gate", 8 * HOUR), Task("office", HOUR, (("gate",),), ONE, 0, OFFICE)), {"team": 1})
    found = trace(network, planned(network, Order((0, 1))))
    assert found.starts[1] > found.ends[0]
    assert found.held(1) == Held(0, "")
    assert found.chain() == (0, 1)


def test_a_task_that_lets_another_pass_waits_for_what_that_one_waits_for() -> None:
    network = Network((Task("need", 10), Task("first", 5, (("need",),), ONE), Task("other", 9, (), ONE)), {"team": 2})
    done = planned(network, Order((0, 1, 2), Discipline.IN_TURN))
    assert done.starts == (0, 10, 10)
    assert trace(network, done).held(2) == Held(0, "team")
    assert trace(network, done).chain() == (0, 2)


def test_tasks_that_take_no_time_do_not_go_round_in_circles() -> None:
    network = Network((Task("a", 0), Task("b", 0, (("a",),)), Task("c", 0, (("b",),), ONE)), {"team": 1})
    assert trace(network, planned(network, Order((0, 1, 2)))).chain(2) == (0, 1, 2)
    assert Trace(Network(()), (), ()).chain() == ()


def test_a_task_that_takes_no_time_frees_nothing() -> None:
    network = Network((Task("done", 0, (), ONE, release=9), Task("long", 5, (), ONE, release=9)), {"team": 1})
    assert trace(network, planned(network, Order((0, 1)))).held(1) is None


@given(networks(calendars=False))
def test_without_calendars_a_chain_has_no_gap_back_to_the_gate_or_a_release(network: Network) -> None:
    for order in (by_latest(network), in_turn(network, planned(network, by_latest(network)))):
        done = planned(network, order)
        chain = trace(network, done).chain()
        assert done.ends[chain[-1]] == done.makespan
        assert all(done.ends[one] == done.starts[other] for one, other in pairwise(chain))
        assert done.starts[chain[0]] in {network.gate, network.gate + network.tasks[chain[0]].release}
