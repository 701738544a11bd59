from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.facts import Facts, months_before
from planforge.analysis.findings import judge
from planforge.analysis.results import Severity
from planforge.analysis.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan

WAIVER = {"rule": "KIT-NONE", "object": "s", "author": "Directeur", "reason": "Kit commandé", "until": "2026-12-31"}


def waived(a_plan: Callable[..., Plan], today: date | None, **changed: str) -> list[str]:
    plan = a_plan(services=[{"id": "s", "vital": "oui"}, {"id": "t", "vital": "oui"}], waivers=[{**WAIVER, **changed}])
    findings, _ = judge(Facts(plan, today))
    return [found.objects[0].id for found in findings if found.rule == "KIT-NONE" and found.waived_by]


def test_a_waiver_covers_its_object(a_plan: Callable[..., Plan], today: date) -> None:
    assert waived(a_plan, today) == ["s"]
    assert waived(a_plan, today, object="") == ["s", "t"]


@pytest.mark.parametrize(
    "changed",
    [{"until": "2026-11-21"}, {"rule": "KIT-CHECK-OLD"}, {"object": "autre"}],
)
def test_a_waiver_that_does_not_hold(a_plan: Callable[..., Plan], today: date, changed: dict[str, str]) -> None:
    assert waived(a_plan, today, **changed) == []


def test_a_waiver_holds_on_its_last_day_and_never_without_a_date(a_plan: Callable[..., Plan]) -> None:
    assert waived(a_plan, date(2026, 12, 31)) == ["s"]
    assert waived(a_plan, None) == []


def test_gravest_first_then_rule_then_object(a_plan: Callable[..., Plan], today: date) -> None:
    plan = a_plan(
        services=[{"id": "b", "vital": "oui", "perimeter": "care"}, {"id": "a", "vital": "oui", "perimeter": "care"}]
    )
    findings, _ = judge(Facts(plan, today))
    keys = [(found.severity.rank, found.rule, found.objects[0].id) for found in findings]
    assert keys == sorted(keys)
    assert findings[0].severity is Severity.BLOCKING


def test_undecided_of_one_kind_are_said_once(a_plan: Callable[..., Plan], today: date) -> None:
    services: list[dict[str, Any]] = [{"id": name, "vital": "oui", "kit": {"place": "?"}} for name in ("a", "b")]
    _, undecided = judge(Facts(a_plan(services=services), today))
    kits = [found for found in undecided if found.rule == "KIT-NONE"]
    assert len(kits) == 1
    assert [ref.id for ref in kits[0].objects] == ["a", "b"]


def test_every_rule_has_its_own_code() -> None:
    codes = [rule.id for rule in RULES]
    assert len(codes) == len(set(codes)) > 40


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 1, 15), 2, date(2025, 11, 15)),
        (date(2026, 1, 15), 99999, date.min),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
