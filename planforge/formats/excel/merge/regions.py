"""How a sheet is laid out, read back: its passport, its table with the rows and their keys, the lines around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.formats.excel.digests import WORDS, mark
from planforge.formats.excel.keys import DATA, TOTAL, Key, read_key
from planforge.formats.excel.passport import START, Passport, read_passport
from planforge.formats.excel.places import Place
from planforge.formats.excel.reading.cells import Cell, Kind

if TYPE_CHECKING:
    from planforge.formats.excel.reading.books import ReadSheet
    from planforge.formats.excel.reading.grids import Grid


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of the table: its number in the sheet, and its key where it has one."""

    number: int
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """``header`` is 0 in a sheet without a table; ``last`` is the last row of the table, blank or not.

    ``columns`` has the number of each known column by its key; ``above`` and ``below`` are rows where something stands.
    """

    sheet: ReadSheet
    passport: Passport | None
    header: int = 0
    last: int = 0
    key_column: int = 0
    columns: dict[str, int] | None = None
    data: tuple[Spot, ...] = ()
    totals: tuple[Spot, ...] = ()
    above: tuple[int, ...] = ()
    below: tuple[int, ...] = ()

    @property
    def grid(self) -> Grid:
        """The cells of the sheet."""
        return self.sheet.grid

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place, None where nothing was ever written or styled."""
        return self.grid.cells.get(Place(row, column))

    def mark(self, row: int, column: int) -> str:
        """The mark of what stands at a place."""
        found = self.cell(row, column)
        return cell_mark(found or Cell())


def cell_mark(cell: Cell) -> str:
    """The mark of a cell as read."""
    return mark(cell.content.form, cell.look, cell.stretches)


def generated_region(sheet: ReadSheet) -> Region:
    """The layout of a sheet as it was generated; its columns stand in the order of its passport."""
    place, passport = _passport(sheet.grid)
    table = sheet.around.tables[0][1] if sheet.around.tables else None
    columns = {key: number for number, key in enumerate(passport.columns, start=1)} if passport else {}
    region = Region(sheet, passport, columns=columns)
    if table is None:
        hidden = place.column if place else 0
        return replace(region, key_column=hidden, above=_lines(sheet.grid, 1, 0, {hidden}))
    key_column = place.column if place else table.right
    return _filled(replace(region, header=table.top, last=table.bottom, key_column=key_column))


def returned_region(sheet: ReadSheet, ours: Region) -> Region:
    """The layout of a sheet that came back, known by what it shares with ``ours``; without its table, no ``header``."""
    place, passport = _passport(sheet.grid)
    region = Region(sheet, passport, key_column=place.column if place else 0)
    if not ours.header:
        return replace(region, above=_lines(sheet.grid, 1, 0, {region.key_column}))
    names = {name for name, _ in ours.sheet.around.tables}
    table = next((area for name, area in sheet.around.tables if name in names), None)
    header = table.top if table else _header(sheet.grid, place, titles(passport, ours))
    if not header:
        return region
    keys = _keys(sheet.grid, header)
    counted = Counter(key.column for key in keys)
    column = counted.most_common(1)[0][0] if counted else region.key_column
    last = max([key.row for key, found in keys.items() if key.column == column and found.kind == DATA], default=header)
    bottom = max(last, table.bottom) if table else last
    return _filled(replace(region, header=header, last=bottom, key_column=column))


def titles(passport: Passport | None, ours: Region) -> tuple[str, ...]:
    """The marks of the titles that the table had when it was generated, ours for want of its own."""
    found = passport or ours.passport
    return found.titles if found else ()


def passport_of(grid: Grid) -> Passport | None:
    """The passport of a sheet, None when it has none."""
    return _passport(grid)[1]


def _passport(grid: Grid) -> tuple[Place | None, Passport | None]:
    """The passport of a sheet and where it stands; the first one where somebody copied it."""
    for place in sorted(grid.cells):
        text = grid.cells[place].content.text
        if text.startswith(START):
            found = read_passport(text)
            if found:
                return place, found
    return None, None


def _header(grid: Grid, passport: Place | None, expected: tuple[str, ...]) -> int:
    """The row that holds most of the expected titles, under the passport first; 0 when it is in doubt."""
    words = {title[:WORDS] for title in expected}
    scores: Counter[int] = Counter()
    for place, cell in grid.cells.items():
        if cell.content.kind is Kind.TEXT and cell_mark(cell)[:WORDS] in words:
            scores[place.row] += 1
    if passport and scores[passport.row + 1]:
        return passport.row + 1
    row, score = max(scores.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return row if score * 2 >= len(words) and score else 0


def _keys(grid: Grid, header: int) -> dict[Place, Key]:
    found = {place: read_key(cell.content.text) for place, cell in grid.cells.items() if place.row > header}
    return {place: key for place, key in found.items() if key is not None}


def _filled(region: Region) -> Region:
    """The region with its rows told apart: data, totals, lines above and below."""
    grid, hidden = region.grid, {region.key_column}
    keys = {place.row: key for place, key in _keys(grid, region.header).items() if place.column == region.key_column}
    totals = tuple(Spot(row, key) for row, key in sorted(keys.items()) if key.kind == TOTAL)
    written = _lines(grid, region.header + 1, 0, hidden)
    end = _end(region, written, totals)
    rows = sorted({row for row in written if row <= end} | {row for row, key in keys.items() if key.kind == DATA})
    taken = {spot.number for spot in totals}
    return replace(
        region,
        data=tuple(Spot(row, keys.get(row)) for row in rows if row not in taken),
        totals=totals,
        above=_lines(grid, 1, region.header - 1, hidden),
        below=tuple(row for row in written if row > end and row not in taken),
    )


def _end(region: Region, written: tuple[int, ...], totals: tuple[Spot, ...]) -> int:
    """The last row of data: rows typed right under the table belong to it, known lines and merged ones do not."""
    known = {line[letters][:WORDS] for line in (region.passport.below if region.passport else ()) for letters in line}
    stop = totals[0].number if totals else region.last + len(written) + 1
    end = region.last
    while end + 1 in written and end + 1 < stop and not _is_line(region, end + 1, known):
        end += 1
    return min(end, stop - 1)


def _is_line(region: Region, row: int, known: set[str]) -> bool:
    first = Place(row, 1)
    merged = any(first in area and area.right > area.left for area in region.grid.merges)
    return merged or region.mark(row, 1)[:WORDS] in known


def _lines(grid: Grid, first: int, last: int, hidden: set[int]) -> tuple[int, ...]:
    """The rows between two (no end when ``last`` is 0) where something stands outside the hidden columns."""
    written = (row for row, columns in grid.written.items() if not hidden.issuperset(columns))
    return tuple(row for row in written if first <= row <= (last or row))
