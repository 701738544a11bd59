"""Words as Markdown: hostile text stays text, looks stay where they begin and end."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from planforge.document.text import Gap, Run, Text, Tone
from planforge.formats.cells import DEFAULT_MARK, say
from planforge.values import clean

if TYPE_CHECKING:
    from planforge.document.tables import Cell

_SYNTAX = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|\{(?=#)|#(?=#*\s*$)")
_LEADING = re.compile(r"^(\d{0,9})([-+=#.)])", re.ASCII)
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
_UNSAFE = re.compile(r"[\s()<>\\|\"]")
_TICKS = re.compile("`+")
_JOINER = "\u2060"  # neither width nor break: keeps the marks of a look apart from what would undo them


def plain_words(text: str) -> str:
    """The characters of a text on one line, escaped wherever they might be taken for Markdown."""
    return _SYNTAX.sub(r"\\\g<0>", _folded(text))


def line_words(text: Text | str) -> str:
    """A text that stands at the beginning of a line."""
    words = text_words((Run(text),) if isinstance(text, str) else text).strip(" ")
    return _LEADING.sub(r"\1\\\2", words)


def text_words(text: Text) -> str:
    """The runs of a text, one after the other."""
    pieces = [piece for run in _merged(text) if (piece := _run_words(run)).inner or piece.before]
    words = ""
    for number, piece in enumerate(pieces, start=1):
        following = pieces[number].start if number < len(pieces) else ""
        joined = _JOINER if piece.marks and not piece.before and words.endswith("*") else ""
        words += piece.before + joined + piece.shown(joined or words[-1:], following)
    return words


def cell_words(cell: Cell) -> str:
    """A cell on one line of a table; a missing value in bold, an unconfirmed one with its mark."""
    bold = cell.bold or isinstance(cell.value, Gap)
    value = cell.value if isinstance(cell.value, tuple) else (Run(say(cell.value), bold=bold, link=cell.link),)
    words = text_words(value).strip(" ")
    return f"{words}\u00a0{DEFAULT_MARK}" if cell.default else words


def _folded(text: str) -> str:
    return _BREAKS.sub(" ", clean(text))


class _Piece(NamedTuple):
    """A run as Markdown: blanks, words, blanks, and the marks of bold and italic that go around the words."""

    before: str
    inner: str = ""
    after: str = ""
    marks: str = ""

    @property
    def start(self) -> str:
        """What stands first."""
        return self.before[:1] or (_JOINER if self.marks else self.inner[:1])

    def shown(self, left: str, right: str) -> str:
        """Words, marks and the blanks after, between these two characters."""
        if not self.marks:
            return self.inner + self.after
        opening = _joiner(self.inner[0], self.before or left)
        closing = _joiner(self.inner[-1], self.after or right)
        return f"{self.marks}{opening}{self.inner}{closing}{self.marks}{self.after}"


def _merged(text: Text) -> list[Run]:
    """The runs, neighbours of one look made one."""
    merged: list[Run] = []
    for run in text:
        if merged and replace(merged[-1], text="") == replace(run, text=""):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        elif run.text:
            merged.append(run)
    return merged


def _run_words(run: Run) -> _Piece:
    words = _folded(run.text)
    inner = words.strip()
    if not inner:
        return _Piece(words)
    start = words.index(inner)
    shown = _code(inner) if run.code else plain_words(inner)
    if run.link:
        shown = f"[{shown}]({_UNSAFE.sub(_percent, clean(run.link))})"
    marks = "*" * (2 * (run.bold or run.tone is Tone.GAP) + run.italic)
    return _Piece(words[:start], shown, words[start + len(inner) :], marks)


def _code(words: str) -> str:
    fence = "`" * (max((len(ticks) for ticks in _TICKS.findall(words)), default=0) + 1)
    edge = " " if words[0] == "`" or words[-1] == "`" else ""
    return f"{fence}{edge}{words}{edge}{fence}"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _joiner(edge: str, neighbour: str) -> str:
    """What keeps a look between punctuation inside it and a letter outside it."""
    return _JOINER if _is_mark(edge) and neighbour.strip() and not _is_mark(neighbour) else ""


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
