from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.analysis.gaps import completeness, gaps
from planforge.model.answer import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.results import GapItem
    from planforge.model.plan import Plan


def at(plan: Plan, *path: str | int) -> GapItem | None:
    return next((item for item in gaps(plan) if item.path == path), None)


def test_unknown_answer_says_who_and_when(a_plan: Callable[..., Plan]) -> None:
    rpo = {"unknown": {"ask": "dsi", "due": "2026-12-15"}}
    found = at(a_plan(applications=[{"id": "dpi", "name": "DPI", "rpo": rpo}]), "applications", 0, "rpo")
    assert found is not None
    assert (found.object.name, found.field, found.ask, found.due) == ("DPI", "RPO", "dsi", date(2026, 12, 15))
    assert found.state is State.UNKNOWN


def test_absent_answer_counts_at_the_minimum_depth_only(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "s", "name": "Soins"}])
    minimum = at(plan, "services", 0, "beds")
    assert minimum is not None
    assert minimum.state is State.ABSENT
    assert at(plan, "services", 0, "premises") is None


def test_unknown_counts_at_every_depth(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "s", "premises": "?", "outer_limit": "je ne sais pas"}])
    assert at(plan, "services", 0, "premises") is not None
    assert at(plan, "services", 0, "outer_limit") is not None


def test_unknown_in_one_scenario(a_plan: Callable[..., Plan]) -> None:
    rto = {"default": "4 h", "cyber": {"unknown": {"ask": "rssi"}}}
    found = at(a_plan(applications=[{"id": "dpi", "rto": rto}]), "applications", 0, "rto")
    assert found is not None
    assert found.ask == "rssi"


def test_unknown_and_empty_lists(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "s", "applications": {"unknown": {"ask": "cadre"}}}])
    applications, activities = at(plan, "services", 0, "applications"), at(plan, "services", 0, "activities")
    assert applications is not None
    assert (applications.state, applications.ask) == (State.UNKNOWN, "cadre")
    assert activities is not None
    assert activities.state is State.ABSENT


def test_a_whole_part_or_a_choice_said_unknown(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "s", "kit": {"unknown": {"ask": "cadre"}}}], document={"status": "?"})
    kit = at(plan, "services", 0, "kit")
    assert kit is not None
    assert (kit.field, kit.ask) == ("Kit de continuité", "cadre")
    assert at(plan, "services", 0, "kit", "place") is None
    assert at(plan, "document", "status") is not None


def test_a_nested_answer_belongs_to_its_entity(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "s", "name": "Soins", "activities": [{"id": "x", "name": "Visite"}]}])
    kit, dmia = at(plan, "services", 0, "kit", "place"), at(plan, "services", 0, "activities", 0, "dmia")
    assert kit is not None
    assert kit.object.name == "Soins"
    assert dmia is not None
    assert (dmia.object.kind, dmia.object.name) == ("activities", "Visite")


def test_a_library_default_is_no_gap_but_is_counted_apart(a_plan: Callable[..., Plan]) -> None:
    default = {"value": "72 h", "source": "default"}
    plan = a_plan(services=[{"id": "s", "endurance": {"limit": default, "full": "4 h"}}])
    assert at(plan, "services", 0, "endurance", "limit") is None
    section = next(one for one in completeness(plan) if one.section == "services")
    assert (section.title, section.answered, section.defaults) == ("Services", 2, 1)
    assert section.expected > section.answered


def test_gaps_and_completeness_tell_the_same(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "s", "premises": "?"}], applications=[{"id": "dpi", "rto": "4 h"}])
    lacking = sum(section.expected - section.answered for section in completeness(plan))
    assert lacking == len(gaps(plan))
