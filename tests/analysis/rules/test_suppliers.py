from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SGL = {"id": "sgl", "name": "SGL", "type": "sgl", "tier": "T1", "hosting": "local", "vendor": "edi", "rto": "4 h"}
HOSTED = {**SGL, "hosting": "saas"}


def maker(**said: Any) -> list[dict[str, Any]]:
    return [{"id": "edi", "name": "Éditeur", **said}]


def test_a_promise_later_than_the_target(review: Callable[..., Any]) -> None:
    found = review("SUP-NO-SLA", applications=[SGL], suppliers=maker(promised_rto="8 h"))
    assert found.messages == [
        "« Éditeur » promet un rétablissement en 8 h, alors que le retour est visé plus tôt pour « SGL » (4 h)."
    ]
    assert found.first.path == ("suppliers", 0, "promised_rto")
    kept = review("SUP-NO-SLA", applications=[SGL], suppliers=maker(promised_rto="4 h"))
    assert kept.findings == kept.undecided == ()


def test_a_supplier_of_several_systems_is_said_once(review: Callable[..., Any]) -> None:
    systems = [SGL, {**SGL, "id": "ris", "name": "RIS", "rto": "2 h"}, {**SGL, "id": "bi", "name": "BI", "rto": "7 j"}]
    found = review("SUP-NO-SLA", applications=systems, suppliers=maker(promised_rto="8 h"))
    assert found.messages == [
        (
            "« Éditeur » promet un rétablissement en 8 h, alors que le retour est visé plus tôt pour « SGL » et "
            "« RIS » (2 h au plus court)."
        )
    ]


def test_suppliers_that_promise_nothing_are_said_together(review: Callable[..., Any]) -> None:
    systems = [SGL, {**SGL, "id": "ris", "vendor": "autre"}, {**SGL, "id": "bi", "vendor": "tiers", "tier": "T4"}]
    suppliers = [*maker(), {"id": "autre"}, {"id": "tiers"}]
    found = review("SUP-NO-SLA", applications=systems, suppliers=suppliers)
    assert found.messages == [
        (
            "Aucun délai de rétablissement promis par 2 fournisseurs de systèmes locaux de classe T0 à T2 : "
            "« Éditeur » et « AUTRE »."
        )
    ]
    assert [ref.id for ref in found.first.objects] == ["edi", "autre"]


def test_a_hosted_system_without_promise_is_another_rule(review: Callable[..., Any]) -> None:
    assert review("SUP-NO-SLA", applications=[HOSTED], suppliers=maker()).findings == ()


def test_a_promise_that_nobody_knows_yet(review: Callable[..., Any]) -> None:
    found = review("SUP-NO-SLA", applications=[SGL], suppliers=maker(promised_rto="?"))
    assert found.findings == ()
    assert found.missing == ["le délai de rétablissement promis"]
    default = {**SGL, "rto": {"value": "4 h", "source": "default"}}
    later = review("SUP-NO-SLA", applications=[default], suppliers=maker(promised_rto="8 h"))
    assert later.findings == ()
    assert later.missing == ["le RTO (valeur par défaut à valider)"]


@pytest.mark.parametrize(
    ("system", "held"),
    [
        (SGL, True),
        ({**HOSTED, "tier": "T4"}, True),
        ({**SGL, "tier": "T3"}, False),
        ({**SGL, "type": "ipbx"}, False),
        ({**SGL, "type": "rcf"}, False),
        ({**SGL, "type": "appel-malade"}, False),
    ],
    ids=["high class", "hosted", "low class", "settings", "device", "building"],
)
def test_no_way_out_of_a_contract(review: Callable[..., Any], system: dict[str, Any], *, held: bool) -> None:
    found = review("SUP-NO-REVERSIBILITY", applications=[system], suppliers=maker())
    said = "Aucune réversibilité notée (export des données, séquestre du code) pour 1 fournisseur : « Éditeur »."
    assert found.messages == ([said] if held else [])


def test_a_way_out_that_is_written_or_not_known_yet(review: Callable[..., Any]) -> None:
    kept = review("SUP-NO-REVERSIBILITY", applications=[SGL], suppliers=maker(reversibility="Export mensuel"))
    assert kept.findings == kept.undecided == ()
    assert (
        len(review("SUP-NO-REVERSIBILITY", applications=[SGL], suppliers=maker(reversibility="Aucune")).findings) == 1
    )
    found = review("SUP-NO-REVERSIBILITY", applications=[SGL], suppliers=maker(reversibility="?"))
    assert found.findings == ()
    assert found.missing == ["la réversibilité du contrat"]
    hardware = review("SUP-NO-REVERSIBILITY", infrastructure=[SGL], suppliers=maker())
    assert hardware.findings == ()


def test_remote_access_that_nobody_wrote(review: Callable[..., Any]) -> None:
    found = review("SUP-REMOTE-ACCESS", applications=[SGL], suppliers=[*maker(), {"id": "sans-systeme"}])
    assert found.messages == [
        "Accès à distance inconnus pour 1 fournisseur de systèmes installés sur place : « Éditeur »."
    ]
    unknown = review("SUP-REMOTE-ACCESS", applications=[SGL], suppliers=maker(remote_access="?"))
    assert unknown.findings == ()
    assert unknown.missing == ["la télémaintenance (accès et moyen de le couper)"]


