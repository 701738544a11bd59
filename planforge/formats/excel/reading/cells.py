"""What a cell holds: words, a number or a truth, and its formula; the same whichever program saved the file."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.formats.excel.appearance import Appearance, Stretch, settled
from planforge.values import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from planforge.formats.excel.reading.styles import Styles

_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# References in a formula: they move with rows and columns, so that they say nothing of what a person changed.
_PLACE = re.compile(r"(?:'(?:[^']|'')+'!|[\w.]+!)?\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?(?![\w(])")


class Kind(StrEnum):
    """The type of a cell's content."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    TRUTH = "boolean"


@dataclass(frozen=True, slots=True)
class Content:
    """``text`` is what is stored: words, digits, or 1 and 0.

    ``formula`` has no equals sign; ``array`` says that it fills several cells or that its text is not known.
    """

    kind: Kind = Kind.EMPTY
    text: str = ""
    formula: str = ""
    array: bool = False

    def __bool__(self) -> bool:
        return self.kind is not Kind.EMPTY or bool(self.formula)

    @property
    def form(self) -> str:
        """A text that two contents share when they are the same; of a formula, without its places and result."""
        if self.formula:
            return "f:" + formula_form(self.formula)
        return f"{self.kind[0]}:{self.text}" if self.kind is not Kind.EMPTY else ""

    @property
    def number(self) -> float | None:
        """The number, None for anything else."""
        return float(self.text) if self.kind is Kind.NUMBER else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as read; ``stretches`` only where characters look different from each other."""

    content: Content = Content()
    look: Appearance = Appearance()  # noqa: RUF009 - frozen
    stretches: tuple[Stretch, ...] = ()
    number_format: str = "General"


def formula_form(formula: str) -> str:
    """The formula without what a moved row or column changes in it."""
    return _PLACE.sub("#", formula).replace(" ", "").replace("$", "").upper()


def text_content(text: str) -> Content:
    """The words as a content; none when there are none."""
    return Content(Kind.TEXT, text) if text else Content()


def number_content(text: str) -> Content:
    """The number to the fifteen digits that every program keeps; words when it is none."""
    try:
        number = float(text)
    except ValueError:
        return text_content(text)
    if not math.isfinite(number):
        return text_content(text)
    return Content(Kind.NUMBER, f"{number:.15g}" if number else "0")


def decoded(text: str) -> str:
    """The characters that « _x0041_ » and its like stand for, cleaned as ours are."""
    return clean(_CODE.sub(lambda found: chr(int(found[1], 16)), text)) if "_x" in text else clean(text)


def item_text(item: Element) -> str:
    """The words of a string item; how they are spoken in Japanese is left out."""
    return decoded("".join(node.text or "" for node in _pieces(item)))


def item_looks(item: Element, cell: Appearance, styles: Styles) -> tuple[Appearance, tuple[Stretch, ...]]:
    """How a string item looks in a cell that looks so, with its stretches where its characters differ."""
    runs = item.findall("{*}r")
    found = [styles.stretch(decoded(run.findtext("{*}t") or ""), run.find("{*}rPr"), cell) for run in runs]
    return settled(found, cell)


def _pieces(item: Element) -> Sequence[Element]:
    runs = item.findall("{*}r")
    return [node for run in runs for node in run.findall("{*}t")] if runs else item.findall("{*}t")
