"""What a paragraph says when a person and the record both had their way with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.formats.word.merge.items import Box, Letters
from planforge.formats.word.merge.overlay import as_before, overlaid, resized

if TYPE_CHECKING:
    from planforge.formats.word.merge.items import Item
    from planforge.formats.word.merge.normal import Passage


@dataclass(frozen=True, slots=True)
class Choice:
    """What to print. ``items`` or ``align`` are nothing where ours stay; what a person changed is said by kind.

    ``lost`` are letters whose look changed and that are no more.
    """

    items: tuple[Item, ...] | None = None
    align: str | None = None
    conflict: bool = False
    words: bool = False
    looks: bool = False
    ticks: bool = False
    lost: str = ""

    @property
    def kept(self) -> bool:
        """Whether anything that a person did shows in it."""
        return self.words or self.looks or self.ticks


def decide(base: Passage | None, theirs: Passage, ours: Passage) -> Choice:
    """The merge of one paragraph; without ``base``, whatever differs is an edit and a conflict."""
    base = None if base is not None and base.unknown else base
    if theirs.says == ours.says:
        return _looks(base or as_before(theirs, ours), theirs, ours)
    if base is not None and theirs.says == base.says:
        return _looks(base, theirs, ours)
    if base is None and ours.empty:
        return Choice(resized(theirs, theirs.size, ours), words=True)
    if base is not None and ours.says == base.says:
        items = _ticked(resized(theirs, base.size, ours), base, theirs, ours)
        return replace(_aligned(base, theirs, ours), items=items, words=True)
    return Choice(resized(theirs, (base or theirs).size, ours), conflict=True)


def _looks(base: Passage, theirs: Passage, ours: Passage) -> Choice:
    """The words of ours, with the looks and the ticks that a person changed."""
    letters, lost = overlaid(base, theirs, ours)
    items = _ticked(letters, base, theirs, ours)
    looks, ticks = not _same_look(letters, ours.items), _states(items) != ours.boxes
    choice = _aligned(base, theirs, ours)
    changed = replace(choice, lost=lost, looks=choice.looks or looks, ticks=ticks)
    return replace(changed, items=items) if looks or ticks else changed


def _aligned(base: Passage, theirs: Passage, ours: Passage) -> Choice:
    moved = theirs.align not in {base.align, ours.align}
    return Choice(align=theirs.align, looks=True) if moved else Choice()


def _same_look(one: tuple[Item, ...], other: tuple[Item, ...]) -> bool:
    """Whether letters look alike, however they are cut."""
    return _pieces(one) == _pieces(other)


def _pieces(items: tuple[Item, ...]) -> list[tuple[str, object, str]]:
    return [(letter, item.look, item.link) for item in items if isinstance(item, Letters) for letter in item.text]


def _ticked(items: tuple[Item, ...], base: Passage, theirs: Passage, ours: Passage) -> tuple[Item, ...]:
    """The items, each box as the person left it, or as the record says where the person left it alone."""
    states = _merged_states(base.boxes, theirs.boxes, ours.boxes)
    if len(states) != len(_states(items)):
        return items
    waiting = iter(states)
    return tuple(Box(next(waiting)) if isinstance(item, Box) else item for item in items)


def _merged_states(base: tuple[bool, ...], theirs: tuple[bool, ...], ours: tuple[bool, ...]) -> tuple[bool, ...]:
    if not len(base) == len(theirs) == len(ours):
        return ()
    return tuple(their if their != was else our for was, their, our in zip(base, theirs, ours, strict=True))


def _states(items: tuple[Item, ...]) -> tuple[bool, ...]:
    return tuple(item.done for item in items if isinstance(item, Box))