@pytest.mark.parametrize("system", [HOSTED, {**SGL, "type": "internet"}], ids=["hosted", "line"])
def test_a_supplier_of_nothing_on_our_network_has_no_door(review: Callable[..., Any], system: dict[str, Any]) -> None:
    assert review("SUP-REMOTE-ACCESS", applications=[system], suppliers=maker()).findings == ()


@pytest.mark.parametrize(
    ("said", "cut"),
    [
        ("Tunnel permanent vers l’éditeur", False),
        ("Non documenté", False),
        ("Tunnel permanent, à couper sur le pare-feu", True),
        ("À la demande", True),
        ("Boîtier en salle S1, interrupteur étiqueté", True),
        ("Accès de l’éditeur, à garder ouvert en crise", True),
        ("Sans objet, application hébergée", True),
        ("Pas d’accès à distance", True),
        ("Non.", True),
    ],
)
def test_a_door_without_a_way_to_cut_it(review: Callable[..., Any], said: str, *, cut: bool) -> None:
    found = review("SUP-REMOTE-ACCESS", applications=[SGL], suppliers=maker(remote_access=said))
    assert found.messages == ([] if cut else ["« Éditeur » entre à distance sans moyen de coupure noté."])


def test_health_data_outside_without_a_certificate(review: Callable[..., Any]) -> None:
    found = review("SUP-HDS", applications=[HOSTED], suppliers=maker())
    assert found.messages == ["Données de santé hébergées par « Éditeur » sans certificat HDS connu : « SGL »."]
    certified = maker(hds_until="2027-01-01")
    kept = review("SUP-HDS", applications=[HOSTED], suppliers=certified)
    assert kept.findings == kept.undecided == ()


@pytest.mark.parametrize(("until", "expired"), [("2026-11-21", True), ("2026-11-22", False)])
def test_a_certificate_out_of_date(review: Callable[..., Any], until: str, *, expired: bool) -> None:
    found = review("SUP-HDS", applications=[HOSTED], suppliers=maker(hds_until=until))
    said = "Le certificat HDS de « Éditeur » a expiré le 21/11/2026 ; données de santé hébergées : « SGL »."
    assert found.messages == ([said] if expired else [])


def test_what_is_not_known_of_a_host(review: Callable[..., Any]) -> None:
    for system, said in ((HOSTED, "?"), ({**SGL, "hosting": "hds"}, None)):
        found = review("SUP-HDS", applications=[system], suppliers=maker(hds_until=said))
        assert found.findings == ()
        assert found.missing == ["la date de fin du certificat HDS"]
    undated = review("SUP-HDS", today=None, applications=[HOSTED], suppliers=maker(hds_until="2026-11-21"))
    assert undated.missing == ["la date à laquelle juger"]
    untyped = {key: value for key, value in HOSTED.items() if key != "type"}
    assert review("SUP-HDS", applications=[untyped], suppliers=maker()).missing == [
        "le type, qui dit si le système connaît les patients"
    ]
    nobody = {key: value for key, value in HOSTED.items() if key != "vendor"}
    assert review("SUP-HDS", applications=[nobody]).missing == ["l’hébergeur"]


def test_what_is_said_to_be_certified_is_not_named_among_what_is_not(review: Callable[..., Any]) -> None:
    certified = {**SGL, "id": "dpi", "name": "DPI", "hosting": "hds"}
    found = review("SUP-HDS", applications=[HOSTED, certified], suppliers=maker())
    assert found.messages == ["Données de santé hébergées par « Éditeur » sans certificat HDS connu : « SGL »."]


def test_a_neighbour_that_keeps_our_health_data(review: Callable[..., Any]) -> None:
    shared = [{**SGL, "hosting": "ght"}]
    found = review("SUP-HDS", applications=shared, suppliers=maker())
    assert found.findings == ()
    assert found.missing == ["le certificat HDS de l’établissement du GHT qui héberge"]
    support = {"name": "CHU", "statute": "public", "ght_role": "support"}
    assert review("SUP-HDS", establishment=support, applications=shared, suppliers=maker()).undecided == ()


def test_backups_kept_outside_hold_health_data(review: Callable[..., Any]) -> None:
    vault = {"id": "coffre", "name": "Sauvegarde externe", "type": "sauvegarde", "hosting": "saas", "vendor": "edi"}
    found = review("SUP-HDS", infrastructure=[vault, {**vault, "id": "edr", "type": "edr"}], suppliers=maker())
    assert found.messages == [
        "Données de santé hébergées par « Éditeur » sans certificat HDS connu : « Sauvegarde externe »."
    ]


@pytest.mark.parametrize("kind", ["paie", "messagerie", "gtb", "annuaire-rh"])
def test_applications_that_know_no_patient_need_no_certificate(review: Callable[..., Any], kind: str) -> None:
    found = review("SUP-HDS", applications=[{**HOSTED, "type": kind}], suppliers=maker())
    assert found.findings == found.undecided == ()
