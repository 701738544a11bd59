from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.graphs import run_graph
from planforge.analysis.losses import Loss, loss, lost_systems

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan

SITES = {"name": "CH", "statute": "public", "sites": [{"id": "nord", "name": "Nord"}, {"id": "sud", "name": "Sud"}]}
INFRASTRUCTURE: list[dict[str, Any]] = [
    {"id": "reseau", "site": "nord"},
    {"id": "internet", "site": "nord"},
    {"id": "ipbx", "site": "nord", "needs_to_run": ["reseau"]},
]
APPLICATIONS: list[dict[str, Any]] = [
    {"id": "dpi", "site": "nord", "needs_to_run": ["reseau"]},
    {"id": "ris", "site": "sud", "needs_to_run": [{"any_of": ["dpi", "reseau"]}]},
    {"id": "portes", "site": "sud", "island": "oui", "needs_to_run": ["reseau"]},
    {"id": "dui", "hosting": "hds", "vendor": "editeur", "needs_to_run": ["internet"]},
]


@pytest.fixture
def down(a_plan: Callable[..., Plan]) -> Callable[..., set[str]]:
    """``down(kind=..., lost=...)``: what is down in that scenario."""

    def found(**scenario: Any) -> set[str]:
        plan = a_plan(
            establishment=SITES,
            infrastructure=INFRASTRUCTURE,
            applications=APPLICATIONS,
            suppliers=[{"id": "editeur"}],
            scenarios=[{"id": "s", **scenario}],
        )
        return set(lost_systems(plan, run_graph(plan), plan.scenarios[0]))

    return found


def test_an_attack_takes_all_that_the_hospital_hosts_save_what_lives_cut_off(down: Callable[..., set[str]]) -> None:
    assert down(kind="cyber") == {"reseau", "internet", "ipbx", "dpi", "ris", "dui"}


def test_telephones_and_internet_said_available_stand(down: Callable[..., set[str]]) -> None:
    assert down(kind="cyber", phones="oui", internet="oui") == {"reseau", "dpi", "ris"}


def test_telephones_and_internet_said_lost_take_what_needs_them(down: Callable[..., set[str]]) -> None:
    assert down(kind="telephony", phones="non", internet="non") == {"ipbx", "internet", "dui"}


def test_a_lost_site_takes_its_systems_and_what_has_no_alternative_left(down: Callable[..., set[str]]) -> None:
    assert down(kind="site-loss", lost=["sud"]) == {"ris", "portes"}
    assert down(kind="local-failure", lost=["dpi"]) == {"dpi"}
    assert down(kind="site-loss", lost=["nord"], phones="oui") == {"reseau", "internet", "dpi", "ris", "portes", "dui"}


def test_what_is_named_lost_is_lost_whatever_else_is_said(down: Callable[..., set[str]]) -> None:
    assert down(kind="local-failure", lost=["ipbx"], phones="oui") == {"ipbx"}
    assert down(kind="supplier", lost=["editeur"], internet="oui") == {"dui"}


def test_a_scenario_that_loses_nothing_takes_nothing(down: Callable[..., set[str]]) -> None:
    assert down(kind="local-failure") == down(kind="power") == set()


@pytest.fixture
def taken(a_plan: Callable[..., Plan]) -> Callable[..., Loss | None]:
    """``taken(kind=..., lost=...)``: what is to be restored and what waits for it; ``sites``: those of the hospital."""

    def found(sites: list[dict[str, str]] | None = None, **scenario: Any) -> Loss | None:
        plan = a_plan(
            establishment={**SITES, **({} if sites is None else {"sites": sites})},
            infrastructure=[*INFRASTRUCTURE, {"id": "telephone-nuage", "type": "ipbx", "hosting": "saas"}],
            applications=[*APPLICATIONS, {"id": "sans-site"}, {"id": "commun", "hosting": "ght"}],
            suppliers=[{"id": "editeur"}],
            teams=[{"id": "systemes", "name": "Systèmes"}],
            scenarios=[{"id": "s", **scenario}],
        )
        return loss(plan, run_graph(plan), plan.scenarios[0])

    return found


def test_a_scenario_that_says_nothing_of_what_is_lost_cannot_be_told(taken: Callable[..., Loss | None]) -> None:
    assert [taken(kind=kind) for kind in ("power", "telephony", "site-loss", "supplier")] == [None] * 4


def test_a_scenario_that_loses_people_takes_no_system(taken: Callable[..., Loss | None]) -> None:
    assert taken(kind="staff") == taken(kind="supplier", lost=["systemes"]) == Loss()


def test_a_local_failure_that_says_nothing_is_that_of_any_one_system(taken: Callable[..., Loss | None]) -> None:
    found = taken(kind="local-failure")
    assert found is not None
    assert found.apart
    assert set(found.restored) == {"reseau", "internet", "ipbx", "dpi", "ris", "portes", "sans-site", "commun"}
    assert found.waiting == ()


def test_what_is_lost_is_restored_and_what_needs_it_waits(taken: Callable[..., Loss | None]) -> None:
    assert taken(kind="local-failure", lost=["reseau"]) == Loss(("reseau",), ("ipbx", "dpi", "ris", "portes"))
    assert taken(kind="cyber", internet="non") == Loss(
        ("reseau", "internet", "ipbx", "dpi", "ris", "sans-site", "commun"), ("dui",)
    )
    found = taken(kind="supplier", lost=["editeur"])
    assert found is not None
    assert found.down == ("dui",)


def test_a_link_that_somebody_else_runs_waits_and_ours_is_restored(taken: Callable[..., Loss | None]) -> None:
    assert taken(kind="telephony", phones="non") == Loss(("ipbx",), ("telephone-nuage",))


def test_what_stands_in_an_attack_is_neither_restored_nor_waiting(taken: Callable[..., Loss | None]) -> None:
    found = taken(kind="cyber", phones="oui", internet="oui")
    assert found is not None
    assert set(found.down) == {"reseau", "dpi", "ris", "sans-site", "commun"}
    named = taken(kind="cyber", lost=["portes", "editeur"], internet="oui")
    assert named == Loss(("portes", "dui"))


def test_with_one_site_only_a_system_without_site_stands_there(taken: Callable[..., Loss | None]) -> None:
    two = taken(kind="site-loss", lost=["sud"])
    one = taken(sites=[{"id": "sud", "name": "Sud"}], kind="site-loss", lost=["sud"])
    assert two is not None
    assert one is not None
    assert "sans-site" not in two.restored
    assert "sans-site" in one.restored
    assert "commun" not in one.restored  # it stands in another hospital of the group
