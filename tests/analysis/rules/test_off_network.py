from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

NETWORK = {"id": "reseau", "name": "Cœur de réseau"}
DIRECTORY = {"id": "ad", "name": "AD", "needs_to_run": ["reseau"]}
SERVERS = {"id": "hyperviseur", "name": "Virtualisation"}
SERVICE = {"id": "soins"}
PRINTER = {"id": "impression", "name": "Serveur d’impression"}


def doors(**more: Any) -> dict[str, Any]:
    return {"id": "controle-acces", "name": "Contrôle d’accès", **more}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"needs_to_run": ["reseau"]}, "« Contrôle d’accès » s’arrête avec le réseau."),
        ({"needs_to_run": ["ad"]}, "« Contrôle d’accès » s’arrête avec le réseau et l’annuaire."),
        ({"own_directory": "non"}, "« Contrôle d’accès » s’arrête avec l’annuaire."),
        ({"island": "non"}, "« Contrôle d’accès » s’arrête avec le réseau."),
    ],
)
def test_doors_that_stop_with_the_network(review: Callable[..., Any], said: dict[str, Any], message: str) -> None:
    found = review("DEP-IAM-FOR-DOORS", applications=[doors(**said)], infrastructure=[NETWORK, DIRECTORY])
    assert found.messages == [message]
    alone = review(
        "DEP-IAM-FOR-DOORS", applications=[doors(**{**said, "island": "oui"})], infrastructure=[NETWORK, DIRECTORY]
    )
    assert alone.findings == alone.undecided == ()


@pytest.mark.parametrize(("kind", "concerned"), [("pti", 1), ("armoires", 1), ("controle-preparations", 0)])
def test_alarms_and_cabinets_are_concerned_too(review: Callable[..., Any], kind: str, concerned: int) -> None:
    application = {"id": "x", "type": kind, "needs_to_run": ["dect"]}
    phones = {"id": "dect", "needs_to_run": ["reseau"]}
    found = review("DEP-IAM-FOR-DOORS", applications=[application, phones], infrastructure=[NETWORK])
    assert len(found.findings) == concerned


def test_doors_that_only_prefer_the_network_stand(review: Callable[..., Any]) -> None:
    loose = doors(needs_to_run=[{"on": "reseau", "strength": "soft"}])
    found = review("DEP-IAM-FOR-DOORS", applications=[loose], infrastructure=[NETWORK])
    assert found.findings == found.undecided == ()


def test_doors_that_say_nothing_are_undecided(review: Callable[..., Any]) -> None:
    assert review("DEP-IAM-FOR-DOORS", applications=[doors()]).missing == ["la marche sans le réseau"]


def test_paper_that_dies_with_the_print_server(review: Callable[..., Any]) -> None:
    found = review("DEP-PRINT", services=[SERVICE], infrastructure=[PRINTER])
    assert found.messages == ["Aucune impression hors réseau n’est décrite, seulement « Serveur d’impression »."]
    assert found.first.path == ("continuity_means", "printing")
    none = review("DEP-PRINT", services=[SERVICE], infrastructure=[PRINTER], continuity_means={"printing": "Aucune."})
    assert len(none.findings) == 1
    kept = review("DEP-PRINT", services=[SERVICE], infrastructure=[PRINTER], continuity_means={"printing": "USB"})
    assert kept.findings == kept.undecided == ()


def test_printing_that_nobody_described_is_undecided(review: Callable[..., Any]) -> None:
    missing = ["le moyen d’imprimer sans le réseau"]
    assert review("DEP-PRINT", services=[SERVICE]).missing == missing
    unknown = review("DEP-PRINT", services=[SERVICE], infrastructure=[PRINTER], continuity_means={"printing": "?"})
    assert (unknown.findings, unknown.missing) == ((), missing)
    assert review("DEP-PRINT").undecided == ()


def telephony(*needs: str, **more: Any) -> list[dict[str, Any]]:
    return [{"id": "ipbx", "name": "Téléphonie", "needs_to_run": list(needs), **more}]


