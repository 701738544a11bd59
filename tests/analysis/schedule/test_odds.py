from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.analysis.schedule.choosing import by_latest
from planforge.analysis.schedule.dispatch import planned
from planforge.analysis.schedule.draws import Triangle
from planforge.analysis.schedule.network import Deadline, Network, Task
from planforge.analysis.schedule.odds import (
    Hazard,
    Runs,
    Uncertainty,
    percentile,
    sample,
    share_within,
    simulate,
)
from tests.analysis.schedule.networks import HOUR, TARGETS, golden, networks

TWO = Network((Task("a", 600), Task("b", 60)), deadlines=(Deadline("d", (("a",), ("b",)), 600),), gate=30)
SPREADS = {"a": Triangle(300, 600, 1200), "b": Triangle(30, 60, 90)}


def test_the_golden_example_has_the_odds_and_the_late_dates_that_were_checked_by_hand() -> None:
    network = golden(2, 2)
    spreads = {task.id: Triangle(0.7 * task.duration, task.duration, 2.2 * task.duration) for task in network.tasks}
    runs = simulate(network, by_latest(network), sample(network, Uncertainty(spreads), 5000, 1))
    ends = {name: runs.by_task[network.index[name]] for name in TARGETS}
    odds = {name: share_within(ends[name], due * HOUR) for name, due in TARGETS.items()}
    assert odds == pytest.approx({"GAM": 0.52, "EAI": 0.69, "LAB": 0.18, "RIS": 0.40, "DPI": 0.53}, abs=0.04)
    late = {name: percentile(ends[name], 0.9) / HOUR for name in TARGETS}
    assert late == pytest.approx({"GAM": 105, "EAI": 101, "LAB": 128, "RIS": 135, "DPI": 189}, abs=3)
    # On paper nothing is late: that is what must not be concluded.
    assert network.goal(planned(network, by_latest(network)).ends).late == 0


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    one = sample(TWO, Uncertainty(SPREADS, Triangle(0, 10, 60), 0.35), 50, 1)
    assert one == sample(TWO, Uncertainty(SPREADS, Triangle(0, 10, 60), 0.35), 50, 1)
    assert one != sample(TWO, Uncertainty(SPREADS, Triangle(0, 10, 60), 0.35), 50, 2)


def test_fewer_runs_are_the_first_ones() -> None:
    uncertainty = Uncertainty(SPREADS, Triangle(0, 10, 60), 0.35, (Hazard("tape", 0.5, ("a",), 3),))
    many, few = sample(TWO, uncertainty, 50, 1), sample(TWO, uncertainty, 20, 1)
    assert (many.gates[:20], many.durations[:20]) == (few.gates, few.durations)


def test_a_task_more_leaves_the_draws_of_the_others_as_they_were() -> None:
    uncertainty = Uncertainty(SPREADS, Triangle(0, 10, 60), 0.35)
    more = Network((Task("new", 5), *TWO.tasks), gate=30)
    before, after = sample(TWO, uncertainty, 50, 1), sample(more, uncertainty, 50, 1)
    assert before.gates == after.gates
    assert [list(run) for run in before.durations] == [list(run[1:]) for run in after.durations]


def test_without_a_spread_every_run_is_the_plan() -> None:
    assert set(sample(TWO, Uncertainty(), 5, 1).durations) == {(600, 60)}
    assert set(sample(TWO, Uncertainty(), 5, 1).gates) == {30}


def test_the_common_factor_makes_all_tasks_of_a_run_long_together() -> None:
    drawn = sample(TWO, Uncertainty(sigma=0.35), 2000, 1)
    assert all(abs(first - 10 * second) <= 10 for first, second in drawn.durations)
    ordered = sorted(first for first, _ in drawn.durations)
    assert percentile(ordered, 0.5) == pytest.approx(600, rel=0.05)
    assert percentile(ordered, 0.9) == pytest.approx(600 * 1.566, rel=0.05)  # exp(0.35 x 1.2816)


def test_a_long_gate_does_not_make_the_rest_of_the_run_long() -> None:
    drawn = sample(TWO, Uncertainty(gate=Triangle(0, 500, 1000), sigma=0.35), 2000, 1)
    both = fmean(gate > 500 and first > 600 for gate, (first, _) in zip(drawn.gates, drawn.durations, strict=True))
    assert both == pytest.approx(0.25, abs=0.04)


def test_parts_of_a_system_are_long_or_short_together() -> None:
    halves = Network((Task("work:a", 100), Task("a", 50)))
    spreads = {"work:a": Triangle(50, 100, 300), "a": Triangle(25, 50, 150)}
    drawn = sample(halves, Uncertainty(spreads, streams={"work:a": "a", "a": "a"}), 200, 1)
    assert all(abs(work - 2 * rest) <= 2 for work, rest in drawn.durations)


def test_a_hazard_strikes_all_its_tasks_in_as_many_runs_as_it_should() -> None:
    hazard = Hazard("tape", 0.3, ("a", "b", "unknown"), 3.0)
    drawn = sample(TWO, Uncertainty(hazards=(hazard,)), 2000, 1).durations
    assert set(drawn) == {(600, 60), (1800, 180)}
    assert fmean(run == (1800, 180) for run in drawn) == pytest.approx(0.3, abs=0.03)


def test_ends_are_sorted_by_task_and_deadlines_kept_by_run() -> None:
    runs = Runs(TWO, (30, 30), ((30, 30), (30, 30)), ((630, 90), (90, 630)))
    assert runs.by_task == ((90, 630), (90, 630))
    assert runs.reached == ((630, 630),)
    assert runs.critical == (0.5, 0.5)


def test_an_empty_network_has_runs_that_say_nothing() -> None:
    empty = Network((), deadlines=())
    runs = simulate(empty, by_latest(empty), sample(empty, Uncertainty(), 3, 1))
    assert (runs.by_task, runs.reached, runs.critical, len(runs.ends)) == ((), (), (), 3)


@given(networks())
def test_what_is_critical_is_so_in_a_share_of_the_runs(network: Network) -> None:
    spread = {task.id: Triangle(task.duration * 0.7, task.duration, task.duration * 2.2) for task in network.tasks}
    drawn = sample(network, Uncertainty(spread), 5, 1)
    runs = simulate(network, by_latest(network), drawn)
    assert all(0 <= share <= 1 for share in runs.critical)
    assert max(runs.critical) > 0


VALUES = st.lists(st.integers(0, 50), min_size=1).map(sorted)


@given(VALUES, st.floats(0.001, 1))
def test_a_percentile_is_the_least_value_that_enough_others_do_not_exceed(ordered: list[int], share: float) -> None:
    found = percentile(ordered, share)
    enough = share * len(ordered) - 1e-9
    assert sum(one <= found for one in ordered) >= enough
    assert all(sum(other <= one for other in ordered) < enough for one in ordered if one < found)


@pytest.mark.parametrize(("share", "value"), [(0.1, 1), (0.5, 5), (0.8, 8), (0.9, 9), (1, 10), (0, 1)])
def test_percentiles_of_ten_values(share: float, value: int) -> None:
    assert percentile(range(1, 11), share) == value


@given(VALUES, st.integers(0, 50))
def test_the_share_within_counts_what_is_in_time(ordered: list[int], due: int) -> None:
    assert share_within(ordered, due) == len([one for one in ordered if one <= due]) / len(ordered)
