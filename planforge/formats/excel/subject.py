"""One sheet about one subject: its rows as text, and what openpyxl adds around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.comments import Comment
from openpyxl.worksheet.filters import AutoFilter, FilterColumn
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableColumn

from planforge.document.blocks import Orientation
from planforge.document.tables import ColumnKind
from planforge.formats.excel.charts import add_chart, chart_size
from planforge.formats.excel.frame import frame
from planforge.formats.excel.identity import show_passport
from planforge.formats.excel.layout import TITLE_ROW, letters
from planforge.formats.excel.palette import TONES
from planforge.formats.excel.printing import set_page, set_table_pages
from planforge.formats.excel.rows import DEFAULT_HEIGHT, TableText, head, header, notes
from planforge.formats.excel.rules import add_rules
from planforge.formats.excel.strings import coded, fit
from planforge.formats.excel.widths import PAGE, lines

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet as Page

    from planforge.document.documents import Control
    from planforge.formats.excel.frame import Frame
    from planforge.formats.excel.layout import Layout
    from planforge.formats.excel.rows import SheetText

_NOTE_CHARACTERS, _NOTE_LINE = 38, 19  # characters a line, pixels a line
_PAGE_HEIGHTS = {Orientation.LANDSCAPE: 480.0, Orientation.PORTRAIT: 725.0}  # points between the margins of A4
_FROZEN_HEIGHT = 240.0  # points: above it the frozen part would leave no room for the rows on a small screen


@dataclass(frozen=True, slots=True)
class Subject:
    """What the sheet is made from: its plan, document control, the named lists."""

    layout: Layout
    control: Control
    lists: dict[tuple[str, ...], str]


def write_subject(sheet: Page, page: SheetText, subject: Subject) -> tuple[SheetText, str]:
    """Write the rows and set up the sheet; gives back the rows and the cells they cover."""
    layout = subject.layout
    shape = frame(layout)
    above = head(page, layout, shape)
    header(page, layout, shape)
    TableText(page, layout, shape).write()
    notes(page, layout, shape)
    show_passport(page, layout, shape)
    end = max(shape.last, len(layout.columns))
    bottom = _chart(sheet, page, layout, shape)
    _view(sheet, layout, above)
    _columns(sheet, layout, shape)
    page.merges.extend(shape.merges(layout))
    _add_table(sheet, layout)
    add_rules(sheet, layout, subject.lists)
    _hang(sheet, page)
    if layout.sheet.protected:
        _protect(sheet)
    set_page(sheet, subject.control, layout.sheet.orientation)
    set_table_pages(sheet, f"A{TITLE_ROW}:{letters(end)}{bottom}", layout.header_row)
    return page, f"A1:{letters(max(end, len(layout.columns) + 1))}{layout.end_row}"


def _chart(sheet: Page, page: SheetText, layout: Layout, shape: Frame) -> int:
    """Place the chart under what is written, on a new page when it would be cut; gives back the last row to print."""
    if layout.sheet.chart is None or not layout.data:
        return layout.end_row
    printed = _PAGE_HEIGHTS[layout.sheet.orientation] / min(1.0, PAGE[layout.sheet.orientation] / sum(shape.widths))
    left = printed - page.points - 3 * DEFAULT_HEIGHT
    size = chart_size(layout, shape.room, left)
    add_chart(sheet, layout, size)
    if size.height > left / 72 * 2.54:
        sheet.row_breaks.append(Break(id=layout.chart_row - 2))
    return layout.chart_row + size.rows


def _view(sheet: Page, layout: Layout, above: float) -> None:
    frozen = min(layout.sheet.frozen_columns + layout.grouped, len(layout.columns) - 1)
    row = layout.first_row if above <= _FROZEN_HEIGHT else 1
    sheet.freeze_panes = f"{letters(max(frozen, 0) + 1)}{row}"
    sheet.sheet_view.showGridLines = False
    if TONES[layout.sheet.tone].tab:
        sheet.sheet_properties.tabColor = "FF" + TONES[layout.sheet.tone].tab


def _columns(sheet: Page, layout: Layout, shape: Frame) -> None:
    for position, width in enumerate(shape.widths, start=1):
        sheet.column_dimensions[letters(position)].width = round(width, 1)
    sheet.column_dimensions[layout.key_letters].hidden = True


def _add_table(sheet: Page, layout: Layout) -> None:
    table = Table(displayName=layout.table_name, name=layout.table_name, ref=layout.reference)
    marks = [number for number, column in enumerate(layout.columns) if column.kind is ColumnKind.MARK]
    unfiltered = [FilterColumn(colId=number, hiddenButton=True) for number in (*marks, len(layout.columns))]
    table.autoFilter = AutoFilter(ref=layout.reference, filterColumn=unfiltered)
    table.tableColumns = [
        TableColumn(id=number, name=coded(title))
        for number, title in enumerate((*layout.titles, layout.key_title), start=1)
    ]
    sheet.add_table(table)


def _hang(sheet: Page, page: SheetText) -> None:
    """Add comments and web links, which need parts or relationships of their own."""
    for reference, text in page.comments:
        words = fit(text)
        height = (lines(words, _NOTE_CHARACTERS) + 1) * _NOTE_LINE
        sheet[reference].comment = Comment(coded(words), "planforge", height=height, width=280)
    for reference, address in page.addresses:
        sheet[reference].hyperlink = address


def _protect(sheet: Page) -> None:
    """Lock all but the unlocked cells, without a password; filters, sorts and column widths stay allowed."""
    protection = sheet.protection
    protection.enable()
    protection.autoFilter = protection.sort = False
    protection.formatColumns = protection.formatRows = False
