from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.facts import Facts
from planforge.analysis.findings import judge
from planforge.analysis.sentences import say
from planforge.model.workflow import Origin, Workflow
from planforge.values import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan

EDITION = {"version": "1.2", "date": "2026-11-20"}
BLOC = {"id": "bloc", "name": "Bloc"}


def kit(version: str | None, name: str = "bloc") -> dict[str, Any]:
    return {"id": name, "name": name.capitalize(), "kit": {"place": "Couloir", "version": version}}


@pytest.mark.parametrize("printed", ["1.2", "v1.2", "Version 1.2"])
def test_kits_of_the_present_version_are_kept(review: Callable[..., Any], printed: str) -> None:
    found = review("KIT-VERSION", document=EDITION, services=[kit(printed)])
    assert found.findings == found.undecided == ()


def test_kits_of_another_version_are_told_together(review: Callable[..., Any]) -> None:
    services = [kit("1.1"), kit("1.0", "labo"), kit("1.1", "soins"), kit("1.2", "pui")]
    found = review("KIT-VERSION", document=EDITION, services=services)
    assert found.messages == [
        "Kits garnis d’imprimés en version 1.1, les documents étant en version 1.2 : « Bloc » et « Soins ».",
        "Kits garnis d’imprimés en version 1.0, les documents étant en version 1.2 : « Labo ».",
    ]
    assert found.first.path == ("services", 0, "kit", "version")
    assert [ref.id for ref in found.first.objects] == ["bloc", "soins"]


@pytest.mark.parametrize("version", [None, "à compléter"])
def test_a_kit_of_unknown_version_is_undecided(review: Callable[..., Any], version: str | None) -> None:
    found = review("KIT-VERSION", document=EDITION, services=[kit(version)])
    assert (found.findings, found.missing) == ((), ["la version des imprimés du kit"])


def test_without_a_kit_or_without_a_version_of_the_documents_other_rules_speak(review: Callable[..., Any]) -> None:
    for sections in ({"document": EDITION, "services": [BLOC]}, {"services": [kit("1.1")]}):
        found = review("KIT-VERSION", **sections)
        assert found.findings == found.undecided == ()


CYBER = [{"id": "cyber", "kind": "cyber"}]


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        ({"document": {"date": "2026-11-20"}}, "Il manque aux documents : la version."),
        ({"document": {"version": "1.2"}}, "Il manque aux documents : la date."),
        ({"services": []}, "Il manque aux documents : le périmètre."),
        ({"document": {}, "scenarios": []}, "Il manque aux documents : la version, la date et les scénarios."),
    ],
)
def test_documents_that_do_not_say_which_edition_they_are(
    review: Callable[..., Any], sections: dict[str, Any], message: str
) -> None:
    whole = {"document": EDITION, "services": [BLOC], "scenarios": CYBER}
    assert review("DOC-NO-DATE-VERSION", **{**whole, **sections}).messages == [message]
    passed = review("DOC-NO-DATE-VERSION", **whole)
    assert passed.findings == passed.undecided == ()


@pytest.mark.parametrize(
    ("sections", "missing"),
    [
        ({"document": {**EDITION, "version": "?"}}, "la version des documents"),
        ({"document": {**EDITION, "date": "à compléter"}}, "la date des documents"),
        ({"scenarios": "à compléter"}, "la liste des scénarios"),
    ],
)
def test_an_edition_that_somebody_owes_is_undecided(
    review: Callable[..., Any], sections: dict[str, Any], missing: str
) -> None:
    whole = {"document": EDITION, "services": [BLOC], "scenarios": CYBER}
    found = review("DOC-NO-DATE-VERSION", **{**whole, **sections})
    assert (found.findings, found.missing) == ((), [missing])


def line(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "text": "Vérifier", "origin": Origin.LIBRARY, **more}


FLOW = {
    "stop": [line("bracelet", domain="identity"), line("tri")],
    "steps": [
        line("kit", horizon="quarter"),
        line("tour", horizon="to-4h"),
        line("labo", horizon="hour", domain="laboratory"),
    ],
    "decisions": [line("delester", after="24 h")],
    "thresholds": [line("seuil")],
    "stocks": [line("piles")],
    "catch_up": [line("ressaisir")],
}
ALL = [{"section": "all", "by": "Cadre", "on": "2026-11-02"}]
TRIGGER = [{**ALL[0], "section": "trigger"}]  # nothing of the lines


