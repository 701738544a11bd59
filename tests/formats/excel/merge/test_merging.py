from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from planforge.document.documents import Worksheet
from planforge.document.tables import Column, Table, row
from planforge.formats.excel import ExcelWriter
from planforge.formats.excel.merge import merge_excel
from planforge.formats.merging import CannotReadError, EditKind
from tests.gate.hands import edited, saved_by_excel, with_results
from tests.gate.plans import action, actions, generated, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet as Page

    from planforge.formats.merging import Merged
    from tests.formats.excel.merge.conftest import Case

ON = date(2026, 11, 27)
HEADER, FIRST, LAST = 6, 7, 10


def put(place: str, value: Any, sheet: str = "Actions") -> Callable[[Book], None]:
    def change(book: Book) -> None:
        book[sheet][place] = value

    return change


def column(page: Page, letter: str = "A") -> list[Any]:
    """The values of a column of the table."""
    (table,) = page.tables.values()
    first, last = (int("".join(sign for sign in part if sign.isdigit())) for part in table.ref.split(":"))
    return [page[f"{letter}{number}"].value for number in range(first + 1, last + 1)]


def told(merged: Merged) -> list[tuple[str, str, str]]:
    every = (*merged.kept, *merged.conflicts, *merged.lost_looks)
    return [(edit.kind.value, edit.where.replace("\u00a0", " "), edit.theirs) for edit in every]


@pytest.mark.parametrize("save", [lambda data: data, saved_by_excel], ids=["as-written", "excel"])
def test_a_file_that_nobody_edited_becomes_ours(case: Case, save: Callable[[bytes], bytes]) -> None:
    case.theirs = save(case.theirs)
    ours = generated([action(0, step="Autre"), *actions()[1:]])
    merged = case.merge(ours)
    assert told(merged) == []
    assert merged.data == ours


def test_ticks_and_filled_cells_stay(case: Case) -> None:
    case.edit(put("C8", "☑"))
    case.edit(put("G8", "Fait à 10 h, clés chez le gardien"))
    merged = case.merge(generated([action(0), action(1, load=9), *actions()[2:]]))
    page = case.book()["Actions"]
    assert (page["C8"].value, page["F8"].value, page["G8"].value) == ("☑", 9, "Fait à 10 h, clés chez le gardien")
    where = "feuille « Actions », ligne « Isoler les sauvegardes 1 », colonne « {} »"
    assert told(merged) == [
        ("kept", where.format("Fait"), "☑"),
        ("kept", where.format("Remarque"), "Fait à 10 h, clés chez le gardien"),
    ]
    assert page["F11"].value == "=SUM(F7:F10)"


def test_results_follow_what_people_typed(case: Case) -> None:
    case.edit(put("F7", 100))
    case.merge()
    with zipfile.ZipFile(BytesIO(case.theirs)) as archive:
        assert b"<f>SUM(F7:F10)</f><v>112</v>" in archive.read("xl/worksheets/sheet2.xml")


def test_a_cell_that_both_changed_is_a_conflict(case: Case) -> None:
    case.edit(put("B9", "Cadre de nuit"))
    merged = case.merge(generated([*actions()[:2], action(2, who="RSSI"), action(3)]))
    cell = case.book()["Actions"]["B9"]
    assert cell.value == "Cadre de nuit"
    assert cell.fill.fgColor.rgb == "FFF7CAB2"
    assert "À TRANCHER\u00a0: le dossier dit maintenant\nRSSI\n" in cell.comment.text
    assert "planforge, 27/11/2026" in cell.comment.text
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.theirs, conflict.ours) == (EditKind.CONFLICT, "Cadre de nuit", "RSSI")


def a_conflict(case: Case) -> None:
    case.edit(put("B9", "Cadre de nuit"))
    assert case.merge(generated([*actions()[:2], action(2, who="RSSI"), action(3)])).conflicts


def test_a_conflict_stays_until_somebody_settles_it(case: Case) -> None:
    a_conflict(case)
    before = case.theirs
    assert len(case.merge().conflicts) == 1
    assert case.theirs == before


def test_a_conflict_is_over_once_its_note_is_deleted(case: Case) -> None:
    a_conflict(case)
    case.edit(lambda book: setattr(book["Actions"]["B9"], "comment", None))
    assert case.merge().conflicts == ()
    cell = case.book()["Actions"]["B9"]
    assert (cell.value, cell.comment, cell.fill.fgColor.rgb) == ("Cadre de nuit", None, "FFFFFBE0")


def test_a_conflict_is_over_once_somebody_takes_our_words(case: Case) -> None:
    a_conflict(case)
    case.edit(put("B9", "RSSI"))
    merged = case.merge()
    assert told(merged) == []
    assert case.book()["Actions"]["B9"].comment is None


