"""A rendered text cut at its headings, so that what many documents share is parsed once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^\n]*)")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")


class Chunk(NamedTuple):
    """A stretch of lines: ``line`` is the number (from 1) of its first one; ``unclosed`` that of a fence left open."""

    text: str
    line: int
    unclosed: int = 0


def chunks(text: str) -> Iterator[Chunk]:
    """The stretches of a text in order; each begins at a heading outside fences, but perhaps the first."""
    lines = text.split("\n")
    start, fence, opened = 0, "", 0
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if fence:
            fence = "" if match and _closes(match, fence) else fence
        elif match:
            fence, opened = match[1], number + 1
        elif _HEADING.match(line) and number > start:
            yield Chunk("\n".join(lines[start:number]), start + 1)
            start = number
    yield Chunk("\n".join(lines[start:]), start + 1, opened if fence else 0)


def _closes(match: re.Match[str], fence: str) -> bool:
    return match[1].startswith(fence) and not match[2].strip()
