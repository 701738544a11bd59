"""Rules of patient safety in degraded workflows (D.6): what a type of service may not leave out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.model.services import Perimeter
from planforge.model.workflow import SafetyPoint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts
    from planforge.model.workflow import Workflow


# The rule of each safety point. What puts the wrong care on a patient at once blocks; a late result is major.
_RULE_OF = {
    SafetyPoint.IDENTITY: ("DEG-NO-IDENTITY", Severity.BLOCKING),
    SafetyPoint.ALLERGIES: ("DEG-NO-ALLERGY", Severity.BLOCKING),
    SafetyPoint.HIGH_RISK_MEDICINES: ("DEG-NO-RISK-MEDICINE", Severity.BLOCKING),
    SafetyPoint.TRANSFUSION: ("DEG-NO-TRANSFUSION", Severity.BLOCKING),
    SafetyPoint.CRITICAL_RESULTS: ("DEG-NO-CRITICAL-CALL", Severity.MAJOR),
    SafetyPoint.MONITORING: ("DEG-NO-MONITOR-PLAN", Severity.BLOCKING),
}

_NO_PATIENT = frozenset({Perimeter.ADMINISTRATIVE, Perimeter.SUPPORT})


def _left_out(point: SafetyPoint, facts: Facts) -> Iterator[Yield]:
    """The services whose type asks for a safety point that no line of their own workflow carries any more."""
    for service in facts.plan.services:
        kind = facts.service_types.get(service.type.best or "")
        if kind is None or point not in kind.safety:
            continue
        if not _says(facts.workflows[service.id], point):
            usual = [line.text for line in (*kind.workflow.stop, *kind.workflow.steps) if point in line.safety]
            about = facts.service[service.id].at("workflow")
            yield Breach(about, {"type": kind.name, "line": usual[0] if usual else kind.name})


def _says(flow: Workflow, point: SafetyPoint) -> bool:
    return any(point in line.safety for line in (*flow.steps, *flow.stop))


def _without_identity(facts: Facts) -> Iterator[Yield]:
    """The same for identity, which every service that sees patients owes: of one without a type, nobody can tell."""
    yield from _left_out(SafetyPoint.IDENTITY, facts)
    for service, flow in facts.described:
        known = service.type.best in facts.service_types or service.perimeter.best in _NO_PATIENT
        if not known and not _says(flow, SafetyPoint.IDENTITY):
            about = facts.service[service.id].at("type")
            yield Missing(about, "le type du service, ou la ligne qui porte sa règle d’identité")


_CHECKS = {SafetyPoint.IDENTITY: _without_identity}
safety_points = tuple(
    Rule(code, severity, _CHECKS.get(point, partial(_left_out, point))) for point, (code, severity) in _RULE_OF.items()
)


@rule("DEG-NO-STOP", Severity.MINOR)
def no_stop(facts: Facts) -> Iterator[Yield]:
    """A degraded workflow without any stop condition."""
    for service, flow in facts.described:
        if not flow.stop:
            yield Breach(facts.service[service.id].at("workflow", "stop"))


@rule("DEG-NO-RETURN", Severity.MAJOR)
def no_return(facts: Facts) -> Iterator[Yield]:
    """A degraded workflow that does not say how it ends."""
    for service, flow in facts.described:
        if not flow.catch_up:
            yield Breach(facts.service[service.id].at("workflow", "catch_up"))


RULES: tuple[Rule, ...] = (
    *safety_points,
    no_stop,
    no_return,
)
