"""The one place where an inserted value is made safe for Markdown, and where its characters come back.

Punctuation of a value is moved, character by character, to the private plane 16 of Unicode: Markdown sees letters
there and cannot take them for syntax. Guards on both sides keep a value from touching the syntax around it
(``**{{ x }}**`` is bold whatever ``x`` begins with). The reader moves the characters back once the structure is known.
"""

from __future__ import annotations

import re
from string import punctuation

from markupsafe import Markup

_SHIFT = 0x10F700
_GUARD = "\U0010f7f0"
GAP_OPEN = "\U0010f7f1"
GAP_CLOSE = "\U0010f7f2"
FILE_MARK = 0xF0000
LINE_MARK = 0x100000
MARK_LIMIT = 0xE000  # lines of a template that can be told apart

_AWAY = {ord(char): chr(_SHIFT + ord(char)) for char in punctuation}
_BACK: dict[int, str | None] = {_SHIFT + ord(char): char for char in punctuation}
_BACK |= {ord(char): None for char in (_GUARD, GAP_OPEN, GAP_CLOSE)}
_RESERVED = re.compile("[\U000f0000-\U0010ffff]")
_MARKS = re.compile("[\U000f0000-\U000ffffd\U00100000-\U0010dfff]")
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
_GAP = re.compile(f"{GAP_OPEN}([^{GAP_CLOSE}]*){GAP_CLOSE}")


def folded(text: str) -> str:
    """The text on one line: line breaks and runs of blanks become one space; non-breaking spaces stay."""
    return _BREAKS.sub(" ", text)


def escape(value: str) -> Markup:
    """The value as text that Markdown cannot take for syntax, on one line.

    Characters of the private planes 15 and 16, which no keyboard writes, come out as U+FFFD.
    """
    return Markup(_GUARD + _moved(value) + _GUARD)  # noqa: S704 - escaped here


def escape_gap(words: str) -> Markup:
    """The words of a missing value, marked so that the reader gives them the look of a gap."""
    return Markup(GAP_OPEN + _moved(words) + GAP_CLOSE)  # noqa: S704 - escaped here


def _moved(words: str) -> str:
    return _RESERVED.sub("\ufffd", folded(words)).translate(_AWAY)


def restored(text: str) -> str:
    """The text with its own characters again."""
    return text if text.isascii() else text.translate(_BACK)


def gap_parts(text: str) -> list[tuple[str, bool]]:
    """The stretches of a still escaped text, each with whether it stands for a missing value."""
    return [(part, bool(number % 2)) for number, part in enumerate(_GAP.split(text)) if part]


def marked_lines(data: str, file: int, line: int) -> str:
    """Template data with a mark of file and line before each line break, so that a fault found later has its place."""
    first, *others = data.split("\n")
    return first + "".join(f"{mark(file, number)}\n{other}" for number, other in enumerate(others, start=line))


def mark(file: int, line: int) -> str:
    """The mark of a line of a template, by the template's number."""
    return chr(FILE_MARK + file) + chr(LINE_MARK + min(line, MARK_LIMIT - 1))


def unmarked(text: str) -> str:
    """The text without its marks of file and line."""
    return _MARKS.sub("", text)


def place(text: str, line: int) -> tuple[int, int] | None:
    """File number and line that a line (from 1) of a marked text was written at; the next known one if unknown."""
    for candidate in text.split("\n")[line - 1 :]:
        marks = _MARKS.findall(candidate)
        if len(marks) > 1:
            return ord(marks[-2]) - FILE_MARK, ord(marks[-1]) - LINE_MARK
    return None
