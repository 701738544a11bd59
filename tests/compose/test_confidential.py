from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.analysis.sentences import say, wordings
from planforge.compose.confidential import is_restricted
from planforge.document.documents import Document
from planforge.library.validation import unvalidated
from planforge.model.services import Section

if TYPE_CHECKING:
    from collections.abc import Callable

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


@pytest.mark.parametrize("rule", ["BKP-NO-OFFLINE", "SEC-NO-ISOLATION-SHEET", "DEP-AD-FOR-BACKUP"])
def test_rules_that_tell_where_to_strike_are_restricted(rule: str) -> None:
    assert rule in wordings()
    assert is_restricted(rule)


@pytest.mark.parametrize("rule", ["DATA-NO-SERVICE", "OBJ-RTO-GT-DMIA", "KIT-NONE", "DEP-CYCLE", "CON-NO-DEPUTY"])
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
    assert marked == {ANNEX, "pra.docx"}


def test_copies_and_their_weaknesses_stand_in_the_annex_only(
    binder: dict[str, Content], strings: Callable[[object], list[str]]
) -> None:
    holding = {path for path, content in binder.items() if "Banque" in strings(content)}
    assert holding == {ANNEX}


def _drafts(context: Context) -> list[str]:
    """The services whose sheet says that it must not be put up."""
    from planforge.compose.documents import ward_sheet  # noqa: PLC0415 - beside the question

    found = []
    for service in context.plan.services:
        document = ward_sheet.compose(context, service.id)
        assert isinstance(document, Document)
        found += [service.id] if "PROJET — NE PAS AFFICHER" in document.body[0].banner else []  # type: ignore[union-attr] # a sheet
    return found


def test_a_sheet_is_a_draft_as_long_as_a_line_of_stop_or_of_the_first_quarter_awaits_validation(
    context: Context, open_context: Open
) -> None:
    assert _drafts(context) == ["urgences"]  # the laboratory of the small record has no library type
    referents = [{"domain": domain, "validated_on": "2026-10-01"} for domain in EVERY_DOMAIN]
    for validations, known, drafts in (
        ([], referents, ["urgences"]),
        ([STOP], referents, ["urgences"]),
        ([QUARTER], referents, ["urgences"]),
        ([STOP, QUARTER], [], ["urgences"]),  # lines with a clinical domain await its referent
        ([STOP, QUARTER], referents, []),
        ([{**STOP, "section": "all"}], referents, []),
        ([{**STOP, "section": "endurance"}], referents, ["urgences"]),
    ):
        changed = open_context({"services.0.validations": validations, "referents": known})
        assert _drafts(changed) == drafts, (validations, known)


def test_a_domain_may_be_validated_in_the_service_itself(open_context: Open) -> None:
    own = [{**section, "domain": domain} for section in (STOP, QUARTER) for domain in EVERY_DOMAIN]
    assert _drafts(open_context({"services.0.validations": [STOP, QUARTER, *own]})) == []


def test_a_line_that_the_hospital_wrote_needs_no_validation(open_context: Open) -> None:
    own = {"replace": [{"id": "verifier", "text": "Vérifier l’identité"}]}
    steps = {"replace": [{"id": "appeler", "text": "Appeler", "horizon": "quarter"}]}
    context = open_context({"services.0.workflow": {"stop": own, "steps": steps}})
    assert _drafts(context) == []


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
