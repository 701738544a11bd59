"""The three versions of a story side by side: which block of each is which of the others, in the order of theirs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from planforge.formats.word.merge.alignment import agreeing, align, rising
from planforge.formats.word.merge.items import Span
from planforge.formats.word.merge.normal import Cell, Grid, Passage, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.formats.word.merge.alignment import Matches, Method
    from planforge.formats.word.merge.normal import Block

Part = TypeVar("Part", Passage | Grid, Row, Cell)


@dataclass(frozen=True, slots=True)
class Triple(Generic[Part]):
    """One block in each version, nothing where a version has it not; ``moved`` by hand among its neighbours."""

    base: Part | None
    theirs: Part | None
    ours: Part | None
    moved: bool = False


def triples(base: Sequence[Part], theirs: Sequence[Part], ours: Sequence[Part]) -> list[Triple[Part]]:
    """Everything that stands in the base or in theirs; what only ours has needs no decision."""
    to_theirs, to_ours = align(base, theirs), align(base, ours)
    new = _both_new(theirs, ours, (to_theirs, to_ours), agree=agreeing if base else align)
    steady = {one for one, _ in rising(to_theirs)}
    origin = {other: one for one, other in to_theirs.items()}
    found: list[tuple[float, int, Triple[Part]]] = []
    for place, part in enumerate(theirs):
        source = origin.get(place)
        was = None if source is None else base[source]
        target = new.get(place) if source is None else to_ours.get(source)
        moved = source is not None and source not in steady
        found.append((place, 0, Triple(was, part, None if target is None else ours[target], moved)))
    last = -1.0
    for place, was in enumerate(base):
        if place in to_theirs:
            last = to_theirs[place]
        elif place in to_ours:
            found.append((last, 1 + place, Triple(was, None, ours[to_ours[place]])))
    return [triple for _, _, triple in sorted(found, key=lambda entry: entry[:2])]


def _both_new(theirs: Sequence[Part], ours: Sequence[Part], known: tuple[Matches, Matches], agree: Method) -> Matches:
    """What both versions brought: places in theirs to places in ours."""
    taken = [set(matches.values()) for matches in known]
    one = [place for place in range(len(theirs)) if place not in taken[0]]
    other = [place for place in range(len(ours)) if place not in taken[1]]
    found = agree([theirs[place] for place in one], [ours[place] for place in other])
    return {one[left]: other[right] for left, right in found.items()}


def solid(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without the thin paragraphs that only make room; remarks on one of those go to its neighbour."""
    found: list[Block] = []
    waiting: tuple[Span, ...] = ()
    for block in blocks:
        thin = isinstance(block, Passage) and block.empty and not block.style and not block.label
        spans = waiting + (block.spans if thin and isinstance(block, Passage) else ())
        if not thin:
            found.append(block)
        waiting = () if found and _remarked(found, spans) else spans
    return tuple(found)


def _remarked(found: list[Block], spans: tuple[Span, ...]) -> bool:
    """Whether the remarks could be put on the last paragraph, as remarks on the whole of it."""
    last = found[-1]
    if isinstance(last, Passage) and spans:
        whole = tuple(Span(span.remark, 0, len(last.letters)) for span in spans)
        found[-1] = replace(last, spans=(*last.spans, *whole))
    return isinstance(last, Passage)
