"""Cells and rectangles of cells by number, and as references write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from planforge.formats.excel.layout import letters

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


class Place(NamedTuple):
    """A cell, its row and column counted from 1."""

    row: int
    column: int

    def __str__(self) -> str:
        """``B3``."""
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle of cells, its edges counted from 1 and included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: Place) -> bool:
        return self.top <= place.row <= self.bottom and self.left <= place.column <= self.right

    def __str__(self) -> str:
        """``B3:D9``, or ``B3`` for one cell."""
        first, last = Place(self.top, self.left), Place(self.bottom, self.right)
        return str(first) if first == last else f"{first}:{last}"

    def moved(self, top: int) -> Area:
        """The same rectangle, its first row elsewhere."""
        return replace(self, top=top, bottom=top + self.bottom - self.top)

    @property
    def first(self) -> Place:
        """Its first cell."""
        return Place(self.top, self.left)


def column_number(name: str) -> int:
    """The number of a column from its letters."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def read_place(reference: str) -> Place | None:
    """The cell of ``B3``; None for anything that names no cell of a sheet."""
    found = _CELL.fullmatch(reference)
    place = Place(int(found[2]), column_number(found[1])) if found else None
    return place if place and place.row <= LAST_ROW and place.column <= LAST_COLUMN else None


def read_area(reference: str) -> Area | None:
    """The rectangle of ``B3:D9``, or of one cell; None for anything else."""
    start, _, end = reference.partition(":")
    first, last = read_place(start), read_place(end or start)
    if first is None or last is None:
        return None
    rows, columns = sorted((first.row, last.row)), sorted((first.column, last.column))
    return Area(rows[0], columns[0], rows[1], columns[1])
