"""The rows of data and the totals of a merged table: ours in their order, those of people where they put them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.formats.excel.digests import same_looks
from planforge.formats.excel.merge.cells import Usual
from planforge.formats.excel.merge.deciding import as_it_was
from planforge.formats.excel.merge.plan import PlanRow
from planforge.formats.excel.merge.remarks import HOMELESS
from planforge.formats.excel.merge.saying import shown, where
from planforge.formats.excel.places import Place
from planforge.formats.excel.reading.cells import Cell

if TYPE_CHECKING:
    from planforge.formats.excel.merge.regions import Spot
    from planforge.formats.excel.merge.trio import Trio


@dataclass(slots=True)
class TableMerge:
    """Merges the table of one sheet.

    ``names`` are those of the returned rows that are known; ``homes`` has the final column of each returned one.
    """

    trio: Trio
    names: dict[int, str]
    homes: dict[int, int]

    def rows(self) -> list[PlanRow]:
        """The rows of data in their final order."""
        trio = self.trio
        numbers = {name: number for number, name in self.names.items()}
        merged = [row for spot in trio.ours.data for row in self._ours(spot, numbers)]
        moved = self._sorted()
        if moved:
            trio.report.lost(where(trio.name), "tri des lignes")
        kept = tuple(merged)
        ours = {spot.key.name for spot in trio.ours.data if spot.key}
        others = [spot for spot in trio.theirs.data if self.names.get(spot.number, "") not in ours]
        for spot in sorted(others, key=lambda spot: spot.number in self.names):
            self._insert(merged, spot, None if moved else kept)
        # A table without rows keeps a blank one, because Excel wants one: ours where there is one.
        first = trio.ours.header + 1
        return merged or [PlanRow(like=first) if trio.ours.data else PlanRow(ours=first)]

    def totals(self) -> list[PlanRow]:
        """The totals, each met with its own."""
        theirs = {spot.key.name: spot.number for spot in self.trio.theirs.totals if spot.key}
        rows = []
        for spot in self.trio.ours.totals:
            name = spot.key.name if spot.key else ""
            rows.append(self._met(PlanRow(ours=spot.number, theirs=theirs.get(name, 0)), name))
        return rows

    def _ours(self, spot: Spot, numbers: dict[str, int]) -> list[PlanRow]:
        """A row of ours as it comes out; nothing when somebody deleted it and the record did not change it since."""
        if spot.key is None:
            return []
        origin, number = self.trio.origin, numbers.get(spot.key.name, 0)
        if number or not origin.deleted(spot.key.name):
            return [self._met(PlanRow(ours=spot.number, theirs=number), spot.key.name)]
        label = self.trio.label(self.trio.ours, spot.number)
        if origin.same_row(spot.key):
            self.trio.report.removed(where(self.trio.name, label), self._text(spot.number))
            return []
        self.trio.report.conflict(where(self.trio.name, label), "", self._text(spot.number))
        return [PlanRow(ours=spot.number, notes={**self._notes(spot.number), 1: self.trio.remarks.deleted()})]

    def _met(self, row: PlanRow, name: str) -> PlanRow:
        """A row of ours with what theirs bring to it."""
        if not row.theirs:
            row.notes = self._notes(row.ours)
            return row
        for column in self.trio.our_columns():
            if column in self.trio.columns.known:
                self.trio.cells.meet(row, self.trio.meeting(name, column, row.theirs, row.ours))
            elif note := self._notes(row.ours).get(self.trio.our_columns()[column]):
                row.notes[self.trio.our_columns()[column]] = note
        self._added_cells(row, name)
        return row

    def _notes(self, row: int) -> dict[int, str]:
        return {place.column: text for place, text in self.trio.ours.sheet.around.notes.items() if place.row == row}

    def _added_cells(self, row: PlanRow, name: str = "") -> None:
        """The cells of a row that stand in columns of people, or in columns that the record dropped."""
        gone = {number: key for key, number in self.trio.columns.known.items() if key not in self.trio.our_columns()}
        for column, home in self.homes.items():
            place = Place(row.theirs, column)
            if column in self.trio.columns.added or (
                column in gone and (not name or self._edited(name, gone[column], row.theirs))
            ):
                self._own(row, home, place)

    def _own(self, row: PlanRow, home: int, place: Place) -> None:
        if self.trio.cells.own(row, home, place):
            title = shown(self.trio.theirs.cell(self.trio.theirs.header, place.column))
            label = self.trio.label(self.trio.theirs, place.row)
            told = where(self.trio.name, label, title or str(place))
            self.trio.report.kept(told, shown(self.trio.theirs.grid.cells.get(place)))

    def _edited(self, name: str, column: str, row: int) -> bool:
        """Whether somebody changed the words of a cell of theirs, or hung a note on it."""
        place = Place(row, self.trio.columns.known[column])
        cell, mark = self.trio.theirs.cell(*place) or Cell(), self.trio.origin.mark(name, column)
        changed = mark is None or not as_it_was(cell, mark, self.trio.origin.cell(name, column))
        return changed or place in self.trio.theirs.sheet.around.notes

    def _written(self, name: str, row: int) -> bool:
        """Whether somebody wrote in a row of theirs, in its own columns or in added ones."""
        columns = self.trio.columns
        beside = any(self.trio.theirs.grid.content(Place(row, column)) for column in columns.added)
        return beside or any(self._edited(name, column, row) for column in columns.known)

    def _insert(self, merged: list[PlanRow], spot: Spot, kept: tuple[PlanRow, ...] | None) -> None:
        """Put a row that is not ours after the row that it followed among ``kept``, else at the end.

        It was added by a person, or dropped by the record although a person wrote in it.
        """
        name = self.names.get(spot.number, "")
        if name and not self._written(name, spot.number):
            self._tell_looks(spot.number, name)
            return
        before = [row for row in kept or () if 0 < row.theirs < spot.number]
        last = max(before, key=lambda row: row.theirs) if before else None
        if name or kept is None:
            last = next((row for row in reversed(merged) if row.ours), None)
        row = self._theirs(spot, last.ours if last else self.trio.ours.header + 1)
        if row is None:
            return
        rank = len(merged) if name or kept is None else next((n for n, one in enumerate(merged, 1) if one is last), 0)
        while rank < len(merged) and not merged[rank].ours and merged[rank].theirs < spot.number:
            rank += 1
        merged.insert(rank, row)

    def _theirs(self, spot: Spot, like: int) -> PlanRow | None:
        """A row of theirs in the looks of one of ours; None when nothing stands in it."""
        name = self.names.get(spot.number, "")
        row = PlanRow(theirs=spot.number, like=like)
        for column, home in self.homes.items():
            self._own_of_row(row, Place(spot.number, column), home)
        if not row.cells:
            return None
        label, text = self.trio.label(self.trio.theirs, spot.number), self._their_text(spot.number)
        if name:
            row.notes.setdefault(1, HOMELESS)
            self.trio.report.unplaced(where(self.trio.name, label), text)
        else:
            self.trio.report.kept(f"{where(self.trio.name, label)}, ligne ajoutée", text)
        return row

    def _tell_looks(self, row: int, name: str) -> None:
        """Say that looks went with a row that the record dropped."""
        marks = self.trio.origin.rows.get(name, {})
        known = self.trio.columns.known
        if any(key in marks and not same_looks(self.trio.theirs.mark(row, known[key]), marks[key]) for key in known):
            label = self.trio.label(self.trio.theirs, row)
            self.trio.report.lost(
                where(self.trio.name, label), "mise en forme d’une ligne qui n’est plus dans le dossier"
            )

    def _own_of_row(self, row: PlanRow, place: Place, home: int) -> None:
        header = place.row - 1 == self.trio.theirs.header
        above = None if header else self.trio.theirs.cell(place.row - 1, place.column)
        ours = self.trio.ours.cell(row.like, home) if home < self.trio.ours.key_column else None
        self.trio.cells.own(row, home, place, Usual(above, ours))

    def _sorted(self) -> bool:
        """Whether somebody changed the order of the rows."""
        ranks = self.trio.origin.ranks([spot.key.name for spot in self.trio.ours.data if spot.key])
        order = [ranks[name] for _, name in sorted(self.names.items()) if name in ranks]
        return order != sorted(order)

    def _text(self, row: int) -> str:
        """The words of a row of ours."""
        cells = [self.trio.ours.cell(row, column) for column in self.trio.our_columns().values()]
        return " · ".join(text for text in map(shown, cells) if text)

    def _their_text(self, row: int) -> str:
        cells = [self.trio.theirs.cell(row, column) for column in sorted(self.homes)]
        return " · ".join(text for text in map(shown, cells) if text)
