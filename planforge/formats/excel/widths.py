"""Column widths from what the columns hold, within what an A4 page can print readably."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from planforge.document.blocks import Orientation
from planforge.document.tables import ColumnKind
from planforge.document.text import Gap
from planforge.formats.cells import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.document.tables import Cell, Column
    from planforge.formats.excel.layout import Layout

# Characters of the default font (Calibri 11, 7 pixels a digit) between the margins of A4 at full size.
PAGE = {Orientation.LANDSCAPE: 146.0, Orientation.PORTRAIT: 100.0}
# Widths of characters of ten points, against a digit of the default font: most, and capitals and digits.
_CHARACTER, WIDEST = 0.75, 0.95
_SHRINK = 0.72  # below that scale ten-point text is no longer readable on paper
_LOOKED = 6_000  # characters that fill the highest row
_HIGHEST = 400.0  # points: Excel refuses rows above 409
_SAMPLE = 500  # rows measured: enough to know a column, and the cost stays linear
_NARROW, _WIDE, _CODE_WIDE = 6.0, 46.0, 34.0
_FILTER = 2.2  # room for the filter button in the header, given up first
_BOLD = 1.18
_PADDING = 2.6
_HEADING_LINES = 3
_LONG_WORD = 18.0
_FOLDS = 2.5  # lines that the text of a narrowed column may take, when it is short
_GAP_WIDTH = 14.0  # « À COMPLÉTER » on one line
_LINKED = 40.0  # LibreOffice does not wrap linked text: it gets its full width up to that
_ROOM, _LEAST_ROOM = 7.0, 16.0  # for sentences: for each unit of weight, and at least to write, once all give way
_MARK = 2.7  # for one sign, under an upright title
_KINDS = {
    ColumnKind.DATE: 11.5,
    ColumnKind.MOMENT: 16.0,
    ColumnKind.HOUR: 9.0,
    ColumnKind.DURATION: 10.5,
    ColumnKind.PERCENT: 9.0,
    ColumnKind.VOLUME: 10.5,
}
_WIDE_ONES = re.compile(r"[A-ZÀ-Þ0-9mwœæ—…%@]")
_WORD = re.compile(r"[^\s\-/]+")


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a column would like, and the least that does not break its words."""

    wanted: float
    least: float
    weight: float  # zero for columns that never stretch


def widths(layout: Layout) -> tuple[float, ...]:
    """One width per column, in characters: text columns give way or take the room that is left."""
    measures = [_measure(layout, number) for number in range(len(layout.columns))]
    page = PAGE[layout.sheet.orientation]
    total = sum(measure.wanted for measure in measures)
    if total > page / _SHRINK:
        return _shrunk(measures, total - page / _SHRINK)
    return _stretched(measures, page - total) if total < page else tuple(measure.wanted for measure in measures)


@lru_cache(maxsize=_SAMPLE * 20)
def text_width(text: str) -> float:
    """The width of the longest line of a text of ten points."""
    return max(map(_measured, text[:_LOOKED].split("\n")))


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a cell of that width, words kept whole where they fit."""
    room = max(width - _PADDING, WIDEST)
    return sum(_wrapped(line, room) for line in text[:_LOOKED].split("\n"))


def height(count: int) -> float:
    """Points that so many lines take."""
    return min(count * 13.0 + 4.0, _HIGHEST)


def _measured(line: str) -> float:
    return len(line) * _CHARACTER + len(_WIDE_ONES.findall(line)) * (WIDEST - _CHARACTER)


def _wrapped(line: str, room: float) -> int:
    if _measured(line) <= room:
        return 1
    count, used = 1, 0.0
    for word in line.split(" "):
        size = _measured(word)
        if used and used + _CHARACTER + size > room:
            count, used = count + 1, 0.0
        broken = int(size / room)
        count += broken
        used += size - broken * room + (_CHARACTER if used else 0.0)
    return count


def _measure(layout: Layout, number: int) -> _Measure:
    column, title = layout.columns[number], layout.titles[number]
    cells = list(_cells(layout, number))
    words = [_shown(column, cell) for cell in cells]
    if column.kind is ColumnKind.MARK:
        size = max((text_width(text) + 1.0 for text in words), default=0.0)
        return _Measure(max(_MARK, size), max(_MARK, size), 0.0)
    words_alone = max(_longest_word(title), text_width(title) / _HEADING_LINES) * _BOLD + _PADDING
    heading = words_alone + _FILTER
    content = max((text_width(text) for text in words), default=0.0) + _PADDING
    gap = _GAP_WIDTH if any(isinstance(cell.value, Gap) for cell in cells) else 0.0
    if column.kind is not ColumnKind.TEXT:
        least = max(words_alone, gap, _KINDS.get(column.kind, _NARROW), min(content, _CODE_WIDE))
        return _Measure(max(heading, least), least, 0.0)
    linked = max((text_width(text) for text, cell in zip(words, cells, strict=True) if cell.link), default=0.0)
    content = max(content, *(text_width(choice) + _PADDING + 2.0 for choice in column.choices), 0.0)
    longest = max((_longest_word(text) for text in words), default=0.0)
    folded = min(content / _FOLDS, _LONG_WORD)
    room = column.width * _ROOM if column.editable and not column.choices and not any(words) else 0.0
    worded = content * _BOLD if column.tones else 0.0  # a verdict of two words stays on one line
    least = max(
        words_alone,
        gap,
        _NARROW,
        min(worded, _LONG_WORD),
        min(room, _LEAST_ROOM),
        max(min(longest, _LONG_WORD), folded, min(linked, _LINKED)) + _PADDING,
        min(content, column.width * _ROOM, _WIDE),  # the widest by weight stays the widest
    )
    return _Measure(max(heading, least, min(max(content, room), _WIDE)), least, column.width)


def _cells(layout: Layout, number: int) -> Iterable[Cell]:
    for row in islice((*layout.totals, *layout.data[:_SAMPLE]), _SAMPLE):
        if number < len(row.cells):
            yield row.cells[number]


def _shown(column: Column, cell: Cell) -> str:
    """The words to measure; those of a gap in a column of numbers wrap, so their length does not count."""
    if column.kind not in (ColumnKind.TEXT, ColumnKind.CODE) and not isinstance(cell.value, str):
        return "x" * 8 if cell.value is not None else ""
    return say(cell.value) + (" ◊" if cell.default else "")


@lru_cache(maxsize=_SAMPLE * 20)
def _longest_word(text: str) -> float:
    return max(map(_measured, _WORD.findall(text[:_LOOKED])), default=0.0)


def _shrunk(measures: list[_Measure], excess: float) -> tuple[float, ...]:
    room = sum(measure.wanted - measure.least for measure in measures) or 1.0
    share = min(1.0, excess / room)
    return tuple(measure.wanted - (measure.wanted - measure.least) * share for measure in measures)


def _stretched(measures: list[_Measure], spare: float) -> tuple[float, ...]:
    weights = sum(measure.weight for measure in measures) or 1.0
    return tuple(
        min(measure.wanted + spare * measure.weight / weights, max(measure.wanted, 2 * _WIDE)) for measure in measures
    )
