"""The lines around a table (title, introduction, facts, notes), and all those of a sheet without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from planforge.formats.excel.digests import WORDS
from planforge.formats.excel.merge.cells import Meeting
from planforge.formats.excel.merge.plan import PlanRow
from planforge.formats.excel.merge.saying import shown, where
from planforge.formats.excel.places import Place, column_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.formats.excel.merge.regions import Region
    from planforge.formats.excel.merge.trio import Trio
    from planforge.formats.excel.passport import Line

Marks = dict[int, str]  # of a line, by column


class Part(NamedTuple):
    """The rows of one part of the sheet, and the marks of its lines when generated, None when nothing tells them."""

    ours: Sequence[int]
    theirs: Sequence[int]
    origin: Sequence[Line] | None


@dataclass(slots=True)
class Lines:
    """Lines of one sheet: ``rows`` are those of ours that meet theirs, by number in ours.

    ``added`` are lines of theirs to insert after a row of ours (0 for the top), ``homeless`` cells found no place.
    """

    trio: Trio
    rows: dict[int, PlanRow] = field(default_factory=dict)
    added: list[tuple[int, PlanRow]] = field(default_factory=list)
    homeless: list[Place] = field(default_factory=list)

    def merge(self, part: Part, after: int) -> None:
        """Merge the lines of one part of the sheet; those of theirs that come first go after this row of ours."""
        ours, theirs, origin = part
        now = [self._marks(self.trio.ours, row) for row in ours]
        was = now if origin is None else [_read(line) for line in origin]
        came = [self._their_marks(row) for row in theirs]
        ranks = {place: rank for rank, place in _pairs(was, came).items()}
        homes = _pairs(was, now)
        for place, number in enumerate(theirs):
            rank = ranks.get(place)
            if rank is not None and rank in homes:
                after = ours[homes[rank]]
                self._meet(after, number, None if origin is None else was[rank])
            elif rank is None or _words(was[rank]) != _words(came[place]):
                self._add(after, number)
        left = [ours[home] for rank, home in homes.items() if rank not in ranks.values()]
        self._say_missing(left)

    def _marks(self, region: Region, row: int) -> Marks:
        columns = (column for column in region.grid.written.get(row, ()) if column != region.key_column)
        return {column: region.mark(row, column) for column in columns}

    def _their_marks(self, row: int) -> Marks:
        return {self.trio.columns.shifted(column): mark for column, mark in self._marks(self.trio.theirs, row).items()}

    def _meet(self, ours: int, theirs: int, marks: Marks | None) -> None:
        """Merge a line of ours with theirs, cell by cell."""
        row = self.rows[ours] = PlanRow(ours=ours, theirs=theirs)
        trio = self.trio
        filled = self._marks(trio.ours, ours)
        for column in filled:
            place = Place(ours, column)
            mark = marks.get(column) if marks is not None else None
            trio.cells.meet(
                row, Meeting(self._theirs(theirs, column), place, mark, None, None, partial(self._told, place))
            )
        for column in self._marks(trio.theirs, theirs):
            if trio.columns.shifted(column) not in filled:
                self._stray(row, Place(theirs, column))

    def _told(self, place: Place) -> str:
        return where(self.trio.name, shown(self.trio.ours.cell(place.row, 1)) or str(place))

    def _theirs(self, row: int, column: int) -> Place:
        """Where a cell of ours stands in a line of theirs: to the right by the columns that people added before it."""
        last = column + len(self.trio.columns.added)
        moved = (one for one in range(column, last + 1) if self.trio.columns.shifted(one) == column)
        return Place(row, max(moved, default=column))

    def _stray(self, row: PlanRow, place: Place) -> None:
        """Carry a cell that somebody filled beside ours, unless it would be hidden there."""
        here = Place(row.ours, self.trio.columns.shifted(place.column))
        hidden = here.column == self.trio.ours.key_column
        if hidden or any(here in area and here != area.first for area in self.trio.ours.grid.merges):
            self.homeless.append(place)
        elif self.trio.cells.own(row, here.column, place):
            told = where(self.trio.name, column=str(here))
            self.trio.report.kept(told, shown(self.trio.theirs.grid.cells.get(place)))

    def _add(self, after: int, theirs: int) -> None:
        """Insert a line of theirs after a row of ours."""
        row = PlanRow(theirs=theirs)
        columns = self._marks(self.trio.theirs, theirs)
        for column in columns:
            home = self.trio.columns.shifted(column)
            self.trio.cells.own(row, home + (home == self.trio.ours.key_column), Place(theirs, column))
        if row.cells:
            self.added.append((after, row))
            words = [shown(self.trio.theirs.cell(theirs, column)) for column in columns]
            self.trio.report.kept(f"{where(self.trio.name)}, ligne ajoutée", " · ".join(words))

    def _say_missing(self, rows: list[int]) -> None:
        for number in rows:
            words = shown(self.trio.ours.cell(number, 1))
            if words:
                self.trio.report.lost(where(self.trio.name, words), "ligne supprimée, revenue")


def _read(line: Line) -> Marks:
    return {column_number(name): mark for name, mark in line.items() if name.isalpha() and name.isascii()}


def _words(marks: Marks) -> tuple[tuple[int, str], ...]:
    return tuple(sorted((column, mark[:WORDS]) for column, mark in marks.items()))


def _pairs(was: list[Marks], now: list[Marks]) -> dict[int, int]:
    """The place of each line among those of another version: same words first, then same rank between two of those."""
    found: dict[int, int] = {}
    matcher = SequenceMatcher(None, list(map(_words, was)), list(map(_words, now)), autojunk=False)
    for kind, first, last, other, end in matcher.get_opcodes():
        if kind in {"equal", "replace"}:
            found.update(zip(range(first, last), range(other, end), strict=False))
    return found
