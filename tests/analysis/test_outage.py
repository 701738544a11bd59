from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.analysis.coverage import forms_needed
from planforge.analysis.outage import Hold, Moment, catch_up_load, hold_at, moments
from planforge.library.types import Form, Milestone
from planforge.model.services import Service
from planforge.model.workflow import Endurance, Workflow
from planforge.values import Duration, read_duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan

MILESTONES = tuple(
    Milestone.model_validate({"id": name, "name": name, "after": after, "logic": "x", "text": "y", "who": "z"})
    for name, after in (("h1", "1 h"), ("h4", "4 h"), ("j3", "72 h"))
)


def endurance(**answers: str) -> Endurance:
    return Endurance.model_validate(answers)


def shown(plan: Plan, *decisions: tuple[str, str]) -> list[Moment]:
    made = [{"id": name, "text": name, "after": after} for name, after in decisions]
    flow = Workflow.model_validate({"decisions": made})
    return list(moments(plan, plan.services[0], flow.decisions, MILESTONES))


@pytest.mark.parametrize(
    ("elapsed", "hold"),
    [("1 h", Hold.FULL), ("4 h", Hold.REDUCED), ("23 h", Hold.REDUCED), ("24 h", Hold.LIMIT), ("3 j", Hold.OVER)],
)
def test_each_step_of_the_endurance_ends_where_it_says(elapsed: str, hold: Hold) -> None:
    held = endurance(full="4 h", reduced="24 h", limit="72 h")
    assert hold_at(held, read_duration(elapsed)) is hold


def test_a_step_that_nobody_gave_is_skipped_and_a_limit_that_nobody_gave_is_unknown() -> None:
    assert hold_at(endurance(limit="72 h"), read_duration("1 h")) is Hold.LIMIT
    assert hold_at(endurance(full="4 h"), read_duration("5 h")) is Hold.UNKNOWN
    assert hold_at(endurance(), read_duration("1 h")) is Hold.UNKNOWN


@given(st.lists(st.integers(0, 40_000), min_size=3, max_size=3), st.lists(st.integers(0, 50_000), min_size=2))
def test_the_longer_it_lasts_the_less_holds(bounds: list[int], times: list[int]) -> None:
    full, reduced, limit = sorted(bounds)
    held = endurance(full=f"{full} min", reduced=f"{reduced} min", limit=f"{limit} min")
    order = [Hold.FULL, Hold.REDUCED, Hold.LIMIT, Hold.OVER]
    ranks = [order.index(hold_at(held, Duration(time))) for time in sorted(times)]
    assert ranks == sorted(ranks)


def test_milestones_and_the_limit_stand_in_order(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "sau", "endurance": {"full": "2 h", "limit": "72 h"}}])
    found = shown(plan)
    assert [(one.milestone.id if one.milestone else "limite", one.hold) for one in found] == [
        ("h1", Hold.FULL),
        ("h4", Hold.LIMIT),
        ("j3", Hold.OVER),
        ("limite", Hold.OVER),
    ]


def test_a_decision_stands_at_the_last_milestone_before_it(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "sau"}])
    found = shown(plan, ("tot", "15 min"), ("midi", "12 h"), ("pile", "4 h"), ("tard", "30 j"))
    assert [[one.id for one in moment.decisions] for moment in found] == [["tot"], ["midi", "pile"], ["tard"]]


def test_each_decision_stands_once(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "sau", "endurance": {"limit": "5 h"}}])
    hours = [("a", "0 h"), ("b", "1 h"), ("c", "3 h"), ("d", "5 h"), ("e", "72 h"), ("f", "200 h")]
    found = [one.id for moment in shown(plan, *hours) for one in moment.decisions]
    assert sorted(found) == ["a", "b", "c", "d", "e", "f"]


def test_what_is_aimed_at_in_a_cyber_attack_comes_back_once(a_plan: Callable[..., Plan]) -> None:
    used = [{"application": "dpu", "level": "vital"}, {"application": "mail", "level": "full"}]
    plan = a_plan(
        scenarios=[{"id": "attaque", "kind": "cyber"}],
        services=[{"id": "sau", "applications": used}],
        applications=[{"id": "dpu", "rto": {"default": "1 h", "attaque": "2 j"}}, {"id": "mail", "rto": "1 h"}],
    )
    assert [one.back for one in shown(plan)] == [(), (), ("dpu",)]
    calm = a_plan(
        services=[{"id": "sau", "applications": used}], applications=[{"id": "dpu", "rto": "1 h"}, {"id": "mail"}]
    )
    assert all(one.back == () for one in shown(calm))


def load(volume: dict[str, str], days: int, **form: Any) -> tuple[int, int, float] | None:
    raw = {"id": "s", "name": "S", **volume}
    flow = Workflow.model_validate({"forms": [{"id": "F-PRE", "per": "volume", "sheets": "1,5"}, {"id": "F-DOS"}]})
    forms = {
        "F-PRE": Form.model_validate(
            {"id": "F-PRE", "name": "Prescription", "reentry": "at-once", "minutes": "4", **form}
        ),
        "F-DOS": Form.model_validate({"id": "F-DOS", "name": "Dossier", "reentry": "scanned", "minutes": "9"}),
    }
    found = catch_up_load(forms_needed(Service.model_validate(raw), flow), forms, Duration(days * 24 * 60))
    return (found.sheets, found.minutes, found.person_days) if found else None


def test_only_what_is_keyed_in_again_counts() -> None:
    # 40 x 1.5 sheets x 7 days = 420 sheets, 4 min each = 1,680 min = 28 h = 4 days of 7 h
    assert load({"volume_per_day": "40"}, 7) == (420, 1680, 4.0)


def test_a_second_reading_costs_its_share() -> None:
    assert load({"volume_per_day": "40"}, 7, checked="100 %") == (420, 3360, 8.0)
    assert load({"volume_per_day": "40"}, 7, checked="10 %") == (420, 1848, 4.5)


def test_days_of_work_are_rounded_up_to_the_half() -> None:
    assert load({"volume_per_day": "2"}, 1) == (3, 12, 0.5)


def test_nothing_to_key_in_is_no_work_and_an_unknown_volume_no_figure() -> None:
    assert load({"volume_per_day": "40"}, 7, reentry="paper") == (0, 0, 0.0)
    assert load({}, 7) is None