@pytest.fixture
def unvalidated(a_plan: Callable[..., Plan]) -> Callable[..., tuple[list[str], list[str]]]:
    """``unvalidated(flow, referents, **service)``: the messages of the rule, and what it lacks."""

    def judged(flow: dict[str, Any], referents: Any = (), **service: Any) -> tuple[list[str], list[str]]:
        plan = a_plan(services=[{**BLOC, **service}], referents=list(referents))
        findings, undecided = judge(Facts(plan, None, {"bloc": Workflow.model_validate(flow)}))
        told = [say(one).message.replace(NBSP, " ") for one in findings if one.rule == "DOC-DEFAULT-NOT-VALIDATED"]
        return told, [one.missing[0] for one in undecided if one.rule == "DOC-DEFAULT-NOT-VALIDATED"]

    return judged


def test_library_lines_that_nobody_validated_are_told_by_service(unvalidated: Callable[..., Any]) -> None:
    assert unvalidated(FLOW, validations=TRIGGER) == (
        [
            (
                "Mode dégradé de « Bloc » : 9 lignes de la bibliothèque sans personne pour en répondre (STOP, "
                "15 premières minutes, étapes, décisions selon la durée, seuils de repli, stocks et retour à la "
                "normale)."
            )
        ],
        [],
    )


def test_services_where_nobody_validated_anything_are_told_together(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[BLOC, {"id": "labo", "name": "Labo"}, {"id": "pui", "name": "PUI", "validations": TRIGGER}])
    flow = Workflow.model_validate(FLOW)
    findings, _ = judge(Facts(plan, None, {service.id: flow for service in plan.services}))
    whole, part = (one for one in findings if one.rule == "DOC-DEFAULT-NOT-VALIDATED")
    assert say(whole).message.replace(NBSP, " ") == (
        "Modes dégradés de la bibliothèque dont personne n’a encore validé la moindre partie (2) : "
        "« Bloc » et « Labo »."
    )
    assert ([ref.id for ref in whole.objects], whole.path) == (["bloc", "labo"], ("services", 0, "validations"))
    assert part.objects[0].id == "pui"


def test_a_part_left_out_is_told_alone(unvalidated: Callable[..., Any]) -> None:
    sections = ("stop", "steps", "thresholds", "stocks", "catch-up")
    validations = [{**ALL[0], "section": section} for section in sections]
    domains = [{"domain": name, "validated_on": "2026-11-02"} for name in ("identity", "laboratory")]
    assert unvalidated(FLOW, domains, validations=validations) == (
        [
            (
                "Mode dégradé de « Bloc » : 1 ligne de la bibliothèque sans personne pour en répondre "
                "(décisions selon la durée)."
            )
        ],
        [],
    )


def test_a_domain_whose_referent_said_nothing_is_told_by_its_name(unvalidated: Callable[..., Any]) -> None:
    referents = [{"domain": "laboratory", "validated_on": "2026-11-02"}, {"domain": "identity", "validated_on": "?"}]
    assert unvalidated(FLOW, referents, validations=ALL) == (
        ["Mode dégradé de « Bloc » : 1 ligne de la bibliothèque sans l’accord du référent de leur domaine (identité)."],
        [],
    )


def test_validated_lines_and_the_hospital_s_own_are_kept(unvalidated: Callable[..., Any]) -> None:
    referents = [{"domain": name, "validated_on": "2026-11-02"} for name in ("identity", "laboratory")]
    assert unvalidated(FLOW, referents, validations=ALL) == ([], [])
    own = {"steps": [{"id": "s", "text": "Appeler", "horizon": "hour"}]}
    assert unvalidated(own) == ([], [])
    assert unvalidated({}) == ([], [])


def test_validations_that_somebody_owes_are_undecided(unvalidated: Callable[..., Any]) -> None:
    assert unvalidated(FLOW, validations="à compléter") == ([], ["les validations du mode dégradé"])
