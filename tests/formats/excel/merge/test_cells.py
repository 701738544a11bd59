"""Looks, notes, links and types of single cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.colors import Color

from tests.gate.hands import lost, on_actions, rewritten, told, with_results
from tests.gate.plans import COLUMNS, action, actions, generated, other_actions

if TYPE_CHECKING:
    from tests.formats.excel.merge.conftest import Case


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
    case.merge(generated(other_actions()))
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
    case.merge(generated(other_actions()))
    assert case.book()["Actions"]["C9"].comment.text == "Qui valide ?\nMoi."


def test_a_formula_in_our_columns_leaves_its_value(case: Case) -> None:
    case.edit(on_actions(lambda page: page.__setitem__("G7", "=F7*2")))
    case.theirs = with_results(case.theirs)
    merged = case.merge(generated(other_actions()))
    assert case.book()["Actions"]["G7"].value == 8
    assert lost(merged) == {"=F7*2"}


def test_a_text_that_looks_like_a_formula_stays_text(case: Case) -> None:
    def type_text(page: Any) -> None:
        page["G7"].value, page["G7"].data_type = "=1+1", "s"

    case.edit(on_actions(type_text))
    case.merge(generated(other_actions()))
    cell = case.book()["Actions"]["G7"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_a_date_typed_in_a_column_of_text_stays_a_date(case: Case) -> None:
    def type_date(page: Any) -> None:
        page["G7"].value, page["G7"].number_format = 46000, "dd/mm/yyyy"

    case.edit(on_actions(type_date))
    merged = case.merge(generated(other_actions()))
    assert case.book()["Actions"]["G7"].number_format == "dd/mm/yyyy"
    assert [edit.theirs for edit in merged.kept] == ["09/12/2025"]


def test_links_to_the_web_stay_and_others_are_told(case: Case) -> None:
    def link(page: Any) -> None:
        page["G7"], page["G7"].hyperlink = "voir", "https://exemple.invalid/a"
        page["A8"].hyperlink = "file://serveur/partage"

    case.edit(on_actions(link))
    merged = case.merge(generated(other_actions()))
    page = case.book()["Actions"]
    assert page["G7"].hyperlink.target == "https://exemple.invalid/a"
    assert page["A8"].hyperlink is None
    assert lost(merged) == {"file://serveur/partage"}
