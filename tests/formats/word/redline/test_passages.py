from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import (
    Callout,
    CalloutKind,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    SheetRow,
    SheetZone,
)
from planforge.document.tables import Cell, row
from planforge.document.text import Run, Tick, text
from tests.formats.word.redline.conftest import compared
from tests.formats.word.redline.pairs import made
from tests.gate.lint import lint_docx
from tests.gate.revisions import revisions

if TYPE_CHECKING:
    from planforge.formats.word import WordWriter
    from tests.formats.word.redline.conftest import Compare

from tests.formats.word.redline.plans import COLUMNS, a_figure, a_sheet, document_of, marks, paragraphs, table


def test_a_word_that_changed_is_marked_alone(compare: Compare) -> None:
    done = compare(paragraphs("Appeler le 15 sous 4\u00a0h."), paragraphs("Appeler le 15 sous 6\u00a0h."))
    assert marks(done.data) == [("del", "4\u00a0h"), ("ins", "6\u00a0h")]


def test_a_paragraph_written_anew_is_not_torn_to_pieces(compare: Compare) -> None:
    old, new = "Le kit est à l’accueil.", "Les renforts arrivent la nuit, à pied."
    done = compare(paragraphs(old), paragraphs(new))
    assert marks(done.data) == [("del", old), ("ins", new)]


def test_a_box_stays_where_it_is_when_its_words_change(compare: Compare) -> None:
    done = compare((a_sheet("Sortir le kit", "Fermer"),), (a_sheet("Ouvrir le kit", "Fermer"),))
    assert marks(done.data) == [("del", "Sortir"), ("ins", "Ouvrir")]
    assert document_of(done.data).count("<w14:checkbox>") == 2


def test_a_box_that_was_ticked_is_a_change(compare: Compare) -> None:
    old, new = (table(("DPI", ""), columns=COLUMNS, rows=(row("r", "DPI", Tick(done=done)),)) for done in (False, True))
    assert marks(compare((old,), (new,)).data) == [("del", "☐"), ("ins", "☒")]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (Run("le site", link="#order"), Run("le site", link="https://example.org/"), ["le site", "le site"]),
        (Run("le site", link="https://example.org/?a=1&b=2"), Run("le plan", link="#order"), ["le site", "le plan"]),
        (Run("le site", link="mailto:dsi@example.org"), Run("rien"), ["le site", "rien"]),
        (Run("F-ID", code=True), Run("F-SURV", code=True), ["ID", "SURV"]),
    ],
)
def test_links_change_whole_and_codes_after_their_letter(
    compare: Compare, old: Run, new: Run, shown: list[str]
) -> None:
    done = compare(
        (Paragraph(text("Voir ", old, " et rien d’autre."), "p"), table(("a", "b"))),
        (Paragraph(text("Voir ", new, " et rien d’autre."), "p"), table(("a", "b"))),
    )
    assert marks(done.data) == list(zip(("del", "ins"), shown, strict=True))


def test_links_to_a_place_that_went_still_lead_there(compare: Compare) -> None:
    old = (Heading("gone", 1, text("Parti")), Paragraph(text("Voir ", Run("là", link="#gone"), " d’abord."), "p"))
    data = compare(old, (Paragraph(text("Voir ici d’abord."), "p"),)).data
    assert lint_docx(data) == []


def test_a_heading_changes_in_the_text_and_in_the_table_of_contents(writer: WordWriter) -> None:
    old, new = (
        writer.write(made((Heading("h", 1, text(words)), *paragraphs("Texte.")), cover=True))
        for words in ("Un", "Deux")
    )
    assert marks(compared(old, new).data) == [
        *(("del", "1Un"), ("ins", "1Deux")),  # a line of the table of contents is one link
        *(("del", "Un"), ("ins", "Deux")),
    ]


def test_a_drawing_is_replaced_whole_its_words_struck(compare: Compare) -> None:
    data = compare((a_figure("GAM", "DPI"),), (a_figure("GAM", "Paie"),)).data
    assert document_of(data).count("<w:drawing>") == 2
    assert lint_docx(data) == []


def test_a_change_of_style_can_be_refused(compare: Compare) -> None:
    old = replace(a_sheet(), rows=(SheetRow((SheetZone("z", "STOP", paragraphs("Noter l’heure")),)),))
    listed = ItemList((ListItem(text("Noter l’heure"), id="p0"),))
    data = compare((old,), (replace(old, rows=(SheetRow((SheetZone("z", "STOP", (listed,)),)),)),)).data
    assert "<w:pPrChange" in document_of(data)


def test_only_looks_leave_no_mark(compare: Compare) -> None:
    old, new = (Paragraph(text("Voir ", Run("ceci", bold=bold)), "p") for bold in (False, True))
    assert revisions(compare((old,), (new,)).data) == []


def test_a_paragraph_of_another_style_is_another_one_unless_it_keeps_its_name(compare: Compare) -> None:
    old = Paragraph(text("Rien ne repart avant la signature."), "p", ParagraphStyle.LEAD)
    assert "<w:pPrChange" in document_of(compare((old,), (replace(old, style=ParagraphStyle.BODY),)).data)


def test_callouts_change_their_kind_and_their_words(compare: Compare) -> None:
    old = Callout(CalloutKind.WARNING, paragraphs("Jamais un dispositif médical."), "alert")
    done = compare((old,), (replace(old, kind=CalloutKind.NOTE),))
    assert {kind for kind, _ in marks(done.data)} == {"del", "ins"}


def test_cells_hold_links_and_default_marks(compare: Compare) -> None:
    old, new = (
        table(columns=COLUMNS, rows=(row("r", Cell("GAM", link="#order"), Cell(delay, default=True)),))
        for delay in ("4 h", "6 h")
    )
    assert marks(compare((old,), (new,)).data)[:2] == [("del", "4"), ("ins", "6")]
