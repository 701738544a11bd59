from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.binder.proofreading import Proofreader
from planforge.compose.confidential import confidences
from planforge.compose.exercise_catalogue import kit_pieces
from planforge.document.documents import Document, Workbook
from tests.compose.kits import FORMS, kit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from tests.compose.records import Open

CRISIS = [
    "guide-animation.docx",
    "chronogramme.xlsx",
    "chronogramme-murail.xlsx",
    "stimuli.docx",
    "dossier-observateurs.docx",
    "dossier-joueurs.docx",
    "grille-evaluation.xlsx",
    "briefing.docx",
]
FIELD = [
    "guide-test-terrain.docx",
    "chronogramme.xlsx",
    "stimuli.docx",
    "carte-observateur.docx",
    "fiche-equipe.docx",
    "grille-evaluation.xlsx",
    "briefing.docx",
]
FOR_PLAYERS = {"dossier-joueurs.docx", "briefing.docx", "fiche-equipe.docx"}


def test_a_kit_has_all_its_files(context: Context) -> None:
    assert [piece.path for piece in kit_pieces(kit_of(context))] == CRISIS
    assert [piece.path for piece in kit_pieces(kit_of(context, "confirmed-field"))] == FIELD
    paths = [piece.path for piece in kit_pieces(kit_of(context, "confirmed-crisis"))]
    assert {"chronogramme-murail-jour-1.xlsx", "chronogramme-murail-jour-2.xlsx"} < set(paths)
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize("form", FORMS)
def test_every_document_composes_and_gives_no_secret_away(
    context: Context, strings: Callable[[object], list[str]], form: str
) -> None:
    proofreader = Proofreader(confidences(context.plan, context.results))
    for piece in kit_pieces(kit_of(context, form)):
        made = piece.kind.compose(context)
        assert isinstance(made, Workbook if piece.kind.is_workbook else Document)
        contents = proofreader.contents(piece, made)
        assert not contents.leaks
        assert not contents.promises
        told = "\n".join(strings(made))
        for secret in ("NOMSECRET", "mailsecret", "06 39 98 66", "CLIENTSECRET", "COFFRESECRET", "TELESECRET"):
            assert secret not in told.replace("\u00a0", " "), piece.path


def test_what_players_hold_is_not_marked_restricted(context: Context) -> None:
    for form in ("beginner-crisis", "beginner-field"):
        for piece in kit_pieces(kit_of(context, form)):
            if piece.path in FOR_PLAYERS:
                assert not piece.kind.restricted, piece.path
            elif piece.path in {"guide-animation.docx", "guide-test-terrain.docx", "chronogramme.xlsx", "stimuli.docx"}:
                assert piece.kind.restricted, piece.path


def test_a_record_that_says_next_to_nothing_still_has_a_kit(open_context: Open) -> None:
    record = {
        "schema": "1",
        "establishment": {"name": "CH du Val", "statute": "public"},
        "scenarios": [{"id": "cyber", "name": "Cyberattaque", "kind": "cyber"}],
    }
    context = open_context(record=record)
    for form in ("beginner-crisis", "intermediate-crisis", "confirmed-crisis"):
        kit = kit_of(context, form)
        assert kit.played
        assert kit.missed
        assert all(piece.kind.compose(context) for piece in kit_pieces(kit))
