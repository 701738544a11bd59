"""Tables: the one shape that Word, Excel, Markdown and HTML all print, so that a number stands in one place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.document.text import CellValue, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping


class ColumnKind(StrEnum):
    """How a column sorts, aligns and is formatted."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"  # date and hour, to write in: « 12/03/2026 14:30 »
    HOUR = "hour"  # the clock on the wall: « 9:05 »
    DURATION = "duration"  # Excel: fraction of days with a format that shows hours, sortable
    PERCENT = "percent"
    VOLUME = "volume"
    TICK = "tick"
    CODE = "code"  # identifiers, form codes: never wrapped
    MARK = "mark"  # a sign under a short title: as narrow as can be, centred, one of many such columns


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``key`` is stable (used by formulas and by reading back), ``width`` a weight within its table.

    ``choices`` become a drop-down in Excel; ``editable`` cells stay open on a protected sheet; ``tones`` colours a cell
    whose word is one of its keys (conditional colour in Excel, fill in Word).
    """

    key: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: float = 1.0
    choices: tuple[str, ...] = ()
    editable: bool = False
    tones: Mapping[str, Tone] | None = None
    note: str = ""  # comment on the header cell


@dataclass(frozen=True, slots=True)
class Cell:
    """One typed value. ``default`` marks a library default nobody validated; ``note`` is a remark (Excel comment).

    ``formula`` serves Excel only: ``={beds}*{sheets}`` refers to columns of the same row by key, and ``value`` is its
    result as computed here. ``link`` is ``#id`` of a block or of a worksheet row, or an address.
    """

    value: CellValue = None
    tone: Tone = Tone.NEUTRAL
    bold: bool = False
    default: bool = False
    note: str = ""
    formula: str = ""
    link: str = ""


class RowKind(StrEnum):
    """A row of data, a band that groups the rows below it, or a total."""

    DATA = "data"
    GROUP = "group"  # its first cell spans the table
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in column order; ``id`` is the entity's, stable across runs."""

    id: str
    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.DATA


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns.

    ``header=False`` prints a two-column fact sheet; ``row_height`` (mm, at least) leaves room to write.
    """

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    note: str = ""  # under the table: sources, how to read it
    header: bool = True
    row_height: float = 0.0
    empty: str = "Rien à signaler dans la saisie."  # printed instead of an empty table

    def column(self, key: str) -> Column:
        """The column of that key; ``KeyError`` when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def keeping(self, *keys: str) -> Table:
        """The table with these columns alone, in its own order; bands stay whole."""
        places = [place for place, column in enumerate(self.columns) if column.key in keys]
        rows = tuple(
            line if line.kind is RowKind.GROUP else replace(line, cells=tuple(line.cells[place] for place in places))
            for line in self.rows
        )
        return replace(self, columns=tuple(self.columns[place] for place in places), rows=rows)

    def without(self, *keys: str) -> Table:
        """The table less these columns."""
        return self.keeping(*(column.key for column in self.columns if column.key not in keys))


def cell(value: CellValue | Cell) -> Cell:
    """The value as a cell."""
    return value if isinstance(value, Cell) else Cell(value)


def row(identifier: str, *values: CellValue | Cell, kind: RowKind = RowKind.DATA) -> Row:
    """A row from plain values and cells."""
    return Row(identifier, tuple([cell(value) for value in values]), kind)
