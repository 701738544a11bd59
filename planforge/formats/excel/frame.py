"""How the lines above and under a table spread over its columns, and how high that makes them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from planforge.formats.cells import say
from planforge.formats.excel.layout import TITLE_ROW, letters
from planforge.formats.excel.widths import PAGE, height, lines, text_width, widths

if TYPE_CHECKING:
    from planforge.document.text import Text
    from planforge.formats.excel.layout import Layout

_LEAST = 70.0  # characters a paragraph needs to read well
_SPARE = 9.0  # width of a column that nobody set
_LABEL_MOST = 40.0
_ASIDE = 14.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Columns that carry the lines of text: all of them up to ``last``; facts have their value from ``split`` on."""

    widths: tuple[float, ...]
    last: int
    split: int
    room: float  # characters between the first and the last column
    value_room: float
    aside: int  # a column that leaves room for a few words before it

    def height(self, text: Text | str) -> float:
        """Points that a line of text takes over the whole width; merged cells do not fit themselves."""
        return height(lines(say(text), self.room))

    def fact_height(self, text: str) -> float:
        """Points that the value of a fact takes."""
        return height(lines(text, self.value_room))

    def merges(self, layout: Layout) -> tuple[str, ...]:
        """The cells to merge, in reading order."""
        end = letters(self.last)
        whole = [*range(TITLE_ROW + 1, layout.facts_row), *range(layout.notes_row, layout.end_row + 1)]
        merged = [f"A{row}:{end}{row}" for row in whole if self.last > 1]
        for row in range(layout.facts_row, layout.header_row - 1):
            if self.split > 2:  # noqa: PLR2004 - the label stands on more than its first column
                merged.append(f"A{row}:{letters(self.split - 1)}{row}")
            if self.last > self.split:
                merged.append(f"{letters(self.split)}{row}:{end}{row}")
        return tuple(merged)


def frame(layout: Layout) -> Frame:
    """The frame of a sheet: as wide as its table, at least a paragraph wide, at most a page at full size."""
    sizes = widths(layout)
    spare = max(0, -(-int(_LEAST - sum(sizes)) // int(_SPARE)))
    reach = list(accumulate((*sizes, *([_SPARE] * max(spare, 2 - len(sizes))))))
    most = PAGE[layout.sheet.orientation]
    last = max(2, sum(1 for width in reach if width <= most))
    wanted = min(max((text_width(label) for label, _ in layout.sheet.facts), default=0.0) + 3, _LABEL_MOST)
    label = next((number for number, width in enumerate(reach, start=1) if width >= wanted), 1)
    split = min(label + 1, last)
    aside = next((number for number, width in enumerate(reach, start=2) if width >= _ASIDE), 2)
    # The hidden column of keys stands right after the table: what lies further is one column to the right.
    last_shown, split_shown, aside_shown = (place + (place > len(sizes)) for place in (last, split, aside))
    return Frame(sizes, last_shown, split_shown, reach[last - 1], reach[last - 1] - reach[split - 2], aside_shown)
