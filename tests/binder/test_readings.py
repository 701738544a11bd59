from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.binder.known_pages import KnownPages
from planforge.binder.readings import Reading, Readings, told_apart, unpacked
from planforge.binder.record_marks import FACTS, RESULTS
from planforge.binder.workshop import open_workshop
from planforge.compose.catalogue import CATALOGUE, Piece, pieces
from planforge.compose.confidential import confidences
from planforge.compose.editions import Edition, Section
from planforge.model.watching import Reads, watched

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.compose.context import Context
    from tests.binder.conftest import Write

OFFICE = frozenset({"docx", "xlsx"})
KINDS = {kind.id: kind for kind in CATALOGUE}


def context_of(folder: Path) -> Context:
    return open_workshop(folder, None, OFFICE).renderer.context


def readings(context: Context, pages: KnownPages | None = None, beside: str = "") -> Readings:
    return Readings(context, confidences(context.plan, context.results), pages or KnownPages(), beside)


def read(context: Context, piece: Piece) -> Reading:
    """What a piece is composed from."""
    reads: Reads = set()
    with watched(reads):
        piece.kind.compose(told_apart(context), piece.of)
    found = readings(context).reading(piece, reads)
    assert found is not None
    return found


@pytest.fixture
def sheet() -> Piece:
    return Piece(KINDS["fiche"], "urgences")


def test_keys_come_back_from_text() -> None:
    reading = Reading((0, 7, 4_294_967_295), "mark")
    assert unpacked(reading.packed) == reading.keys
    assert unpacked(Reading((), "").packed) == ()


@pytest.mark.parametrize("text", ["é", "AAA", "AAAAAAA=", "****"])
def test_a_damaged_text_holds_no_keys(text: str) -> None:
    with pytest.raises(ValueError, match="damaged keys"):
        unpacked(text)


def test_a_document_holds_until_something_that_it_reads_changes(write: Write, text: str, sheet: Piece) -> None:
    reading = read(context_of(write(text)), sheet)
    assert readings(context_of(write(text))).holds(sheet, reading)
    other = text.replace("name: Dossier patient", "name: Dossier")
    assert readings(context_of(write(other))).holds(sheet, reading)  # the sheet names no application
    own = text.replace("name: Urgences,", "name: SAU,")
    assert not readings(context_of(write(own))).holds(sheet, reading)


def test_a_sheet_shared_by_two_documents_was_read_by_both(murat: Path, sheet: Piece) -> None:
    context = context_of(murat)
    (plan,) = (one for one in pieces(context, frozenset({"pca-service"})))
    first = read(context, plan)
    assert set(read(context, sheet).keys) <= set(first.keys)
    assert read(context_of(murat), sheet) == read(context, sheet)  # fitted by another one, or by itself


def test_results_tell_what_is_read_of_them_and_not_how_they_are_computed(murat: Path) -> None:
    watched_results = told_apart(context_of(murat)).results
    assert watched_results.restart_order.places  # nobody watches: nothing to note
    reads: Reads = set()
    with watched(reads):
        assert watched_results.needs
        assert watched_results.facts.threshold("exercise_months")
        assert watched_results.facts.spots
    assert {(RESULTS, "needs"), (FACTS, "threshold"), (FACTS, "spots")} <= reads
    assert not {name for whose, name in reads if whose not in {RESULTS, FACTS}} - {"exercise_months"} - {"thresholds"}


@pytest.mark.parametrize("what", ["beside", "pages", "version", "logo", "today", "phones"])
def test_what_stands_beside_the_record_counts_too(murat: Path, sheet: Piece, what: str) -> None:
    context = context_of(murat)
    reading = read(context, sheet)
    found = readings(context)
    changed = {
        "beside": lambda: readings(context, beside="another charter"),
        "pages": lambda: readings(context, KnownPages({sheet.path: {"a": 1}}, {})),
        "version": lambda: readings(replace(context, edition=Edition(version="1.0+"))),
        "logo": lambda: readings(replace(context, logo=b"logo")),
        "today": lambda: readings(replace(context, today=None)),
        "phones": lambda: replace(found, confidences=replace(found.confidences, phones=frozenset({"639982001"}))),
    }
    assert found.holds(sheet, reading)
    assert not changed[what]().holds(sheet, reading)


def test_changes_since_a_version_count_where_they_are_told(murat: Path, sheet: Piece) -> None:
    context = context_of(murat)
    since = Edition(since="1.0", before={sheet.path: (Section("a", "A", "1"),)})
    before = readings(replace(context, edition=since))
    reads: Reads = set()
    reading = before.reading(sheet, reads)
    assert reading is not None
    assert before.holds(sheet, reading)
    other = replace(since, before={sheet.path: (Section("a", "A", "2"),)})
    assert not readings(replace(context, edition=other)).holds(sheet, reading)


def test_what_is_made_of_other_documents_never_holds(murat: Path) -> None:
    found, piece = readings(context_of(murat)), Piece(KINDS["diffusion"])
    assert found.reading(piece, set()) is None
    assert not found.holds(piece, Reading((), found._mark(piece, ())))


def test_what_cannot_be_told_never_holds(murat: Path, sheet: Piece) -> None:
    found = readings(context_of(murat))
    reads: Reads = {(RESULTS, "facts")}
    assert found.reading(sheet, reads) is None
    (key,) = found._marks.keys(reads)
    assert not found.holds(sheet, Reading((key,), ""))