def test_telephony_without_fallback(review: Callable[..., Any]) -> None:
    found = review("DEP-PHONE-NETWORK", applications=telephony("reseau"), infrastructure=[NETWORK])
    assert found.messages == [
        "Aucun téléphone de secours n’est décrit, et la téléphonie s’arrête avec le réseau : « Téléphonie »."
    ]
    means = {"phones": "Un mobile par unité, douze lignes analogiques"}
    kept = review(
        "DEP-PHONE-NETWORK", applications=telephony("reseau"), infrastructure=[NETWORK], continuity_means=means
    )
    assert kept.findings == kept.undecided == ()


def test_telephony_that_stands_alone_needs_no_fallback(review: Callable[..., Any]) -> None:
    for applications in (telephony("reseau", island="oui"), telephony()):
        assert review("DEP-PHONE-NETWORK", applications=applications, infrastructure=[NETWORK]).findings == ()


def test_hosted_telephony_falls_with_the_internet_access(review: Callable[..., Any]) -> None:
    internet = {"id": "internet", "name": "Fibre", "needs_to_run": ["reseau"]}
    applications = [*telephony("internet", hosting="saas"), {"id": "dect", "name": "DECT", "needs_to_run": ["ipbx"]}]
    found = review("DEP-PHONE-NETWORK", applications=applications, infrastructure=[NETWORK, internet])
    assert found.messages == [
        (
            "Aucun téléphone de secours n’est décrit, et la téléphonie s’arrête avec le réseau et l’accès Internet : "
            "« Téléphonie » et « DECT »."
        )
    ]


def test_unknown_fallback_of_telephony_is_undecided(review: Callable[..., Any]) -> None:
    record = {"applications": telephony("reseau"), "infrastructure": [NETWORK], "continuity_means": {"phones": "?"}}
    found = review("DEP-PHONE-NETWORK", **record)
    assert (found.findings, found.missing) == ((), ["les téléphones de secours"])


def vault(*needs: Any, **more: Any) -> dict[str, Any]:
    return {"id": "coffre", "name": "Coffre", "needs_to_run": list(needs), **more}


def test_vault_that_opens_with_what_it_should_restore(review: Callable[..., Any]) -> None:
    second = {"id": "ad-2", "name": "AD 2"}
    infrastructure = [vault("hyperviseur", {"any_of": ["ad", "ad-2"]}), NETWORK, DIRECTORY, second, SERVERS]
    found = review("DEP-KEY-VAULT", infrastructure=infrastructure)
    assert found.messages == [
        (
            "« Coffre » ne s’ouvre pas sans l’annuaire et la virtualisation, et aucune copie hors du système "
            "d’information n’est connue."
        )
    ]
    offline = review("DEP-KEY-VAULT", infrastructure=infrastructure, continuity_means={"secrets_offline": "oui"})
    assert offline.findings == offline.undecided == ()


def test_secrets_said_to_be_nowhere_else(review: Callable[..., Any]) -> None:
    found = review("DEP-KEY-VAULT", infrastructure=[vault()], continuity_means={"secrets_offline": "non"})
    assert found.messages == ["Mots de passe, clés et licences ne sont que dans le système d’information."]


def test_a_vault_with_the_accounts_of_the_directory_is_tied_to_it(review: Callable[..., Any]) -> None:
    assert len(review("DEP-KEY-VAULT", infrastructure=[vault(own_directory="non")]).findings) == 1


def test_secrets_of_which_nothing_is_said_are_undecided(review: Callable[..., Any]) -> None:
    missing = ["la copie hors ligne des mots de passe, des clés et des licences"]
    assert review("DEP-KEY-VAULT", infrastructure=[NETWORK]).missing == missing
    assert review("DEP-KEY-VAULT", infrastructure=[vault("reseau"), NETWORK]).missing == missing
    alone = review("DEP-KEY-VAULT", infrastructure=[vault("hyperviseur", island="oui"), SERVERS])
    assert alone.findings == alone.undecided == ()
    assert review("DEP-KEY-VAULT").undecided == ()
