"""All rules applied to a record: findings with their waivers, and what could not be decided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.analysis.results import Finding, ObjectRef, Undecided
from planforge.analysis.rules import RULES

if TYPE_CHECKING:
    from planforge.analysis.facts import Facts
    from planforge.model.governance import Waiver


def judge(facts: Facts) -> tuple[tuple[Finding, ...], tuple[Undecided, ...]]:
    """Findings, gravest first, and undecided rules: one entry by rule and missing answer, with all its objects."""
    findings: list[Finding] = []
    undecided: dict[tuple[str, tuple[str, ...]], dict[ObjectRef, None]] = {}
    for rule in RULES:
        for found in rule.find(facts):
            if isinstance(found, Finding):
                waiver = waiver_of(found, facts)
                findings.append(replace(found, waived_by=waiver) if waiver else found)
            else:
                undecided.setdefault((found.rule, found.missing), {}).update(dict.fromkeys(found.objects))
    merged = (Undecided(rule, tuple(objects), missing) for (rule, missing), objects in undecided.items())
    return tuple(sorted(findings, key=lambda one: one.order)), tuple(sorted(merged, key=lambda one: one.order))


def waiver_of(finding: Finding, facts: Facts) -> Waiver | None:
    """The waiver that covers a finding: of its rule, for one of its objects or for all."""
    concerned = {ref.id for ref in finding.objects} | {""}
    return next((one for one in facts.waivers if one.rule == finding.rule and one.object in concerned), None)
