"""Which block of an old document is which block of a new one, in the order of both; the cost follows the length."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

Pair: TypeAlias = tuple[int, int]
_MOST_PAIRS = 2_500  # compared word by word between two anchors
_BORROWED = "~"
_ALIKE = 0.5  # share of the words that two wordings of one block have in common


def borrowed(key: str) -> str:
    """The key of something in a block, which says what the block is as long as it is there; nothing for no key."""
    return key and _BORROWED + key.removeprefix(_BORROWED)


@dataclass(frozen=True)
class Sign:
    """What blocks are told apart by.

    Only blocks of one ``kind`` can be the same. ``key`` is their own in all versions, ``look`` their style, ``text``
    all that they say, ``lead`` what a row begins with.
    """

    kind: str
    text: str = ""
    key: str = ""
    look: str = ""
    lead: str = ""

    @cached_property
    def words(self) -> Counter[str]:
        """How many times each word stands in it."""
        return Counter(self.text.split())

    @property
    def own_key(self) -> str:
        """Its key, nothing where it is that of something in it."""
        return "" if self.key.startswith(_BORROWED) else self.key

    def same(self, other: Sign) -> bool:
        """Whether they say the same in the same style."""
        return (self.kind, self.text, self.look) == (other.kind, other.text, other.look)


def align(old: Sequence[Sign], new: Sequence[Sign]) -> list[Pair]:
    """Places in ``old`` with the place of the same block in ``new``, in rising order on both sides."""
    pairs = _ends(old, new, (0, len(old), 0, len(new)))
    for told in (_whole, _words, _key, _lead, _borrowed):
        pairs = _refined(old, new, pairs, told)
    for gap in list(_gaps(pairs, len(old), len(new))):
        pairs += _alike(old, new, gap)
    return sorted(pairs)


Gap: TypeAlias = tuple[int, int, int, int]


def _whole(sign: Sign) -> Hashable:
    return (sign.kind, sign.key, sign.look, sign.text) if sign.key and sign.text else None


def _words(sign: Sign) -> Hashable:
    return (sign.kind, sign.look, sign.text) if sign.text else None


def _key(sign: Sign) -> Hashable:
    return (sign.kind, sign.own_key) if sign.own_key else None


def _lead(sign: Sign) -> Hashable:
    return (sign.kind, sign.look, sign.lead, sign.own_key) if sign.lead else None


def _borrowed(sign: Sign) -> Hashable:
    return (sign.kind, sign.key) if sign.key and not sign.own_key else None


def _refined(
    old: Sequence[Sign], new: Sequence[Sign], pairs: list[Pair], told: Callable[[Sign], Hashable]
) -> list[Pair]:
    """The pairs with those that one way of telling blocks apart adds between them."""
    found = list(pairs)
    for gap in _gaps(pairs, len(old), len(new)):
        anchors = _anchors(old, new, gap, told)
        found += anchors
        for inner in _gaps(anchors, gap[1], gap[3], (gap[0], gap[2])):
            found += _ends(old, new, inner)
    return sorted(found)


def _gaps(pairs: Iterable[Pair], old: int, new: int, start: Pair = (0, 0)) -> Iterable[Gap]:
    """The stretches between pairs where there is something on both sides."""
    first, second = start
    for one, other in [*pairs, (old, new)]:
        if first < one and second < other:
            yield first, one, second, other
        first, second = one + 1, other + 1


def _ends(old: Sequence[Sign], new: Sequence[Sign], gap: Gap) -> list[Pair]:
    """What is the same at the beginning and at the end of a stretch, empty blocks included."""
    first, last, start, end = gap
    found = []
    while first < last and start < end and old[first].same(new[start]):
        found.append((first, start))
        first, start = first + 1, start + 1
    while first < last and start < end and old[last - 1].same(new[end - 1]):
        last, end = last - 1, end - 1
        found.append((last, end))
    return sorted(found)


def _anchors(old: Sequence[Sign], new: Sequence[Sign], gap: Gap, told: Callable[[Sign], Hashable]) -> list[Pair]:
    """Blocks told apart that stand once on each side, those that keep their order."""
    first, last, start, end = gap
    left = _once((told(old[place]), place) for place in range(first, last))
    right = _once((told(new[place]), place) for place in range(start, end))
    return _rising([(place, right[key]) for key, place in left.items() if key in right])


def _once(found: Iterable[tuple[Hashable, int]]) -> dict[Hashable, int]:
    places: dict[Hashable, list[int]] = {}
    for key, place in found:
        if key is not None:
            places.setdefault(key, []).append(place)
    return {key: rank[0] for key, rank in places.items() if len(rank) == 1}


def _rising(pairs: list[Pair]) -> list[Pair]:
    """The longest run of pairs, given by their first place, that rises on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for rank, (_, place) in enumerate(pairs):
        position = bisect_left(tails, place)
        before.append(ends[position - 1] if position else -1)
        tails[position : position + 1] = [place]
        ends[position : position + 1] = [rank]
    chain = []
    rank = ends[-1] if ends else -1
    while rank >= 0:
        chain.append(pairs[rank])
        rank = before[rank]
    return chain[::-1]


def _alike(old: Sequence[Sign], new: Sequence[Sign], gap: Gap) -> list[Pair]:
    """Blocks that say nearly the same, chosen so that most is shared in all."""
    first, last, start, end = gap
    if (last - first) * (end - start) > _MOST_PAIRS:
        return []
    shares = [[likeness(one, other) for other in new[start:end]] for one in old[first:last]]
    return [(first + one, start + other) for one, other in _best(shares)]


def likeness(one: Sign, other: Sign) -> float:
    """The share of their words that two blocks have in common, 0 where it is too small to count."""
    apart = one.own_key and other.own_key and one.own_key != other.own_key
    if apart or (one.kind, one.look) != (other.kind, other.look):
        return 0.0
    total = one.words.total() + other.words.total()
    share = 2 * (one.words & other.words).total() / total if total else 0.0
    return share if share >= _ALIKE else 0.0


def _best(shares: list[list[float]]) -> list[Pair]:
    """The pairs in rising order with the largest sum."""
    rows, columns = len(shares), len(shares[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            taken = shares[row][column] and shares[row][column] + best[row + 1][column + 1]
            best[row][column] = max(taken, best[row + 1][column], best[row][column + 1])
    found, row, column = [], 0, 0
    while row < rows and column < columns:
        if shares[row][column] and best[row][column] == shares[row][column] + best[row + 1][column + 1]:
            found.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return found
