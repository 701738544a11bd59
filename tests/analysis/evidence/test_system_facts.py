from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = Callable[..., tuple[str, str]]

SERVICES = [
    {
        "id": "soins",
        "applications": [{"application": "dpi", "level": "vital"}],
        "activities": [{"id": "prescrire", "dmia": "4 h"}],
    }
]
DPI = {"id": "dpi", "hosting": "local"}
SAAS = {"id": "paie", "hosting": "saas", "vendor": "host"}


def copy(**answers: Any) -> dict[str, Any]:
    return {"id": "c", "name": "C", **answers}


def backup(*copies: dict[str, Any], **answers: Any) -> dict[str, Any]:
    return {"id": "b", "systems": ["dpi"], "copies": list(copies), **answers}


@pytest.mark.parametrize(("supplier", "state"), [({"restore_clause": "Annexe 4"}, "holds"), ({}, "lacks")])
def test_hosts_have_a_clause(fact: Told, supplier: dict[str, str], state: str) -> None:
    suppliers = [{"id": "host", **supplier}]
    assert fact("hosted-clauses", applications=[SAAS, DPI], suppliers=suppliers)[0] == state
    assert fact("hosted-clauses", applications=[DPI])[0] == "none"


def test_critical_systems_are_backed_up(fact: Told) -> None:
    assert fact("critical-backed-up", services=SERVICES, applications=[DPI])[0] == "lacks"
    state, said = fact("critical-backed-up", services=SERVICES, applications=[DPI], backups=[backup()])
    assert state == "holds"
    assert said == "SI critiques de l’établissement (hors hébergés) avec une sauvegarde déclarée : 1 sur 1."
    assert fact("critical-backed-up", applications=[DPI], backups=[backup()])[0] == "none"


@pytest.mark.parametrize(
    ("name", "answers", "state"),
    [
        ("independent-access", {"in_production_domain": "non", "separate_accounts": "oui"}, "holds"),
        ("independent-access", {"in_production_domain": "non"}, "lacks"),
        ("two-factor", {"two_factor": "non", "two_factor_reason": "Produit sans cette option"}, "holds"),
        ("two-factor", {"two_factor": "non"}, "lacks"),
        ("copies-protected", {"offline": "oui"}, "holds"),
        ("copies-protected", {"offsite": "oui"}, "lacks"),
    ],
)
def test_copies_are_protected(fact: Told, name: str, answers: dict[str, str], state: str) -> None:
    assert fact(name, applications=[DPI], backups=[backup(copy(**answers))])[0] == state


def test_three_two_one(fact: Told) -> None:
    here, away = copy(immutable="oui"), copy(id="d", offsite="oui")
    assert fact("three-two-one", applications=[DPI], backups=[backup(here, away)])[0] == "holds"
    for copies in ((here,), (away, copy(id="e")), (here, copy(id="e"))):
        assert fact("three-two-one", applications=[DPI], backups=[backup(*copies)])[0] == "lacks"


def test_no_fact_on_backups_names_one(fact: Told) -> None:
    for name in ("isolation", "supervision", "three-two-one", "copies-protected", "independent-access", "two-factor"):
        said = fact(name, applications=[DPI], backups=[{**backup(copy()), "name": "Coffre secret"}])[1]
        assert "Coffre secret" not in said


@pytest.mark.parametrize(("due", "state"), [("2029-11-26", "holds"), ("2029-11-27", "lacks"), (None, "lacks")])
def test_the_path_ends_in_less_than_three_years(fact: Told, due: str | None, state: str) -> None:
    action = {"id": "a", "title": "Cloisonner", "rules": ["BKP-SAME-AD"], **({"due": due} if due else {})}
    assert fact("trajectory", actions=[action])[0] == state
    assert fact("trajectory", actions=[{**action, "rules": ["DEG-NO-SHEET"]}])[0] == "lacks"


@pytest.mark.parametrize(
    ("test", "state"),
    [
        ({"date": "2026-06-18", "result": "success"}, "holds"),
        ({"date": "2026-06-18", "result": "partial"}, "partly"),
        ({"date": "2026-06-18", "result": "failed"}, "lacks"),
        ({"result": "success"}, "lacks"),
        ({"date": "2026-06-18", "result": "success", "system": "paie"}, "partly"),
    ],
)
def test_a_restore_on_a_critical_activity(fact: Told, test: dict[str, str], state: str) -> None:
    tests = [{"id": "t", "system": "dpi", **test}]
    assert fact("restore-test", services=SERVICES, applications=[DPI, SAAS], restore_tests=tests)[0] == state


def test_testers_needs_and_yearly_restores(fact: Told) -> None:
    ready = {**DPI, "restore": {"tester": "Cadre"}, "needs_to_run": ["paie"]}
    whole = {"services": SERVICES, "applications": [ready, SAAS]}
    state, said = fact("business-testers", **whole)
    assert (state, said) == ("partly", "SI critiques avec un référent métier : 1 sur 2.")
    assert fact("dependencies", services=SERVICES, applications=[DPI])[0] == "lacks"
    tests = [{"id": "t", "system": "dpi", "date": "2025-11-26", "result": "success"}]
    assert fact("restored-in-year", applications=[DPI], restore_tests=tests)[0] == "lacks"
    tests[0]["date"] = "2025-11-27"
    assert fact("restored-in-year", applications=[DPI], restore_tests=tests)[0] == "holds"


def test_a_copy_at_another_site_is_elsewhere(fact: Told) -> None:
    sites = [{"id": "nord", "name": "Nord"}, {"id": "sud", "name": "Sud"}]
    place = {"name": "CH", "statute": "public", "sites": sites}
    copies = (copy(immutable="oui"), copy(id="d", site="sud"))
    record = {"establishment": place, "applications": [{**DPI, "site": "nord"}], "backups": [backup(*copies)]}
    assert fact("three-two-one", **record)[0] == "holds"


@pytest.mark.parametrize("name", ["isolation", "supervision"])
def test_none_is_no_procedure(fact: Told, name: str) -> None:
    assert fact(name, applications=[DPI], backups=[{**backup(copy()), name: "Aucune"}])[0] == "lacks"


def test_the_path_is_about_backups(fact: Told) -> None:
    action = {"id": "a", "title": "Changer les postes", "rules": ["SEC-OBSOLETE"], "due": "2027-01-01"}
    assert fact("trajectory", actions=[action])[0] == "lacks"
