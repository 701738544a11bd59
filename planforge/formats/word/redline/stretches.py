"""Where two lists of words agree, in stretches that a reader can follow."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_WORDS = 4_000  # of two paragraphs together: longer ones are compared at their ends only
_LEAST_SHARED = 0.3  # of the letters: below it nobody recognises the old text among the marks


class Stretch(NamedTuple):
    """``old[first:last]`` became ``new[start:end]``; ``same`` where nothing changed."""

    first: int
    last: int
    start: int
    end: int
    same: bool = False


def stretches(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """How ``old`` became ``new``: what they share and what was replaced, in turn."""
    found = list(_joined(_read(old, new), old))
    shared = sum(len(word.strip()) for one in found if one.same for word in old[one.first : one.last])
    total = max(sum(len(word.strip()) for word in words) for words in (old, new)) if old and new else 0
    if shared < _LEAST_SHARED * total:
        return _all_but_start(old, new, found)
    return found


def _read(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    if head:
        yield Stretch(0, head, 0, head, same=True)
    ends = len(old) - tail, len(new) - tail
    middle, after = old[head : ends[0]], new[head : ends[1]]
    if len(middle) + len(after) > _MOST_WORDS:
        yield Stretch(head, ends[0], head, ends[1])
    elif middle or after:
        for kind, first, last, start, end in SequenceMatcher(None, middle, after, autojunk=False).get_opcodes():
            yield Stretch(first + head, last + head, start + head, end + head, same=kind == "equal")
    if tail:
        yield Stretch(ends[0], len(old), ends[1], len(new), same=True)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words two lists share at their beginning."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _joined(found: Iterator[Stretch], old: Sequence[str]) -> Iterator[Stretch]:
    """The same, what changed around a mere space being one change."""
    held: list[Stretch] = []
    for one in found:
        blank = one.same and not any(word.strip() for word in old[one.first : one.last])
        if not one.same or (held and blank):
            held.append(one)
            continue
        yield from _merged(held)
        held = []
        yield one
    yield from _merged(held)


def _merged(held: list[Stretch]) -> Iterator[Stretch]:
    """One change out of those held, a space at their end given back."""
    last = held.pop() if held and held[-1].same else None
    if held:
        yield Stretch(held[0].first, held[-1].last, held[0].start, held[-1].end)
    if last is not None:
        yield last


def _all_but_start(old: Sequence[str], new: Sequence[str], found: list[Stretch]) -> list[Stretch]:
    """Everything replaced, but for what is no word at the very beginning: a box stays where it is."""
    kept = _signs(old[: found[0].last]) if found and found[0].same else 0
    start = [Stretch(0, kept, 0, kept, same=True)] if kept else []
    return [*start, Stretch(kept, len(old), kept, len(new))]


def _signs(words: Sequence[str]) -> int:
    """How many of the first ones have neither letter nor digit."""
    count = 0
    for word in words:
        if any(letter.isalnum() for letter in word):
            break
        count += 1
    return count
