"""The lines around a place in a file, with a caret under it."""

from __future__ import annotations

import re

_WIDTH = 100
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def frame(text: str, line: int, column: int, length: int = 1, around: int = 1) -> str:
    """The numbered line and ``around`` lines on each side, carets under ``length`` characters; columns count from 1.

    Long lines are cut to a window around the place; characters that a terminal would obey are shown as spaces.
    """
    lines = text.split("\n")
    line = min(max(line, 1), len(lines))
    first, last = max(line - around, 1), min(line + around, len(lines))
    width = len(str(last))
    left = max(column - 1 - _WIDTH * 2 // 3, 0) if column > _WIDTH else 0
    drawn: list[str] = []
    for number in range(first, last + 1):
        shown = _UNPRINTABLE.sub(" ", lines[number - 1].rstrip("\r")[left : left + _WIDTH])
        drawn.append(f"{number:>{width}} | {shown}".rstrip())
        if number == line:
            start = max(column - 1 - left, 0)
            carets = "^" * max(1, min(length, len(shown) - start))
            drawn.append(f"{'':>{width}} | {' ' * start}{carets}")
    return "\n".join(drawn)
