from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.facts import Facts
from planforge.analysis.findings import judge
from planforge.analysis.results import Severity
from planforge.analysis.sentences import Needs, say, wordings
from planforge.analysis.written import Contents, Leak, Written, WrittenDocument
from planforge.model.workflow import Workflow
from planforge.values import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.results import Finding
    from planforge.model.plan import Plan

NOT_BUILT = "la production des documents"
STALE = "des documents à jour"
BY_HAND = "le contenu des documents modifiés à la main"
JUDGING = ["DEG-TOO-LONG", "DOC-PLACEHOLDER", "DOC-SECRET", "DOC-DIVERGENCE", "DOC-WORDING"]
SERVICE = {"id": "bloc", "name": "Bloc"}
APPROVED = {"status": "approved"}


def contents(kind: str = "pca", title: str = "PCA", **more: Any) -> Contents:
    return Contents(kind, more.pop("of", ""), title, **more)


def fresh(said: Contents) -> WrittenDocument:
    return WrittenDocument(f"{said.kind}-{said.of}.docx", "now", fresh=True, contents=said)


def steps(hour: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"s{number}", "text": "Appeler", "horizon": "hour", **more} for number in range(hour)]


class Said:
    """What one rule says of a record and its documents."""

    def __init__(self, rule: str, facts: Facts) -> None:
        findings, undecided = judge(facts)
        self.findings: tuple[Finding, ...] = tuple(one for one in findings if one.rule == rule)
        self.messages = [say(one).message.replace(NBSP, " ") for one in self.findings]
        self.missing = [what for one in undecided if one.rule == rule for what in one.missing]


@pytest.fixture
def said(a_plan: Callable[..., Plan]) -> Callable[..., Said]:
    """``said(rule, documents, services=[...])``: the record judged with those documents, or with none built."""

    def judged(rule: str, *documents: WrittenDocument, flow: Any = None, built: bool = True, **sections: Any) -> Said:
        plan = a_plan(**{"services": [SERVICE], **sections})
        flows = {"bloc": Workflow.model_validate({"steps": flow if flow is not None else steps(1)})}
        return Said(rule, Facts(plan, None, flows, {}, written=Written(documents) if built else None))

    return judged


@pytest.mark.parametrize("rule", JUDGING)
def test_without_a_build_a_rule_of_documents_is_undecided(said: Callable[..., Said], rule: str) -> None:
    found = said(rule, built=False, document=APPROVED)
    assert (found.messages, found.missing) == ([], [NOT_BUILT])
    assert wordings()[rule].needs is Needs.DOCUMENTS


@pytest.mark.parametrize("rule", JUDGING)
def test_sound_documents_of_one_state_break_nothing(said: Callable[..., Said], rule: str) -> None:
    documents = [fresh(contents()), fresh(contents("fiche", "Fiche", of="bloc")), fresh(contents("fiches-reflexes"))]
    found = said(rule, *documents, document=APPROVED)
    assert (found.messages, found.missing) == ([], [])


@pytest.mark.parametrize("rule", [rule for rule in JUDGING if rule != "DOC-DIVERGENCE"])
@pytest.mark.parametrize(("by_hand", "missing"), [(False, STALE), (True, BY_HAND)])
def test_documents_older_than_the_record_or_edited_by_hand_decide_nothing(
    said: Callable[..., Said], rule: str, missing: str, *, by_hand: bool
) -> None:
    bad: dict[str, Any] = {
        "placeholders": 3,
        "leaks": (Leak.KEY_PLACE,),
        "promises": ("garantit",),
        "long_sheets": ("Bloc",),
    }
    kinds = ("fiche", "fiches-reflexes")
    documents = [
        WrittenDocument(f"{kind}.docx", "before", by_hand=by_hand, contents=contents(kind, **bad)) for kind in kinds
    ]
    found = said(rule, *documents, document=APPROVED)
    assert (found.messages, found.missing) == ([], [missing])


# DEG-TOO-LONG


def sheets(**more: Any) -> list[WrittenDocument]:
    return [fresh(contents("fiche", "Fiche", of="bloc", **more)), fresh(contents("fiches-reflexes"))]


def test_a_first_hour_of_more_than_twelve_steps_is_too_long(said: Callable[..., Said]) -> None:
    quarter = [{**step, "id": f"q{step['id']}", "horizon": "quarter"} for step in steps(6)]
    assert said("DEG-TOO-LONG", *sheets(), flow=[*quarter, *steps(6)]).messages == []
    found = said("DEG-TOO-LONG", *sheets(), flow=[*quarter, *steps(7)])
    assert found.messages == [
        "La fiche de « Bloc » compte 13 étapes dans la première heure ; une équipe en suit 12 au plus."
    ]
    assert found.findings[0].path == ("services", 0, "workflow", "steps")


