"""Sheets that people added, written anew: values, harmless formulas, widths and plain looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.excel.appearance import Appearance
from planforge.formats.excel.links import address
from planforge.formats.excel.merge.pictures import picture_kind
from planforge.formats.excel.merge.plan import NewCell, PlanRow, SheetPlan
from planforge.formats.excel.merge.saying import rule_words, where
from planforge.formats.excel.merge.stylesheet import S
from planforge.formats.excel.names import sheet_names
from planforge.formats.opening import refusal
from planforge.values import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.formats.excel.merge.parcel import Parcel
    from planforge.formats.excel.merge.report import Report
    from planforge.formats.excel.places import Place
    from planforge.formats.excel.reading.books import ReadSheet
    from planforge.formats.excel.reading.cells import Cell

_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MAIN = S[1:-1]
_MOST_ROWS = 100_000
_BOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class ExtraSheet:
    """A sheet of theirs, and the name it has in the merged workbook."""

    sheet: ReadSheet
    name: str


def extra_sheets(sheets: Iterable[ReadSheet], taken: Iterable[str]) -> list[ExtraSheet]:
    """The sheets with names that no other sheet has."""
    every = tuple(sheets)
    names = sheet_names((sheet.name for sheet in every), taken)
    return [ExtraSheet(sheet, name) for sheet, name in zip(every, names, strict=True)]


def sheet_plan(extra: ExtraSheet, report: Report) -> SheetPlan:
    """The plan of an extra sheet: all its cells where they were. Raises ``CannotReadError`` for an endless one."""
    sheet, grid = extra.sheet, extra.sheet.grid
    plan = SheetPlan("", extra.name, "", sheet.name, sheet.hidden)
    last = max((place.row for place, cell in grid.cells.items() if _worth(cell)), default=0)
    if last > _MOST_ROWS:
        raise refusal(f"La feuille « {sheet.name} » a plus de {_MOST_ROWS} lignes.")
    plan.rows = [PlanRow(theirs=number) for number in range(1, last + 1)]
    for place, cell in grid.cells.items():
        if _worth(cell):
            code = "" if cell.number_format == "General" else cell.number_format
            looks = cell.look.changes(Appearance())
            plan.rows[place.row - 1].cells[place.column] = NewCell(
                cell.content, cell.stretches, looks, code, place, free=True
            )
    _hang(plan, extra, report)
    plan.widths = {number: width for number, width in grid.widths.items() if width}
    plan.hidden_columns = set(grid.hidden_columns)
    return plan


def add_sheet(parcel: Parcel, plan: SheetPlan, merges: Iterable[object]) -> str:
    """The name of the part of a new sheet, empty but for its merged cells, and known to the workbook."""
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
    body = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    cols = "<cols/>" if plan.widths else ""
    views = '<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
    margins = '<pageMargins left="0.45" right="0.45" top="0.8" bottom="0.7" header="0.35" footer="0.35"/>'
    text = f'<worksheet xmlns="{_MAIN}"><dimension ref="A1"/>{views}{cols}<sheetData/>{body}{margins}</worksheet>'
    part = parcel.add("xl/worksheets/sheet{}.xml", text.encode(), _TYPE)
    sheets = parcel.tree(_BOOK).find(f"{S}sheets")
    if sheets is not None:
        number = max((int(node.get("sheetId", "0")) for node in sheets), default=0) + 1
        node = etree.SubElement(sheets, f"{S}sheet", name=plan.name, sheetId=str(number))
        node.set("state", "hidden" if plan.hidden else "visible")
        node.set(f"{_REFERENCE}id", parcel.relate(_BOOK, "worksheet", part))
    return part


def _worth(cell: Cell) -> bool:
    return bool(cell.content or cell.look.fill or cell.look.border)


def _hang(plan: SheetPlan, extra: ExtraSheet, report: Report) -> None:
    """Carry notes, web links and pictures; say what else was drawn."""
    around = extra.sheet.around
    for place, text in around.notes.items():
        _row(plan, place).notes[place.column] = text
    for place, target in around.links.items():
        if address(target):
            _row(plan, place).links[place.column] = address(target)
        elif not target.startswith("#"):
            report.lost(where(extra.name, column=str(place)), f"lien {target}")
    plan.pictures = [picture for picture in around.pictures if picture_kind(picture.data)[0]]
    for words in around.drawn:
        report.lost(where(extra.name), f"dessin{NBSP}: {words}")
    for rule in sorted(around.rules):
        report.lost(where(extra.name), rule_words(rule))


def _row(plan: SheetPlan, place: Place) -> PlanRow:
    while len(plan.rows) < place.row:
        plan.rows.append(PlanRow())
    return plan.rows[place.row - 1]
