from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.sentences import say, wordings
from planforge.analysis.written import Leak
from planforge.binder.proofreading import Proofreader
from planforge.compose.catalogue import CATALOGUE, pieces
from planforge.compose.confidential import confidences, is_restricted
from planforge.compose.documents import ward_sheet
from planforge.document.blocks import Sheet
from planforge.library.validation import unvalidated
from planforge.model.services import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.results import Finding
    from planforge.compose.confidential import Confidences
    from planforge.compose.context import Context
    from tests.compose.records import Content, Open

ANNEX = "annexe-restreinte.xlsx"
# What the small record says of people, contracts and accesses.
SECRETS = (
    "NOMSECRET",
    "06\u00a039\u00a098\u00a066\u00a061",
    "06\u00a039\u00a098\u00a066\u00a062",
    "06\u00a039\u00a098\u00a066\u00a063",
    "mailsecret",
    "CLIENTSECRET",
    "CONTRATSECRET",
    "COFFRESECRET",
    "TELESECRET",
)
STOP = {"section": "stop", "by": "Cadre", "on": "2026-10-22"}
QUARTER = {"section": "first-quarter", "by": "Cadre", "on": "2026-10-22"}
EVERY_DOMAIN = ("medicines", "laboratory", "blood", "identity", "radiation", "hygiene", "imaging")


@pytest.mark.parametrize("rule", ["BKP-NO-OFFLINE", "SEC-NO-ISOLATION-SHEET", "DEP-AD-FOR-BACKUP", "DEP-CYCLE"])
def test_rules_that_tell_where_to_strike_are_restricted(rule: str) -> None:
    assert rule in wordings()
    assert is_restricted(rule)


@pytest.mark.parametrize("rule", ["DATA-NO-SERVICE", "OBJ-RTO-GT-DMIA", "KIT-NONE", "CON-NO-DEPUTY"])
def test_rules_that_every_service_must_know_are_not(rule: str) -> None:
    assert rule in wordings()
    assert not is_restricted(rule)


@pytest.mark.parametrize("secret", SECRETS)
def test_names_personal_numbers_and_accesses_stand_in_the_annex_only(
    secret: str, binder: dict[str, Content], strings: Callable[[object], list[str]]
) -> None:
    holding = {path for path, content in binder.items() if any(secret in words for words in strings(content))}
    assert holding == {ANNEX}


def test_restricted_findings_are_told_in_the_annex_only(
    context: Context, binder: dict[str, Content], strings: Callable[[object], list[str]]
) -> None:
    hidden = [say(found).message for found in context.results.findings if is_restricted(found.rule)]
    assert len(hidden) > 3
    for message in hidden:
        holding = {path for path, content in binder.items() if any(message in words for words in strings(content))}
        assert holding == {ANNEX}


def test_other_findings_are_told_in_the_action_plan(
    context: Context, binder: dict[str, Content], strings: Callable[[object], list[str]]
) -> None:
    told = set(strings(binder["plan-actions.xlsx"]))
    shared = [say(found).message for found in context.results.findings if not is_restricted(found.rule)]
    assert shared
    assert [message for message in shared if message not in told] == []


def test_the_annex_and_the_recovery_plan_are_marked_restricted(binder: dict[str, Content]) -> None:
    marked = {path for path, content in binder.items() if "restreinte" in content.control.marking}
    assert marked == {ANNEX, "pra.docx"} == {kind.path for kind in CATALOGUE if kind.restricted}


def test_copies_and_their_weaknesses_stand_in_the_annex_only(
    binder: dict[str, Content], strings: Callable[[object], list[str]]
) -> None:
    holding = {path for path, content in binder.items() if "Banque" in strings(content)}
    assert holding == {ANNEX}


def _is_draft(context: Context, service: str = "urgences") -> bool:
    (sheet,) = ward_sheet.compose(context, service).body
    assert isinstance(sheet, Sheet)
    assert not sheet.banner or sheet.banner.startswith("PROJET — NE PAS AFFICHER")
    return bool(sheet.banner)


@pytest.mark.parametrize(
    ("validations", "domains", "draft"),
    [
        ([], EVERY_DOMAIN, True),
        ([STOP], EVERY_DOMAIN, True),
        ([QUARTER], EVERY_DOMAIN, True),
        ([STOP, QUARTER], (), True),  # lines with a clinical domain await its referent
        ([STOP, QUARTER], EVERY_DOMAIN, False),
        ([{**STOP, "section": "all"}], EVERY_DOMAIN, False),
        ([{**STOP, "section": "endurance"}], EVERY_DOMAIN, True),
    ],
)
def test_a_sheet_is_a_draft_as_long_as_a_line_of_stop_or_of_the_first_quarter_awaits_validation(
    open_context: Open,
    validations: list[dict[str, str]],
    domains: tuple[str, ...],
    draft: bool,  # noqa: FBT001 - what is expected
) -> None:
    referents = [{"domain": domain, "validated_on": "2026-10-01"} for domain in domains]
    assert _is_draft(open_context({"services.0.validations": validations, "referents": referents})) is draft


def test_a_domain_may_be_validated_in_the_service_itself(open_context: Open) -> None:
    own = [{**section, "domain": domain} for section in (STOP, QUARTER) for domain in EVERY_DOMAIN]
    assert not _is_draft(open_context({"services.0.validations": [STOP, QUARTER, *own]}))