def test_steps_of_later_hours_or_kept_off_the_sheet_do_not_count(said: Callable[..., Said]) -> None:
    later = [{**step, "id": f"l{step['id']}", "horizon": "to-4h"} for step in steps(9)]
    aside = [{**step, "id": f"a{step['id']}"} for step in steps(9, sheet="non")]
    assert said("DEG-TOO-LONG", *sheets(), flow=[*steps(12), *later, *aside]).messages == []


def test_too_many_steps_are_told_before_any_build(said: Callable[..., Said]) -> None:
    assert len(said("DEG-TOO-LONG", built=False, flow=steps(13)).messages) == 1


def test_a_sheet_that_holds_on_no_page_is_told_of_its_service(said: Callable[..., Said]) -> None:
    found = said("DEG-TOO-LONG", *sheets(long_sheets=("Bloc",)))
    assert found.messages == ["Ne tient pas sur une page, même dans le plus petit caractère : « Bloc »."]
    assert found.findings[0].objects[0].id == "bloc"


def test_a_card_of_two_pages_is_told_of_the_crisis_roles(said: Callable[..., Said]) -> None:
    cards = fresh(contents("fiches-reflexes", long_sheets=("Directeur de garde", "RSSI")))
    found = said("DEG-TOO-LONG", sheets()[0], cards)
    assert found.messages == [
        "Ne tient pas sur une page, même dans le plus petit caractère : « Directeur de garde » et « RSSI »."
    ]
    assert found.findings[0].path == ("crisis", "roles")


def test_a_build_without_the_sheets_leaves_them_undecided(said: Callable[..., Said]) -> None:
    assert said("DEG-TOO-LONG", fresh(contents())).missing == [NOT_BUILT]
    assert said("DEG-TOO-LONG", fresh(contents()), flow=[]).missing == []


# DOC-PLACEHOLDER


HOLED = (
    fresh(contents(placeholders=2)),
    fresh(contents("fiche", "Fiche dégradée – Bloc", of="bloc", placeholders=5)),
    fresh(contents("pra", "PRA")),
)


def test_an_approved_plan_with_fields_to_fill_is_blocking(said: Callable[..., Said]) -> None:
    found = said("DOC-PLACEHOLDER", *HOLED, document=APPROVED)
    assert found.messages == [
        (
            "Les plans sont dits approuvés et laissent 7 champs à compléter dans 2 documents : "
            "« Fiche dégradée – Bloc » et « PCA »."
        )
    ]
    (finding,) = found.findings
    assert (finding.severity, finding.path) == (Severity.BLOCKING, ("document", "status"))
    assert [ref.id for ref in finding.objects] == ["document", "bloc"]


def test_a_plan_in_review_with_fields_to_fill_is_major(said: Callable[..., Said]) -> None:
    found = said("DOC-PLACEHOLDER", fresh(contents(placeholders=1)), document={"status": "in-review"})
    assert found.messages == ["Les plans sont en relecture et laissent 1 champ à compléter dans 1 document : « PCA »."]
    assert found.findings[0].severity is Severity.MAJOR


@pytest.mark.parametrize("built", [True, False])
def test_a_draft_may_have_fields_to_fill(said: Callable[..., Said], *, built: bool) -> None:
    found = said("DOC-PLACEHOLDER", *HOLED, built=built, document={"status": "draft"})
    assert (found.messages, found.missing) == ([], [])


def test_a_status_that_nobody_knows_yet_decides_nothing(said: Callable[..., Said]) -> None:
    found = said("DOC-PLACEHOLDER", *HOLED, document={"status": "à compléter"})
    assert (found.messages, found.missing) == ([], ["le statut des documents"])


def test_fresh_documents_are_judged_though_others_are_stale(said: Callable[..., Said]) -> None:
    found = said("DOC-PLACEHOLDER", HOLED[0], WrittenDocument("x.docx", "before"), document=APPROVED)
    assert len(found.messages) == 1
    assert found.missing == [STALE]


# DOC-SECRET


@pytest.mark.parametrize(
    ("leak", "what"),
    [
        (Leak.PERSONAL_PHONE, "Un numéro de téléphone personnel"),
        (Leak.CUSTOMER_NUMBER, "Un numéro de client d’un fournisseur"),
        (Leak.CONTRACT_NUMBER, "Un numéro de contrat d’un fournisseur"),
        (Leak.ACCESS_PLACE, "Le lieu où sont gardés des accès"),
        (Leak.KEY_PLACE, "Le lieu d’une clé de sauvegarde"),
        (Leak.WEAKNESS, "Le détail d’une faiblesse"),
    ],
)
def test_what_leaks_is_told_by_its_kind_with_the_documents(said: Callable[..., Said], leak: Leak, what: str) -> None:
    sheet = fresh(contents("fiche", "Fiche dégradée – Bloc", of="bloc", leaks=(leak,)))
    found = said("DOC-SECRET", fresh(contents(leaks=(leak,))), sheet)
    assert found.messages == [f"{what} figure hors des documents restreints : « PCA » et « Fiche dégradée – Bloc »."]
    assert [ref.id for ref in found.findings[0].objects] == ["document", "bloc"]


