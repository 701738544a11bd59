"""How much room words take on paper: advance widths of the sheets' typefaces, and the lines they wrap to."""

from __future__ import annotations

from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING

import yaml

from planforge.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.document.text import Text

_CODE = 600  # every character of Courier New
_UNKNOWN = 1000  # an em: characters that the table does not know are never underrated
_TIGHT = 0.997  # share of a line that words may fill: renderers round advances


@cache
def _faces() -> Mapping[str, Mapping[str, int]]:
    text = (templates_folder() / "sheets" / "widths.yaml").read_text(encoding="utf-8")
    tables = yaml.load(text, Loader=yaml.CSafeLoader)
    return {
        face: {character: int(width) for width, characters in groups.items() for character in characters}
        for face, groups in tables.items()
    }


def text_width(text: str, half_points: int, face: str = "Arial") -> float:
    """The width of a text on one line, in dxa."""
    return _units(text, face) * half_points / 100


def line_count(text: Text, half_points: int, room: float, *, bold: bool = False) -> int:
    """The lines that a text takes in ``room`` dxa, at least one; words too long for a line are cut."""
    return wrapped(_words(text, bold=bold), room * _TIGHT * 100 / max(half_points, 1))


def wrapped(words: Iterable[tuple[int, int]], room: float) -> int:
    """The lines that words take, each given with the blank before it, in thousandths of an em."""
    lines, used = 1, 0.0
    for blank, word in words:
        if used and used + blank + word <= room:
            used += blank + word
            continue
        lines += 1 if used else 0
        whole = max(ceil(word / room) - 1, 0)
        lines += whole
        used = word - whole * room
    return lines


@lru_cache(maxsize=8192)
def _words(text: Text, *, bold: bool) -> tuple[tuple[int, int], ...]:
    """Each word's blank before it and its width; a word may run over several runs."""
    words: list[list[int]] = [[0, 0]]
    for run in text:
        face = "code" if run.code else "Arial Bold" if bold or run.bold else "Arial"
        blank = _units(" ", face)
        first, *others = run.text.split(" ")
        words[-1][1] += _units(first, face)
        words += [[blank, _units(word, face)] for word in others]
    return tuple((blank, word) for blank, word in words if word)


def _units(text: str, face: str) -> int:
    if face == "code":
        return _CODE * len(text)
    advances = _faces()[face]
    return sum(advances.get(character, _UNKNOWN) for character in text)
