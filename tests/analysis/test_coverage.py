from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.coverage import coverage, forms_needed
from planforge.analysis.results import Verdict
from planforge.model.workflow import Workflow
from planforge.values import Duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.results import FormNeed, ServiceCoverage
    from planforge.model.plan import Plan

HOUR = 60
CYBER = {"id": "cyber", "kind": "cyber"}


def covered(
    a_plan: Callable[..., Plan], *targets: str, dmia: str = "96 h", limit: str = "72 h", **service: Any
) -> ServiceCoverage:
    names = [f"a{index}" for index in range(len(targets))]
    plan = a_plan(
        scenarios=[CYBER],
        applications=[
            {"id": name, "rto": {"default": "1 h", "cyber": target}}
            for name, target in zip(names, targets, strict=True)
        ],
        services=[
            {
                "id": "s",
                "applications": [{"application": name, "level": "vital"} for name in names],
                "activities": [{"id": "x", "dmia": dmia}],
                "endurance": {"full": "24 h", "limit": limit},
                **service,
            }
        ],
    )
    return coverage(plan)[0]


# recovery.md C.7 and the last oracle of C.9: full 24 h, limit 72 h, outer limit 168 h.
@pytest.mark.parametrize(
    ("target", "verdict", "hours"),
    [
        ("24 h", Verdict.HELD, 0),
        ("60 h", Verdict.REDUCED, 0),
        ("72 h", Verdict.REDUCED, 0),
        ("110 h", Verdict.BREAK, 38),
        ("168 h", Verdict.BREAK, 96),
        ("169 h", Verdict.BEYOND, 97),
    ],
)
def test_verdict(a_plan: Callable[..., Plan], target: str, verdict: Verdict, hours: int) -> None:
    found = covered(a_plan, target)
    assert (found.verdict, found.uncovered) == (verdict, Duration(hours * HOUR))
    assert found.outer_limit == Duration(168 * HOUR)


def test_the_latest_vital_application_decides(a_plan: Callable[..., Plan]) -> None:
    found = covered(a_plan, "24 h", "110 h", "60 h")
    assert (found.target_of, found.target) == ("a1", Duration(110 * HOUR))


def test_a_missing_target_leaves_it_open(a_plan: Callable[..., Plan]) -> None:
    found = covered(a_plan, "24 h", "?")
    assert (found.verdict, found.uncovered, found.without_target) == (Verdict.UNKNOWN, None, ("a1",))


def test_a_break_stands_whatever_is_missing(a_plan: Callable[..., Plan]) -> None:
    assert covered(a_plan, "110 h", "?").verdict is Verdict.BREAK


def test_contradictory_limits_give_no_verdict(a_plan: Callable[..., Plan]) -> None:
    assert covered(a_plan, "60 h", outer_limit="48 h").verdict is Verdict.UNKNOWN
    assert covered(a_plan, "60 h", limit="?").verdict is Verdict.UNKNOWN


def test_only_cyber_scenarios_are_covered(a_plan: Callable[..., Plan]) -> None:
    assert coverage(a_plan(scenarios=[{"id": "panne", "kind": "local-failure"}])) == ()


def sheets(a_plan: Callable[..., Plan], form: dict[str, Any], hours: int = 72, **service: Any) -> FormNeed:
    plan = a_plan(services=[{"id": "s", **service}])
    return forms_needed(plan.services[0], Workflow.model_validate({"forms": [{"id": "F-PRE", **form}]}), hours)[0]


def test_sheets_by_bed_with_a_margin(a_plan: Callable[..., Plan]) -> None:
    stock = {"stock": [{"form": "F-PRE", "count": "100"}]}
    found = sheets(a_plan, {"per": "bed", "sheets": "1,5"}, beds="28", kit=stock)
    assert (found.per_day, found.total, found.stock, found.missing) == (42.0, 152, 100, 52)


def test_sheets_by_volume_and_by_unit(a_plan: Callable[..., Plan]) -> None:
    assert sheets(a_plan, {"per": "volume", "sheets": "1"}, volume_per_day="10").total == 36
    assert sheets(a_plan, {"per": "unit", "sheets": "5"}, hours=24).total == 6


def test_enough_stock_misses_nothing(a_plan: Callable[..., Plan]) -> None:
    stock = {"stock": [{"form": "F-PRE", "count": "500"}]}
    assert sheets(a_plan, {"per": "unit"}, kit=stock).missing == 0


def test_unknown_volume_gives_no_number(a_plan: Callable[..., Plan]) -> None:
    found = sheets(a_plan, {"per": "bed"}, volume_per_day="10")
    assert (found.per_day, found.total, found.missing) == (None, None, None)
