from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def analysed(name: str, perimeter: str, site: str = "nord") -> dict[str, Any]:
    return {"id": name, "perimeter": perimeter, "site": site, "activities": [{"id": f"{name}-1", "dmia": "4 h"}]}


def establishment(*shares: tuple[str, str], activities: tuple[str, ...] = ("mco",)) -> dict[str, Any]:
    sites = [{"id": name, "name": name, "activity_share": share} for name, share in shares]
    return {"name": "CH", "statute": "public", "activities": list(activities), "sites": sites}


SCOPE = [analysed("soins", "care"), analysed("paie", "administrative"), analysed("labo", "technical")]


def test_three_perimeters_on_enough_sites(review: Callable[..., Any]) -> None:
    found = review("GOV-CARE-D2-SCOPE", establishment=establishment(("nord", "66 %"), ("sud", "34 %")), services=SCOPE)
    assert found.findings == found.undecided == ()


def test_missing_perimeters(review: Callable[..., Any]) -> None:
    found = review("GOV-CARE-D2-SCOPE", establishment=establishment(("nord", "100 %")), services=SCOPE[:1])
    assert found.messages == [
        "Il manque au plan, avec une analyse d’impact : un processus administratif et un plateau technique."
    ]


def test_a_service_without_dmia_is_not_analysed(review: Callable[..., Any]) -> None:
    services = [*SCOPE[:2], {"id": "labo", "perimeter": "technical"}]
    found = review("GOV-CARE-D2-SCOPE", establishment=establishment(("nord", "100 %")), services=services)
    assert found.messages == ["Il manque au plan, avec une analyse d’impact : un plateau technique."]


def test_sites_worth_too_little(review: Callable[..., Any]) -> None:
    found = review("GOV-CARE-D2-SCOPE", establishment=establishment(("nord", "65 %"), ("sud", "35 %")), services=SCOPE)
    assert found.messages == ["Les sites analysés pèsent 65 % de l’activité ; CaRE en demande 66 %."]


def test_unknown_share_is_undecided(review: Callable[..., Any]) -> None:
    found = review("GOV-CARE-D2-SCOPE", establishment=establishment(("nord", "?"), ("sud", "35 %")), services=SCOPE)
    assert found.findings == ()
    assert found.missing == ["la part de l’activité de chaque site"]


def test_care_does_not_fund_nursing_homes(review: Callable[..., Any]) -> None:
    home = establishment(("nord", "100 %"), activities=("ehpad",))
    assert review("GOV-CARE-D2-SCOPE", establishment=home).findings == ()


BACKUPS_FIRST = {"id": "1", "name": "Débrancher les sauvegardes", "by": "rssi", "how": "Baie 4, câble rouge"}
INTERNET = {"id": "2", "name": "Couper Internet", "by": "rssi", "how": "Bouton du pare-feu"}


def cut(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"crisis": {"network_cut": {"steps": list(steps)}}}


def test_no_written_cut(review: Callable[..., Any]) -> None:
    found = review("SEC-NO-ISOLATION-SHEET")
    assert found.messages == ["Aucun geste de coupure du réseau n’est écrit."]
    assert review("SEC-NO-ISOLATION-SHEET", **cut(BACKUPS_FIRST, INTERNET)).findings == ()


def test_gesture_without_who_or_how(review: Callable[..., Any]) -> None:
    vague = {"id": "2", "name": "Couper Internet", "by": "rssi"}
    found = review("SEC-NO-ISOLATION-SHEET", **cut(BACKUPS_FIRST, vague))
    assert found.messages == [
        "Gestes de coupure du réseau sans exécutant ou sans mode opératoire : « Couper Internet »."
    ]


def test_backups_are_cut_first(review: Callable[..., Any]) -> None:
    found = review("SEC-NO-ISOLATION-SHEET", **cut(INTERNET, BACKUPS_FIRST))
    assert found.messages == ["La coupure du réseau commence par « Couper Internet » et non par les sauvegardes."]


def test_a_backup_server_named_by_its_system(review: Callable[..., Any]) -> None:
    first = {"id": "1", "name": "Arrêter Veeam", "by": "rssi", "how": "Prise 12", "systems": ["veeam"]}
    servers = [{"id": "veeam", "type": "sauvegarde"}]
    assert review("SEC-NO-ISOLATION-SHEET", infrastructure=servers, **cut(first, INTERNET)).findings == ()


def test_unknown_gestures_are_undecided(review: Callable[..., Any]) -> None:
    found = review("SEC-NO-ISOLATION-SHEET", crisis={"network_cut": {"steps": "à compléter"}})
    assert found.findings == ()
    assert found.missing == ["les gestes de la coupure du réseau"]


def test_a_doer_named_in_a_file_kept_apart(review: Callable[..., Any]) -> None:
    steps = cut({**BACKUPS_FIRST, "by": "?"})
    assert review("SEC-NO-ISOLATION-SHEET", people="à compléter", **steps).findings == ()
    assert len(review("SEC-NO-ISOLATION-SHEET", **steps).findings) == 1
