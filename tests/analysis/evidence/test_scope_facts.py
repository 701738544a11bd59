from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.evidence.scope_facts import filing_day, horizon
from tests.analysis.evidence.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.study import Results

    Told = Callable[..., tuple[str, str]]


def care(**answers: Any) -> dict[str, Any]:
    return {"care": answers}


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({}, "unknown"),
        ({"pssi_on": "2022-07-15"}, "lacks"),
        ({"pssi_on": "2022-07-16"}, "holds"),
        ({"pssi_on": "2026-11-28"}, "lacks"),
        ({"pssi_on": "2025-11-02", "applied_on": "2025-10-31"}, "lacks"),
        ({"pssi_on": "2026-11-28", "filed_on": "2026-11-30"}, "holds"),
    ],
)
def test_the_policy_is_revised_in_the_period(fact: Told, answers: dict[str, str], state: str) -> None:
    assert fact("pssi-dated", governance=care(**answers))[0] == state


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({}, "unknown"),
        ({"dedicated_directory": "non"}, "none"),
        ({"dedicated_directory": "oui"}, "unknown"),
        ({"dedicated_directory": "oui", "ads_score": 3, "ads_on": "2026-09-28"}, "holds"),
        ({"dedicated_directory": "oui", "ads_score": 3, "ads_on": "2026-09-27"}, "lacks"),
        ({"dedicated_directory": "oui", "ads_score": 2, "ads_on": "2026-11-20"}, "lacks"),
        ({"dedicated_directory": "oui", "ads_score": 4, "ads_on": "2026-11-28"}, "lacks"),
        ({"dedicated_directory": "oui", "ads_score": 4, "ads_on": "2026-09-20", "filed_on": "2026-11-15"}, "holds"),
    ],
)
def test_the_score_is_recent_at_the_filing(fact: Told, answers: dict[str, Any], state: str) -> None:
    assert fact("ads-score", governance=care(**answers))[0] == state


def site(name: str, share: str | None) -> dict[str, Any]:
    return {"id": name, "name": name, **({"activity_share": share} if share else {})}


def analysed(name: str, perimeter: str, place: str) -> dict[str, Any]:
    return {"id": name, "perimeter": perimeter, "site": place, "activities": [{"id": f"{name}-a", "dmia": "4 h"}]}


def hospital(*sites: dict[str, Any]) -> dict[str, Any]:
    return {"name": "CH", "statute": "public", "sites": list(sites)}


def test_sixty_six_percent(fact: Told) -> None:
    services = [analysed("soins", "care", "nord")]
    state, said = fact("share", services=services, establishment=hospital(site("nord", "65 %"), site("sud", "35 %")))
    assert (state, said) == ("lacks", "Sites analysés : 65 % de l’activité combinée, pour 66 % demandés.")
    for share, wanted in (("66 %", "holds"), (None, "unknown")):
        whole = hospital(site("nord", share), site("sud", "34 %"))
        assert fact("share", services=services, establishment=whole)[0] == wanted


def test_in_a_group_one_record_does_not_show_the_share(fact: Told) -> None:
    services = [analysed("soins", "care", "nord")]
    group = {**hospital(site("nord", "100 %")), "ght": "GHT des Monts", "ght_role": "member"}
    state, said = fact("share", services=services, establishment=group)
    assert state == "partly"
    assert "entités juridiques du groupement" in said
    assert fact("share", services=services, establishment={**group, "ght_role": "none"})[0] == "holds"
    exercises = exercise(done_on="2026-05-01")
    assert fact("field-test-share", services=services, exercises=exercises, establishment=group)[0] == "partly"


def test_three_perimeters(fact: Told) -> None:
    services = [analysed("soins", "care", "n"), analysed("paie", "administrative", "n")]
    state, said = fact("three-perimeters", services=services, establishment=hospital(site("n", None)))
    assert state == "partly"
    assert "2 sur 3. Sans analyse : plateau technique." in said
    services.append(analysed("pui", "technical", "n"))
    assert fact("three-perimeters", services=services, establishment=hospital(site("n", None)))[0] == "holds"


def exercise(**answers: Any) -> list[dict[str, Any]]:
    return [{"id": "e", "title": "Essai", "kind": "field", "services": ["soins"], **answers}]


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({"planned_on": "2027-01-01"}, "lacks"),
        ({"done_on": "2025-07-15", "report": "R"}, "lacks"),
        ({"done_on": "2026-05-01"}, "partly"),
        ({"done_on": "2026-05-01", "report": "R-1"}, "holds"),
        ({"done_on": "2026-12-01", "report": "R-1"}, "lacks"),
        ({"done_on": "2026-05-01", "report": "R-1", "kind": "table-top"}, "lacks"),
    ],
)
def test_a_field_test_in_the_operational_phase(fact: Told, answers: dict[str, str], state: str) -> None:
    services = [analysed("soins", "care", "n")]
    assert fact("field-test", services=services, exercises=exercise(**answers))[0] == state


def test_the_sites_of_the_field_test(fact: Told) -> None:
    whole = {"services": [analysed("soins", "care", "nord")], "exercises": exercise(done_on="2026-05-01")}
    small = hospital(site("nord", "40 %"), site("sud", "60 %"))
    assert fact("field-test-share", establishment=small, **whole)[0] == "lacks"
    assert fact("field-test-share", establishment=hospital(site("nord", None)), **whole)[0] == "holds"
    assert (
        fact("field-test-share", establishment=hospital(site("nord", None), site("sud", "6 %")), **whole)[0]
        == "unknown"
    )


def test_each_activity_has_its_continuity_and_its_recovery(fact: Told) -> None:
    bare = analysed("soins", "care", "n")
    assert fact("continuity-each", services=[bare])[0] == "lacks"
    full = {
        **bare,
        "endurance": {"full": "6 h"},
        "activities": [{**bare["activities"][0], "recovery": [{"text": "Relancer"}]}],
    }
    assert fact("continuity-each", services=[full])[0] == "holds"
    assert fact("recovery-each", services=[full])[0] == "holds"
    state, said = fact("recovery-each", services=[full, analysed("pui", "technical", "n")])
    assert state == "partly"
    assert said.endswith("1 sur 2. Sans : « PUI-A ».")


def test_a_decision_counts_with_its_day_and_its_minutes(fact: Told) -> None:
    said = {"body": "Directoire", "kind": "decision", "date": "2026-10-01"}
    assert fact("scheme-validated", document={"opinions": [said]})[0] == "partly"
    assert fact("scheme-validated", document={"opinions": [{**said, "minutes": "D-1"}]})[0] == "holds"


def test_a_path_shorter_than_three_years(results: Callable[..., Results]) -> None:
    plain = results()
    assert filing_day(plain) == TODAY
    last = horizon(results(governance=care(filed_on="2026-12-01")), 3)
    assert last is not None
    assert last.isoformat() == "2029-12-01"
