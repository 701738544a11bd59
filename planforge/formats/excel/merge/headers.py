"""The titles of a merged table, and the columns that people added to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.formats.excel.digests import same_words
from planforge.formats.excel.merge.cells import Meeting, Usual
from planforge.formats.excel.merge.deciding import as_it_was
from planforge.formats.excel.merge.plan import AddedColumn, NewCell, PlanRow
from planforge.formats.excel.merge.saying import shown, where
from planforge.formats.excel.names import titles
from planforge.formats.excel.places import Place
from planforge.formats.excel.reading.cells import text_content

if TYPE_CHECKING:
    from planforge.formats.excel.merge.trio import Trio


@dataclass(frozen=True, slots=True)
class Headers:
    """Merges the row of titles; ``names`` are those of the returned rows that are known."""

    trio: Trio
    names: dict[int, str]

    def added(self) -> list[AddedColumn]:
        """The columns to add after ours, those with a title first."""
        dropped = [column for key, column in self.trio.columns.known.items() if self._dropped(key, column)]
        columns = [self._added(column) for column in (*self.trio.columns.added, *sorted(dropped))]
        for key, column in self.trio.columns.known.items():
            self._tell_title(key, column, kept=column in dropped)
        return sorted(columns, key=lambda column: not column.title)

    def homes(self, added: list[AddedColumn]) -> dict[int, int]:
        """The final column of each returned one."""
        known = self.trio.columns.known
        homes = {known[key]: number for key, number in self.trio.our_columns().items() if key in known}
        first = self.trio.ours.key_column + 1
        return homes | {column.theirs: number for number, column in enumerate(added, start=first)}

    def row(self, homes: dict[int, int]) -> PlanRow:
        """The row of titles; every one of them stays a text that no other one has."""
        ours, theirs = self.trio.ours.header, self.trio.theirs.header
        row = PlanRow(ours=ours, theirs=theirs)
        for key, number in self.trio.our_columns().items():
            place = Place(ours, number)
            if key in self.trio.columns.known:
                self.trio.cells.meet(row, self._meeting(key, Place(theirs, self.trio.columns.known[key]), place))
            elif place in self.trio.ours.sheet.around.notes:
                row.notes[number] = self.trio.ours.sheet.around.notes[place]
        for column, home in homes.items():
            if home > self.trio.ours.key_column:
                self.trio.cells.own(row, home, Place(theirs, column), self._usual())
                if home in row.cells:
                    row.cells[home] = replace(row.cells[home], title=True, number_format="")
        self._settle(row, homes)
        return row

    def missing(self) -> list[str]:
        """The columns of ours that somebody deleted, by key: they come back hidden."""
        passport = self.trio.theirs.passport
        known = passport.columns if passport else ()
        gone = [key for key in self.trio.our_columns() if key in known and key not in self.trio.columns.known]
        for key in gone:
            self.trio.report.lost(where(self.trio.name, column=self.trio.title(key)), "colonne supprimée, masquée ici")
        return gone

    def _tell_title(self, key: str, column: int, *, kept: bool) -> None:
        """Say that a title went with a column that the record dropped, when somebody had changed it."""
        place, title = Place(self.trio.theirs.header, column), self._title_mark(key)
        if key in self.trio.our_columns() or kept or title is None:
            return
        if not same_words(self.trio.theirs.mark(*place), title):
            words = shown(self.trio.theirs.grid.cells.get(place))
            self.trio.report.lost(f"{where(self.trio.name)}, titre d’une colonne que le dossier n’a plus", words)

    def _dropped(self, key: str, column: int) -> bool:
        """Whether the record dropped a column in which somebody wrote."""
        if key in self.trio.our_columns():
            return False
        return any(self._written(spot.number, key, column) for spot in self.trio.theirs.data)

    def _written(self, row: int, key: str, column: int) -> bool:
        cell, name = self.trio.theirs.cell(row, column), self.names.get(row, "")
        if cell is None or not cell.content:
            return False
        mark = self.trio.origin.mark(name, key)
        return mark is None or not as_it_was(cell, mark, self.trio.origin.cell(name, key))

    def _added(self, column: int) -> AddedColumn:
        grid = self.trio.theirs.grid
        title = shown(grid.cells.get(Place(self.trio.theirs.header, column)))
        told = where(self.trio.name, column=title or "sans titre")
        self.trio.report.kept(f"{told}, colonne ajoutée", title)
        return AddedColumn(column, title, grid.widths.get(column, 0.0), column in grid.hidden_columns)

    def _meeting(self, key: str, theirs: Place, ours: Place) -> Meeting:
        mark = self._title_mark(key)
        base = self.trio.base
        before = base.cell(base.header, (base.columns or {}).get(key, 0)) if base else None
        note = base.sheet.around.notes.get(Place(base.header, (base.columns or {}).get(key, 0)), "") if base else None
        return Meeting(
            theirs, ours, mark, before, note, lambda: f"{where(self.trio.name, column=self.trio.title(key))}, titre"
        )

    def _title_mark(self, key: str) -> str | None:
        """The mark of a title when theirs was generated, None when nothing tells it."""
        passport = self.trio.theirs.passport or (self.trio.base.passport if self.trio.base else None)
        titles_ = dict(zip(passport.columns, passport.titles, strict=False)) if passport else {}
        return titles_.get(key)

    def _usual(self) -> Usual:
        """The looks of our titles, which a new title takes from its neighbour."""
        first = min(self.trio.columns.known.values(), default=1)
        return Usual(
            self.trio.theirs.cell(self.trio.theirs.header, first), self.trio.ours.cell(self.trio.ours.header, 1)
        )

    def _settle(self, row: PlanRow, homes: dict[int, int]) -> None:
        """Make the titles legal: on one line, never empty, never twice; a title that was emptied is ours again."""
        last = max((*self.trio.our_columns().values(), self.trio.ours.key_column))
        ours = [shown(self.trio.ours.cell(self.trio.ours.header, number)) for number in range(1, last + 1)]
        theirs = [self._words(row, number) for number in range(1, max(homes.values(), default=last) + 1)]
        wanted = [word or (ours[place] if place < last else "") for place, word in enumerate(theirs)]
        headed = [word for place, word in enumerate(wanted) if word or place < last]
        for number, title in enumerate(titles(headed), start=1):
            cell = row.cells.get(number)
            if cell and cell.content is not None:
                row.cells[number] = replace(cell, content=text_content(title), number_format="")
            elif number <= last and title != ours[number - 1]:
                row.cells[number] = NewCell(text_content(title))

    def renamed(self, row: PlanRow) -> dict[str, str]:
        """The titles of ours that somebody changed: formulas name columns by them."""
        ours = {number: shown(self.trio.ours.cell(row.ours, number)) for number in self.trio.our_columns().values()}
        cells = {number: row.cells[number].content for number in ours if number in row.cells}
        return {ours[number]: content.text for number, content in cells.items() if content is not None}

    def _words(self, row: PlanRow, number: int) -> str:
        cell = row.cells.get(number)
        if cell is None or cell.content is None or not cell.place:
            return ""
        return shown(self.trio.theirs.grid.cells.get(cell.place))
