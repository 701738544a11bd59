"""What the workbook says of its sheets after the merge: names, print areas, charts and where they are drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.formats.excel.layout import letters
from planforge.formats.excel.merge.stylesheet import S

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.formats.excel.merge.moves import Moves, RowMoves
    from planforge.formats.excel.merge.parcel import Parcel
    from planforge.formats.excel.merge.plan import SheetPlan

BOOK = "xl/workbook.xml"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_LAST_COLUMN = re.compile(r"(.*:\$)([A-Z]+)(\$\d+)")


def write_book_part(parcel: Parcel, moves: Moves, plans: Iterable[SheetPlan]) -> None:
    """Follow the sheets in everything that names their rows or themselves."""
    every = tuple(plans)
    _name_sheets(parcel, every)
    for node in parcel.tree(BOOK).iter(f"{S}definedName"):
        node.text = moves.formula(node.text or "", "")
    for plan in every:
        _print(parcel, plan)
        for _, drawing in parcel.related(plan.part, "drawing"):
            _move_drawing(parcel, drawing, moves.rows(plan.ours_name))
    for name in parcel.names("xl/charts/"):
        for formula in parcel.tree(name).iter(f"{_CHART}f"):
            formula.text = moves.formula(formula.text or "", "")


def _name_sheets(parcel: Parcel, plans: tuple[SheetPlan, ...]) -> None:
    known = {plan.ours_name: plan for plan in plans}
    for node in parcel.tree(BOOK).iter(f"{S}sheet"):
        plan = known.get(str(node.get("name")))
        if plan is not None:
            node.set("name", plan.name)
            if plan.hidden:
                node.set("state", "hidden")


def _print(parcel: Parcel, plan: SheetPlan) -> None:
    """Print the columns that people added beside ours."""
    if not plan.columns:
        return
    for node in parcel.tree(BOOK).iter(f"{S}definedName"):
        found = _LAST_COLUMN.fullmatch(node.text or "")
        if node.get("name") == "_xlnm.Print_Area" and found and _owner(parcel, node.get("localSheetId")) == plan.name:
            last = letters(max(plan.column_map.values()))
            node.text = f"{found[1]}{last}{found[3]}" if len(last) > len(found[2]) or last > found[2] else node.text


def _owner(parcel: Parcel, rank: str | None) -> str:
    sheets = list(parcel.tree(BOOK).iter(f"{S}sheet"))
    return str(sheets[int(rank)].get("name")) if rank and int(rank) < len(sheets) else ""


def _move_drawing(parcel: Parcel, drawing: str, rows: RowMoves) -> None:
    for node in parcel.tree(drawing).iter(f"{_DRAWING}row"):
        node.text = str(rows.exact(int(node.text or "0") + 1) - 1)
