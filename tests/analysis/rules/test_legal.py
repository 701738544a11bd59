from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.facts import Facts
from planforge.analysis.results import Finding
from planforge.analysis.rules import RULES
from planforge.analysis.sentences import say
from planforge.library.loading import load_library
from planforge.library.workflows import resolved_workflow
from planforge.values import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.library.types import ServiceType
    from planforge.model.plan import Plan

ARS = {"id": "ars", "name": "ARS", "kind": "ars", "number": "03 53 01 80 10"}
CERT = {"id": "cert-sante", "name": "CERT Santé", "number": "01 99 00 10 20"}  # known by its identifier
CNIL = {"id": "cnil", "name": "CNIL", "kind": "cnil", "email": "notifier@cnil.example"}
DPO = {
    "id": "dpo",
    "function": "Délégué à la protection des données",
    "phones": [{"channel": "landline", "number": "03 53 01 84 08"}],
}


def test_authorities_that_nobody_can_notify(review: Callable[..., Any]) -> None:
    found = review("LEG-NOTIFY", contacts=[ARS])
    assert found.messages == ["Rien dans les contacts pour prévenir le CERT Santé et la CNIL ou le DPO."]
    assert found.first.path == ("contacts",)


def test_a_number_or_an_address_is_enough(review: Callable[..., Any]) -> None:
    found = review("LEG-NOTIFY", contacts=[ARS, CERT, CNIL])
    assert found.findings == found.undecided == ()
    bare = review("LEG-NOTIFY", contacts=[ARS, CERT, {"id": "cnil", "name": "CNIL", "kind": "cnil"}])
    assert bare.messages == ["Rien dans les contacts pour prévenir la CNIL ou le DPO."]


def test_a_data_protection_officer_of_ours_is_enough(review: Callable[..., Any]) -> None:
    assert review("LEG-NOTIFY", contacts=[ARS, CERT], people=[DPO]).findings == ()
    mute = {**DPO, "phones": []}
    assert len(review("LEG-NOTIFY", contacts=[ARS, CERT], people=[mute]).findings) == 1


def test_a_number_that_nobody_knows_yet_is_undecided(review: Callable[..., Any]) -> None:
    found = review("LEG-NOTIFY", contacts=[{**ARS, "number": "?"}, CERT, CNIL])
    assert found.findings == ()
    assert found.missing == ["le numéro pour joindre l’ARS"]
    apart = review("LEG-NOTIFY", contacts=[ARS, CERT], people="à compléter")
    assert apart.missing == ["le numéro pour joindre la CNIL ou le DPO"]
    unknown = review("LEG-NOTIFY", contacts="à compléter", people=[DPO])
    assert sorted(unknown.missing) == ["le numéro pour joindre le CERT Santé", "le numéro pour joindre l’ARS"]


LIBRARY = load_library(None)
TYPES = {one: kind for one in LIBRARY.service_ids if (kind := LIBRARY.service_type(one)) is not None}


@pytest.fixture
def found(a_plan: Callable[..., Plan]) -> Callable[..., list[Any]]:
    """``found(rule, type, workflow)``: what a rule says of a service of that packaged type with those changes."""

    def judged(code: str, of: str, workflow: dict[str, Any] | None = None, **more: Any) -> list[Any]:
        service = {"id": "unite", "name": "Unité", "type": of, "workflow": workflow or {}, **more}
        plan = a_plan(services=[service])
        flows = {"unite": resolved_workflow(plan.services[0], TYPES[of])}
        rule = next(rule for rule in RULES if rule.id == code)
        return [
            say(one).message.replace(NBSP, " ") if isinstance(one, Finding) else one.missing
            for one in rule.find(Facts(plan, None, flows, TYPES))
        ]

    return judged


def test_psychiatry_without_the_table_of_deadlines(found: Callable[..., list[Any]]) -> None:
    assert found("LEG-PSY-DEADLINES", "psychiatrie", {"forms": {"remove": ["F-ECH"]}}) == [
        "« Unité » n’a pas de tableau papier des échéances légales (F-ECH) dans son mode dégradé."
    ]
    assert found("LEG-PSY-DEADLINES", "psychiatrie") == []


def test_a_table_of_our_own_that_a_step_on_deadlines_fills(found: Callable[..., list[Any]]) -> None:
    step = {"id": "juge", "text": "Tenir les échéances du juge", "horizon": "hour", "forms": ["F-JLD"]}
    own = {"forms": {"remove": ["F-ECH"], "add": [{"id": "F-JLD"}]}, "steps": {"add": [step]}}
    assert found("LEG-PSY-DEADLINES", "psychiatrie", own) == []
    unfilled = {**own, "steps": {"add": [{**step, "text": "Appeler le juge"}]}}
    assert len(found("LEG-PSY-DEADLINES", "psychiatrie", unfilled)) == 1


