from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.uses import (
    activity_applications,
    critical_applications,
    cyber_scenarios,
    described,
    in_scenario,
    other_scenarios,
    outer_limit,
    says_own,
    shortest_dmia,
    vital_applications,
)
from planforge.model.crisis import ContinuityMeans
from planforge.model.services import Service
from planforge.model.systems import Application
from planforge.values import read_duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan

USES = [
    {"application": "dpi", "level": "vital"},
    {"application": "messagerie"},
    {"application": "gam", "level": "vital"},
    {"application": "dpi", "level": "vital"},
]
SCENARIOS = [
    {"id": "rancon", "kind": "cyber"},
    {"id": "panne", "kind": "local-failure"},
    {"id": "vol", "kind": "cyber"},
]


def service(*activities: dict[str, Any], **others: Any) -> Service:
    named = [{"id": f"a{number}", "name": "A", **one} for number, one in enumerate(activities)]
    return Service.model_validate({"id": "s", "name": "S", "applications": USES, "activities": named, **others})


def test_only_vital_applications_stop_a_service() -> None:
    assert vital_applications(service()) == ("dpi", "gam")


def test_an_activity_has_its_own_applications_else_the_vital_ones() -> None:
    made = service({"applications": ["pacs", "pacs"]}, {}, {"applications": []}, {"applications": "à compléter"})

    assert [activity_applications(made, activity) for activity in made.activities] == [
        ("pacs",),
        ("dpi", "gam"),
        (),  # written empty: it needs none
        ("dpi", "gam"),
    ]


def test_what_stops_a_service_or_one_of_its_activities() -> None:
    assert critical_applications(service({"applications": ["pacs", "gam"]})) == ("dpi", "gam", "pacs")


def test_the_most_urgent_activity_counts() -> None:
    assert shortest_dmia(service({"dmia": "4 h"}, {}, {"dmia": "30 min"})) == read_duration("30 min")
    assert shortest_dmia(service({}, {"dmia": "?"})) is None


def test_the_outer_limit_is_the_expert_s_else_endurance_and_dmia() -> None:
    endurance = {"limit": "2 j"}

    assert outer_limit(service({"dmia": "4 h"}, endurance=endurance)) == read_duration("52 h")
    assert outer_limit(service({"dmia": "4 h"}, endurance=endurance, outer_limit="3 j")) == read_duration("3 j")
    assert outer_limit(service({"dmia": "4 h"})) is None
    assert outer_limit(service({}, endurance=endurance)) is None


def test_a_target_holds_for_its_scenario_else_for_its_kind_else_by_default(a_plan: Callable[..., Plan]) -> None:
    rancon, panne, vol = a_plan(scenarios=SCENARIOS).scenarios
    rto = Application.model_validate(
        {"id": "dpi", "name": "DPI", "rto": {"default": "4 h", "cyber": "3 j", "vol": "1 j"}}
    ).rto

    said = [in_scenario(rto, scenario).best for scenario in (None, panne, rancon, vol)]

    assert said == [read_duration(one) for one in ("4 h", "4 h", "3 j", "1 j")]
    assert [says_own(rto, scenario) for scenario in (None, panne, rancon, vol)] == [True, False, True, True]


def test_scenarios_are_cyber_attacks_or_not(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(scenarios=SCENARIOS)

    assert [one.id for one in cyber_scenarios(plan)] == ["rancon", "vol"]
    assert [one and one.id for one in other_scenarios(plan)] == [None, "panne"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Deux imprimantes USB", True),
        ("Non communiqué", True),
        ("Aucune.", False),
        ("NÉANT", False),
        (None, False),
        ("?", None),
    ],
)
def test_a_means_is_described_unless_the_words_say_there_is_none(said: str | None, found: bool | None) -> None:  # noqa: FBT001 - an expectation
    assert described(ContinuityMeans.model_validate({"printing": said}).printing) is found
