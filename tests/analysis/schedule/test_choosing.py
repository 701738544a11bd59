from __future__ import annotations

from hypothesis import given, settings

from planforge.analysis.schedule.choosing import (
    Burden,
    Candidate,
    burden,
    by_latest,
    candidates,
    chosen,
    in_turn,
    part,
)
from planforge.analysis.schedule.dispatch import Discipline, Order, planned
from planforge.analysis.schedule.draws import Triangle
from planforge.analysis.schedule.network import Deadline, Network, Task
from planforge.analysis.schedule.odds import Runs, Sample, Uncertainty, sample, simulate
from planforge.analysis.schedule.search import best_order
from tests.analysis.schedule.networks import HOUR, golden, networks
from tests.gate.schedules import wrongs

ONE = (("team", 1),)


def test_the_least_latest_finish_goes_first_equals_by_name_and_the_hospital_s_own_before_all() -> None:
    network = golden(1, 1)

    def names(order: Order) -> str:
        return " ".join(network.tasks[one].id for one in order.tasks)

    assert names(by_latest(network)) == "NET HYP AD BKP EAI GAM LAB RIS DPI"
    first = [network.index[name] for name in ("DPI", "RIS")]
    assert names(by_latest(network, first)) == "DPI RIS NET HYP AD BKP EAI GAM LAB"
    assert by_latest(network).discipline is Discipline.FREE


def test_the_burden_weighs_lateness_and_tells_vital_deadlines_apart() -> None:
    tasks = (Task("a", 1), Task("b", 1))
    deadlines = (Deadline("vital", (("a",),), 10, weight=3), Deadline("other", (("b",),), 10, vital=False))
    network = Network(tasks, {}, deadlines)
    runs = Runs(network, (0, 0), ((0, 0), (0, 0)), ((14, 5), (8, 30)))
    assert burden(runs) == Burden(waiting=6, late=16, makespan=22)  # (12 + 0) / 2, (12 + 20) / 2, (14 + 30) / 2


def test_the_candidate_that_costs_least_over_the_runs_is_kept_and_not_the_best_on_paper() -> None:
    # On likely durations both are in time in either order; the task that may last long must not go first.
    tasks = (Task("risky", 4 * HOUR, (), ONE), Task("sure", 4 * HOUR, (), ONE))
    deadlines = (Deadline("sure", (("sure",),), 8 * HOUR), Deadline("risky", (("risky",),), 30 * HOUR))
    network = Network(tasks, {"team": 1}, deadlines)
    drawn = sample(network, Uncertainty({"risky": Triangle(3 * HOUR, 4 * HOUR, 20 * HOUR)}), 200, 1)
    first, last = Candidate(Order((0, 1)), "first"), Candidate(Order((1, 0)), "last")
    assert planned(network, first.order).makespan == planned(network, last.order).makespan
    assert chosen(network, drawn, (first, last)) == last
    assert chosen(network, drawn, (last, Candidate(last.order, "same"))) == last  # the first of equals
    assert chosen(network, drawn, (first, first, first, first, last, first)) == last


def test_the_first_runs_of_a_sample_are_a_sample() -> None:
    drawn = Sample((1, 2, 3), ((4,), (5,), (6,)))
    assert part(drawn, 2) == Sample((1, 2), ((4,), (5,)))
    assert part(drawn, 9) == drawn


def test_the_golden_example_finds_the_best_goals() -> None:
    for people, goal in {(1, 1): (24, 4, 66, 184), (1, 2): (4, 2, 6, 154), (2, 1): (10, 2, 12, 170)}.items():
        network = golden(*people)
        goals = [network.goal(planned(network, one.order).ends) for one in candidates(network, 150)]
        worst, late, total, makespan = min(goals)
        assert (worst // HOUR, late, total // HOUR, makespan // HOUR) == goal


@given(networks())
@settings(max_examples=20)
def test_every_order_worth_comparing_is_whole_and_can_be_followed(network: Network) -> None:
    found = candidates(network, 10)
    assert len({one.order for one in found}) == len(found) > 0
    for one in found:
        assert sorted(one.order.tasks) == list(range(len(network.tasks)))
        done = planned(network, one.order)
        assert wrongs(network, done) == []


@given(networks())
@settings(max_examples=20)
def test_a_schedule_followed_in_turn_is_no_worse_on_paper(network: Network) -> None:
    for one in best_order(network, 10).candidates:
        done = planned(network, in_turn(network, one.schedule))
        assert all(mine <= theirs for mine, theirs in zip(done.ends, one.schedule.ends, strict=True))


@given(networks())
@settings(max_examples=10)
def test_what_is_chosen_costs_no_more_than_any_other_over_the_runs_that_decide(network: Network) -> None:
    spreads = {task.id: Triangle(task.duration * 0.7, task.duration, task.duration * 2.2) for task in network.tasks}
    drawn = sample(network, Uncertainty(spreads), 30, 1)
    among = candidates(network, 4)[:3]
    best = burden(simulate(network, chosen(network, drawn, among).order, drawn))
    assert best == min(burden(simulate(network, one.order, drawn)) for one in among)
