"""How wide the columns of a printed table are: by weight, but no narrower than their unbreakable words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planforge.document.tables import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.document.tables import Column

_SHORT = {
    ColumnKind.NUMBER,
    ColumnKind.DURATION,
    ColumnKind.PERCENT,
    ColumnKind.VOLUME,
    ColumnKind.CODE,
    ColumnKind.DATE,
    ColumnKind.HOUR,
    ColumnKind.TICK,
    ColumnKind.MARK,
}
_LETTER = 5.4  # dxa for each half point: an average letter
_BOLD = 1.06
_EDGE = 230  # dxa: margins of a cell and a little air
_LONGEST = 24  # letters of a value that gets a line of its own; a longer one folds between its words


def column_widths(columns: Sequence[Column], words: Sequence[Sequence[str]], total: int, half_points: int) -> list[int]:
    """Whole widths in dxa that sum to ``total``; ``words`` are the rows of data as they are printed."""
    needs = [_need(words, index, column, half_points * _LETTER) for index, column in enumerate(columns)]
    if sum(needs) > total:
        return split_width(total, needs)
    widths = [float(width) for width in split_width(total, [max(column.width, 0.01) for column in columns])]
    for _ in columns:
        lacking = sum(max(need - width, 0) for width, need in zip(widths, needs, strict=True))
        if lacking < 1:
            break
        spare = sum(max(width - need, 0) for width, need in zip(widths, needs, strict=True))
        share = min(lacking / spare, 1) if spare else 0
        widths = [
            need if width < need else width - (width - need) * share for width, need in zip(widths, needs, strict=True)
        ]
    return split_width(total, widths)


def split_width(total: int, weights: Sequence[float]) -> list[int]:
    """Whole widths that follow the weights and sum to ``total`` exactly."""
    whole = sum(weights) or 1.0
    edges, passed = [0], 0.0
    for weight in weights:
        passed += weight
        edges.append(round(total * passed / whole))
    edges[-1] = total
    return [right - left for left, right in pairwise(edges)]


def _need(words: Sequence[Sequence[str]], index: int, column: Column, letter: float) -> float:
    longest = max((len(word) for word in column.title.split(" ")), default=0) * _BOLD
    if column.kind in _SHORT:
        values = {row[index] for row in words if index < len(row)}
        longest = max([longest, *map(_stretch, values)])
    return longest * letter + _EDGE


def _stretch(value: str) -> int:
    """The letters of a short value that stand on one line: a duration whole, but not who will give one and when."""
    whole = len(value)
    return whole if whole <= _LONGEST else min(max(map(len, value.split(" "))), _LONGEST)
