from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SHELTERED = {"id": "bande", "name": "Bande", "offline": "oui"}
FIRST = {"id": "ad-1", "name": "AD 1"}
SECOND = {"id": "ad-2", "name": "AD 2"}
OFFLINE = {"secrets_offline": "oui"}


def policy(*systems: str, **copy: Any) -> dict[str, Any]:
    return {"id": "b", "systems": list(systems), "copies": [{**SHELTERED, **copy}]}


def test_settings_that_no_policy_keeps(review: Callable[..., Any]) -> None:
    systems = [
        {"id": "coeur", "type": "reseau"},
        {"id": "bordure", "type": "pare-feu"},
        {"id": "eai"},
        {"id": "dpi", "type": "dpi"},
    ]
    found = review("BKP-NO-CONFIG", infrastructure=systems, backups=[policy("coeur")])
    assert found.messages == ["Réglages qu’aucune sauvegarde ne garde (2 systèmes) : « BORDURE » et « EAI »."]
    assert found.first.path == ("infrastructure", 1)
    kept = review("BKP-NO-CONFIG", infrastructure=systems, backups=[policy("coeur", "bordure", "eai")])
    assert kept.findings == kept.undecided == ()


def test_hosted_settings_are_kept_by_the_host(review: Callable[..., Any]) -> None:
    assert review("BKP-NO-CONFIG", applications=[{"id": "ipbx", "hosting": "saas"}]).findings == ()


@pytest.mark.parametrize(("rule", "kind"), [("BKP-NO-CONFIG", "gtb"), ("BKP-BIOMED", "rcf")])
def test_policies_kept_apart_are_undecided(review: Callable[..., Any], rule: str, kind: str) -> None:
    found = review(rule, applications=[{"id": kind}], backups="à compléter")
    assert found.findings == ()
    assert found.missing == ["le fichier restreint (sauvegardes)"]


def test_a_directory_that_can_be_rebuilt(review: Callable[..., Any]) -> None:
    found = review(
        "BKP-NO-AD-STATE",
        infrastructure=[FIRST, SECOND],
        backups=[policy("ad-1", "ad-2")],
        continuity_means=OFFLINE,
    )
    assert found.findings == found.undecided == ()


def test_a_directory_that_could_not_be_rebuilt(review: Callable[..., Any]) -> None:
    found = review(
        "BKP-NO-AD-STATE",
        infrastructure=[FIRST, SECOND],
        backups=[policy("ad-1", offline="non", immutable="non")],
        continuity_means={"secrets_offline": "non"},
    )
    assert found.messages == [
        (
            "L’annuaire (« AD 1 ») ne pourrait pas être reconstruit : un seul contrôleur sauvegardé, aucune copie hors "
            "ligne ou immuable et mot de passe de restauration (DSRM) gardé seulement dans le système d’information."
        )
    ]


@pytest.mark.parametrize(("servers", "lone"), [("1", True), ("2", False)])
def test_two_controllers_at_least(review: Callable[..., Any], servers: str, *, lone: bool) -> None:
    found = review(
        "BKP-NO-AD-STATE",
        infrastructure=[{**FIRST, "servers": servers}],
        backups=[policy("ad-1")],
        continuity_means=OFFLINE,
    )
    assert (
        found.messages
        == ["L’annuaire (« AD 1 ») ne pourrait pas être reconstruit : un seul contrôleur sauvegardé."][
            : 1 if lone else 0
        ]
    )


def test_the_password_told_with_what_the_restore_needs(review: Callable[..., Any]) -> None:
    told = {**FIRST, "restore": {"prerequisites": ["Mot de passe de restauration au coffre"]}}
    found = review("BKP-NO-AD-STATE", infrastructure=[told, SECOND], backups=[policy("ad-1", "ad-2")])
    assert found.findings == found.undecided == ()


def test_what_is_not_known_of_the_directory(review: Callable[..., Any]) -> None:
    found = review("BKP-NO-AD-STATE", infrastructure=[FIRST], backups=[policy("ad-1", offline="?")])
    assert found.findings == ()
    assert found.missing == [
        "le caractère hors ligne ou immuable des copies de l’annuaire",
        "le lieu, hors ligne ou non, du mot de passe de restauration (DSRM) de l’annuaire",
        "le nombre de contrôleurs de l’annuaire sauvegardés",
    ]


def test_a_directory_that_nothing_protects_is_another_rule(review: Callable[..., Any]) -> None:
    found = review("BKP-NO-AD-STATE", infrastructure=[FIRST, SECOND, {"id": "iam", "type": "iam"}])
    assert found.findings == found.undecided == ()


def test_devices_without_an_image(review: Callable[..., Any]) -> None:
    devices = [
        {"id": "moniteurs", "type": "centrale-surveillance", "vendor": "fabricant"},
        {"id": "rcf"},
        {"id": "reseau-biomedical"},
    ]
    found = review("BKP-BIOMED", applications=devices, suppliers=[{"id": "fabricant"}])
    assert found.messages == [
        (
            "Aucune image gardée, ni ici ni chez le fabricant, pour 2 systèmes au service de dispositifs médicaux : "
            "« MONITEURS » et « RCF »."
        )
    ]


def test_an_image_here_or_at_the_manufacturer_is_enough(review: Callable[..., Any]) -> None:
    devices = [{"id": "moniteurs", "type": "centrale-surveillance", "vendor": "fabricant"}, {"id": "rcf"}]
    maker = {"id": "fabricant", "restore_clause": "Image gardée par le fabricant"}
    found = review("BKP-BIOMED", applications=devices, suppliers=[maker], backups=[policy("rcf")])
    assert found.findings == found.undecided == ()


@pytest.mark.parametrize(
    "document",
    [{"paper_place": "Salle de crise"}, {"offline_copy": "Clé au coffre"}, {"paper_place": "?", "offline_copy": "Clé"}],
)
def test_a_plan_that_outlives_the_system(review: Callable[..., Any], document: dict[str, Any]) -> None:
    found = review("BKP-DOC-ONLINE", document=document)
    assert found.findings == found.undecided == ()


@pytest.mark.parametrize("document", [{}, {"paper_place": "Aucun.", "offline_copy": "non"}])
def test_a_plan_only_online(review: Callable[..., Any], document: dict[str, Any]) -> None:
    found = review("BKP-DOC-ONLINE", document=document)
    assert found.messages == [
        "Aucun exemplaire du plan hors du système d’information, ni sur papier ni sur une copie hors réseau."
    ]


def test_a_place_that_nobody_knows_yet(review: Callable[..., Any]) -> None:
    found = review("BKP-DOC-ONLINE", document={"paper_place": "à compléter"})
    assert found.findings == ()
    assert found.missing == ["le lieu d’un exemplaire du plan hors du système d’information"]
