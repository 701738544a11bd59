from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

DUTY = {"channel": "duty-mobile", "number": "06 12 34 56 78"}


def contact(kind: str, **more: Any) -> dict[str, Any]:
    return {"id": kind, "name": kind.upper(), "kind": kind, **more}


def person(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "function": name.upper(), **more}


def test_a_contact_that_can_only_be_written_to(review: Callable[..., Any]) -> None:
    written = contact("imprimeur", email="atelier@exemple.fr")
    found = review("CON-EMAIL-ONLY", contacts=[written])
    assert found.messages == ["« IMPRIMEUR » n’a qu’une adresse électronique dans le dossier : aucun téléphone."]
    assert found.first.path == ("contacts", 0, "number")
    for number in ("number", "second_number"):
        assert review("CON-EMAIL-ONLY", contacts=[{**written, number: "01 23 45 67 89"}]).findings == ()


@pytest.mark.parametrize("more", [{"number": "?"}, {}, {"email": "a@exemple.fr", "second_number": "?"}])
def test_a_contact_whose_number_is_not_known(review: Callable[..., Any], more: dict[str, str]) -> None:
    found = review("CON-EMAIL-ONLY", contacts=[contact("parquet", **more)])
    assert (found.findings, found.missing) == ((), ["le téléphone"])


def test_a_person_who_can_only_be_written_to(review: Callable[..., Any]) -> None:
    written = person("dim", email="dim@exemple.fr")
    found = review("CON-EMAIL-ONLY", people=[written, person("dsi", phones=[DUTY])])
    assert found.messages == ["« DIM » n’a qu’une adresse électronique dans le dossier : aucun téléphone."]
    assert found.first.path == ("people", 0, "phones")
    unknown = review("CON-EMAIL-ONLY", people=[{**written, "phones": "?"}, person("drh")])
    assert (unknown.findings, unknown.missing) == ((), ["le téléphone"])
    key = review("CON-EMAIL-ONLY", people=[written], crisis={"cut": {"person": "dim"}})  # CON-NO-OFFNET-PHONE says it
    assert key.findings == key.undecided == ()
    assert review("CON-EMAIL-ONLY", people="à compléter").missing == ["le fichier restreint (personnes)"]


def night(on_call: str | None, deputy: str | None = None, **crisis: Any) -> dict[str, Any]:
    people = [person("dsi", on_call=on_call, deputy="rssi" if deputy else None), person("rssi", on_call=deputy)]
    return {"people": people, "crisis": crisis or {"roles": [{"type": "dsi", "person": "dsi"}]}}


def test_a_key_function_that_sleeps(review: Callable[..., Any]) -> None:
    found = review("CON-ON-CALL", **night("non", "non"))
    assert found.messages == [
        "« DSI » (tenir le rôle « dsi ») n’est pas joignable jour et nuit, pas plus qu’un suppléant."
    ]
    assert found.first.path == ("people", 0, "on_call")


@pytest.mark.parametrize(
    ("crisis", "duty"),
    [
        ({"trigger": {"person": "dsi"}}, "déclencher la crise"),
        ({"cut": {"person": "dsi"}}, "couper le réseau"),
        ({"roles": [{"type": "biomedical", "person": "dsi"}]}, "tenir le rôle « biomedical »"),
        (
            {"network_cut": {"steps": [{"id": n, "name": n, "by": "dsi"} for n in ("un", "deux")]}},
            "faire des gestes de coupure",
        ),
    ],
)
def test_every_duty_of_the_first_hour(review: Callable[..., Any], crisis: dict[str, Any], duty: str) -> None:
    (message,) = review("CON-ON-CALL", **night("non", **crisis)).messages
    assert message.startswith(f"« DSI » ({duty}) n’est pas joignable")


@pytest.mark.parametrize(
    "record",
    [
        night("oui"),
        night("non", "oui"),
        night("non", roles=[{"type": "communication", "person": "dsi"}]),
        night("non", reopen={"person": "dsi"}),
    ],
    ids=["on call", "a deputy on call", "may sleep", "may wait"],
)
def test_whoever_answers_or_may_sleep(review: Callable[..., Any], record: dict[str, Any]) -> None:
    found = review("CON-ON-CALL", **record)
    assert found.findings == found.undecided == ()


def test_the_deputy_of_the_role_counts(review: Callable[..., Any]) -> None:
    people = [person("dsi", on_call="non"), person("adjoint", on_call="oui")]
    crisis = {"roles": [{"type": "dsi", "person": "dsi", "deputy": "adjoint"}]}
    assert review("CON-ON-CALL", people=people, crisis=crisis).findings == ()


