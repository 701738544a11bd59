"""Lines around a table, and those of a sheet without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.formats.excel.layout import HOME
from tests.gate.hands import on_actions, told
from tests.gate.plans import action, actions, generated, other_actions

if TYPE_CHECKING:
    from openpyxl import Workbook as Book

    from tests.formats.excel.merge.conftest import Case


def test_the_first_sheet_is_merged_too(case: Case) -> None:
    def fill(book: Book) -> None:
        for cell in book[HOME]["A"]:
            if cell.value == "Approbation":
                book[HOME][f"B{cell.row}"] = "Mme Martin, directrice"
        book[HOME]["B50"] = "écrit en dessous"

    case.edit(fill)
    merged = case.merge(generated(other_actions()))
    values = {str(cell.value) for line in case.book()[HOME].iter_rows() for cell in line}
    assert {"Mme Martin, directrice", "écrit en dessous"} <= values
    assert ("kept", "feuille « À lire », ligne « Approbation »", "Mme Martin, directrice") in told(merged)


def test_lines_around_the_table_are_merged(case: Case) -> None:
    def write(page: Any) -> None:
        page["A3"] = "À suivre chaque lundi."
        page["A13"] = "Source : DSI et RSSI."
        page["A15"] = "Une ligne tout en bas"
        page["K2"] = "à droite du titre"

    case.edit(on_actions(write))
    case.merge(generated([*actions(), action(4)], facts=(("Scénario", "panne"), ("Durée", "14 jours"))))
    page = case.book()["Actions"]
    texts = {cell.value: cell.coordinate for line in page.iter_rows() for cell in line if isinstance(cell.value, str)}
    assert texts["À suivre chaque lundi."] == "A3"
    assert texts["panne"] == "B4"
    assert texts["Source : DSI et RSSI."] == "A15"
    assert texts["Une ligne tout en bas"] == "A16"
    assert texts["à droite du titre"] == "K2"


def test_a_line_that_both_changed_is_a_conflict(case: Case) -> None:
    case.edit(on_actions(lambda page: page.__setitem__("A13", "Source : moi.")))
    merged = case.merge(generated(note="Source : RSSI."))
    assert [(edit.theirs, edit.ours) for edit in merged.conflicts] == [("Source : moi.", "Source : RSSI.")]
    assert "RSSI" in case.book()["Actions"]["A13"].comment.text


def test_a_line_inserted_above_the_table_moves_everything_down(case: Case) -> None:
    def insert(page: Any) -> None:
        merges = [str(area) for area in page.merged_cells.ranges]
        for area in merges:
            page.unmerge_cells(area)
        page.insert_rows(4)
        page["A4"] = "Ajout de la direction"
        page.tables["t_actions"].ref = page.tables["t_actions"].autoFilter.ref = "A7:H11"

    case.edit(on_actions(insert))
    case.merge(generated(other_actions()))
    page = case.book()["Actions"]
    assert page["A4"].value == "Ajout de la direction"
    assert page.tables["t_actions"].ref == "A7:H11"
    assert page.freeze_panes == "B8"
    assert page.print_title_rows == "$7:$7"
    formats = {str(found.sqref): [rule.formula[0] for rule in found.rules] for found in page.conditional_formatting}
    assert formats["A8:G11"] == ['LEFT(A8,11)="À COMPLÉTER"']


def test_narrow_tables_keep_what_stands_beside_them(case: Case) -> None:
    def write(book: Book) -> None:
        book["Équipes"]["D6"] = "à côté"
        book["Équipes"]["D5"] = "Titre"

    case.edit(write)
    case.merge(generated(other_actions()))
    page = case.book()["Équipes"]
    assert [page[f"D{number}"].value for number in (5, 6)] == ["Titre", "à côté"]
    assert page.tables["t_equipes"].ref == "A5:D7"
    assert sum(1 for line in page.iter_rows() for cell in line if cell.value == "une équipe par nuit") == 1
