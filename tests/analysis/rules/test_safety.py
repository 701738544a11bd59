from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.facts import Facts
from planforge.analysis.findings import judge
from planforge.analysis.sentences import say
from planforge.library.types import ServiceType
from planforge.library.workflows import resolved_workflow
from planforge.values import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.results import Finding
    from planforge.model.plan import Plan

POINTS = {
    "DEG-NO-IDENTITY": "identity",
    "DEG-NO-ALLERGY": "allergies",
    "DEG-NO-RISK-MEDICINE": "high-risk-medicines",
    "DEG-NO-TRANSFUSION": "transfusion",
    "DEG-NO-CRITICAL-CALL": "critical-results",
    "DEG-NO-MONITOR-PLAN": "monitoring",
}


def kind(point: str) -> ServiceType:
    """A type that asks for a safety point, carried by one STOP line."""
    return ServiceType.model_validate(
        {
            "id": "urgences",
            "name": "Urgences",
            "perimeter": "care",
            "safety": [point],
            "workflow": {
                "steps": [{"id": "kit", "text": "Sortir le kit", "horizon": "quarter"}],
                "stop": [{"id": "garde", "text": "Rien sans contrôle", "safety": [point]}],
                "catch_up": [{"id": "fin", "text": "Ressaisir"}],
            },
        }
    )


@pytest.fixture
def found(a_plan: Callable[..., Plan]) -> Callable[..., list[Finding]]:
    """``found(rule, kind, workflow)``: the findings of a rule on a service of that type with those changes."""

    def judged(rule: str, of: ServiceType, workflow: dict[str, Any]) -> list[Finding]:
        plan = a_plan(services=[{"id": "sau", "name": "SAU", "type": "urgences", "workflow": workflow}])
        flows = {"sau": resolved_workflow(plan.services[0], of)}
        findings, _ = judge(Facts(plan, None, flows, {"urgences": of}))
        return [finding for finding in findings if finding.rule == rule]

    return judged


@pytest.mark.parametrize(("rule", "point"), POINTS.items())
def test_a_safety_line_that_was_removed_is_found(found: Callable[..., list[Finding]], rule: str, point: str) -> None:
    (finding,) = found(rule, kind(point), {"stop": {"remove": ["garde"]}})
    assert finding.path == ("services", 0, "workflow")
    message = say(finding).message.replace(NBSP, " ")
    assert message.startswith("Le mode dégradé de « SAU » ne dit plus rien d")
    assert message.endswith("Ligne usuelle de ce type de service : « Rien sans contrôle ».")


@pytest.mark.parametrize(("rule", "point"), POINTS.items())
@pytest.mark.parametrize(
    "workflow",
    [
        {},
        {"stop": {"add": [{"id": "garde", "text": "Rien sans notre contrôle"}]}},
        {"stop": [{"id": "garde", "text": "Tout autre chose, même identifiant"}]},
        {"stop": [{"id": "autre", "text": "Notre contrôle", "safety": "POINT"}]},
        {"stop": [], "steps": {"add": [{"id": "x", "text": "Contrôler", "horizon": "hour", "safety": "POINT"}]}},
    ],
    ids=["kept", "reworded", "replaced by the same", "replaced and marked", "moved to a step"],
)
def test_a_safety_line_that_is_carried_is_not(
    found: Callable[..., list[Finding]], rule: str, point: str, workflow: dict[str, Any]
) -> None:
    marked = json.loads(json.dumps(workflow).replace('"POINT"', f'["{point}"]'))
    assert found(rule, kind(point), marked) == []


def test_another_point_or_no_type_asks_for_nothing(
    found: Callable[..., list[Finding]], a_plan: Callable[..., Plan]
) -> None:
    assert found("DEG-NO-IDENTITY", kind("transfusion"), {"stop": []}) == []
    findings, _ = judge(Facts(a_plan(services=[{"id": "sau"}])))
    assert not [finding for finding in findings if finding.rule in POINTS]


def test_a_workflow_without_stop_or_return_is_found(found: Callable[..., list[Finding]]) -> None:
    (stop,) = found("DEG-NO-STOP", kind("identity"), {"stop": []})
    (end,) = found("DEG-NO-RETURN", kind("identity"), {"catch_up": []})
    assert say(stop).message.replace(NBSP, " ") == "Le mode dégradé de « SAU » n’a aucun point d’arrêt."
    assert (
        say(end).message.replace(NBSP, " ") == "Le mode dégradé de « SAU » ne dit pas comment on revient à la normale."
    )
    assert found("DEG-NO-STOP", kind("identity"), {}) == found("DEG-NO-RETURN", kind("identity"), {}) == []


def test_a_service_without_workflow_has_no_stop_to_write(a_plan: Callable[..., Plan]) -> None:
    findings, _ = judge(Facts(a_plan(services=[{"id": "sau"}])))
    assert not [finding for finding in findings if finding.rule in {"DEG-NO-STOP", "DEG-NO-RETURN"}]


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ({}, ["le type du service, ou la ligne qui porte sa règle d’identité"]),
        ({"perimeter": "administrative"}, []),
        (
            {
                "workflow": {
                    "steps": {
                        "add": [{"id": "kit", "text": "Lire le bracelet", "horizon": "hour", "safety": ["identity"]}]
                    }
                }
            },
            [],
        ),
    ],
)
def test_identity_is_undecided_for_a_service_of_no_type(
    review: Callable[..., Any], more: dict[str, Any], missing: list[str]
) -> None:
    steps = {"steps": {"add": [{"id": "kit", "text": "Sortir le kit", "horizon": "hour"}]}}
    found = review("DEG-NO-IDENTITY", services=[{"id": "pharma", "workflow": steps, **more}])
    assert (found.findings, found.missing) == ((), missing)
    assert review("DEG-NO-ALLERGY", services=[{"id": "pharma", "workflow": steps}]).undecided == ()
