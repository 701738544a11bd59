from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.results import Severity

if TYPE_CHECKING:
    from collections.abc import Callable


def uses(*applications: str, **more: Any) -> dict[str, Any]:
    return {"id": "labo", "name": "Laboratoire", "applications": [{"application": a} for a in applications], **more}


def app(**more: Any) -> dict[str, Any]:
    return {"id": "sgl", "name": "SGL", **more}


CASES: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    (
        "DATA-NO-SERVICE",
        {"applications": [app()]},
        "« SGL » : aucun service ne l’utilise, et aucun système n’en a besoin.",
        {"applications": [app()], "services": [uses("sgl")]},
    ),
    (
        "DATA-SERVICE-NO-APP",
        {"services": [uses(perimeter="care")]},
        "Le service « Laboratoire » n’indique aucune application.",
        {"services": [uses("sgl", perimeter="care")], "applications": [app()]},
    ),
    (
        "DATA-NO-OBJECTIVE",
        {"services": [uses(vital="oui")]},
        "Le service vital « Laboratoire » n’a de DMIA pour aucune de ses activités.",
        {"services": [uses(vital="oui", activities=[{"id": "urgent", "dmia": "1 h"}])]},
    ),
    (
        "DATA-NO-OBJECTIVE",
        {"applications": [app(tier="T1", rto="4 h")]},
        "« SGL » n’a pas d’objectif : RPO à fixer.",
        {"applications": [app(tier="T1", rto="4 h", rpo="1 h")]},
    ),
    (
        "DATA-NO-OBJECTIVE",
        {"applications": [app(tier="T2", rto="?")]},
        "« SGL » n’a pas d’objectif : RTO et RPO à fixer.",
        {"applications": [app(tier="T3", rto="?")]},
    ),
    (
        "DATA-NO-SCENARIO",
        {"applications": [app(tier="T1", rto="4 h")]},
        "Un seul RTO pour la panne et pour la cyberattaque (1 système) : « SGL ».",
        {"applications": [app(tier="T1", rto={"default": "4 h", "cyber": "3 j"})]},
    ),
    (
        "DATA-NO-VOLUME",
        {"applications": [app(hosting="local")]},
        "« SGL » n’a ni volume à restaurer ni nombre de serveurs.",
        {"applications": [app(hosting="local", restore={"volume": "850 Go"})]},
    ),
    (
        "DATA-NO-HOSTING",
        {"applications": [app()]},
        "Hébergement de « SGL » inconnu.",
        {"applications": [app(hosting="local")]},
    ),
]


@pytest.mark.parametrize(("rule", "broken", "message", "kept"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)])
def test_rule(
    review: Callable[..., Any], rule: str, broken: dict[str, Any], message: str, kept: dict[str, Any]
) -> None:
    assert review(rule, **broken).messages == [message]
    assert review(rule, **kept).findings == ()


def test_application_behind_another_one_is_no_orphan(review: Callable[..., Any]) -> None:
    applications = [app(needs_to_run=["eai"]), {"id": "eai"}, {"id": "pacs", "feeds": ["sgl"]}]
    assert review("DATA-NO-SERVICE", applications=applications, services=[uses("sgl")]).findings == ()


def test_unknown_applications_are_undecided(review: Callable[..., Any]) -> None:
    found = review("DATA-SERVICE-NO-APP", services=[{"id": "a", "perimeter": "care", "applications": "à compléter"}])
    assert found.findings == ()
    assert found.missing == ["les applications utilisées"]


def test_hosted_application_needs_no_volume(review: Callable[..., Any]) -> None:
    assert review("DATA-NO-VOLUME", applications=[app(hosting="hds")]).findings == ()


def test_local_application_of_several_sites_needs_its_site(review: Callable[..., Any]) -> None:
    sites = {"name": "CH", "statute": "public", "sites": [{"id": "n", "name": "Nord"}, {"id": "s", "name": "Sud"}]}
    found = review("DATA-NO-HOSTING", establishment=sites, applications=[app(hosting="local")])
    assert found.messages == ["« SGL » : hébergement local, sans le site."]
    assert review("DATA-NO-HOSTING", establishment=sites, applications=[app(hosting="local", site="n")]).findings == ()


def ranked(top: int, low: int) -> list[dict[str, Any]]:
    tiers = ["T1"] * top + ["T3"] * low
    return [{"id": f"a{index}", "tier": tier} for index, tier in enumerate(tiers)]


def test_too_many_in_the_top_classes(review: Callable[..., Any]) -> None:
    found = review("DATA-CRITICALITY-INFLATION", applications=ranked(3, 4))
    assert found.messages == ["3 applications sur 7 sont en classe T0 ou T1 (seuil : 40 %)."]
    assert len(found.first.objects) == 3
    assert review("DATA-CRITICALITY-INFLATION", applications=ranked(2, 3)).findings == ()


def test_threshold_of_the_hospital_wins(review: Callable[..., Any]) -> None:
    own = review("DATA-CRITICALITY-INFLATION", applications=ranked(3, 4), thresholds={"top_class_percent": "50"})
    assert own.findings == ()


def test_rules_of_inventory_have_their_severity(review: Callable[..., Any]) -> None:
    assert review("DATA-NO-SERVICE", applications=[app()]).first.severity is Severity.BLOCKING
    assert review("DATA-NO-HOSTING", applications=[app()]).first.severity is Severity.MAJOR


def hospital(*activities: str) -> dict[str, Any]:
    return {"name": "CH", "statute": "public", "activities": list(activities)}


def test_what_records_often_leave_out(review: Callable[..., Any]) -> None:
    record = {"applications": [app(), {"id": "eai"}], "infrastructure": [{"id": "imprimantes", "type": "impression"}]}
    services = [{"id": "bloc"}, {"id": "technique", "type": "gtb"}]
    found = review("DATA-MISSING-USUAL", establishment=hospital("mco"), services=services, **record)
    assert found.messages == [
        "Rien dans le dossier pour : serveur d’identités, téléphonie, stérilisation et dépôt de sang (PSL)."
    ]
    assert found.first.severity is Severity.INFO
    no_surgery = review("DATA-MISSING-USUAL", establishment=hospital("mco"), services=services[1:], **record)
    assert no_surgery.messages == ["Rien dans le dossier pour : serveur d’identités et téléphonie."]
    home = review("DATA-MISSING-USUAL", establishment=hospital("ehpad"), **record)
    assert home.messages == ["Rien dans le dossier pour : téléphonie."]


def test_a_record_with_all_of_it_or_nothing_yet_leaves_nothing_out(review: Callable[..., Any]) -> None:
    whole = [{"id": one} for one in ("eai", "identites", "impression", "ipbx", "gtb", "psl", "sterilisation")]
    establishment, services = hospital("mco", "psy"), [{"id": "bloc"}]
    for applications in (whole, []):
        found = review("DATA-MISSING-USUAL", establishment=establishment, services=services, applications=applications)
        assert found.findings == found.undecided == ()


def test_what_is_usual_depends_on_activities(review: Callable[..., Any]) -> None:
    found = review("DATA-MISSING-USUAL", applications=[app()])
    assert (found.findings, found.missing) == ((), ["les activités de l’établissement"])


def test_an_application_is_no_orphan_while_a_service_has_not_told_its_own(review: Callable[..., Any]) -> None:
    found = review("DATA-NO-SERVICE", applications=[{"id": "dpi"}], services=[{"id": "sau", "applications": "?"}])
    assert (found.findings, found.missing) == ((), ["les applications de chaque service"])
