"""Short marks of what a cell held when it was generated: enough to see that somebody changed it, never to read it."""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planforge.formats.excel.appearance import Appearance, Stretch

# One change of words in thirty million goes unseen, one change of looks in thirty thousand.
WORDS, LOOKS = 5, 3
MARK = WORDS + LOOKS
# All telephone numbers can be tried: the mark of one follows so few letters that a number taken out of a cell stays one
# of a hundred thousand. One change of a number in a thousand goes unseen, unless the base tells it.
_NUMBER = re.compile(r"t:(?:[\s+().,;:/-]*\d){6,}[\s)]*")
_NUMBER_LETTERS = 2


@lru_cache(maxsize=20_000)
def digest(text: str, length: int) -> str:
    """So many letters and digits that follow the text."""
    return (
        b32encode(hashlib.blake2s(text.encode("utf-8", "surrogatepass"), digest_size=10).digest())
        .decode()
        .lower()[:length]
    )


def mark(form: str, look: Appearance, stretches: tuple[Stretch, ...] = ()) -> str:
    """The mark of a cell: of its content first, of its looks then."""
    return _words_digest(form) + look_digest(look, stretches)


def same_words(one: str, other: str) -> bool:
    """Whether two marks stand for the same content."""
    return one[:WORDS] == other[:WORDS]


def same_looks(one: str, other: str) -> bool:
    """Whether two marks stand for the same looks."""
    return one[WORDS:] == other[WORDS:]


@lru_cache(maxsize=20_000)
def _words_digest(form: str) -> str:
    """The part of a mark that follows the content."""
    length = _NUMBER_LETTERS if _NUMBER.fullmatch(form) else WORDS
    return digest(form, length).ljust(WORDS, "a")


@lru_cache(maxsize=2_000)
def look_digest(look: Appearance, stretches: tuple[Stretch, ...] = ()) -> str:
    """The part of a mark that follows the looks."""
    ways = (look.bold, look.italic, look.underline, look.struck, look.ink, f"{look.size:g}")
    inside = [(stretch.text, *stretch[1:6], f"{stretch.size:g}") for stretch in stretches]
    outside = (look.fill, look.horizontal, look.vertical, look.wrap, look.border)
    return digest(repr((*ways, *outside, inside)), LOOKS)
