from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from planforge.document.documents import Worksheet
from planforge.document.tables import Column, Table, row
from planforge.formats.excel import ExcelWriter
from planforge.formats.excel.merge import merge_excel
from planforge.formats.merging import CannotReadError, EditKind
from tests.gate.hands import edited, put, saved_by_excel, told
from tests.gate.plans import action, actions, generated, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook as Book

    from tests.formats.excel.merge.conftest import Case

ON = date(2026, 11, 27)


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