def test_a_conflict_follows_the_record(case: Case) -> None:
    a_conflict(case)
    (conflict,) = case.merge(generated([*actions()[:2], action(2, who="DPO"), action(3)])).conflicts
    assert conflict.ours == "DPO"
    assert case.book()["Actions"]["B9"].comment.text.count("À TRANCHER") == 1


def test_the_same_change_on_both_sides_is_no_conflict(case: Case) -> None:
    case.edit(put("B9", "RSSI"))
    ours = generated([*actions()[:2], action(2, who="RSSI"), action(3)])
    assert case.merge(ours).data == ours


def test_an_emptied_cell_stays_empty(case: Case) -> None:
    case.edit(put("B9", None))
    merged = case.merge(generated([action(0, load=50), *actions()[1:]]))
    assert case.book()["Actions"]["B9"].value is None
    assert told(merged) == [("kept", "feuille « Actions », ligne « Prévenir la garde 2 », colonne « Pilote »", "")]


def test_spaces_that_a_person_typed_stay(case: Case) -> None:
    case.edit(put("B9", "DSI\nastreinte"))
    case.merge(generated([action(0, load=50), *actions()[1:]]))
    assert case.book()["Actions"]["B9"].value == "DSI\nastreinte"


def insert(page: Page, at: int, *values: Any) -> None:
    """Insert a row in the table, as Excel does."""
    page.insert_rows(at)
    (table,) = page.tables.values()
    table.ref = table.autoFilter.ref = f"A{HEADER}:H{LAST + 1}"
    for letter, value in zip("ABCDEFG", values, strict=False):
        page[f"{letter}{at}"] = value


def test_a_row_between_two_others_stays_there(case: Case) -> None:
    case.edit(lambda book: insert(book["Actions"], 9, "Appeler le préfet", "Directrice"))
    merged = case.merge(generated([*actions()[:3], action(4), action(3)]))
    page = case.book()["Actions"]
    steps = [ACTION[:12] for ACTION in column(page)]
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
    assert column(page) == ["Infrastructure", "Réseau", "Renfort"]
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
    assert column(case.book()["Actions"]) == ["Première action"]
    case.merge(generated(actions(2)))
    assert len(column(case.book()["Actions"])) == 3


def delete(page: Page, at: int) -> None:
    """Delete a row of the table, as Excel does."""
    page.delete_rows(at)
    (table,) = page.tables.values()
    table.ref = table.autoFilter.ref = f"A{HEADER}:H{LAST - 1}"


def test_a_deleted_row_stays_out(case: Case) -> None:
    case.edit(lambda book: delete(book["Actions"], 8))
    merged = case.merge(generated([action(0, load=50), *actions()[1:]]))
    page = case.book()["Actions"]
    assert len(column(page)) == 3
    assert page["F10"].value == "=SUM(F7:F9)"
    assert [edit.kind for edit in merged.kept] == [EditKind.REMOVED]
    assert len(case.merge().kept) == 1
    assert len(column(case.book()["Actions"])) == 3


def test_a_deleted_row_comes_back_when_the_record_changed_it(case: Case) -> None:
    case.edit(lambda book: delete(book["Actions"], 8))
    merged = case.merge(generated([action(0), action(1, who="RSSI"), *actions()[2:]]))
    page = case.book()["Actions"]
    assert len(column(page)) == 4
    assert "supprimée à la main" in page["A8"].comment.text
    assert [edit.kind for edit in merged.conflicts] == [EditKind.CONFLICT]
    before = case.theirs
    assert len(case.merge().conflicts) == 1
    assert case.theirs == before
    case.edit(lambda book: setattr(book["Actions"]["A8"], "comment", None))
    assert told(case.merge()) == []
    assert len(column(case.book()["Actions"])) == 4


def test_every_row_deleted(case: Case) -> None:
    for _ in range(3):
        case.edit(lambda book: delete(book["Actions"], FIRST))
    case.edit(lambda book: book["Actions"].delete_rows(FIRST))
    case.merge()
    assert column(case.book()["Actions"]) == [None]


def test_a_row_that_the_record_dropped_goes_unless_somebody_wrote_in_it(case: Case) -> None:
    case.edit(put("G8", "Vu avec le prestataire"))
    merged = case.merge(generated([action(0), action(3)]))
    page = case.book()["Actions"]
    assert [step[:6] for step in column(page)] == ["Couper", "Ouvrir", "Isoler"]
    assert page["G9"].value == "Vu avec le prestataire"
    assert "n’est plus dans le dossier" in page["A9"].comment.text
    assert [edit.kind for edit in merged.kept] == [EditKind.UNPLACED]


def sort_rows(page: Page, letters: str = "ABCDEFGH") -> None:
    """Turn the rows of the table upside down, formats left where they are."""
    values = [[page[f"{letter}{number}"].value for letter in letters] for number in range(FIRST, LAST + 1)]
    for number, line in enumerate(reversed(values), start=FIRST):
        for letter, value in zip(letters, line, strict=True):
            page[f"{letter}{number}"] = value


