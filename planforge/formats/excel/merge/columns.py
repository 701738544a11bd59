"""Which column of a returned table is which: by its title, else by its place and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.formats.excel.digests import same_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.formats.excel.merge.regions import Region
    from planforge.formats.excel.passport import Passport


@dataclass(frozen=True, slots=True)
class Columns:
    """The number of each known column by its key, and the columns that a person added, in the order of the sheet."""

    known: dict[str, int]
    added: tuple[int, ...]

    def shifted(self, column: int) -> int:
        """Where a column would stand without those that a person put before the last known one."""
        last = max(self.known.values(), default=0)
        return column - sum(1 for one in self.added if one < last and one <= column)


def match_columns(theirs: Region, passport: Passport) -> Columns:
    """The columns of a returned table, told from what its passport (or that of ours) says."""
    shown = [column for column in _written(theirs) if column != theirs.key_column]
    found = _by_title(theirs, passport, shown)
    keys = passport.columns
    for missing, spare in list(_gaps(keys, found, shown)):
        if len(missing) == len(spare):
            pairs = zip(missing, spare, strict=True)
            found.update({key: column for key, column in pairs if _plausible(theirs, keys.index(key), column)})
    taken = set(found.values())
    return Columns(found, tuple(column for column in shown if column not in taken))


def _written(theirs: Region) -> list[int]:
    """The columns where the table has something."""
    rows = (theirs.header, *(spot.number for spot in (*theirs.data, *theirs.totals)))
    return sorted({column for row in rows for column in theirs.grid.written.get(row, ())})


def _by_title(theirs: Region, passport: Passport, shown: list[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    free = list(shown)
    for key, title in zip(passport.columns, passport.titles, strict=False):
        column = next((one for one in free if same_words(theirs.mark(theirs.header, one), title)), 0)
        if column:
            found[key] = column
            free.remove(column)
    return found


def _gaps(keys: tuple[str, ...], found: dict[str, int], shown: list[int]) -> Iterator[tuple[list[str], list[int]]]:
    """Unknown columns between two neighbours that are known, with the keys that are missing there."""
    missing: list[str] = []
    before = 0
    for key in (*keys, ""):
        if key and key not in found:
            missing.append(key)
            continue
        after = found[key] if key else max(shown, default=0) + 1
        taken = set(found.values())
        if missing:
            yield missing, [column for column in shown if before < column < after and column not in taken]
        missing, before = [], after


def _plausible(theirs: Region, rank: int, column: int) -> bool:
    """Whether a column without its title holds what the column of that rank held, or may: it held nothing."""
    pairs = [
        (spot.key.marks[rank], theirs.mark(spot.number, column))
        for spot in theirs.data
        if spot.key and rank < len(spot.key.marks)
    ]
    return not pairs or any(same_words(before, now) for before, now in pairs)
