"""Rows of a merged table: added, deleted, sorted, copied, dropped by the record."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from planforge.formats.merging import EditKind
from tests.gate.hands import put, table_column, told, with_results
from tests.gate.plans import action, actions, generated

if TYPE_CHECKING:
    from openpyxl import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet as Page

    from tests.formats.excel.merge.conftest import Case

HEADER, FIRST, LAST = 6, 7, 10


def insert(page: Page, at: int, *values: Any) -> None:
    """Insert a row in the table, as Excel does."""
    page.insert_rows(at)
    (table,) = page.tables.values()
    table.ref = table.autoFilter.ref = f"A{HEADER}:H{LAST + 1}"
    for letter, value in zip("ABCDEFG", values, strict=False):
        page[f"{letter}{at}"] = value


def delete(page: Page, at: int) -> None:
    """Delete a row of the table, as Excel does."""
    page.delete_rows(at)
    (table,) = page.tables.values()
    table.ref = table.autoFilter.ref = f"A{HEADER}:H{LAST - 1}"


def sort_rows(page: Page, letters: str = "ABCDEFGH") -> None:
    """Turn the rows of the table upside down, formats left where they are."""
    values = [[page[f"{letter}{number}"].value for letter in letters] for number in range(FIRST, LAST + 1)]
    for number, line in enumerate(reversed(values), start=FIRST):
        for letter, value in zip(letters, line, strict=True):
            page[f"{letter}{number}"] = value


def test_a_row_between_two_others_stays_there(case: Case) -> None:
    case.edit(lambda book: insert(book["Actions"], 9, "Appeler le préfet", "Directrice"))
    merged = case.merge(generated([*actions()[:3], action(4), action(3)]))
    page = case.book()["Actions"]
    steps = [ACTION[:12] for ACTION in table_column(page)]
    assert steps == ["Couper les a", "Isoler les s", "Appeler le p", "Prévenir la ", "Relire le pl", "Ouvrir la ce"]
    assert told(merged)[0][:2] == ("kept", "feuille « Actions », ligne « Appeler le préfet », ligne ajoutée")
    rules = {str(rule.sqref) for rule in page.data_validations.dataValidation}
    assert "C7:C12" in rules
    assert not page["B9"].protection.locked


def test_a_row_under_the_table_joins_it(case: Case) -> None:
    def add(book: Book) -> None:
        book["Équipes"]["A8"] = "Renfort"
        book["Équipes"]["B8"] = 4

    case.edit(add)
    case.merge()
    page = case.book()["Équipes"]
    assert table_column(page) == ["Infrastructure", "Réseau", "Renfort"]
    assert "B6:B8" in {str(rule.sqref) for rule in page.data_validations.dataValidation}
    with zipfile.ZipFile(BytesIO(case.theirs)) as archive:
        assert b"'\xc3\x89quipes'!$B$6:$B$8" in archive.read("xl/charts/chart1.xml")
    before = case.theirs
    case.merge()
    assert case.theirs == before


def test_a_row_in_an_empty_table(case: Case) -> None:
    case.before = case.theirs = generated([])
    case.edit(put("A7", "Première action"))
    case.merge()
    assert table_column(case.book()["Actions"]) == ["Première action"]
    case.merge(generated(actions(2)))
    assert len(table_column(case.book()["Actions"])) == 3


def test_a_deleted_row_stays_out(case: Case) -> None:
    case.edit(lambda book: delete(book["Actions"], 8))
    merged = case.merge(generated([action(0, load=50), *actions()[1:]]))
    page = case.book()["Actions"]
    assert len(table_column(page)) == 3
    assert page["F10"].value == "=SUM(F7:F9)"
    assert [edit.kind for edit in merged.kept] == [EditKind.REMOVED]
    assert len(case.merge().kept) == 1
    assert len(table_column(case.book()["Actions"])) == 3


def test_a_deleted_row_comes_back_when_the_record_changed_it(case: Case) -> None:
    case.edit(lambda book: delete(book["Actions"], 8))
    merged = case.merge(generated([action(0), action(1, who="RSSI"), *actions()[2:]]))
    page = case.book()["Actions"]
    assert len(table_column(page)) == 4
    assert "supprimée à la main" in page["A8"].comment.text
    assert [edit.kind for edit in merged.conflicts] == [EditKind.CONFLICT]
    before = case.theirs
    assert len(case.merge().conflicts) == 1
    assert case.theirs == before
    case.edit(lambda book: setattr(book["Actions"]["A8"], "comment", None))
    assert told(case.merge()) == []
    assert len(table_column(case.book()["Actions"])) == 4


def test_every_row_deleted(case: Case) -> None:
    for _ in range(3):
        case.edit(lambda book: delete(book["Actions"], FIRST))
    case.edit(lambda book: book["Actions"].delete_rows(FIRST))
    case.merge()
    assert table_column(case.book()["Actions"]) == [None]


def test_a_row_that_the_record_dropped_goes_unless_somebody_wrote_in_it(case: Case) -> None:
    case.edit(put("G8", "Vu avec le prestataire"))
    merged = case.merge(generated([action(0), action(3)]))
    page = case.book()["Actions"]
    assert [step[:6] for step in table_column(page)] == ["Couper", "Ouvrir", "Isoler"]
    assert page["G9"].value == "Vu avec le prestataire"
    assert "n’est plus dans le dossier" in page["A9"].comment.text
    assert [edit.kind for edit in merged.kept] == [EditKind.UNPLACED]


@pytest.mark.parametrize("letters", ["ABCDEFGH", "ABCDEFG"], ids=["keys-too", "keys-left-behind"])
def test_sorted_rows_are_known_again(case: Case, letters: str) -> None:
    case.edit(put("G8", "remarque de la ligne 1"))
    case.edit(lambda book: sort_rows(book["Actions"], letters))
    merged = case.merge(generated([action(0), action(1), action(2, load=77), action(3)]))
    page = case.book()["Actions"]
    assert [step[-1] for step in table_column(page)] == ["0", "1", "2", "3"]
    assert (page["G8"].value, page["F9"].value) == ("remarque de la ligne 1", 77)
    assert [edit.theirs for edit in merged.lost_looks] == ["tri des lignes"]
    assert merged.conflicts == ()


def test_names_that_count_rows_do_not_mix_them_up(case: Case) -> None:
    """Rows named by their rank: a new first row gives each the name of the one before."""

    def numbered(*numbers: int) -> bytes:
        return generated([replace(action(number), id=f"rang.{rank}") for rank, number in enumerate(numbers)])

    case.before = case.theirs = numbered(0, 1, 2, 3)
    case.edit(put("G8", "remarque de la ligne 1"))
    case.edit(put("G10", "remarque de la ligne 3"))
    merged = case.merge(numbered(4, 0, 1, 2))
    page = case.book()["Actions"]
    assert [step[-1] for step in table_column(page)] == ["4", "0", "1", "2", "3"]
    assert table_column(page, "G") == [None, None, "remarque de la ligne 1", None, "remarque de la ligne 3"]
    assert [edit.kind for edit in merged.kept] == [EditKind.KEPT, EditKind.UNPLACED]
    before = case.theirs
    case.merge()
    assert case.theirs == before


def test_a_row_added_before_a_sort_goes_to_the_end(case: Case) -> None:
    case.edit(lambda book: insert(book["Actions"], 9, "Appeler le préfet"))
    case.edit(lambda book: sort_rows(book["Actions"]))
    case.merge()
    assert len(table_column(case.book()["Actions"])) == 5


def test_a_copied_row_is_a_new_one(case: Case) -> None:
    def copy(book: Book) -> None:
        page = book["Actions"]
        insert(page, 9, *[page[f"{letter}8"].value for letter in "ABCDEFG"])
        page["H9"] = page["H8"].value
        page["G9"] = "copie"

    case.edit(copy)
    case.merge(generated([action(0), action(1, load=66), *actions()[2:]]))
    page = case.book()["Actions"]
    assert [(page[f"F{number}"].value, page[f"G{number}"].value) for number in (8, 9)] == [(66, None), (3, "copie")]


def test_an_added_column_stays_with_its_rows(case: Case) -> None:
    added: tuple[Any, ...] = ("Budget", 10, 20, "=F9*2", 40)

    def add(book: Book) -> None:
        page = book["Actions"]
        for number, value in enumerate(added, start=HEADER):
            page[f"I{number}"] = value
        page.column_dimensions["I"].width = 30

    case.edit(add)
    case.theirs = with_results(case.theirs)
    merged = case.merge(generated([action(3), action(0), action(9), action(2)]))
    page = case.book()["Actions"]
    assert page["I6"].value == "Budget"
    assert table_column(page, "I") == [40, 10, None, "=F10*2", 20]
    assert page.tables["t_actions"].ref == "A6:I11"
    assert page.column_dimensions["I"].width == 30
    assert page.column_dimensions["H"].hidden
    assert page.print_area == "'Actions'!$A$2:$I$14"
    assert ("kept", "feuille « Actions », colonne « Budget », colonne ajoutée", "Budget") in told(merged)
    before = case.theirs
    case.merge()
    assert case.theirs == before
