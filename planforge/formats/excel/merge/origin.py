"""What each cell held when the returned file was generated: from its own keys, else from the base that was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.excel.keys import name_part, row_digest
from planforge.formats.excel.places import Place

if TYPE_CHECKING:
    from planforge.formats.excel.keys import Key
    from planforge.formats.excel.merge.regions import Region, Spot
    from planforge.formats.excel.passport import Passport
    from planforge.formats.excel.reading.cells import Cell

Marks = dict[str, str]  # by the key of the column


class Origin:
    """The marks of rows by name and column; a file without keys is told by its base.

    Rows that neither tells are known by what ours hold now, and nothing says what they held.
    """

    def __init__(self, theirs: Region, base: Region | None, ours: Region | None = None) -> None:
        self._base = base
        listed = theirs.passport.rows if theirs.passport else None
        if listed is None and base is not None:
            listed = tuple(row_digest(spot.key.name, spot.key.marks) for spot in base.data if spot.key)
        self._listed = frozenset(listed or ())
        self._order = tuple(map(name_part, listed or ()))
        self._spots: dict[str, Spot] = {}
        self.rows: dict[str, Marks] = {}
        if base is not None:
            self._spots = {spot.key.name: spot for spot in (*base.data, *base.totals) if spot.key}
            self._learn(base, base.passport)
        self._learn(theirs, theirs.passport or (base.passport if base else None) or (ours.passport if ours else None))
        self._told = frozenset(self.rows)
        learned, self.rows = self.rows, {}
        if ours is not None:
            self._learn(ours, ours.passport)
        self.rows |= learned

    def _learn(self, region: Region, passport: Passport | None) -> None:
        for spot in (*region.data, *region.totals):
            if spot.key and passport and len(spot.key.marks) == len(passport.columns):
                self.rows[spot.key.name] = dict(zip(passport.columns, spot.key.marks, strict=True))

    def mark(self, name: str, column: str) -> str | None:
        """The mark of a cell; None when nothing tells it."""
        return self.rows[name].get(column) if name in self._told else None

    def cell(self, name: str, column: str) -> Cell | None:
        """The cell in the base; None when there is no base or no such cell in it."""
        place = self._place(name, column)
        return self._base.grid.cells.get(place) if self._base and place else None

    def note(self, name: str, column: str) -> str | None:
        """The note on the cell in the base; None when there is no base or no such cell in it."""
        place = self._place(name, column)
        return self._base.sheet.around.notes.get(place, "") if self._base and place else None

    def _place(self, name: str, column: str) -> Place | None:
        spot = self._spots.get(name)
        number = (self._base.columns or {}).get(column) if self._base else None
        return Place(spot.number, number) if spot and number else None

    def ranks(self, ours: list[str]) -> dict[str, int]:
        """The order of the rows when the file was generated, that of ours when nothing tells it."""
        if not self._order:
            return {name: rank for rank, name in enumerate(ours)}
        places = {part: rank for rank, part in enumerate(self._order)}
        known = {name: name_part(row_digest(name, ())) for name in self.rows}
        return {name: places[part] for name, part in known.items() if part in places}

    def deleted(self, name: str) -> bool:
        """Whether the row was there when the file was generated: it is missing because somebody deleted it."""
        return name_part(row_digest(name, ())) in self._order

    def same_row(self, key: Key) -> bool:
        """Whether the row held the same when the file was generated as it does with this key."""
        return row_digest(key.name, key.marks) in self._listed