def test_nights_that_nobody_told(review: Callable[..., Any]) -> None:
    for record in (night("?"), night(None), night("non", "?")):
        found = review("CON-ON-CALL", **record)
        assert (found.findings, found.missing) == ((), ["l’astreinte (joignable jour et nuit ou non)"])
    nobody = {"roles": [{"type": "dsi", "person": "?"}]}
    assert review("CON-ON-CALL", crisis=nobody).missing == ["la personne à joindre jour et nuit"]
    apart = review("CON-ON-CALL", people="à compléter", crisis=nobody)
    assert apart.missing == ["le fichier restreint (personnes)"]
    stranger = review("CON-ON-CALL", crisis={"roles": [{"type": "dsi", "person": "inconnue"}]})
    assert stranger.findings == stranger.undecided == ()


def vendors(*suppliers: dict[str, Any], tier: str = "T1", **more: Any) -> dict[str, Any]:
    applications = [{"id": one["id"] + "-app", "tier": tier, "vendor": one["id"]} for one in suppliers]
    return {"suppliers": list(suppliers), "applications": applications, **more}


EDITOR = {"id": "edi", "emergency_number": "01 23 45 67 89", "hours": "24 h/24"}
NUMBER = [{"supplier": "edi", "customer_number": "C-12"}]


def test_a_vendor_that_cannot_be_called_at_night(review: Callable[..., Any]) -> None:
    found = review("CON-VENDOR-NO-CRISIS", **vendors({"id": "edi"}))
    assert found.messages == [
        (
            "« EDI » (fournit « EDI-APP ») : le dossier n’a pas le numéro d’urgence, les horaires du support et le "
            "numéro de contrat ou de client."
        )
    ]
    assert found.first.path == ("suppliers", 0)
    assert review("CON-VENDOR-NO-CRISIS", **vendors({"id": "edi"}, tier="T3")).findings == ()


def test_vendors_without_a_number_of_contract_are_told_together(review: Callable[..., Any]) -> None:
    found = review("CON-VENDOR-NO-CRISIS", **vendors(EDITOR, {**EDITOR, "id": "ris"}))
    assert found.messages == [
        (
            "Fournisseurs de systèmes des classes T0 à T2 sans numéro de contrat ni de client dans le dossier (2) : "
            "« EDI » et « RIS »."
        )
    ]
    for number in ("customer_number", "contract_number"):
        secrets = [{"supplier": "edi", number: "C-12"}]
        fine = review("CON-VENDOR-NO-CRISIS", **vendors(EDITOR, supplier_secrets=secrets))
        assert fine.findings == fine.undecided == ()


def test_vendors_of_which_something_is_not_known(review: Callable[..., Any]) -> None:
    unknown = vendors({**EDITOR, "hours": "?"}, supplier_secrets=NUMBER)
    assert review("CON-VENDOR-NO-CRISIS", **unknown).missing == ["les horaires du support"]
    apart = review("CON-VENDOR-NO-CRISIS", **vendors(EDITOR, supplier_secrets="à compléter"))
    assert (apart.findings, apart.missing) == ((), ["le fichier restreint (contrats des fournisseurs)"])
    pending = vendors(EDITOR, supplier_secrets=[{"supplier": "edi", "customer_number": "?"}])
    assert review("CON-VENDOR-NO-CRISIS", **pending).missing == ["le numéro de contrat ou de client"]


@pytest.mark.parametrize(
    ("application", "missing"),
    [
        ({"tier": "T1", "hosting": "hds"}, True),
        ({"tier": "T1", "vendor": "?"}, True),
        ({"tier": "T1", "hosting": "local"}, False),
        ({"tier": "T4", "hosting": "hds"}, False),
    ],
)
def test_a_system_without_vendor(review: Callable[..., Any], application: dict[str, str], *, missing: bool) -> None:
    found = review("CON-VENDOR-NO-CRISIS", applications=[{"id": "dpi", **application}])
    assert found.missing == ["l’éditeur ou le fournisseur"] * missing


def establishment(*activities: str, **more: Any) -> dict[str, Any]:
    return {"name": "CH", "statute": "public", "activities": list(activities), **more}


HOME = ["ars", "cert-sante", "csirt-regional", "gendarmerie", "cnil", "assureur"]
HOSPITAL = [*HOME, "samu", "expert-reponse", "efs"]


def test_a_hospital_without_any_contact(review: Callable[..., Any]) -> None:
    found = review("CON-AUTHORITIES", establishment=establishment("mco", ght_role="member"))
    assert found.messages == [
        (
            "Contacts extérieurs absents du dossier : l’ARS, le CERT Santé, l’ANSSI ou le centre régional de réponse, "
            "la police ou la gendarmerie, la CNIL ou le délégué à la protection des données, l’assureur, le SAMU, un "
            "prestataire de réponse aux incidents, l’Établissement français du sang et les établissements du GHT."
        )
    ]
    assert found.first.path == ("contacts",)


