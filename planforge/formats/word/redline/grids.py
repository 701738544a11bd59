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


class Grids:
    """Marks what became of the rows of a table; ``cells`` marks what became of the blocks of a cell."""

    def __init__(self, loans: Loans, pen: Pen, cells: Callable[[Sequence[Block], Sequence[Block]], None]) -> None:
        self._loans, self._pen, self._cells = loans, pen, cells

    def mark(self, old: Grid, new: Grid) -> None:
        """Marks in the new table what became of the rows of the old one, whose rows have as many cells."""
        if old.sign.text == new.sign.text:
            self._loans.keep_targets(old.element, new.element)
            return
        pairs = align([row.sign for row in old.rows], [row.sign for row in new.rows])
        columns = new.element.iterfind(f"{tag('tblGrid')}/{tag('gridCol')}")
        widths = [_number(column.get(tag("w"), "")) for column in columns]
        ends = [(-1, -1), *pairs, (len(old.rows), len(new.rows))]
        for (one, other), (last, end) in pairwise(ends):
            self._remove(old.rows[one + 1 : last], new.rows, other, widths)
            for row in new.rows[other + 1 : end]:
                track_row(self._pen, row.element, INSERTED)
            if last < len(old.rows):
                self._keep(old.rows[last], new.rows[end])

    def _keep(self, old: Row, new: Row) -> None:
        if old.sign.text == new.sign.text:
            self._loans.keep_targets(old.element, new.element)
        else:
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
    """Cells that fill the columns of the new table, as wide as those are."""
    cells = list(within(row, tag("tc")))
    if len(cells) > len(widths):
        return  # a table whose grid is wrong: programs lay it out as they can
    properties = [child(cell, "tcPr", first=True) for cell in cells]
    taken = [_number(value(cell, "tcPr/gridSpan")) or 1 for cell in cells]
    around = row.find(tag("trPr"))
    skipped = [] if around is None else list(around.iterchildren(tag("gridBefore"), tag("gridAfter")))
    if sum(taken) != len(widths) or skipped:
        for node in skipped:
            around.remove(node)  # type: ignore[union-attr] # it is where they were found
        taken = spans([_number(one.get(tag("w"), "")) for one in map(_width, properties)], widths)
    first = 0
    for one, span in zip(properties, taken, strict=True):
        _set_width(one, sum(widths[first : first + span]), span)
        first += span


def spans(wanted: Sequence[int], widths: Sequence[int]) -> list[int]:
    """How many columns each cell takes to be about as wide as it was; there are as many columns as cells, or more."""
    ends, end, reached, target = [], 0, 0, 0.0
    for rank, width in enumerate(wanted):
        last = len(widths) - (len(wanted) - rank - 1)
        target += width / (sum(wanted) or 1) * sum(widths)
        start, end, reached = end, end + 1, reached + widths[end]
        while end < last and (rank == len(wanted) - 1 or reached + widths[end] / 2 < target):
            end, reached = end + 1, reached + widths[end]
        ends.append(end - start)
    return ends


def _width(properties: Element) -> Element:
    found = properties.find(tag("tcW"))
    if found is None:
        found = etree.Element(tag("tcW"))
        properties.insert(0, found)
    return found


def _set_width(properties: Element, width: int, span: int) -> None:
    wide = _width(properties)
    wide.set(tag("w"), str(width))
    wide.set(tag("type"), "dxa")
    for node in properties.findall(tag("gridSpan")):
        properties.remove(node)
    if span > 1:
        wide.addnext(etree.Element(tag("gridSpan"), {tag("val"): str(span)}))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
