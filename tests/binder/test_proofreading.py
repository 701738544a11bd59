from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis import study
from planforge.analysis.written import Contents, Leak
from planforge.binder.proofreading import Proofreader
from planforge.compose.catalogue import CATALOGUE, Piece
from planforge.compose.confidential import Confidences
from planforge.document.blocks import Callout, CalloutKind, CheckItem, Checklist, Paragraph, Sheet, SheetRow, SheetZone
from planforge.document.documents import Control, Document, Workbook, Worksheet
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Gap, Run, Tone, text
from planforge.library.resolution import Resolved
from planforge.model.plan import Plan

if TYPE_CHECKING:
    from planforge.document.blocks import Block

NUMBER = "06 39 98 41 92"
PLAN = Plan.model_validate({"establishment": {"name": "CH", "statute": "public"}})
KNOWN = Confidences(
    phones=frozenset({"639984192"}),
    words={"coffre": (("coffre de la dsi", Leak.KEY_PLACE),)},
    remarks=frozenset({"Base seule"}),
    results=study(Resolved(PLAN, {}, {}, {}, {}, (), {}, {}, {}), None),
)
CONTROL = Control(
    establishment="CH",
    reference="PCA",
    version="1.2",
    date=date(2026, 11, 20),
    status="projet",
    marking="",
    authors="RSSI",
    reviewers="DSI",
    approvers="Directrice",
    distribution="Directoire",
    next_review=date(2027, 11, 20),
)
HOLE = Run("À COMPLÉTER", tone=Tone.GAP)


def piece(kind: str, of: str = "") -> Piece:
    return Piece(next(one for one in CATALOGUE if one.id == kind), of)


def said(*blocks: Block, kind: str = "pca", of: str = "", cover: bool = True, control: Control = CONTROL) -> Contents:
    return Proofreader(KNOWN).contents(piece(kind, of), Document(kind, "Titre", "", control, blocks, cover=cover))


def workbook(*cells: Cell | str | Gap, control: Control = CONTROL) -> Contents:
    table = Table("t", tuple(Column(f"c{number}", "Colonne") for number in range(len(cells))), (row("r", *cells),))
    book = Workbook("annuaire", "Annuaire", "", control, (Worksheet("s", "S", "Feuille", table),))
    return Proofreader(KNOWN).contents(piece("annuaire"), book)


def missing(*names: str) -> Control:
    gaps: dict[str, Any] = dict.fromkeys(names, Gap())
    return replace(CONTROL, **gaps)


def test_a_document_says_what_it_is_and_of_which_edition() -> None:
    assert said(of="bloc", kind="pca-service") == Contents(
        "pca-service", "bloc", "Titre", version="1.2", date=date(2026, 11, 20)
    )
    bare = said(control=missing("version", "date"), kind="pra")
    assert (bare.version, bare.date, bare.restricted) == ("", None, True)


def test_holes_are_counted_in_texts_cells_and_nested_blocks() -> None:
    inside = Callout(CalloutKind.NOTE, (Checklist((CheckItem((HOLE, Run(" : qui"))),)), Paragraph(text("Rien"))))
    assert said(Paragraph((Run("Qui : "), HOLE)), inside).placeholders == 2
    assert said(Paragraph(text("À COMPLÉTER (DSI) puis À COMPLÉTER (RSSI)"))).placeholders == 2
    assert workbook(Gap(), Cell(Gap("DSI")), Cell((HOLE,)), "à compléter").placeholders == 3


@pytest.mark.parametrize(("cover", "holes"), [(True, 7), (False, 3)])
def test_holes_of_document_control_count_where_they_are_printed(*, cover: bool, holes: int) -> None:
    every = ("version", "date", "next_review", "authors", "reviewers", "approvers", "distribution")
    assert said(cover=cover, control=missing(*every)).placeholders == holes
    assert workbook(control=missing(*every)).placeholders == 7


def test_promises_are_met_across_the_looks_of_a_line_and_told_once() -> None:
    line = Paragraph((Run("Le site "), Run("garantit", bold=True), Run(" tout, zéro perte")))
    assert said(line, line).promises == ("garantit", "zéro perte")
    assert workbook(Cell("x", note="Accès sans risque")).promises == ("sans risque",)


def test_what_leaks_is_met_anywhere_save_in_restricted_documents() -> None:
    line = Paragraph(text(f"Appeler le {NUMBER}, clé au Coffre de la DSI"))
    assert said(line).leaks == (Leak.PERSONAL_PHONE, Leak.KEY_PLACE)
    assert workbook(Cell("x", note=NUMBER)).leaks == (Leak.PERSONAL_PHONE,)
    assert workbook("Base seule", "x").leaks == (Leak.WEAKNESS,)
    assert said(line, kind="pra").leaks == ()


def sheet(lines: int, name: str = "fiche-bloc") -> Sheet:
    items = tuple(CheckItem(text("Appeler le cadre de garde " * 4)) for _ in range(lines))
    return Sheet(name, "", name.upper(), (), "", (SheetRow((SheetZone("z", "Zone", (Checklist(items),)),)),), ())


@pytest.mark.parametrize(
    ("kind", "lines", "long"), [("fiche", 5, ()), ("fiche", 300, ("FICHE-BLOC",)), ("pca", 300, ())]
)
def test_a_sheet_too_tall_for_its_page_is_named(kind: str, lines: int, long: tuple[str, ...]) -> None:
    assert said(sheet(lines), kind=kind).long_sheets == long


def test_a_card_that_goes_on_overleaf_is_named_once() -> None:
    cards = (sheet(2, "fr-rssi"), sheet(2, "fr-rssi-suite"), sheet(2, "fr-dg"))
    assert said(*cards, kind="fiches-reflexes").long_sheets == ("FR-RSSI",)
