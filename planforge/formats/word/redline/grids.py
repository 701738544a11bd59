"""Tables of both documents: their rows, then what their cells hold."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.word.adoption import tag, value
from planforge.formats.word.redline.alignment import align
from planforge.formats.word.redline.pen import DELETED, INSERTED, child
from planforge.formats.word.redline.tracking import track_row, within

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element as Element

    from planforge.formats.word.redline.blocks import Block, Grid, Row
    from planforge.formats.word.redline.loans import Loans
    from planforge.formats.word.redline.pen import Pen

UNEVEN = "grid ?"


class Grids:
    """Marks what became of the rows of a table; ``cells`` marks what became of the blocks of a cell."""

    def __init__(self, loans: Loans, pen: Pen, cells: Callable[[Sequence[Block], Sequence[Block]], None]) -> None:
        self._loans, self._pen, self._cells = loans, pen, cells

    def mark(self, old: Grid, new: Grid) -> None:
        """Marks in the new table what became of the rows of the old one, which has as many columns."""
        if old.sign.text == new.sign.text:
            return
        pairs = align([row.sign for row in old.rows], [row.sign for row in new.rows])
        widths = [
            _number(column.get(tag("w"), "")) for column in new.element.iterfind(f"{tag('tblGrid')}/{tag('gridCol')}")
        ]
        ends = [(-1, -1), *pairs, (len(old.rows), len(new.rows))]
        for (one, other), (last, end) in pairwise(ends):
            self._remove(old.rows[one + 1 : last], new.rows, other, widths)
            for row in new.rows[other + 1 : end]:
                track_row(self._pen, row.element, INSERTED)
            if last < len(old.rows):
                self._keep(old.rows[last], new.rows[end])

    def _keep(self, old: Row, new: Row) -> None:
        if old.sign.text != new.sign.text:
            for one, other in zip(old.cells, new.cells, strict=True):
                self._cells(one.blocks, other.blocks)

    def _remove(self, gone: Sequence[Row], rows: Sequence[Row], before: int, widths: Sequence[int]) -> None:
        after = rows[before].element if before >= 0 else None
        for row in gone:
            made = self._loans.copy(row.element)
            _fit(made, widths)
            track_row(self._pen, made, DELETED)
            rows[0].element.addprevious(made) if after is None else after.addnext(made)
            after = made


def _fit(row: Element, widths: Sequence[int]) -> None:
    """Cells as wide as the columns of the new table."""
    first = _number(value(row, "trPr/gridBefore"))
    for cell in within(row, tag("tc")):
        span = _number(value(cell, "tcPr/gridSpan")) or 1
        properties = child(cell, "tcPr", first=True)
        width = properties.find(tag("tcW"))
        if width is None:
            width = etree.Element(tag("tcW"))
            properties.insert(0, width)
        width.set(tag("w"), str(sum(widths[first : first + span])))
        width.set(tag("type"), "dxa")
        first += span


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
