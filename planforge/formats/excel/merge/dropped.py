"""Sheets that the record dropped: kept whole where somebody wrote in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.excel.digests import WORDS, same_words
from planforge.formats.excel.merge.columns import match_columns
from planforge.formats.excel.merge.regions import generated_region, returned_region
from planforge.formats.excel.places import Place

if TYPE_CHECKING:
    from planforge.formats.excel.merge.regions import Region
    from planforge.formats.excel.passport import Passport
    from planforge.formats.excel.reading.books import ReadSheet


def written_by_hand(sheet: ReadSheet) -> list[Place]:
    """The cells of a generated sheet in which somebody wrote, as its own keys tell; notes alone do not count."""
    region = returned_region(sheet, generated_region(sheet))
    passport = region.passport
    if passport is None:
        return []
    cells = _in_table(region, passport) if region.header else set()
    lines = {place for number in (*region.above, *region.below) for place in _in_line(region, number, passport)}
    return sorted(cells | lines)


def _in_table(region: Region, passport: Passport) -> set[Place]:
    columns = match_columns(region, passport)
    found = set()
    for spot in (*region.data, *region.totals):
        marks = dict(zip(passport.columns, spot.key.marks, strict=False)) if spot.key else {}
        for column in region.grid.written.get(spot.number, ()):
            key = next((key for key, number in columns.known.items() if number == column), "")
            known = column == region.key_column or (
                key in marks and same_words(region.mark(spot.number, column), marks[key])
            )
            found |= set() if known else {Place(spot.number, column)}
    return found


def _in_line(region: Region, row: int, passport: Passport) -> set[Place]:
    known = {mark[:WORDS] for line in (*passport.above, *passport.below) for mark in line.values()}
    columns = [column for column in region.grid.written.get(row, ()) if column != region.key_column]
    return {Place(row, column) for column in columns if region.mark(row, column)[:WORDS] not in known}
