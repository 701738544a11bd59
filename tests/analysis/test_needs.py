from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.needs import needs
from planforge.analysis.results import Asker, Gap
from planforge.values import Duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan

HOUR = 60


def service(name: str, application: str, **activity: Any) -> dict[str, Any]:
    return {
        "id": name,
        "applications": [{"application": application, "level": "vital"}],
        "activities": [{"id": f"{name}-1", **activity}],
    }


def test_the_shortest_need_passes_on_through_hard_needs(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        services=[service("urgences", "dpu", dmia="1 h"), service("agenda", "rdv", dmia="24 h")],
        applications=[
            {"id": "dpu", "needs_to_run": ["ad"]},
            {"id": "rdv", "needs_to_run": ["ad", {"on": "mail", "strength": "soft"}]},
            {"id": "mail"},
        ],
        infrastructure=[{"id": "ad"}],
    )
    found = needs(plan)
    assert found["ad"].dmia is not None
    assert found["ad"].dmia.value == Duration(HOUR)
    assert found["ad"].dmia.askers == (Asker("urgences", "urgences-1"),)
    assert found["rdv"].dmia is not None
    assert found["rdv"].dmia.value == Duration(24 * HOUR)
    assert found["mail"].dmia is None


def test_everyone_who_asks_as_much_is_named(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        services=[service("a", "dpi", dmia="4 h"), service("b", "dpi", dmia="4 h"), service("c", "dpi", dmia="8 h")],
        applications=[{"id": "dpi"}],
    )
    demand = needs(plan)["dpi"].dmia
    assert demand is not None
    assert [asker.service for asker in demand.askers] == ["a", "b"]


def test_a_data_need_stays_with_applications(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        services=[service("urgences", "dpu", pdma="1 h")],
        applications=[{"id": "dpu", "needs_to_run": ["gam", "ad"]}, {"id": "gam"}],
        infrastructure=[{"id": "ad"}],
    )
    found = needs(plan)
    assert found["gam"].pdma is not None
    assert found["ad"].pdma is None


def test_an_activity_keeps_its_own_list(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        services=[service("urgences", "dpu", dmia="1 h", applications=["lrm"])],
        applications=[{"id": "dpu"}, {"id": "lrm"}],
    )
    assert needs(plan)["dpu"].dmia is None
    assert needs(plan)["lrm"].dmia is not None


@pytest.mark.parametrize(
    ("test", "gap"),
    [
        ({"result": "success", "elapsed": "3 h"}, Gap.MET),
        ({"result": "success", "elapsed": "5 h"}, Gap.NOT_MET),
        ({"result": "success"}, Gap.NOT_SHOWN),
        ({"result": "failed", "elapsed": "3 h"}, Gap.NOT_SHOWN),
        ({"result": "success", "elapsed": "3 h", "kind": "file"}, Gap.NOT_SHOWN),
    ],
)
def test_only_a_successful_test_of_the_system_proves(
    a_plan: Callable[..., Plan], test: dict[str, Any], gap: Gap
) -> None:
    plan = a_plan(
        applications=[{"id": "dpi", "rto": "4 h"}],
        restore_tests=[{"id": "t", "system": "dpi", "date": "2026-01-01", **test}],
    )
    assert needs(plan)["dpi"].time is gap


def test_the_tighter_of_need_and_target_is_to_be_met(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        services=[service("urgences", "dpi", dmia="2 h")],
        applications=[{"id": "dpi", "rto": "4 h"}],
        restore_tests=[{"id": "t", "system": "dpi", "result": "success", "elapsed": "3 h"}],
    )
    assert needs(plan)["dpi"].time is Gap.NOT_MET


def test_nothing_to_compare_with(a_plan: Callable[..., Plan]) -> None:
    assert needs(a_plan(applications=[{"id": "bi"}]))["bi"].time is Gap.UNKNOWN


def test_the_last_success_is_the_capability(a_plan: Callable[..., Plan]) -> None:
    tests = [
        {"id": "new", "system": "dpi", "date": "2026-05-01", "result": "success", "elapsed": "5 h"},
        {"id": "old", "system": "dpi", "date": "2025-05-01", "result": "success", "elapsed": "2 h"},
        {"id": "undated", "system": "dpi", "result": "success", "elapsed": "1 h"},
    ]
    proven = needs(a_plan(applications=[{"id": "dpi"}], restore_tests=tests))["dpi"].proven
    assert proven is not None
    assert (proven.test, proven.elapsed) == ("new", Duration(5 * HOUR))
