"""The merged workbook from the plans of its sheets: ours, changed where they say so, then the sheets of people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.formats.excel.layout import LISTS
from planforge.formats.excel.merge.book_part import BOOK, write_book_part
from planforge.formats.excel.merge.extra_sheets import add_sheet, extra_sheets, sheet_plan
from planforge.formats.excel.merge.formulas import Homes, Typed
from planforge.formats.excel.merge.moves import Moves
from planforge.formats.excel.merge.parcel import Parcel
from planforge.formats.excel.merge.recount import Recount
from planforge.formats.excel.merge.saying import where
from planforge.formats.excel.merge.sheet_part import Workshop, write_sheet
from planforge.formats.excel.merge.stylesheet import S, StyleSheet
from planforge.formats.excel.names import sheet_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planforge.formats.excel.merge.plan import NewCell, SheetPlan
    from planforge.formats.excel.merge.report import Report
    from planforge.formats.excel.reading.books import Book, ReadSheet

_STYLES = "xl/styles.xml"


def assembled(
    ours: Book, plans: Sequence[SheetPlan], extras: Sequence[ReadSheet], report: Report, author: str
) -> bytes:
    """The bytes of the merged workbook."""
    parcel = Parcel(ours.parts)
    names = sheet_names((plan.name for plan in plans), (LISTS,))
    named = [replace(plan, name=name) for plan, name in zip(plans, names, strict=True)]
    added = [(extra, sheet_plan(extra, report)) for extra in extra_sheets(extras, (*names, LISTS))]
    every = [*named, *(plan for _, plan in added)]
    moves = Moves(named, {table: sheet.name for sheet in ours.sheets for table, _ in sheet.around.tables})
    shop = Workshop(parcel, StyleSheet(parcel.parts[_STYLES]), moves, _typed(parcel, every, report), author)
    write_book_part(parcel, moves, named)
    for plan in named:
        write_sheet(shop, plan)
    for extra, plan in added:
        plan.part = add_sheet(parcel, plan, extra.sheet.grid.merges)
        write_sheet(shop, plan)
    Recount({plan.name: parcel.tree(plan.part) for plan in every}).write()
    parcel.parts[_STYLES] = shop.styles.part
    return parcel.data()


def _typed(parcel: Parcel, plans: Sequence[SheetPlan], report: Report) -> Callable[[NewCell, SheetPlan], str]:
    """What gives the formula that a person typed in its new words, or nothing when only its result can stay."""
    names = frozenset(str(node.get("name")) for node in parcel.tree(BOOK).iter(f"{S}definedName"))
    typed = Typed({plan.theirs_name: _homes(plan) for plan in plans if plan.theirs_name}, names)

    def moved(cell: NewCell, plan: SheetPlan) -> str:
        if cell.content is None or not cell.content.formula:
            return ""
        found = "" if cell.content.array else typed.moved(cell.content.formula, plan.theirs_name)
        if not found:
            report.lost(f"{where(plan.name, column=str(cell.place))}, formule", f"={cell.content.formula}")
        return found

    return moved


def _homes(plan: SheetPlan) -> Homes:
    if not plan.ours_name:
        return Homes(plan.name)
    rows = {row.theirs: number for number, row in enumerate(plan.rows, start=1) if row.theirs}
    return Homes(plan.name, rows, plan.column_map, plan.their_data, (plan.first_data, plan.last_data))
