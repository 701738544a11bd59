from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.facts import Facts, months_before
from planforge.analysis.kinds import hosted
from planforge.analysis.results import ObjectRef
from planforge.library.workflows import resolved_workflow
from planforge.model.systems import Application

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan


@pytest.fixture
def facts(a_plan: Callable[..., Plan], today: date) -> Callable[..., Facts]:
    """``facts(services=[...])``: that record, to be judged today."""
    return lambda **sections: Facts(a_plan(**sections), today)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 22), 6, date(2026, 5, 22)),
        (date(2026, 11, 22), 11, date(2025, 12, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
        (date(2026, 1, 1), 0, date(2026, 1, 1)),
        (date(2026, 1, 1), 99999, date.min),
    ],
)
def test_months_before_is_the_same_day_or_the_last_of_the_month(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_each_object_is_found_where_it_is_written(facts: Callable[..., Facts]) -> None:
    found = facts(
        services=[{"id": "bloc"}, {"id": "labo", "activities": [{"id": "a"}, {"id": "b"}]}],
        applications=[{"id": "dpi"}],
        infrastructure=[{"id": "ad"}],
    )
    labo = found.plan.services[1]

    assert found.service["labo"].path == ("services", 1)
    assert (found.system["dpi"].path, found.system["ad"].path) == (("applications", 0), ("infrastructure", 0))
    assert found.system["dpi"].at("rto", "cyber").path == ("applications", 0, "rto", "cyber")
    activity = found.activity(labo, labo.activities[1])
    assert (activity.path, activity.ref) == (("services", 1, "activities", 1), ObjectRef("activities", "b", "B"))


def test_what_belongs_to_nobody_is_the_establishment_s(facts: Callable[..., Facts]) -> None:
    found = facts()

    assert found.placed(ObjectRef("", "", ""), ("crisis",)).ref.name == "CH du Val"
    assert found.placed(ObjectRef("services", "bloc", "Bloc"), ("services", 0)).ref.id == "bloc"


def test_policies_and_tests_by_system(facts: Callable[..., Facts]) -> None:
    tests = [
        {"id": "t1", "system": "dpi", "result": "success"},
        {"id": "t2", "system": "dpi"},  # planned: proves nothing
        {"id": "t3", "system": "gam", "result": "failed"},
    ]
    found = facts(
        backups=[{"id": "b1", "systems": ["dpi", "gam"]}, {"id": "b2", "systems": ["dpi"]}], restore_tests=tests
    )

    assert {name: [one.id for one in held] for name, held in found.backups_of.items()} == {
        "dpi": ["b1", "b2"],
        "gam": ["b1"],
    }
    assert {name: [one.id for one in held] for name, held in found.tests_of.items()} == {"dpi": ["t1"], "gam": ["t3"]}


def test_who_cannot_do_without_an_application(facts: Callable[..., Facts]) -> None:
    vital = [{"application": "dpi", "level": "vital"}]
    found = facts(services=[{"id": "a", "applications": vital}, {"id": "b", "applications": [{"application": "dpi"}]}])

    assert [service.id for service in found.users_of["dpi"]] == ["a"]


def test_waivers_hold_until_their_day_and_only_when_there_is_one_to_judge_at(
    a_plan: Callable[..., Plan], today: date
) -> None:
    accepted: dict[str, Any] = {"rule": "X", "author": "DG", "reason": "travaux"}
    plan = a_plan(waivers=[{**accepted, "until": "22/11/2026"}, {**accepted, "until": "21/11/2026"}])

    assert [one.until for one in Facts(plan, today).waivers] == [today]
    assert Facts(plan).waivers == ()


def test_the_hospital_s_own_threshold_wins(facts: Callable[..., Facts], a_plan: Callable[..., Plan]) -> None:
    own = facts(thresholds={"kit_months": "3", "contact_months": "?"})

    assert (own.threshold("kit_months"), own.threshold("contact_months")) == (3, 6)
    assert own.since("kit_months") == date(2026, 8, 22)
    assert Facts(a_plan()).since("kit_months") is None


def test_without_documents_none_are_given_to_rules(facts: Callable[..., Facts]) -> None:
    assert facts().written is None


def test_a_list_kept_apart_is_not_an_empty_one(facts: Callable[..., Facts]) -> None:
    assert facts(people="à compléter").kept_apart("people")
    assert not facts(people=[]).kept_apart("people")


@pytest.mark.parametrize(("hosting", "elsewhere"), [("saas", True), ("hds", True), ("ght", False), (None, False)])
def test_who_backs_up_what_runs_elsewhere(hosting: str | None, *, elsewhere: bool) -> None:
    assert hosted(Application.model_validate({"id": "a", "name": "A", "hosting": hosting})) is elsewhere


def test_services_that_have_a_degraded_workflow(a_plan: Callable[..., Plan]) -> None:
    step = {"id": "kit", "text": "Sortir le kit", "horizon": "quarter"}
    plan = a_plan(services=[{"id": "a", "workflow": {"steps": {"add": [step]}}}, {"id": "b"}, {"id": "c"}])
    flows = {one.id: resolved_workflow(one, None) for one in plan.services[:2]}
    assert [(one.id, flow) for one, flow in Facts(plan, None, flows).described] == [("a", flows["a"])]
