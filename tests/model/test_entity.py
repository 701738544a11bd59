from __future__ import annotations

import pytest
from pydantic import ValidationError

from planforge.model.establishment import DocumentControl, Status
from planforge.model.plan import Plan
from planforge.model.systems import Dependency, System
from planforge.model.workflow import Changes, StopPoint

HEAD = {"establishment": {"name": "CH", "statute": "public"}}


def test_a_whole_list_may_be_unknown_and_says_who_will_know() -> None:
    plan = Plan.model_validate({**HEAD, "people": "à compléter", "teams": {"unknown": {"ask": "dsi"}}})
    assert plan.people == ()
    assert list(plan.unknown_lists) == ["people", "teams"]
    assert plan.unknown_lists["teams"].ask == "dsi"


def test_a_choice_and_a_part_may_be_unknown() -> None:
    plan = Plan.model_validate({**HEAD, "document": {"status": "?"}, "crisis": "à compléter"})
    assert plan.document.status is Status.DRAFT
    assert "status" in plan.document.unknown_lists
    assert "crisis" in plan.unknown_lists


def test_what_is_unknown_goes_with_a_copy_and_tells_two_parts_apart() -> None:
    said, silent = (Plan.model_validate({**HEAD, **more}) for more in ({"people": "?"}, {}))
    assert list(said.model_copy(update={"teams": ()}).unknown_lists) == ["people"]
    assert said != silent
    assert silent.unknown_lists == {}


def test_an_empty_value_is_nothing_said() -> None:
    plan = Plan.model_validate({**HEAD, "people": None, "crisis": None, "document": {"status": None, "date": None}})
    assert (plan.people, plan.unknown_lists, plan.document) == ((), {}, DocumentControl())


def test_faults_in_and_beside_an_unknown_list_are_told_together() -> None:
    with pytest.raises(ValidationError) as error:
        Plan.model_validate({**HEAD, "people": {"unknown": {"due": "demain"}}, "document": "brouillon"})
    places = [detail["loc"] for detail in error.value.errors()]
    assert sorted(places) == [("document",), ("people", "unknown", "due")]


def test_what_is_mandatory_cannot_be_left_empty() -> None:
    with pytest.raises(ValidationError) as error:
        Plan.model_validate({"establishment": {"name": " ", "statute": None}})
    assert {detail["loc"][-1] for detail in error.value.errors()} == {"name", "statute"}


def test_a_plain_identifier_is_a_hard_need() -> None:
    system = System.model_validate({"id": "dpi", "name": "DPI", "needs_to_run": ["ad", {"any_of": ["a", "b"]}]})
    assert [need.alternatives for need in system.needs_to_run] == [("ad",), ("a", "b")]


def test_a_need_names_a_system() -> None:
    with pytest.raises(ValidationError):
        Dependency.model_validate({"strength": "soft"})


def test_a_plain_list_replaces() -> None:
    changes = Changes[StopPoint].model_validate([{"id": "a", "text": "Ne rien injecter sans bracelet"}])
    assert changes.replace is not None
    assert changes.replace[0].id == "a"