@pytest.mark.parametrize(
    ("activities", "kinds", "role"),
    [
        (["mco"], [*HOSPITAL, "ght"], "support"),
        (["mco"], HOSPITAL, "none"),
        (["psy"], [kind for kind in HOSPITAL if kind != "efs"], "none"),
        (["ehpad"], HOME, "associate"),
    ],
    ids=["of a group", "alone", "without blood", "a home"],
)
def test_contacts_that_are_enough(
    review: Callable[..., Any], activities: list[str], kinds: list[str], role: str
) -> None:
    whole = establishment(*activities, ght_role=role)
    contacts = [contact(kind) for kind in kinds]
    found = review("CON-AUTHORITIES", establishment=whole, contacts=contacts)
    assert found.findings == found.undecided == ()
    for kind in kinds:
        less = [one for one in contacts if one["kind"] != kind]
        assert len(review("CON-AUTHORITIES", establishment=whole, contacts=less).findings) == 1


def test_contacts_are_known_by_their_words_and_the_officer_by_the_role(review: Callable[..., Any]) -> None:
    written = [contact(kind) for kind in HOME if kind not in {"gendarmerie", "cnil", "ars"}]
    contacts = [
        *written,
        {"id": "ars", "name": "ARS"},
        {"id": "nuit", "name": "Nuit", "kind": "Police nationale"},
    ]
    officer = {"roles": [{"type": "dpo", "person": "dpo"}]}
    home = establishment("ehpad")
    assert review("CON-AUTHORITIES", establishment=home, contacts=contacts, crisis=officer).findings == ()
    for roles in ([], [{"type": "dpo", "person": "?"}], [{"type": "rssi", "person": "rssi"}]):
        found = review("CON-AUTHORITIES", establishment=home, contacts=contacts, crisis={"roles": roles})
        assert len(found.findings) == 1


def test_blood_is_asked_of_whoever_keeps_some(review: Callable[..., Any]) -> None:
    contacts = [contact(kind) for kind in HOSPITAL if kind != "efs"]
    services = [{"id": "depot", "type": "depot-sang"}]
    found = review("CON-AUTHORITIES", establishment=establishment("smr"), contacts=contacts, services=services)
    assert found.messages == ["Contacts extérieurs absents du dossier : l’Établissement français du sang."]


def test_an_establishment_that_does_not_say_what_it_is(review: Callable[..., Any]) -> None:
    unsaid = {"name": "CH", "statute": "public", "ght": "GHT du Val", "ght_role": "?"}
    contacts = [contact(kind) for kind in HOSPITAL]
    found = review("CON-AUTHORITIES", establishment=unsaid, contacts=contacts)
    assert found.findings == ()
    assert sorted(found.missing) == ["le rôle dans le GHT", "les activités de l’établissement"]
    assert review("CON-AUTHORITIES", contacts="?").missing == ["les contacts extérieurs"]
    for alone in (establishment("mco"), establishment("mco", ght="GHT du Val", ght_role="associate")):
        assert review("CON-AUTHORITIES", establishment=alone, contacts=contacts).undecided == ()


def test_numbers_checked_too_long_ago_or_never(review: Callable[..., Any]) -> None:
    people = [
        person("dsi", checked_on="2026-05-22"),
        person("rssi", checked_on="2026-05-21"),
        person("dim", checked_on="2025-01-06"),
        person("drh"),
    ]
    contacts = [contact("ars", number="01 23 45 67 89"), contact("secours", number="112")]
    found = review("CON-OLD", people=people, contacts=contacts)
    assert sorted(found.messages) == [
        "Coordonnées jamais vérifiées (1) : « ARS ».",
        "Coordonnées jamais vérifiées (1) : « DRH ».",
        (
            "Coordonnées non vérifiées depuis plus de 6 mois (2) : « DIM » et « RSSI ». La plus ancienne vérification "
            "date du 06/01/2025."
        ),
    ]
    paths = {one.path for one in found.findings}
    assert paths == {("people", 2, "checked_on"), ("people", 3, "checked_on"), ("contacts", 0, "checked_on")}


def test_numbers_whose_age_is_not_known(review: Callable[..., Any]) -> None:
    found = review("CON-OLD", people=[person("dsi", checked_on="?")])
    assert (found.findings, found.missing) == ((), ["la date de vérification"])
    assert review("CON-OLD", today=None, people=[person("dsi")]).missing == ["la date à laquelle juger"]
    assert review("CON-OLD", people="à compléter").missing == ["le fichier restreint (personnes)"]
    longer = review("CON-OLD", people=[person("dsi", checked_on="2026-01-01")], thresholds={"contact_months": "12"})
    assert longer.findings == ()
