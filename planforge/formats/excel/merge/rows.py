"""Which row of a returned table is which: by its key, unless what it holds tells otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.formats.excel.digests import WORDS, digest
from planforge.formats.excel.merge.columns import Columns

if TYPE_CHECKING:
    from planforge.formats.excel.merge.origin import Origin
    from planforge.formats.excel.merge.regions import Region

_NEW = "\u2032"  # ends the name of a row of ours whose own name another row had
_NOTHING = digest("", WORDS)
_COMMON = 3  # rows that hold the same word in a column: more, and it tells nothing


def renamed(ours: Region, told: Origin) -> Region:
    """Ours with the names that its rows had when theirs was generated: names that count rows go from one to another."""
    if not ours.header:
        return ours
    names = Rows(ours, Columns(ours.columns or {}, ()), told).names()
    data = []
    for spot in ours.data:
        name = names.get(spot.number) or f"{spot.key.name}{_NEW}" if spot.key else ""
        data.append(replace(spot, key=spot.key._replace(name=name)) if spot.key else spot)
    return replace(ours, data=tuple(data))


class Rows:
    """The name of each row of data by its number in the sheet; rows that a person added have none."""

    def __init__(self, theirs: Region, columns: Columns, origin: Origin) -> None:
        self._theirs = theirs
        self._columns = columns
        self._origin = origin
        self._places = self._telling_words()
        self._telling = Counter(name for names in self._places.values() for name in names)

    def names(self) -> dict[int, str]:
        """The names of the rows that are known, in the order of the sheet."""
        found = self._by_key()
        lost = [spot.number for spot in self._theirs.data if not self._is_itself(spot.number, found)]
        held = {name for number, name in found.items() if number not in lost}
        for number, name in self._by_content(lost, held).items():
            found = {row: known for row, known in found.items() if known != name}
            found[number] = name
        return dict(sorted(found.items()))

    def _by_key(self) -> dict[int, str]:
        """Rows by key; of copies of one row, the one that changed least is the row."""
        claims: dict[str, list[int]] = defaultdict(list)
        for spot in self._theirs.data:
            if spot.key:
                claims[spot.key.name].append(spot.number)
        return {self._nearest(name, rows): name for name, rows in claims.items()}

    def _nearest(self, name: str, rows: list[int]) -> int:
        marks = self._origin.rows.get(name, {})
        same = {row: sum(self._words(row, key) == mark[:WORDS] for key, mark in marks.items()) for row in rows}
        return max(rows, key=lambda row: (same[row], -row))

    def _is_itself(self, number: int, found: dict[int, str]) -> bool:
        """Whether a row holds most of what its key says: a sort may have left the hidden keys behind."""
        name = found.get(number, "")
        return bool(name) and (not self._telling[name] or self._is_like(self._shared(number), name))

    def _is_like(self, shared: Counter[str], name: str) -> bool:
        return shared[name] * 2 > self._telling[name]

    def _shared(self, number: int) -> Counter[str]:
        """How many telling words a row shares with each row of that time."""
        words = [(key, self._words(number, key)) for key in self._columns.known]
        return Counter(name for place in words for name in self._places.get(place, ()))

    def _words(self, number: int, key: str) -> str:
        column = self._columns.known.get(key)
        return self._theirs.mark(number, column)[:WORDS] if column else _NOTHING

    def _by_content(self, lost: list[int], held: set[str]) -> dict[int, str]:
        """Names for rows whose key is missing or strange, best likeness first; each name once."""
        scores: list[tuple[int, int, str]] = []
        for number in lost:
            shared = self._shared(number)
            alike = [name for name in shared if name not in held and self._is_like(shared, name)]
            scores += [(-shared[name], number, name) for name in alike]
        found: dict[int, str] = {}
        for _, number, name in sorted(scores):
            if number not in found and name not in found.values():
                found[number] = name
        return found

    def _telling_words(self) -> dict[tuple[str, str], list[str]]:
        """The rows that held a word in a column, for words rare enough to tell one row from the others."""
        places: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, marks in self._origin.rows.items():
            for key, mark in marks.items():
                if mark[:WORDS] != _NOTHING:
                    places[key, mark[:WORDS]].append(name)
        return {place: names for place, names in places.items() if len(names) <= _COMMON}