def test_a_table_that_lies_in_the_kit(found: Callable[..., list[Any]]) -> None:
    removed = {"forms": {"remove": ["F-ECH"]}}
    kit = {"stock": [{"form": "F-ECH", "count": "20"}]}
    assert found("LEG-PSY-DEADLINES", "psychiatrie", removed, kit=kit) == []


def test_psychiatry_without_any_workflow(review: Callable[..., Any]) -> None:
    found = review("LEG-PSY-DEADLINES", services=[{"id": "psychiatrie"}, {"id": "urgences"}])
    assert found.messages == [
        "« PSYCHIATRIE » n’a pas de tableau papier des échéances légales (F-ECH) dans son mode dégradé."
    ]


@pytest.mark.parametrize(
    ("of", "line", "what"),
    [
        ("depot-sang", ["tracabilite", "efs"], "les produits sanguins"),
        ("hospitalisation", ["sang-stup"], "les produits sanguins, les stupéfiants et les dispositifs implantables"),
        (
            "pui",
            ["stupefiants"],
            "les stupéfiants, les médicaments dérivés du sang et les dispositifs implantables",
        ),
        ("bloc", ["implants"], "les dispositifs implantables"),
        ("chimiotherapie", ["cures", "cumuls", "confiees"], "les chimiothérapies"),
        ("radiotherapie", ["seances", "doses"], "les séances de radiothérapie"),
    ],
)
def test_what_the_law_wants_traced_and_a_service_removed(
    found: Callable[..., list[Any]], of: str, line: list[str], what: str
) -> None:
    assert found("LEG-TRACE", of, {"catch_up": {"remove": line}}) == [
        f"Le retour à la normale de « Unité » ne fait pas ressaisir en totalité {what}."
    ]


@pytest.mark.parametrize("of", TYPES)
def test_packaged_types_keep_the_law(found: Callable[..., list[Any]], of: str) -> None:
    assert found("LEG-TRACE", of) == found("LEG-PSY-DEADLINES", of) == []


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ({"reentry": "at-once"}, True),
        ({"check": "100 % à deux"}, True),
        ({"reentry": "scanned", "check": "5 % relus"}, False),
        ({"reentry": "paper"}, False),
    ],
    ids=["at once", "all checked", "a part", "left on paper"],
)
def test_traced_means_entered_again_or_all_checked(
    found: Callable[..., list[Any]], line: dict[str, Any], *, kept: bool
) -> None:
    own = {"catch_up": [{"id": "x", "text": "Reprendre chaque poche délivrée", **line}]}
    assert (found("LEG-TRACE", "depot-sang", own) == []) is kept


def test_a_type_corrected_by_the_hospital_still_owes_what_it_always_does(a_plan: Callable[..., Plan]) -> None:
    """A library of one's own that forgets the line is no way round the law."""
    plan = a_plan(services=[{"id": "depot", "name": "Dépôt", "type": "depot-sang"}])
    workflow = TYPES["depot-sang"].workflow.model_copy(update={"catch_up": ()})
    own: ServiceType = TYPES["depot-sang"].model_copy(update={"workflow": workflow})
    facts = Facts(plan, None, {"depot": resolved_workflow(plan.services[0], own)}, {"depot-sang": own})
    rule = next(rule for rule in RULES if rule.id == "LEG-TRACE")
    assert len(list(rule.find(facts))) == 1


def test_without_a_workflow_traceability_is_undecided(review: Callable[..., Any]) -> None:
    found = review("LEG-TRACE", services=[{"id": "depot-sang"}, {"id": "accueil"}])
    assert found.findings == ()
    assert found.missing == ["le retour à la normale du service"]


def test_paper_and_keys_left_over(review: Callable[..., Any]) -> None:
    found = review("LEG-RGPD-PAPER")
    assert found.messages == ["Aucune règle ne dit où vont le papier et les clés USB de la crise, ni qui les détruit."]
    told = review("LEG-RGPD-PAPER", continuity_means={"paper_rule": "Archives, clés détruites par le RSSI"})
    assert told.findings == told.undecided == ()
    unknown = review("LEG-RGPD-PAPER", continuity_means={"paper_rule": "?"})
    assert unknown.findings == ()
    assert unknown.missing == ["la règle de garde et de destruction du papier et des clés USB"]


def test_a_contact_is_known_by_its_kind_as_people_write_it(review: Callable[..., Any]) -> None:
    written = {"id": "veille", "name": "CERT", "kind": "CERT Santé", "number": "01 99 00 10 20"}
    assert review("LEG-NOTIFY", contacts=[ARS, written, CNIL]).findings == ()
