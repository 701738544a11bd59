"""A sheet on exactly one page: smaller type first, down to what is still read, then the least urgent lines move out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.compose.heights import body_height, cell_words, fixed_height, millimetres, room_height, sheet_height
from planforge.document.blocks import Block, Checklist, Emphasis, ItemList, Paragraph, Sheet, SheetRow, SheetZone
from planforge.document.geometry import SCALES
from planforge.document.tables import RowKind, Table
from planforge.document.text import Run, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

ONWARD = "Suite\u00a0: PCRA du service"
_KEPT = {Emphasis.STOP, Emphasis.FIRST}


@dataclass(frozen=True, slots=True)
class Moved:
    """A line that the sheet had no room for, with the zone it stood in."""

    zone: str
    title: str
    text: Text


def fit(sheet: Sheet, priorities: Mapping[str, int], onward: str = ONWARD) -> tuple[Sheet, tuple[Moved, ...]]:
    """The sheet at the largest scale that fits its page, and what had to move out, in reading order.

    ``priorities`` names the zones that may give way: the lowest gives first, its last lines first. Zones it does not
    name never give, nor do STOP and FIRST. A zone that gave ends with ``onward``, which says where the rest stands.
    """
    smallest = replace(sheet, scale=SCALES[-1])
    if not fits(smallest):  # looked at first: most wards have more to say than a page holds at any scale
        return _Packing(smallest, priorities, onward).packed()
    scaled = (replace(sheet, scale=scale) for scale in SCALES)
    return next(filter(fits, scaled), smallest), ()


def fits(sheet: Sheet) -> bool:
    """Whether a sheet holds on its page."""
    return sheet_height(sheet) <= room_height(sheet)


def height_in_mm(sheet: Sheet) -> float:
    """How tall a sheet prints, its foot excepted."""
    return millimetres(sheet_height(sheet))


class _Packing:
    """One sheet being emptied, line by line, where that gains room."""

    def __init__(self, sheet: Sheet, priorities: Mapping[str, int], onward: str) -> None:
        self._sheet, self._priorities = sheet, priorities
        self._onward = Paragraph((Run(onward, italic=True),))
        self._rows = [list(row.zones) for row in sheet.rows]
        self._heights = [[body_height(zone, sheet) for zone in row] for row in self._rows]
        self._moved: dict[str, list[Moved]] = {}
        self._fixed = fixed_height(sheet)

    def packed(self) -> tuple[Sheet, tuple[Moved, ...]]:
        """The sheet as it fits, or with nothing left to give."""
        room = room_height(self._sheet)
        while self._fixed + sum(max(heights) for heights in self._heights) > room:
            giving = self._next()
            if giving is None:
                break
            self._give(*giving)
        rows = tuple(SheetRow(tuple(zones)) for zones in self._rows)
        order = [zone.id for row in self._sheet.rows for zone in row.zones]
        moved = tuple(line for zone in order for line in reversed(self._moved.get(zone, [])))
        return replace(self._sheet, rows=rows), moved

    def _next(self) -> tuple[int, int] | None:
        """Row and place of the zone to take a line from: the least urgent of those that make their row as tall."""
        choices = [
            (self._priorities[zone.id], number, place)
            for number, row in enumerate(self._rows)
            for place, zone in enumerate(row)
            if self._may_give(zone) and self._heights[number][place] >= max(self._heights[number])
        ]
        return min(choices)[1:] if choices else None

    def _may_give(self, zone: SheetZone) -> bool:
        return zone.id in self._priorities and zone.emphasis not in _KEPT and bool(_lines_left(zone, self._onward))

    def _give(self, number: int, place: int) -> None:
        zone = self._rows[number][place]
        blocks, text = _without_last(_lines_left(zone, self._onward))
        self._moved.setdefault(zone.id, [])
        if text:
            self._moved[zone.id].append(Moved(zone.id, zone.title, text))
        shorter = replace(zone, blocks=(*blocks, self._onward))
        self._rows[number][place] = shorter
        self._heights[number][place] = body_height(shorter, self._sheet)


def _lines_left(zone: SheetZone, onward: Block) -> tuple[Block, ...]:
    """The blocks of a zone that can still give a line."""
    return tuple(block for block in zone.blocks if block != onward)


def _without_last(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Text]:
    """The blocks without their last line, and that line."""
    *others, last = blocks
    if isinstance(last, Checklist):
        rest: Block = replace(last, items=last.items[:-1])
        return _kept(others, rest, full=len(last.items) > 1), last.items[-1].text
    if isinstance(last, ItemList):
        rest = replace(last, items=last.items[:-1])
        return _kept(others, rest, full=len(last.items) > 1), last.items[-1].text
    if isinstance(last, Table) and last.rows:
        row = last.rows[-1]
        rest = replace(last, rows=last.rows[:-1])
        words = " — ".join(word for cell in row.cells if (word := cell_words(cell)))
        data = row.kind is RowKind.DATA
        return _kept(others, rest, full=len(last.rows) > 1), (Run(words),) if data else ()
    return tuple(others), last.text if isinstance(last, Paragraph) else ()


def _kept(others: list[Block], rest: Block, *, full: bool) -> tuple[Block, ...]:
    return (*others, rest) if full else tuple(others)
