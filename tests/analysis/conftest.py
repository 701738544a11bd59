"""Builders of records for the analysis: as little as a test needs, as people write it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.facts import Facts
from planforge.analysis.findings import judge
from planforge.analysis.sentences import say
from planforge.library.workflows import resolved_workflow
from planforge.model.plan import Plan
from planforge.values import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.results import Finding, Undecided

TODAY = date(2026, 11, 22)
Record = dict[str, Any]


def _named(entity: Record) -> Record:
    return {"name": entity["id"].upper(), **entity}


def build(**sections: Any) -> Plan:
    """A plan where entities need an identifier only."""
    named = {"services", "applications", "infrastructure", "scenarios", "backups", "suppliers"}
    raw: Record = {"establishment": {"name": "CH du Val", "statute": "public"}}
    for section, value in sections.items():
        raw[section] = [_named(entity) for entity in value] if section in named and isinstance(value, list) else value
    for service in raw.get("services", ()):
        if isinstance(service.get("activities"), list):
            service["activities"] = [_named(activity) for activity in service["activities"]]
    return Plan.model_validate(raw)


@pytest.fixture
def a_plan() -> Callable[..., Plan]:
    return build


@pytest.fixture
def today() -> date:
    return TODAY


class Review:
    """What one rule says of a record."""

    def __init__(self, rule: str, plan: Plan, today: date | None) -> None:
        flows = {service.id: resolved_workflow(service, None) for service in plan.services}
        findings, undecided = judge(Facts(plan, today, flows))
        self.findings = tuple(found for found in findings if found.rule == rule)
        self.undecided: tuple[Undecided, ...] = tuple(found for found in undecided if found.rule == rule)

    @property
    def messages(self) -> list[str]:
        """The sentences, with plain spaces: what a test can spell."""
        return [say(found).message.replace(NBSP, " ") for found in self.findings]

    @property
    def missing(self) -> list[str]:
        """What the rule lacks."""
        return [what.replace(NBSP, " ") for found in self.undecided for what in found.missing]

    @property
    def first(self) -> Finding:
        """The only finding, or the first."""
        return self.findings[0]


@pytest.fixture
def review() -> Callable[..., Review]:
    """``review(rule, today=..., services=[...])``: what the rule says of that record."""

    def reviewed(rule: str, *, today: date | None = TODAY, **sections: Any) -> Review:
        return Review(rule, build(**sections), today)

    return reviewed
