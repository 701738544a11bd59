from __future__ import annotations

import sys

import pytest

from planforge.analysis.schedule.calendars import OFFICE
from planforge.analysis.schedule.network import Deadline, Goal, Network, Schedule, Task
from planforge.analysis.schedule.search import best_order
from planforge.analysis.schedule.solver import MissingSolverError, Proof, prove
from planforge.errors import PlanforgeError
from tests.analysis.schedule.networks import HOUR, golden
from tests.gate.schedules import wrongs

ONE = (("team", 1),)


@pytest.fixture
def solver() -> None:
    """OR-Tools."""
    pytest.importorskip("ortools.sat.python.cp_model")


@pytest.mark.usefixtures("solver")
@pytest.mark.parametrize(
    ("people", "goal"), [((1, 1), (24, 4, 66, 184)), ((1, 2), (4, 2, 6, 154)), ((2, 1), (10, 2, 12, 170))]
)
def test_the_goals_of_the_golden_example_are_proved(people: tuple[int, int], goal: tuple[int, int, int, int]) -> None:
    proof = prove(golden(*people))
    worst, late, total, makespan = goal
    assert proof.goal == proof.bound == Goal(worst * HOUR, late, total * HOUR, makespan * HOUR)
    assert proof.optimal
    assert wrongs(golden(*people), proof.schedule) == []


@pytest.mark.usefixtures("solver")
def test_alternatives_are_chosen_among_and_releases_and_the_gate_waited_for() -> None:
    # By its critical path « quick » is ready first; but one person has « long » to do before it, by its deadline.
    tasks = (
        Task("long", 60, (), ONE),
        Task("quick", 10, (), ONE),
        Task("slow", 20, release=10),
        Task("end", 40, (("quick", "slow"),)),
    )
    network = Network(tasks, {"team": 1}, (Deadline("long", (("long",),), 65),), 5)
    assert best_order(network).goal == Goal(0, 0, 0, 115)  # the plain need waits for « quick »
    proof = prove(network)
    assert proof.goal == proof.bound == Goal(0, 0, 0, 75)
    assert proof.schedule.starts[2:] == (15, 35)
    assert wrongs(network, proof.schedule) == []


@pytest.mark.usefixtures("solver")
def test_what_the_search_misses_for_lack_of_schedules_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    # Three chains, two people: the rules and the parallel scheme begin with what is longest.
    monkeypatch.setattr("planforge.analysis.schedule.solver.best_order", lambda network: best_order(network, 0))
    network = golden(2, 2)
    assert best_order(network, 0).goal.makespan == 140 * HOUR
    proof = prove(network)
    assert (proof.goal.makespan, proof.optimal) == (124 * HOUR, True)


@pytest.mark.usefixtures("solver")
def test_without_time_the_bound_stays_that_of_the_critical_path_and_of_the_work() -> None:
    proof = prove(golden(1, 1), seconds=0.0)
    assert not proof.optimal
    assert proof.bound <= proof.goal == Goal(24 * HOUR, 4, 66 * HOUR, 184 * HOUR)


@pytest.mark.usefixtures("solver")
def test_office_hours_are_not_proved() -> None:
    tasks = tuple(Task(name, HOUR, (), ONE, calendar=OFFICE) for name in "ab")
    proof = prove(Network(tasks, {"team": 1}))
    assert (proof.goal.makespan, proof.bound.makespan) == (65 * HOUR, 64 * HOUR)
    assert not proof.optimal
    assert proof.gap == pytest.approx(1 / 65)


@pytest.mark.usefixtures("solver")
def test_nothing_to_do_is_proved_at_once() -> None:
    assert prove(Network(())).optimal


def test_the_gap_is_that_of_the_first_part_of_the_goal_that_is_not_proved() -> None:
    schedule = Schedule((), ())
    assert Proof(schedule, Goal(0, 2, 80, 9), Goal(0, 2, 60, 1)).gap == 0.25
    assert Proof(schedule, Goal(0, 2, 80, 9), Goal(0, 2, 80, 9)).gap == 0


def test_a_missing_solver_is_told_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    with pytest.raises(MissingSolverError, match=r'pip install "planforge\[solver\]"') as caught:
        prove(golden(1, 1))
    assert isinstance(caught.value, PlanforgeError)