def test_lines_that_the_hospital_wrote_need_no_validation_but_a_hole_keeps_a_draft(
    context: Context, open_context: Open
) -> None:
    stop = {"replace": [{"id": "verifier", "text": "Vérifier l’identité"}]}
    steps = {"replace": [{"id": "appeler", "text": "Appeler", "horizon": "quarter"}]}
    assert _is_draft(context, "labo")  # no type, no line
    assert _is_draft(open_context({"services.1.workflow": {"stop": stop}}), "labo")
    whole = {"trigger": "Automate muet", "stop": stop, "steps": steps}
    deciders = [{"decision": "Passage au papier", "function": "Biologiste", "phone": "06 39 98 00 02"}]
    own = open_context({"services.1.workflow": whole, "services.1.deciders": deciders, "services.0.workflow": whole})
    assert not _is_draft(own, "labo")
    assert not _is_draft(own, "urgences")


def test_the_plan_of_the_service_says_so_with_the_number_of_lines(
    binder: dict[str, Content], context: Context, strings: Callable[[object], list[str]]
) -> None:
    service = context.plan.service["urgences"]
    pending = unvalidated(service, context.workflow(service), context.plan.referents)
    said = " ".join(strings(binder["services/urgences/pca-urgences.docx"]))
    assert f"{len(pending)}\u00a0lignes de la fiche" in said
    assert "PROJET — NE PAS AFFICHER" in said
    assert "PROJET — NE PAS AFFICHER" not in " ".join(strings(binder["services/labo/pca-labo.docx"]))
    assert context.awaits(service, pending[0], Section.STOP)


@pytest.fixture
def kept(open_context: Open) -> Confidences:
    """What a record of a few secrets keeps for the restricted annex."""
    phones = [
        {"channel": "personal", "number": "06 39 98 66 91"},
        {"channel": "personal", "number": "06 39 98 66 92"},
        {"channel": "duty-mobile", "number": "06 39 98 66 92"},
        {"channel": "personal", "number": "0032 2 555 12 34"},
    ]
    codes = (("EX-10001", "2024-17/B", "Coffre"), ("42", "CONTRAT", "Coffre de la DSI, n° 3"))
    names = ("customer_number", "contract_number", "secret_place")
    opened = open_context(
        {
            "people.0.phones": phones,
            "supplier_secrets": [{"supplier": "editeur", **dict(zip(names, said, strict=True))} for said in codes],
            "backups.0.key_place": "Armoire rouge de la régie",
            "restore_tests.0.remarks": "Base montée; interfaces muettes",
        }
    )
    return confidences(opened.plan, opened.results)


@pytest.mark.parametrize(
    ("words", "leaks"),
    [
        ("06\u00a039\u00a098\u00a066\u00a091", {Leak.PERSONAL_PHONE}),
        ("Appeler le 06.39.98.66.91 ou le poste 6420", {Leak.PERSONAL_PHONE}),
        ("+33 6 39 98 66 91", {Leak.PERSONAL_PHONE}),
        ("0033639986691", {Leak.PERSONAL_PHONE}),
        ("06 39 98 66 92", set()),  # given as a duty number too
        ("06 39 98 66 911", set()),
        ("client ex-10001, contrat 2024-17/B", {Leak.CUSTOMER_NUMBER, Leak.CONTRACT_NUMBER}),
        ("EX-100012", set()),
        ("chambre 42, contrat", set()),  # too short or too plain to be told from other words
        ("Coffre", set()),
        ("Voir le coffre de la\u00a0DSI, n°\u00a03.", {Leak.ACCESS_PLACE}),
        ("Armoire rouge de la régie, à droite", {Leak.KEY_PLACE}),
        ("Armoire rouge de la régie2", set()),
        ("", set()),
    ],
)
def test_what_the_annex_alone_may_say_is_recognised_however_it_is_written(
    kept: Confidences, words: str, leaks: set[Leak]
) -> None:
    assert kept.met_in(words) == leaks


def test_a_weakness_told_in_full_is_recognised_once_there_are_findings_to_print(kept: Confidences) -> None:
    assert kept.tells_weakness(["x", "Base montée\u00a0; interfaces muettes"])
    hidden = next(say(one).message for one in open_findings(kept) if is_restricted(one.rule))
    assert kept.tells_weakness([hidden])
    shared = [say(one).message for one in open_findings(kept) if not is_restricted(one.rule)]
    assert shared
    assert not kept.tells_weakness(shared)


def test_before_the_rules_are_applied_nothing_holds_a_finding(kept: Confidences, open_context: Open) -> None:
    other = open_context()
    hidden = next(say(one).message for one in open_findings(kept) if is_restricted(one.rule))
    untold = confidences(other.plan, other.results)
    assert not untold.tells_weakness([hidden])
    assert not other.results.is_judged


def open_findings(kept: Confidences) -> tuple[Finding, ...]:
    return kept.results.findings


def test_our_own_documents_give_nothing_away(context: Context, binder: dict[str, Content]) -> None:
    context.results.settle()
    reader = Proofreader(confidences(context.plan, context.results))
    leaks: dict[str, tuple[Leak, ...]] = {}
    for piece in pieces(context):
        shared = replace(piece, kind=replace(piece.kind, restricted=False))
        leaks[piece.path] = reader.contents(shared, binder[piece.path]).leaks
    assert {path for path, found in leaks.items() if found} == {ANNEX}
    assert Leak.PERSONAL_PHONE in leaks[ANNEX]