def test_a_place_weighs_less_than_what_lies_there(said: Callable[..., Said]) -> None:
    severities = {leak: said("DOC-SECRET", fresh(contents(leaks=(leak,)))).findings[0].severity for leak in Leak}
    places = {leak for leak, severity in severities.items() if severity is Severity.MAJOR}
    assert places == {Leak.ACCESS_PLACE, Leak.KEY_PLACE}
    assert {severities[leak] for leak in set(Leak) - places} == {Severity.BLOCKING}


def test_a_restricted_document_may_say_it(said: Callable[..., Said]) -> None:
    annex = fresh(contents("annexe-restreinte", leaks=(Leak.PERSONAL_PHONE,), restricted=True))
    assert said("DOC-SECRET", annex).messages == []


@pytest.mark.parametrize("section", ["people", "backups", "restore_tests", "supplier_secrets"])
def test_without_the_restricted_file_nobody_knows_what_to_look_for(said: Callable[..., Said], section: str) -> None:
    missing = ["le fichier restreint (personnes, sauvegardes, fournisseurs)"]
    assert said("DOC-SECRET", fresh(contents()), **{section: "à compléter"}).missing == missing


# DOC-DIVERGENCE


def test_documents_of_another_state_are_told_with_their_edition(said: Callable[..., Said]) -> None:
    old = contents("annuaire", "Annuaire", version="1.1", date=date(2026, 3, 2))
    found = said(
        "DOC-DIVERGENCE",
        fresh(contents(version="1.2")),
        WrittenDocument("annuaire.xlsx", "before", contents=old),
        WrittenDocument("bia.xlsx", "before", contents=contents("bia", version="1.2")),
        WrittenDocument("pra.docx", "before", by_hand=True, contents=old),
    )
    assert found.messages == [
        (
            "3 documents ne venant pas du même état du dossier que le reste du classeur : "
            "« annuaire.xlsx (version 1.1 du 02/03/2026) », « bia.xlsx » et « pra.docx (modifié à la main) »."
        )
    ]
    assert found.findings[0].severity is Severity.BLOCKING


def test_a_binder_older_than_the_record_as_a_whole_agrees_with_itself(said: Callable[..., Said]) -> None:
    found = said("DOC-DIVERGENCE", WrittenDocument("a.docx", "before"), WrittenDocument("b.docx", "before"))
    assert (found.messages, found.missing) == ([], [])


# DOC-WORDING


def test_a_promise_of_the_record_is_told_at_its_place(said: Callable[..., Said]) -> None:
    promising = {**SERVICE, "kit": {"place": "Couloir : garantit l’accès, sans risque"}}
    found = said("DOC-WORDING", fresh(contents(promises=("garantit",))), services=[promising])
    assert found.messages == ["Une promesse dans ce qui est écrit de « Bloc » : « garantit » et « sans risque »."]
    assert found.findings[0].path == ("services", 0, "kit", "place")


def test_a_promise_of_the_record_is_told_before_any_build(said: Callable[..., Said]) -> None:
    found = said("DOC-WORDING", built=False, governance={"articulation": "Le plan blanc garantit la suite"})
    assert found.messages == ["Une promesse dans ce qui est écrit de « Gouvernance » : « garantit »."]


def test_what_a_supplier_promises_is_a_fact_of_its_contract(said: Callable[..., Said]) -> None:
    supplier = {"id": "edi", "name": "Éditeur", "restore_clause": "L’éditeur garantit 4 h"}
    assert said("DOC-WORDING", fresh(contents(promises=("garantit",))), suppliers=[supplier]).messages == []


def test_a_promise_that_the_record_does_not_hold_comes_from_a_template(said: Callable[..., Said]) -> None:
    sheet = fresh(contents("fiche", "Fiche", of="bloc", promises=("garantit",)))
    found = said("DOC-WORDING", fresh(contents(promises=("garantit", "zéro perte"))), sheet)
    start = "Une promesse que le dossier ne contient pas, venue d’un gabarit ou de la bibliothèque de l’établissement"
    assert found.messages == [
        f"{start} : « zéro perte », dans « PCA ».",
        f"{start} : « garantit », dans « PCA » et « Fiche ».",
    ]
