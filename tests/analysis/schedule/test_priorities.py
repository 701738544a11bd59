from __future__ import annotations

import pytest
from hypothesis import given, settings

from planforge.analysis.schedule.network import Deadline, Network, Task
from planforge.analysis.schedule.priorities import RULES, Views, by_least
from tests.analysis.schedule.networks import HOUR, golden, networks

# The latest finish of each task in recovery.md C.10, in hours.
LATEST = {"NET": 66, "AD": 82, "HYP": 76, "BKP": 82, "GAM": 94, "EAI": 94, "LAB": 110, "RIS": 120, "DPI": 168}


def names(network: Network, rule: str) -> str:
    """The tasks in the order of a rule."""
    return " ".join(network.tasks[one].id for one in RULES[rule](Views(network)))


def test_the_latest_finish_of_the_golden_example_is_what_its_deadlines_need() -> None:
    network = golden(1, 1)
    found = {task.id: late // HOUR for task, late in zip(network.tasks, Views(network).latest, strict=True)}
    assert found == LATEST


def test_a_task_that_no_deadline_waits_for_is_due_with_the_critical_path() -> None:
    tasks = (Task("a", 5), Task("b", 3, (("a",),)), Task("c", 1))
    views = Views(Network(tasks, {}, (Deadline("c", (("c",),), 4),)))
    assert views.latest == (5, 8, 4)
    assert views.due[2] == 4
    assert min(views.due[:2]) > 10**9


def test_of_several_alternatives_the_one_that_is_ready_first_is_due() -> None:
    tasks = (Task("slow", 9), Task("quick", 2), Task("end", 1, (("slow", "quick"),)))
    views = Views(Network(tasks, {}, (Deadline("end", (("end",),), 6),)))
    assert views.latest == (9, 5, 6)


def test_patience_is_weighted_and_grace_is_for_what_is_not_vital() -> None:
    tasks = (Task("a", 1), Task("b", 1), Task("c", 1))
    deadlines = (
        Deadline("a", (("a",),), 10),
        Deadline("b", (("b",),), 10, weight=3),
        Deadline("c", (("c",),), 10, vital=False),
    )
    assert Views(Network(tasks, {}, deadlines)).patient(6, 100) == (16, 12, 110)


@pytest.mark.parametrize(
    ("rule", "order"),
    [
        ("latest-finish", "NET HYP AD BKP GAM EAI LAB RIS DPI"),
        ("latest-start", "NET AD HYP BKP GAM EAI LAB RIS DPI"),
        ("due-first", "NET HYP AD BKP GAM EAI LAB RIS DPI"),
        ("least-slack", "NET AD GAM LAB HYP BKP EAI RIS DPI"),
        ("most-successors", "NET HYP AD BKP GAM EAI LAB RIS DPI"),
        ("positional-weight", "NET AD HYP BKP GAM EAI DPI RIS LAB"),
        ("scarce-work", "NET AD HYP BKP GAM EAI DPI RIS LAB"),
        ("criticality", "NET HYP AD BKP GAM EAI LAB RIS DPI"),
    ],
)
def test_each_rule_has_its_own_idea_of_the_golden_example(rule: str, order: str) -> None:
    assert names(golden(1, 1), rule) == order


def test_due_first_and_criticality_look_at_deadlines_only_then_at_the_rest() -> None:
    tasks = (Task("free", 1), Task("light", 1), Task("long", 50), Task("heavy", 1), Task("other", 1))
    deadlines = (
        Deadline("light", (("light",),), 90),
        Deadline("heavy", (("heavy",),), 95, weight=5),
        Deadline("other", (("other",),), 10, weight=9, vital=False),
    )
    network = Network(tasks, {}, deadlines)
    assert names(network, "due-first") == "other light heavy free long"
    assert names(network, "criticality") == "heavy light other free long"


def test_scarce_work_counts_shares_of_what_there_is() -> None:
    tasks = (Task("long", 9, (), (("many", 1),)), Task("short", 2, (), (("few", 1),)), Task("idle", 99))
    assert names(Network(tasks, {"many": 10, "few": 1}), "scarce-work") == "short long idle"


def test_equals_keep_the_order_of_the_tasks() -> None:
    assert by_least([2, 1, 2, 1]) == (1, 3, 0, 2)
    network = Network(tuple(Task(name, 3) for name in "cab"))
    assert {names(network, rule) for rule in RULES} == {"c a b"}


@given(networks())
@settings(max_examples=40, deadline=None)
def test_every_rule_lists_every_task_once(network: Network) -> None:
    views = Views(network)
    for rule in RULES.values():
        assert sorted(rule(views)) == list(range(len(network.tasks)))
