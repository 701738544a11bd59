"""Which row of a returned table is which: by its key, unless what it holds tells otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from planforge.formats.excel.digests import WORDS, digest

if TYPE_CHECKING:
    from planforge.formats.excel.merge.columns import Columns
    from planforge.formats.excel.merge.origin import Marks, Origin
    from planforge.formats.excel.merge.regions import Region, Spot

_NOTHING = digest("", WORDS)
_ENOUGH = 2  # cells that a row must have held to seem strange without any of them
_COMMON = 3  # rows that hold the same word in a column: more, and it tells nothing


class Rows:
    """The name of each row of data by its number in the sheet; rows that a person added have none."""

    def __init__(self, theirs: Region, columns: Columns, origin: Origin) -> None:
        self._theirs = theirs
        self._columns = columns
        self._origin = origin

    def names(self) -> dict[int, str]:
        """The names of the rows that are known, in the order of the sheet."""
        found = self._by_key()
        lost = [spot for spot in self._theirs.data if spot.number not in found or self._strange(spot, found)]
        doubtful = {spot.number for spot in lost}
        held = {name for number, name in found.items() if number not in doubtful}
        for number, name in self._by_content(lost, held).items():
            found = {row: known for row, known in found.items() if known != name}
            found[number] = name
        return dict(sorted(found.items()))

    def score(self, number: int, name: str) -> int:
        """How many cells of a row hold what the row of that name held."""
        return sum(1 for key, mark in self._marks(name).items() if self._words(number, key) == mark[:WORDS])

    def _by_key(self) -> dict[int, str]:
        """Rows by key; of copies of one row, the one that changed least is the row."""
        claims: dict[str, list[int]] = defaultdict(list)
        for spot in self._theirs.data:
            if spot.key:
                claims[spot.key.name].append(spot.number)
        best = {name: max(rows, key=lambda row: (self.score(row, name), -row)) for name, rows in claims.items()}
        return {row: name for name, row in best.items()}

    def _marks(self, name: str) -> Marks:
        marks = self._origin.rows.get(name, {})
        return {key: mark for key, mark in marks.items() if mark[:WORDS] != _NOTHING}

    def _strange(self, spot: Spot, found: dict[int, str]) -> bool:
        """Whether a row holds nothing of what its key says: a sort may have left the hidden keys behind."""
        name = found[spot.number]
        return len(self._marks(name)) >= _ENOUGH and not self.score(spot.number, name)

    def _words(self, number: int, key: str) -> str:
        column = self._columns.known.get(key)
        return self._theirs.mark(number, column)[:WORDS] if column else _NOTHING

    def _by_content(self, lost: list[Spot], held: set[str]) -> dict[int, str]:
        """Names for rows whose key is missing or strange, best likeness first; each name once."""
        places = self._places(held)
        telling = Counter(name for names in places.values() for name in names)
        scores: list[tuple[int, int, str]] = []
        for spot in lost:
            words = [(key, self._words(spot.number, key)) for key in self._columns.known]
            shared = Counter(name for place in words for name in places.get(place, ()))
            scores += [(-score, spot.number, name) for name, score in shared.items() if score * 2 > telling[name]]
        found: dict[int, str] = {}
        for _, number, name in sorted(scores):
            if number not in found and name not in found.values():
                found[number] = name
        return found

    def _places(self, held: set[str]) -> dict[tuple[str, str], list[str]]:
        """The rows that hold a word in a column, for words rare enough to tell one row from the others."""
        places: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in self._origin.names():
            for key, mark in self._marks(name).items():
                places[key, mark[:WORDS]].append(name)
        rare = {place: names for place, names in places.items() if len(names) <= _COMMON}
        return {place: [name for name in names if name not in held] for place, names in rare.items()}
