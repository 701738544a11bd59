"""How a sheet prints: A4, as wide as the page, titles repeated, header and footer of document control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties

from planforge.formats.cells import say
from planforge.formats.excel.palette import AMBER, GREY
from planforge.formats.excel.strings import coded, one_line

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from planforge.document.blocks import Orientation
    from planforge.document.documents import Control

_A4 = 9
_PART = 60  # characters: a whole header holds 255, its codes included


def set_page(sheet: Worksheet, control: Control, orientation: Orientation) -> None:
    """Set paper, margins, scale, header and footer."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = orientation.value
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.45
    margins.top, margins.bottom = 0.8, 0.7
    margins.header = margins.footer = 0.35
    sheet.HeaderFooter = _running_lines(control)


def set_table_pages(sheet: Worksheet, area: str, header_row: int) -> None:
    """Print only what a reader of paper needs, with the column titles on each page."""
    sheet.print_area = area
    sheet.print_title_rows = f"{header_row}:{header_row}"


def _running_lines(control: Control) -> HeaderFooter:
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text = _running(control.establishment)
    header.center.text = _running(control.marking)
    header.right.text = _running(" · ".join((control.reference, version(control), control.status)))
    footer.left.text = _running(f"{say(control.date)} · prochaine révision {say(control.next_review)}")
    footer.center.text = _running(control.code)
    footer.right.text = "Page &P / &N"
    for part in (header.left, header.right, footer.left, footer.center, footer.right):
        part.size, part.color = 8, GREY
    header.center.font, header.center.size, header.center.color = "Calibri,Bold", 8, AMBER
    return HeaderFooter(oddHeader=header, oddFooter=footer)


def version(control: Control) -> str:
    """« v1.2 », or the words that say it is missing."""
    words = say(control.version)
    return f"v{words}" if words[:1].isdigit() else words


def _running(text: str) -> str:
    """The text on one line, ampersands doubled as header codes want, cut with a visible mark."""
    whole = one_line(text)
    line = whole[: _PART + 1]
    while len(line.replace("&", "&&")) > _PART:
        line = line[:-1]
    return coded((line if line == whole else line[:-1] + "…").replace("&", "&&"))
