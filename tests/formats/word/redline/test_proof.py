"""The proof itself: what accepts and refuses changes, and what tells documents apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import (
    Heading,
    Orientation,
    Paragraph,
    SectionBreak,
)
from planforge.document.text import Run, text
from tests.formats.word.merge.hands import Hand, run
from tests.formats.word.redline.pairs import made
from tests.gate.revisions import RevisionError, accepted, rejected
from tests.gate.wording import exact, said

if TYPE_CHECKING:
    from planforge.formats.word import WordWriter
    from tests.formats.word.redline.conftest import Blocks

from tests.formats.word.redline.plans import a_figure, paragraphs, table


def test_what_is_compared_is_told_apart(writer: WordWriter) -> None:
    base: Blocks = (*paragraphs("un"), table(("DPI", "4 h")), a_figure("GAM"))
    others: list[Blocks] = [
        (*paragraphs("deux"), *base[1:]),
        (Heading("p0", 2, text("un")), *base[1:]),
        (Paragraph(text(Run("un", link="https://example.org/")), "p0"), *base[1:]),
        (base[0], table(("DPI", "4 h"), ("GAM", "1 h")), base[2]),
        (base[0], base[2], base[1]),
        (base[0], base[1], a_figure("DPI")),
        (base[0], SectionBreak(Orientation.LANDSCAPE), *base[1:]),
    ]
    first = said(writer.write(made(base)))
    assert [said(writer.write(made(other))) == first for other in others] == [False] * len(others)
    assert exact(writer.write(made(base))) == exact(writer.write(made(base)))


PARAGRAPH = "<w:p><w:pPr>{mark}</w:pPr>{content}</w:p>"
GONE = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (
            PARAGRAPH.format(mark=GONE, content=run("reste")) + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
            "table",
        ),
        (f"<w:tbl><w:tr><w:tc>{PARAGRAPH.format(mark=GONE, content='')}</w:tc></w:tr></w:tbl>", "lost its end"),
    ],
)
def test_marks_that_no_program_could_accept_are_told(writer: WordWriter, added: str, message: str) -> None:
    hand = Hand(writer.write(made(paragraphs("un"))))
    hand.put(hand.find("un"), added)
    with pytest.raises(RevisionError, match=message):
        accepted(hand.save())


def test_paragraphs_run_on_into_the_next_one_which_keeps_its_style(writer: WordWriter) -> None:
    hand = Hand(writer.write(made(paragraphs("un"))))
    hand.put(hand.find("un"), PARAGRAPH.format(mark=f'<w:pStyle w:val="Lead"/>{GONE}', content=run("deux ")))
    hand.put(hand.find("deux"), PARAGRAPH.format(mark='<w:pStyle w:val="Note"/>', content=run("trois")))
    assert said(accepted(hand.save()))[-1] == ("note", "", False, "deux trois")
    assert [one[-1] for one in said(rejected(hand.save()))][-2:] == ["deux ", "trois"]
