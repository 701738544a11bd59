from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import Paragraph
from planforge.document.documents import Document
from planforge.document.tables import Column, Table, row
from planforge.document.text import text
from planforge.formats.merging import CannotReadError
from planforge.formats.word.redline import changes_the_text, redline
from tests.formats.word.redline.conftest import AUTHOR, DAY
from tests.formats.word.samples import a_control

if TYPE_CHECKING:
    from planforge.formats.word import WordWriter

TABLE = Table("t", (Column("a", "A"),), (row("", "groupe"), row("r", "deux")))
PLAN = Document("pca", "Plan", "", a_control(), (Paragraph(text("Isoler."), "p"), TABLE))


def changed(writer: WordWriter, old: Document, new: Document) -> bool:
    return changes_the_text(redline(writer.write(old), writer.write(new), AUTHOR, DAY))


def test_another_version_is_no_change_of_the_text(writer: WordWriter) -> None:
    later = replace(PLAN, control=replace(PLAN.control, version="9.9", status="en relecture", date=DAY))
    assert not changed(writer, PLAN, later)
    assert not changed(writer, PLAN, PLAN)


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAN, body=(Paragraph(text("Couper."), "p"), TABLE)),
        replace(PLAN, body=PLAN.body[:1]),
        replace(PLAN, body=(PLAN.body[0], replace(TABLE, rows=(row("", "autre"), row("r", "deux"))))),
    ],
)
@pytest.mark.parametrize("cover", [True, False])
def test_what_a_document_says_is_a_change(writer: WordWriter, other: Document, *, cover: bool) -> None:
    assert changed(writer, replace(PLAN, cover=cover), replace(other, cover=cover))


def test_another_title_is_a_change(writer: WordWriter) -> None:
    assert changed(writer, PLAN, replace(PLAN, title="Autre plan"))


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(CannotReadError):
        changes_the_text(b"%PDF")
