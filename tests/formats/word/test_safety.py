"""Whatever people type, the file stays whole."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planforge.document.blocks import (
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    EditableZone,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
)
from planforge.document.diagrams import Band, Box, Diagram
from planforge.document.documents import Document
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Gap, Run
from tests.gate.lint import lint_docx

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.blocks import Sheet
    from planforge.document.documents import Control
    from planforge.formats.word import WordWriter

NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&\"'{}%#\x00\x07\x1b\r\n\t\ud800\udfff\ufffe\u202e\u00a0"))
)


def _everywhere(word: str, control: Control, sheet: Sheet) -> Document:
    runs = (Run(word, link=word), Run(word, bold=True, link=f"https://x.fr/{word}"), Run(word, code=True))
    table = Table(
        word or "t",
        (Column("a", word), Column("b", word)),
        (row(word, Cell(word, link=f"#{word}"), runs), row("r", Gap(word), word)),
        caption=word,
        note=word,
    )
    item = ListItem(runs, (ListItem(runs, id=word),), word)
    body = (
        Heading(word or "h", 1, runs),
        Paragraph(runs, word),
        ItemList((item,), ordered=True, id=word),
        Checklist((CheckItem(runs, word),), word),
        Callout(CalloutKind.NOTE, (Paragraph(runs),), word),
        table,
        Figure(
            word or "f", Diagram(50, 20, (Box("b", (word,), 0, 0, 20, 10),), (), (Band(word, 0, 0, 5, 5),)), word, word
        ),
        EditableZone(word or "z", word, (Paragraph(runs),)),
        replace(sheet, id=word, title=word, kicker=word, side=(word,), banner=word, foot=(word, word)),
    )
    hostile = replace(control, establishment=word, reference=word, authors=word, marking=word, version=word, code=word)
    return Document("essai", word, word, hostile, body)


@given(NASTY)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_anywhere_gives_a_sound_file(
    writer: WordWriter, control: Control, ward_sheet: Sheet, word: str
) -> None:
    content = writer.write(_everywhere(word, control, ward_sheet))
    docx.Document(io.BytesIO(content))
    assert lint_docx(content) == []


@pytest.mark.parametrize("word", ["{{ 7*7 }}", "<w:p/>", "a & b", '"guillemets"', "=HYPERLINK(1)", "']]>"])
def test_markup_in_an_answer_is_printed_as_written(
    writer: WordWriter, document_of: Callable[..., Document], word: str
) -> None:
    opened = docx.Document(io.BytesIO(writer.write(document_of(Paragraph((Run(word),))))))
    assert opened.paragraphs[-1].text == word


def test_line_breaks_and_tabs_stay(writer: WordWriter, document_of: Callable[..., Document]) -> None:
    opened = docx.Document(io.BytesIO(writer.write(document_of(Paragraph((Run("a\r\nb\tc\nd"),))))))
    assert opened.paragraphs[-1].text == "a\nb\tc\nd"


def test_two_megabytes_in_one_field(writer: WordWriter, document_of: Callable[..., Document]) -> None:
    long = "é<&" * 700_000
    content = writer.write(document_of(Paragraph((Run(long),)), title=long))
    assert docx.Document(io.BytesIO(content)).paragraphs[-1].text == long


def test_long_ids_give_tags_that_word_accepts(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    zones = (EditableZone("z" * 80 + "a", "A"), EditableZone("z" * 80 + "b", "B"))
    tags = re.findall(r'<w:tag w:val="(zone:.*?)"/>', body_of(document_of(*zones)))
    assert len(set(tags)) == 2
    assert max(len(tag) for tag in tags) <= 64
