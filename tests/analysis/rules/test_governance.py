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


def test_nobody_answers_for_services_applications_or_systems(review: Callable[..., Any]) -> None:
    services = [{"id": "labo"}, {"id": "bloc", "head": "chef"}]
    applications = [{"id": "sgl", "technical_owner": "dsi"}, {"id": "ris", "business_owner": "chef"}]
    found = review("GOV-NO-OWNER", services=services, applications=applications, infrastructure=[{"id": "ad"}])
    assert sorted(found.messages) == [
        "Applications sans responsable métier (1) : « SGL ».",
        "Services sans responsable (1) : « LABO ».",
        "Systèmes sans responsable technique (2) : « AD » et « RIS ».",
    ]
    assert {one.path for one in found.findings} == {
        ("services", 0, "head"),
        ("applications", 0, "business_owner"),
        ("infrastructure", 0, "technical_owner"),
    }


def test_somebody_answers_for_each(review: Callable[..., Any]) -> None:
    owned = {"business_owner": "chef", "technical_owner": "dsi"}
    found = review("GOV-NO-OWNER", services=[{"id": "bloc", "head": "chef"}], applications=[{"id": "ris", **owned}])
    assert found.findings == found.undecided == ()


def test_owners_not_known_yet_or_named_in_a_file_kept_apart(review: Callable[..., Any]) -> None:
    record: dict[str, Any] = {
        "services": [{"id": "labo", "head": "?"}],
        "applications": [{"id": "sgl", "business_owner": "?", "technical_owner": "?"}],
    }
    found = review("GOV-NO-OWNER", **record)
    assert found.findings == ()
    assert sorted(found.missing) == [
        "le responsable du service",
        "le responsable métier",
        "le responsable technique",
    ]
    assert review("GOV-NO-OWNER", people="à compléter", **record).missing == ["le fichier restreint (personnes)"]


def opinion(body: str, date: str | None = "2026-10-13", kind: str = "avis") -> dict[str, Any]:
    return {"body": body, "kind": kind, "date": date}


SAID = [
    opinion("Commission médicale d’établissement"),
    opinion("CSIRMT"),
    opinion("Directoire", kind="decision"),
]


def control(*opinions: dict[str, Any], status: str = "approved", **more: Any) -> dict[str, Any]:
    return {"document": {"version": "1", "date": "2026-11-20", "status": status, "opinions": [*opinions], **more}}


def test_documents_that_nobody_approved(review: Callable[..., Any]) -> None:
    found = review("GOV-NOT-APPROVED")
    assert found.messages == [
        (
            "Les documents sont au statut « projet » ; pour les approuver, il manque la décision de la direction, "
            "l’avis de la CME, l’avis de la CSIRMT ou de la qualité, la version et la date des documents."
        )
    ]
    assert found.first.path == ("document", "status")
    pending = review("GOV-NOT-APPROVED", **control(*SAID[:2], opinion("Directoire", "?", "decision"), status="draft"))
    assert pending.messages == [
        "Les documents sont au statut « projet » ; pour les approuver, il manque la décision de la direction."
    ]


def test_documents_that_everybody_approved(review: Callable[..., Any]) -> None:
    found = review("GOV-NOT-APPROVED", **control(*SAID))
    assert found.findings == found.undecided == ()
    forgotten = review("GOV-NOT-APPROVED", **control(*SAID, status="in-review"))
    assert forgotten.messages == [
        "Les instances se sont prononcées, mais les documents sont encore au statut « en relecture »."
    ]


def test_documents_said_approved_without_a_trace(review: Callable[..., Any]) -> None:
    found = review("GOV-NOT-APPROVED", **control(*SAID[:2], opinion("Directoire", None, "decision")))
    assert found.messages == ["Les documents sont dits approuvés, alors qu’il manque la décision de la direction."]
    assert found.first.path == ("document", "opinions")
    unknown = review("GOV-NOT-APPROVED", **control(*SAID, opinion("CDU", "?")))
    assert (unknown.findings, unknown.missing) == ((), ["la date des avis et décisions des instances"])
    assert len(review("GOV-NOT-APPROVED", document={"opinions": "?"}).undecided) == 1


def test_a_home_or_a_private_clinic_has_other_bodies(review: Callable[..., Any]) -> None:
    home = establishment(("nord", "100 %"), activities=("ehpad",))
    assert review("GOV-NOT-APPROVED", establishment=home, **control(SAID[2])).findings == ()
    clinic = {**establishment(("nord", "100 %")), "statute": "private"}
    assert review("GOV-NOT-APPROVED", establishment=clinic, **control(SAID[0], SAID[2])).findings == ()
