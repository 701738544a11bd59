"""Formulas by column keys, written with the references that Excel wants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planforge.formats.excel.layout import Layout

_KEY = re.compile(r"\{([^{}]+)\}")


def data_formula(formula: str, layout: Layout, row: int) -> str:
    """``={beds}*{sheets}`` as ``C12*D12``: the keys are cells of the same row. ``KeyError`` for an unknown key."""
    return _KEY.sub(lambda match: f"{layout.positions[match[1]]}{row}", formula).removeprefix("=")


def total_formula(formula: str, layout: Layout) -> str:
    """``=SUM({beds})`` as ``SUM(C12:C40)``: under the table the keys are whole columns."""
    return _KEY.sub(lambda match: layout.span(match[1]), formula).removeprefix("=")
