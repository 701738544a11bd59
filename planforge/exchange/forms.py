"""A table of a returned workbook, found by its titles, its cells read as people write them; errors kept by cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from planforge.errors import Location, Problem
from planforge.formats.excel.places import Place
from planforge.formats.excel.reading.cells import Content, Kind
from planforge.values import (
    Duration,
    ValueFault,
    fold,
    french,
    join_and,
    quoted,
    read_count,
    read_date,
    read_duration,
    read_yes_no,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from planforge.formats.excel.reading.books import Book, ReadSheet

T = TypeVar("T")

_EPOCH = date(1899, 12, 30)
_FIRST_DAY, _LAST_DAY = 36526, 109573  # 2000 to 2199, as Excel counts days
_DAY = 1440
_LONGEST = 31  # days: a longer duration was written without its unit
_TITLE_ROWS = 60  # rows among which the titles stand


@dataclass
class Desk:
    """Where the problems of one returned file gather."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def complain(self, sheet: str, place: Place, code: str, said: tuple[str, str]) -> None:
        """Note a problem: what is wrong, and what to write instead."""
        message, hint = (french(words) for words in said)
        self.problems.append(
            Problem(f"grid.{code}", message, Location(self.file, sheet=sheet, cell=str(place)), hint=hint)
        )


@dataclass(frozen=True)
class FilledLine:
    """One row, its cells by column key."""

    desk: Desk
    sheet: str
    cells: Mapping[str, Content]
    places: Mapping[str, Place]

    def complain(self, key: str, code: str, message: str, hint: str) -> None:
        """Note a problem at a cell of the row."""
        self.desk.complain(self.sheet, self.places[key], code, (message, hint))

    def text(self, key: str) -> str:
        """The words of a cell, on one line."""
        return " ".join(self.cells[key].text.split())

    def date(self, key: str) -> date | None:
        """The date of a cell; a problem where it says something else."""
        content = self.cells[key]
        number = content.number
        if number is None:
            return self._read(key, read_date)
        if _FIRST_DAY <= number < _LAST_DAY:
            return _EPOCH + timedelta(days=int(number))
        self.complain(key, "date", f"{quoted(content.text)} n’est pas une date.", "Écrivez par exemple « 20/11/2026 ».")
        return None

    def duration(self, key: str) -> Duration | None:
        """The duration of a cell: hours and minutes of Excel, or words."""
        number = self.cells[key].number
        if number is None:
            return self._read(key, read_duration)
        if 0 <= number <= _LONGEST:
            return Duration(round(number * _DAY))
        said = f"{quoted(self.cells[key].text)} se lit comme un nombre de jours."
        self.complain(key, "duration", said, "Écrivez 0:45 pour 45 minutes, 4:00 pour 4 heures.")
        return None

    def count(self, key: str) -> int | None:
        """The whole number of a cell."""
        return self._read(key, read_count)

    def yes_no(self, key: str) -> bool | None:
        """The yes or no of a cell."""
        return self._read(key, read_yes_no)

    def _read(self, key: str, reader: Callable[[str], T]) -> T | None:
        words = self.text(key)
        if not words:
            return None
        try:
            return reader(words)
        except ValueFault as fault:
            self.complain(key, "value", fault.message, fault.hint)
            return None

    def __bool__(self) -> bool:
        return any(content.kind is not Kind.EMPTY for content in self.cells.values())


def lines(desk: Desk, book: Book, name: str, titles: Mapping[str, str]) -> tuple[FilledLine, ...]:
    """The rows under the titles of a sheet; a problem where the sheet or a column is missing."""
    sheet = next((one for one in book.sheets if fold(one.name) == fold(name)), None)
    if sheet is None:
        others = join_and([quoted(one.name) for one in book.sheets])
        said = (f"La feuille {quoted(name)} manque.", f"Repartez de la grille du kit. Feuilles trouvées : {others}.")
        desk.complain(name, Place(1, 1), "sheet", said)
        return ()
    row, found = _titles(sheet, titles)
    missing = [title for key, title in titles.items() if key not in found]
    if missing:
        told = join_and([quoted(title) for title in missing])
        said = (f"Colonnes introuvables : {told}.", "Rétablissez ces titres, ou repartez de la grille du kit.")
        desk.complain(sheet.name, Place(max(row, 1), 1), "column", said)
        return ()
    return tuple(_rows(desk, sheet, row, found))


def _titles(sheet: ReadSheet, titles: Mapping[str, str]) -> tuple[int, Mapping[str, int]]:
    """The row that holds most titles, and the column of each that it holds."""
    keys = {fold(title): key for key, title in titles.items()}
    best: tuple[int, Mapping[str, int]] = (0, {})
    for row, columns in sheet.grid.written.items():
        if row > _TITLE_ROWS:
            break
        words = {column: fold(" ".join(sheet.grid.content(Place(row, column)).text.split())) for column in columns}
        found = {keys[said]: column for column, said in words.items() if said in keys}
        if len(found) > len(best[1]):
            best = (row, found)
    return best


def _rows(desk: Desk, sheet: ReadSheet, titles: int, columns: Mapping[str, int]) -> Iterator[FilledLine]:
    """The rows down to the first one that is blank under every title."""
    row = titles + 1
    while True:
        places = {key: Place(row, column) for key, column in columns.items()}
        line = FilledLine(desk, sheet.name, {key: sheet.grid.content(place) for key, place in places.items()}, places)
        if not line:
            return
        yield line
        row += 1
