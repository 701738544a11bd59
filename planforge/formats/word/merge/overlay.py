"""Looks that somebody gave to letters, laid on the same letters of another version."""

from __future__ import annotations

from dataclasses import fields, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from planforge.formats.word.merge.items import Letters, Look, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planforge.formats.word.merge.items import Item
    from planforge.formats.word.merge.normal import Passage

Letter: TypeAlias = tuple[str, Look, str]  # with its look and its link

_NAMES = tuple(each.name for each in fields(Look))


def overlaid(base: Passage, theirs: Passage, ours: Passage) -> tuple[tuple[Item, ...], str]:
    """The items of ``ours`` with the looks that ``theirs`` changed, and the changed letters that it does not have."""
    before, changed, after = base.letters, theirs.letters, list(ours.letters)
    to_base, to_ours = _places(changed, before), _places(changed, after)
    lost = []
    for place, letter in enumerate(changed):
        origin, target = to_base.get(place), to_ours.get(place)
        if origin is None or before[origin][1:] == letter[1:]:
            continue
        if target is None:
            lost.append(letter[0])
        else:
            after[target] = _changed(before[origin], letter, after[target])
    return rebuilt(ours.items, after), "".join(lost).strip()


def as_before(theirs: Passage, ours: Passage) -> Passage:
    """What a passage whose words nobody changed looked like, as far as its new version tells.

    Links within the document are ours, even those that lead nowhere any more.
    """
    letters, after = list(theirs.letters), ours.letters
    for place, target in _places(letters, after).items():
        letter, _, link = letters[place]
        letters[place] = (letter, after[target][1], link if link.startswith("#") else after[target][2])
    return replace(theirs, items=rebuilt(theirs.items, letters), align=ours.align)


def resized(theirs: Passage, size: int | None, ours: Passage) -> tuple[Item, ...]:
    """The items of ``theirs``; letters of the usual ``size`` take the usual size of ``ours``."""
    usual = ours.size
    return joined(
        replace(item, look=replace(item.look, size=usual))
        if isinstance(item, Letters) and item.look.size == size
        else item
        for item in theirs.items
    )


def rebuilt(items: Iterable[Item], letters: Sequence[Letter]) -> tuple[Item, ...]:
    """The items with other looks, a letter each."""
    found: list[Item] = []
    place = 0
    for item in items:
        length = len(item.text) if isinstance(item, Letters) else 1
        if isinstance(item, Letters):
            runs = groupby(letters[place : place + length], key=lambda letter: letter[1:])
            found += [Letters("".join(letter[0] for letter in run), look, link) for (look, link), run in runs]
        else:
            found.append(item)
        place += length
    return joined(found)


def _places(left: Sequence[Letter], right: Sequence[Letter]) -> dict[int, int]:
    """Where each letter on the left stands on the right."""
    one, other = "".join(letter[0] for letter in left), "".join(letter[0] for letter in right)
    if one == other:
        return {place: place for place in range(len(one))}
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return {a + step: b + step for a, b, size in matcher.get_matching_blocks() for step in range(size)}


def _changed(before: Letter, theirs: Letter, ours: Letter) -> Letter:
    """The letter of ours, each property that somebody changed as they left it."""
    told = {name: getattr(theirs[1], name) for name in _NAMES if getattr(theirs[1], name) != getattr(before[1], name)}
    link = theirs[2] if theirs[2] != before[2] else ours[2]
    return ours[0], replace(ours[1], **told), link
