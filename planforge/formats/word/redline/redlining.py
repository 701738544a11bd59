"""The new document with what became of each block of the old one marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.word.redline.blocks import Reader
from planforge.formats.word.redline.files import read_file
from planforge.formats.word.redline.finishing import finish, touching
from planforge.formats.word.redline.loans import Loans
from planforge.formats.word.redline.pen import Pen
from planforge.formats.word.redline.stories import Stories

if TYPE_CHECKING:
    from datetime import date


def redline(old: bytes, new: bytes, author: str, on: date) -> bytes:
    """The new .docx file with its changes against the old one as tracked changes of ``author``; same files, same bytes.

    Accepting all of them gives the new document. Refusing all of them gives back what the old one said, in its styles:
    its paragraphs with their words, links, fields and drawings, its lists, tables, rows and cells, where its sections
    end. Not marked, and always as in the new document: headers, footers, page setup of sections that both have, page
    numbers in the table of contents, looks other than styles, content controls around a text that both have.

    Raises ``CannotReadError`` where one of the files cannot be understood or waits for a decision on tracked changes.
    """
    before, after = read_file(old), read_file(new)
    pen = Pen(author, on, after.root)
    loans = Loans(before, after, pen)
    joined = touching(after.root)
    first, second = Reader(before), Reader(after)
    Stories(first, second, loans, pen).mark(first.body(), second.body())
    if not pen.used:
        return new
    finish(pen, after.root, joined)
    return loans.additions.write()