@pytest.mark.parametrize("letters", ["ABCDEFGH", "ABCDEFG"], ids=["keys-too", "keys-left-behind"])
def test_sorted_rows_are_known_again(case: Case, letters: str) -> None:
    case.edit(put("G8", "remarque de la ligne 1"))
    case.edit(lambda book: sort_rows(book["Actions"], letters))
    merged = case.merge(generated([action(0), action(1), action(2, load=77), action(3)]))
    page = case.book()["Actions"]
    assert [step[-1] for step in column(page)] == ["0", "1", "2", "3"]
    assert (page["G8"].value, page["F9"].value) == ("remarque de la ligne 1", 77)
    assert [edit.theirs for edit in merged.lost_looks] == ["tri des lignes"]
    assert merged.conflicts == ()


def test_a_row_added_before_a_sort_goes_to_the_end(case: Case) -> None:
    case.edit(lambda book: insert(book["Actions"], 9, "Appeler le préfet"))
    case.edit(lambda book: sort_rows(book["Actions"]))
    case.merge()
    assert len(column(case.book()["Actions"])) == 5


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
    assert column(page, "I") == [40, 10, None, "=F10*2", 20]
    assert page.tables["t_actions"].ref == "A6:I11"
    assert page.column_dimensions["I"].width == 30
    assert page.column_dimensions["H"].hidden
    assert page.print_area == "'Actions'!$A$2:$I$14"
    assert ("kept", "feuille « Actions », colonne « Budget », colonne ajoutée", "Budget") in told(merged)
    before = case.theirs
    case.merge()
    assert case.theirs == before


def test_a_sheet_without_its_table_cannot_be_merged(case: Case) -> None:
    def wreck(book: Book) -> None:
        page = book["Actions"]
        page.tables.clear()
        page.delete_rows(5, 9)
        page["A30"] = "tout a été refait ici"

    case.edit(wreck)
    with pytest.raises(CannotReadError, match=r"feuille «\sActions\s»"):
        case.merge()


def test_what_is_no_workbook_cannot_be_merged() -> None:
    data = generated()
    with pytest.raises(CannotReadError):
        merge_excel(data, b"Action;Pilote\n", data, "planforge", ON)


def test_a_damaged_base_is_like_none() -> None:
    before = generated()
    theirs = edited(before, put("G8", "remarque"))
    ours = generated([action(0, load=50), *actions()[1:]])
    assert merge_excel(b"abime", theirs, ours, "planforge", ON) == merge_excel(None, theirs, ours, "planforge", ON)


def test_a_file_older_than_the_base_is_told_by_its_own_keys() -> None:
    older = generated([action(0, who="Ancien pilote"), *actions()[1:]])
    base, ours = generated(), generated([action(0), action(1, load=9), *actions()[2:]])
    assert merge_excel(base, older, ours, "planforge", ON).data == ours


def test_a_plain_workbook_is_merged_by_its_words(case: Case) -> None:
    """One for a program to read: no table, no keys."""
    columns = (Column("a", "Quoi"), Column("b", "Qui"))

    def plain(*rows: tuple[str, str]) -> bytes:
        lines = [row(f"r{number}", *words) for number, words in enumerate(rows)]
        sheet = Worksheet("x", "X", "X", Table("x", columns, tuple(lines)))
        return ExcelWriter().write(replace(workbook(sheet), plain=True))

    case.before = case.theirs = plain(("un", "DSI"), ("deux", "RSSI"))
    case.edit(put("B2", "Cadre", "X"))
    merged = case.merge(plain(("un", "DSI"), ("deux", "DPO")))
    page = case.book()["X"]
    assert page["B2"].value == "Cadre"
    if case.kept_base:
        assert (page["B3"].value, merged.conflicts) == ("DPO", ())
    else:
        assert {(edit.theirs, edit.ours) for edit in merged.conflicts} == {("Cadre", "DSI"), ("RSSI", "DPO")}


def test_the_same_merge_gives_the_same_bytes() -> None:
    script = (
        "import sys, hashlib, datetime; sys.path.insert(0, '.');"
        "from planforge.formats.excel.merge import merge_excel;"
        "from tests.gate.plans import action, actions, generated; from tests.gate.hands import edited;"
        "before = generated(); ours = generated([action(9), *actions()]);"
        "places = ('B8', 'I6', 'I9', 'K3', 'A15');"
        "change = lambda book: [book['Actions'].__setitem__(place, place) for place in places];"
        "merged = merge_excel(before, edited(before, change), ours, 'planforge', datetime.date(2026, 11, 27));"
        "print(hashlib.sha256(merged.data).hexdigest(), hashlib.sha256(repr(merged.kept).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert runs != {""}
