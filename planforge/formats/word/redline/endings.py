"""How a body or a cell ends: its last paragraph has no end that could go, so that its change is told otherwise."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.formats.word.redline.blocks import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.formats.word.redline.alignment import Pair
    from planforge.formats.word.redline.blocks import Block


class Ending(StrEnum):
    """What happens at the end of a story."""

    PLAIN = "plain"  # both end with the same paragraph
    LONGER = "longer"  # the new one goes on after the last paragraph of the old
    SHORTER = "shorter"  # the old one went on


def ending(old: Sequence[Block], new: Sequence[Block], pairs: list[Pair]) -> tuple[Ending, list[Pair]]:
    """How the story ends, and the pairs to mark: its last paragraphs are a pair unless one story goes on in words."""
    last = (len(old) - 1, len(new) - 1)
    if not old or not new or not (_ends(old[-1]) and _ends(new[-1])) or (pairs and pairs[-1] == last):
        return Ending.PLAIN, pairs
    one, other = pairs[-1] if pairs else (-1, -1)
    if one == last[0] and all(map(_ends, new[other:])):
        return Ending.LONGER, pairs
    if other == last[1] and all(map(_ends, old[one:])):
        return Ending.SHORTER, pairs
    kept = [pair for pair in pairs if pair[0] != last[0] and pair[1] != last[1]]
    return Ending.PLAIN, [*kept, last]


def _ends(block: Block) -> bool:
    return isinstance(block, Passage) and not block.closes
