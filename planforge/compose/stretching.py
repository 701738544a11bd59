"""A blank form takes the whole of its page: more rows to write on, or higher ones."""

from __future__ import annotations

from dataclasses import replace
from math import floor, inf
from typing import TYPE_CHECKING

from planforge.compose.form_parts import part_zone, sheet_row
from planforge.compose.heights import body_height, millimetres, room_height, sheet_height
from planforge.document.blocks import Blanks
from planforge.document.tables import Table
from planforge.library.types import FormPartKind

if TYPE_CHECKING:
    from planforge.compose.form_parts import Rows
    from planforge.document.blocks import Block, Sheet
    from planforge.library.types import FormPart

_FIXED = frozenset({FormPartKind.TEXT})
_MOST = {FormPartKind.CHECKS: 9.0}  # millimetres: boxes further apart are no longer read as one list
_ROUNDS = 5
_FINE = 100  # in a millimetre


def stretched(sheet: Sheet, rows: Rows) -> Sheet:
    """The sheet of these parts with what is left of its page given to the parts that grow, and to those beside them."""
    spare = max(room_height(sheet) - sheet_height(sheet), 0.0)
    bodies = [max(body_height(part_zone(part), sheet) for part in row) for row in rows]
    growing = [body if any(part.grow for part in row) else 0.0 for row, body in zip(rows, bodies, strict=True)]
    whole = sum(growing) or 1.0
    targets = (body + spare * share / whole for body, share in zip(bodies, growing, strict=True))
    taller = [
        sheet_row(_taller(part, target, sheet) for part in row) for row, target in zip(rows, targets, strict=True)
    ]
    return replace(sheet, rows=tuple(taller))


def _taller(part: FormPart, target: float, sheet: Sheet) -> FormPart:
    """The part with as many rows, then rows as high, as its body has room for."""
    if part.kind in _FIXED:
        return part
    own = body_height(part_zone(part), sheet)
    if _adds_rows(part):
        more = int(millimetres(target - own) / part.height)
        part = part.model_copy(update={"rows": part.rows + more})
    return _higher(part, target, sheet)


def _adds_rows(part: FormPart) -> bool:
    """Whether the part is a list that may be longer, rather than lines that are all named or one free space."""
    if part.kind is FormPartKind.GRID:
        return part.rows > len(part.first_column)
    return part.kind is FormPartKind.SPACE and part.rows > 1


def _higher(part: FormPart, target: float, sheet: Sheet) -> FormPart:
    """The part with the highest rows that fit.

    Each round gives every row its share of what is left. Rows that their words make higher already do not use theirs:
    the next round shares it again, and no round gives too much.
    """
    for _ in range(_ROUNDS):
        zone = part_zone(part)
        gain = millimetres(target - body_height(zone, sheet)) / _row_count(zone.blocks[0])
        height = min(part.height + gain, _MOST.get(part.kind, inf))
        if height - part.height < 1 / _FINE:
            break
        part = part.model_copy(update={"height": floor(height * _FINE) / _FINE})
    return part


def _row_count(block: Block) -> int:
    if isinstance(block, Table):
        return max(len(block.rows), 1)
    return len(block.lines) if isinstance(block, Blanks) and block.lines else 1
