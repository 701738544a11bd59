"""A schedule drawn with characters that any console has: one line a system, one character a span of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.values import Duration, say_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 60
_HOUR, _DAY = 60, 24 * 60
# Spans that one character may stand for, in minutes.
_SPANS = (_HOUR, 2 * _HOUR, 4 * _HOUR, 6 * _HOUR, 12 * _HOUR, _DAY, 2 * _DAY, 7 * _DAY, 14 * _DAY, 28 * _DAY)
_LABEL = 34


def gantt(rows: Sequence[tuple[str, int, int]], gate: int) -> str:
    """The rows (name, start, end in minutes) under one scale: « . » before the gate, « # » while being restored.

    The scale suits nine rows in ten: the last ones, often far behind, end with « > ».
    """
    if not rows:
        return ""
    ends = sorted(end for _, _, end in rows)
    usual = ends[(len(ends) - 1) * 9 // 10]
    span = next((one for one in _SPANS if usual <= one * _WIDTH), _SPANS[-1])
    unit = say_duration(Duration(span))
    head = f"Un caractère : {unit} ; « . » : rien ne se restaure encore ; « # » : restauration ; « > » : au-delà."
    return "\n".join([head, *(_line(row, gate, span) for row in rows)])


def _line(row: tuple[str, int, int], gate: int, span: int) -> str:
    name, start, end = row
    first = min(start // span, _WIDTH)
    last = min(max(first + 1, -(-end // span)), _WIDTH)
    blocked = min(first, gate // span)
    beyond = ">" if end > span * _WIDTH else ""
    return f"{cut(name):<{_LABEL}} |{'.' * blocked}{' ' * (first - blocked)}{'#' * (last - first)}{beyond}"


def cut(name: str) -> str:
    """The name, short enough for a column."""
    return name if len(name) <= _LABEL else name[: _LABEL - 1] + "…"
