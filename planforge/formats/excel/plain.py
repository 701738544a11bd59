"""A workbook for a program to read: titles in the first row of the first sheet, values below, and nothing else."""

from __future__ import annotations

import io
import zipfile
from datetime import date, time
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.styles import Alignment, Font

from planforge.formats.cells import say
from planforge.formats.excel.layout import letters
from planforge.formats.excel.names import sheet_names
from planforge.formats.excel.package import pack
from planforge.formats.excel.shapes import NUMBER_FORMATS, Shape
from planforge.formats.excel.strings import coded, fit

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet as Page

    from planforge.document.documents import Workbook, Worksheet
    from planforge.document.text import CellValue

_WIDTH = 12.0  # characters for each weight of a column
_UNDATED = date(1980, 1, 1)


def write_plain(workbook: Workbook) -> bytes:
    """The bytes of the workbook, the same for the same content."""
    book = openpyxl.Workbook()
    names = sheet_names((sheet.name or sheet.title for sheet in workbook.sheets), taken=())
    book.remove(book.worksheets[0])
    for sheet, name in zip(workbook.sheets, names, strict=True):
        _fill(book.create_sheet(name), sheet)
    day = workbook.control.date if isinstance(workbook.control.date, date) else _UNDATED
    target = io.BytesIO()
    book.save(target)
    with zipfile.ZipFile(target) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()}, day)


def _fill(page: Page, sheet: Worksheet) -> None:
    for place, column in enumerate(sheet.table.columns, 1):
        page.cell(1, place, coded(column.title)).font = Font(bold=True)
        page.column_dimensions[letters(place)].width = column.width * _WIDTH
    for number, line in enumerate(sheet.table.rows, 2):
        for place, cell in enumerate(line.cells, 1):
            _write(page, number, place, cell.value)
    page.freeze_panes = "A2"


def _write(page: Page, number: int, place: int, value: CellValue) -> None:
    """One value: an hour as an hour, the rest in words; words are never taken for a formula."""
    cell = page.cell(number, place)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if isinstance(value, time):
        cell.value, cell.number_format = value, NUMBER_FORMATS[Shape.HOUR]
    elif words := fit(say(value)):
        cell.value, cell.data_type = coded(words), "s"
