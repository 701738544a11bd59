"""Where something stands, in words that a reader finds it by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.formats.word.merge.items import folded
from planforge.formats.word.merge.normal import Grid, Passage
from planforge.values import NBSP

if TYPE_CHECKING:
    from planforge.formats.word.merge.normal import Block, Row

_LONGEST = 60  # letters of what is quoted
_TITLES = ("heading ", "Part Title", "Sheet Zone", "Title")


@dataclass(frozen=True, slots=True)
class Here:
    """A place: the steps that lead to it, from the heading down."""

    steps: tuple[str, ...] = ()

    def under(self, *steps: str) -> Here:
        """The place below this one."""
        return replace(self, steps=(*self.steps, *(step for step in steps if step)))

    def named(self, part: Block | Row | None, aside: str = "") -> str:
        """The place and the first words of what stands there; ``aside`` says what of it."""
        words = excerpt(part.text) if part is not None else ""
        said = " › ".join((*self.steps, *([quoted(words)] if words else []))) or "début du document"
        return f"{said} ({aside})" if aside else said


class Course:
    """Where each block of a story stands, as one reads on."""

    def __init__(self, here: Here) -> None:
        self._top = self._below = self._zone = here

    def place(self, block: Block | None) -> Here:
        """Where the next block stands: below the last title, or in the zone to write in that it belongs to."""
        if isinstance(block, Passage) and block.style == "Zone Text":
            return self._zone
        if not isinstance(block, Passage) or block.empty:
            return self._below
        here = self._below
        if block.style == "Zone Title":
            self._zone = here.under(_title_words(block))
        elif is_title(block):
            here, self._below = self._top, self._top.under(_title_words(block))
            self._zone = self._below
        return here


def excerpt(text: str, longest: int = _LONGEST) -> str:
    """The first words of a text, on one line."""
    words = folded(text).strip()
    if len(words) <= longest:
        return words
    return f"{words[:longest].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def quoted(words: str) -> str:
    """« words »."""
    return f"«{NBSP}{words}{NBSP}»"


def _title_words(block: Passage) -> str:
    """A title as a step of a place, without what tells that one may write there."""
    return excerpt(block.text.partition(" — ")[0])


def is_title(block: Block) -> bool:
    """Whether a paragraph says what the ones below it are about."""
    return isinstance(block, Passage) and block.style.startswith(_TITLES) and not block.empty


def is_heading(block: Block) -> bool:
    """Whether a paragraph opens a section of the document."""
    return isinstance(block, Passage) and block.style.startswith("heading ")


def row_step(row: Row) -> str:
    """« ligne … », nothing for a row that only lays out a page."""
    words = next((words for cell in row.cells if (words := excerpt(cell.text))), "")
    inside = [cell.blocks for cell in row.cells]
    laid_out = not row.wording and any(
        len(blocks) > 1 or any(isinstance(block, Grid) for block in blocks) for blocks in inside
    )
    return "" if laid_out or not words else f"ligne {quoted(words)}"


def column_step(grid: Grid, row: int, column: int) -> str:
    """« colonne … » of a table with a header, the title of the zone on a laid out page."""
    rows = grid.rows
    if rows and rows[0].header and column < len(rows[0].cells) and row:
        words = excerpt(rows[0].cells[column].text)
        return f"colonne {quoted(words)}" if words else ""
    above = rows[row - 1].cells[column].blocks[:1] if row and column < len(rows[row - 1].cells) else ()
    return excerpt(above[0].text) if above and is_title(above[0]) else ""
