"""Rules of patient safety in degraded workflows (D.6): what a type of service may not leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Yield, rule
from planforge.model.workflow import SafetyPoint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts
    from planforge.model.services import Service
    from planforge.model.workflow import Workflow


@rule("DEG-NO-IDENTITY", Severity.BLOCKING)
def no_identity(facts: Facts) -> Iterator[Yield]:
    """A workflow of patients without an identity rule."""
    yield from _left_out(facts, SafetyPoint.IDENTITY)


@rule("DEG-NO-ALLERGY", Severity.BLOCKING)
def no_allergies(facts: Facts) -> Iterator[Yield]:
    """A workflow of prescriptions without allergies and weight."""
    yield from _left_out(facts, SafetyPoint.ALLERGIES)


@rule("DEG-NO-RISK-MEDICINE", Severity.BLOCKING)
def no_high_risk_check(facts: Facts) -> Iterator[Yield]:
    """A workflow of medicines without the double check of those at risk."""
    yield from _left_out(facts, SafetyPoint.HIGH_RISK_MEDICINES)


@rule("DEG-NO-TRANSFUSION", Severity.BLOCKING)
def no_transfusion_check(facts: Facts) -> Iterator[Yield]:
    """A workflow of transfusion without its last check."""
    yield from _left_out(facts, SafetyPoint.TRANSFUSION)


@rule("DEG-NO-CRITICAL-CALL", Severity.MAJOR)
def no_critical_call(facts: Facts) -> Iterator[Yield]:
    """A workflow of results without the call of critical ones."""
    yield from _left_out(facts, SafetyPoint.CRITICAL_RESULTS)


@rule("DEG-NO-MONITOR-PLAN", Severity.BLOCKING)
def no_monitoring(facts: Facts) -> Iterator[Yield]:
    """A workflow of monitored patients without somebody to watch them."""
    yield from _left_out(facts, SafetyPoint.MONITORING)


@rule("DEG-NO-STOP", Severity.MINOR)
def no_stop(facts: Facts) -> Iterator[Yield]:
    """A degraded workflow without any stop condition."""
    for service, flow in _described(facts):
        if not flow.stop:
            yield Breach(facts.service[service.id].at("workflow", "stop"))


@rule("DEG-NO-RETURN", Severity.MAJOR)
def no_return(facts: Facts) -> Iterator[Yield]:
    """A degraded workflow that does not say how it ends."""
    for service, flow in _described(facts):
        if not flow.catch_up:
            yield Breach(facts.service[service.id].at("workflow", "catch_up"))


def _described(facts: Facts) -> Iterator[tuple[Service, Workflow]]:
    """The services that have a degraded workflow."""
    for service in facts.plan.services:
        flow = facts.workflows.get(service.id)
        if flow is not None and flow.steps:
            yield service, flow


def _left_out(facts: Facts, point: SafetyPoint) -> Iterator[Yield]:
    """The services whose type asks for a safety point that no line of their own workflow carries any more."""
    for service in facts.plan.services:
        kind = facts.service_types.get(service.type.best or "")
        if kind is None or point not in kind.safety:
            continue
        flow = facts.workflows[service.id]
        if not any(point in line.safety for line in (*flow.steps, *flow.stop)):
            usual = [line.text for line in (*kind.workflow.stop, *kind.workflow.steps) if point in line.safety]
            about = facts.service[service.id].at("workflow")
            yield Breach(about, {"type": kind.name, "line": usual[0] if usual else kind.name})
