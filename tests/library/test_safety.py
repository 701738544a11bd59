"""What each packaged service type owes to patient safety, and what its outage, its partners and its drill must hold."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from planforge.library.loading import load_library
from planforge.model.workflow import SafetyPoint

if TYPE_CHECKING:
    from planforge.library.types import ServiceType

IDENTITY, ALLERGIES, RISK, CRITICAL, BLOOD, WATCH = SafetyPoint
MEDICINES = frozenset({ALLERGIES, RISK})
# The points that a type may not do without; it may announce more.
OWED: dict[str, frozenset[SafetyPoint]] = {
    "urgences": frozenset(SafetyPoint),
    "reanimation": frozenset(SafetyPoint),
    "anesthesie": frozenset({IDENTITY, *MEDICINES, BLOOD, WATCH}),
    "maternite": frozenset({IDENTITY, *MEDICINES, BLOOD, WATCH}),
    "neonatologie": frozenset({IDENTITY, *MEDICINES, WATCH}),
    "hospitalisation": frozenset({IDENTITY, *MEDICINES, CRITICAL, BLOOD}),
    "bloc": frozenset({IDENTITY, BLOOD}),
    "pui": frozenset({IDENTITY, *MEDICINES}),
    "chimiotherapie": frozenset({IDENTITY, RISK}),
    "laboratoire": frozenset({IDENTITY, CRITICAL}),
    "depot-sang": frozenset({IDENTITY, BLOOD}),
    "imagerie": frozenset({IDENTITY, CRITICAL}),
    "dialyse": frozenset({IDENTITY, RISK}),
    "radiotherapie": frozenset({IDENTITY}),
    "psychiatrie": frozenset({IDENTITY, RISK}),
    "smr": frozenset({IDENTITY, *MEDICINES}),
    "ehpad": frozenset({IDENTITY, RISK}),
    "mas-fam": frozenset({IDENTITY, RISK}),
    "had": frozenset({IDENTITY, RISK}),
    "ssiad": frozenset({IDENTITY, RISK}),
    "soins-palliatifs": frozenset({IDENTITY, *MEDICINES}),
    "endoscopie": frozenset({IDENTITY}),
    "cardiologie": frozenset({IDENTITY, WATCH}),
    "anatomopathologie": frozenset({IDENTITY}),
    "amp": frozenset({IDENTITY}),
    "admissions": frozenset({IDENTITY}),
    "consultations": frozenset({IDENTITY}),
    "samu": frozenset({IDENTITY}),
    "brancardage": frozenset({IDENTITY}),
    "restauration": frozenset({IDENTITY}),
    "chambre-mortuaire": frozenset({IDENTITY}),
    "sterilisation": frozenset(),
}
COUNTABLE = re.compile(r"\d|\b(?:un[e]?|deux|trois|dix|aucun[e]?|plus de|moins de|ordre de)\b", re.IGNORECASE)
SERVICES = load_library(None).service_ids


@cache
def kind(identifier: str) -> ServiceType:
    found = load_library(None).service_type(identifier)
    assert found is not None
    return found


def test_every_type_named_here_is_in_the_library() -> None:
    assert set(OWED) <= set(SERVICES)
    assert len(SERVICES) >= 44


@pytest.mark.parametrize("service", OWED)
def test_a_type_announces_the_points_that_its_patients_need(service: str) -> None:
    assert OWED[service] <= set(kind(service).safety)


@pytest.mark.parametrize("service", SERVICES)
def test_each_announced_point_is_carried_by_a_line(service: str) -> None:
    lines = (*kind(service).workflow.steps, *kind(service).workflow.stop)
    assert set(kind(service).safety) == {point for line in lines for point in line.safety}


@pytest.mark.parametrize("service", SERVICES)
def test_the_trigger_is_seen_without_a_computer(service: str) -> None:
    trigger = kind(service).workflow.trigger.best
    assert trigger
    assert COUNTABLE.search(trigger), trigger


@pytest.mark.parametrize("service", SERVICES)
def test_decisions_fall_due_in_order_and_say_who_decides(service: str) -> None:
    decisions = kind(service).workflow.decisions
    times = [one.after.minutes for one in decisions]
    assert 3 <= len(decisions) <= 6
    assert times == sorted(times)
    assert all(one.who for one in decisions)


@pytest.mark.parametrize("service", SERVICES)
def test_a_type_names_kinds_of_partners_and_roles_with_their_task(service: str) -> None:
    flow = kind(service).workflow
    assert 1 <= len(flow.partners) <= 3
    assert 4 <= len(flow.roles) <= 8
    assert len({role.id for role in flow.roles}) == len(flow.roles)
    assert all(role.task for role in flow.roles if role.name)


@pytest.mark.parametrize("service", SERVICES)
def test_the_drill_asks_four_questions_with_plausible_wrong_answers(service: str) -> None:
    quiz = kind(service).quiz
    assert len(quiz) == 4
    assert len({question.about for question in quiz}) >= 3
    for question in quiz:
        assert question.question.endswith("?"), question.id
        assert 2 <= len(question.wrong) <= 3, question.id
        assert question.right not in question.wrong, question.id
