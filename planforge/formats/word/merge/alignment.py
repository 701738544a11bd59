"""Which block of one version is which block of another: by key, then by words, then by place."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeAlias

from planforge.formats.word.merge.items import folded
from planforge.formats.word.merge.normal import Cell, Grid, Passage, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

Part: TypeAlias = Passage | Grid | Row | Cell
Matches: TypeAlias = dict[int, int]  # places on the left to places on the right
Method: TypeAlias = "Callable[[Sequence[Part], Sequence[Part]], Matches]"

_ALIKE = 0.5  # share of the letters that two wordings of one block have in common
_MOST_PAIRS = 2_500  # of blocks compared letter by letter between two anchors
_MOST_LETTERS = 1_500  # of each that are compared


def align(left: Sequence[Part], right: Sequence[Part]) -> Matches:
    """The place in ``right`` of what stands at each place of ``left``, where it is still there."""
    return _aligned(left, right, (_by_words, _by_likeness, _by_place))


def agreeing(left: Sequence[Part], right: Sequence[Part]) -> Matches:
    """The same, of what has one key or says the same on both sides."""
    return _aligned(left, right, (_by_words,))


def _aligned(left: Sequence[Part], right: Sequence[Part], methods: Sequence[Method]) -> Matches:
    found = _by_key(left, right)
    for method in methods:
        for first, second in list(_gaps(rising(found), len(left), len(right))):
            taken = set(found.values())
            lefts = [place for place in first if place not in found]
            rights = [place for place in second if place not in taken]
            if lefts and rights:
                local = method([left[place] for place in lefts], [right[place] for place in rights])
                found.update({lefts[one]: rights[other] for one, other in local.items()})
    return found


def likeness(one: Part, other: Part) -> float:
    """How much of two parts is the same, from 0 to 1."""
    first, second = folded(one.text)[:_MOST_LETTERS], folded(other.text)[:_MOST_LETTERS]
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def _by_key(left: Sequence[Part], right: Sequence[Part]) -> Matches:
    """Each part with the one that has most of its keys."""
    places = {key: place for place, part in reversed(list(enumerate(right))) for key in part.keys}
    found: Matches = {}
    taken: set[int] = set()
    for place, part in enumerate(left):
        votes = Counter(places[key] for key in part.keys if key in places)
        for target, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
            if target not in taken and type(part) is type(right[target]):
                found[place] = target
                taken.add(target)
                break
    return found


def _by_words(left: Sequence[Part], right: Sequence[Part]) -> Matches:
    """Blocks that say the same, in the same order; empty ones say nothing."""
    matcher = SequenceMatcher(None, _meanings(left, "left"), _meanings(right, "right"), autojunk=False)
    return {one + step: other + step for one, other, size in matcher.get_matching_blocks() for step in range(size)}


def _meanings(parts: Sequence[Part], side: str) -> list[Hashable]:
    return [(type(part).__name__, part.says or (side, place)) for place, part in enumerate(parts)]


def _by_likeness(left: Sequence[Part], right: Sequence[Part]) -> Matches:
    """Blocks that say nearly the same, in the same order."""
    if len(left) * len(right) > _MOST_PAIRS:
        return {}
    found: Matches = {}
    first = 0
    for place, part in enumerate(left):
        others = [other for other in range(first, len(right)) if part.says and _may_be(part, right[other])]
        shares = {other: likeness(part, right[other]) for other in others}
        best = max(shares, key=lambda other: shares[other], default=None)
        if best is not None and shares[best] >= _ALIKE:
            found[place] = best
            first = best + 1
    return found


def _by_place(left: Sequence[Part], right: Sequence[Part]) -> Matches:
    """One block written anew for each that is gone, or room to write in that was written in."""
    even = len(left) == len(right)
    pairs = enumerate(zip(left, right, strict=False))
    return {
        rank: rank for rank, (one, other) in pairs if _may_be(one, other) and (even or not one.says or not other.says)
    }


def _may_be(one: Part, other: Part) -> bool:
    """Whether two parts may be the same one: of one shape, and not each known under another key."""
    if one.keys and other.keys:
        return False
    if isinstance(one, Passage) and isinstance(other, Passage):
        return one.style == other.style
    if isinstance(one, Row) and isinstance(other, Row):
        return len(one.cells) == len(other.cells) or (one.header and other.header)
    return type(one) is type(other)


def rising(found: Matches) -> list[tuple[int, int]]:
    """The longest run of matches in the order of both sides: what was moved is no anchor."""
    tails: list[int] = []
    ends: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in sorted(found.items()):
        rank = bisect_left(tails, pair[1])
        before[pair] = ends[rank - 1] if rank else None
        if rank == len(tails):
            tails.append(pair[1])
            ends.append(pair)
        else:
            tails[rank], ends[rank] = pair[1], pair
    chain: list[tuple[int, int]] = []
    last = ends[-1] if ends else None
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]


def _gaps(anchors: list[tuple[int, int]], left: int, right: int) -> Iterator[tuple[range, range]]:
    """The stretches between anchors, on both sides."""
    first, second = 0, 0
    for one, other in [*anchors, (left, right)]:
        yield range(first, one), range(second, other)
        first, second = one + 1, other + 1
