"""A workbook from its plan: openpyxl makes everything but the rows, which are written as text and spliced in."""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

import openpyxl

from planforge.document.blocks import Orientation
from planforge.formats.excel.contents import WIDTHS, write_contents
from planforge.formats.excel.identity import HOME_KEY, show_home_passport
from planforge.formats.excel.layout import HOME, LISTS, layouts, letters
from planforge.formats.excel.links import Targets
from planforge.formats.excel.lists import list_names, lists_extent, name_lists, write_lists
from planforge.formats.excel.looks import Looks, order_font_children
from planforge.formats.excel.package import pack, splice
from planforge.formats.excel.palette import NAVY
from planforge.formats.excel.printing import set_page, version
from planforge.formats.excel.rows import SheetText
from planforge.formats.excel.strings import coded, one_line
from planforge.formats.excel.subject import Subject, write_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet as Page

    from planforge.document.documents import Workbook
    from planforge.formats.excel.layout import Layout

_UNDATED = date(1980, 1, 1)


def write_book(workbook: Workbook) -> bytes:
    """The bytes of the workbook, the same for the same content."""
    order_font_children()
    book = openpyxl.Workbook()
    plans = layouts(workbook)
    lists = list_names(plans)
    sheets = _make_sheets(book, plans, has_lists=bool(lists))
    looks = Looks(book)
    targets = Targets(plans)
    pages = [_home(sheets[0], SheetText(looks, targets.location), workbook, plans)]
    for sheet, plan in zip(sheets[1:], plans, strict=False):
        page = SheetText(looks, partial(targets.location, origin=plan.sheet.id))
        pages.append(write_subject(sheet, page, Subject(plan, workbook.control, lists)))
    if lists:
        pages.append(_lists(sheets[-1], SheetText(looks, targets.location), book, lists))
    looks.close()
    day = workbook.control.date if isinstance(workbook.control.date, date) else _UNDATED
    _describe(book, workbook, day)
    skeleton = io.BytesIO()
    book.save(skeleton)
    return pack(splice(skeleton.getvalue(), pages), day)


def _make_sheets(book: Book, plans: Sequence[Layout], *, has_lists: bool) -> list[Page]:
    """All sheets in their final order, the list sheet last and hidden."""
    first = book.worksheets[0]
    first.title = HOME
    sheets = [first, *(book.create_sheet(plan.name) for plan in plans)]
    if has_lists:
        sheets.append(book.create_sheet(LISTS))
        sheets[-1].sheet_state = "hidden"
    return sheets


def _home(sheet: Page, page: SheetText, workbook: Workbook, plans: Sequence[Layout]) -> tuple[SheetText, str]:
    extent = write_contents(page, workbook, plans)
    for position, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[letters(position)].width = width
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = "FF" + NAVY
    set_page(sheet, workbook.control, Orientation.PORTRAIT)
    sheet.print_area = extent
    show_home_passport(page)
    sheet.column_dimensions[HOME_KEY].hidden = True
    return page, extent.replace("D", HOME_KEY)


def _lists(sheet: Page, page: SheetText, book: Book, lists: dict[tuple[str, ...], str]) -> tuple[SheetText, str]:
    write_lists(page, lists)
    name_lists(book, lists)
    for position in range(1, len(lists) + 1):
        sheet.column_dimensions[letters(position)].width = 30
    return page, lists_extent(lists)


def _describe(book: Book, workbook: Workbook, day: date) -> None:
    """Fill in the properties of the file."""
    properties, control = book.properties, workbook.control
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - openpyxl writes naive dates as UTC
    properties.title = _property(workbook.title)
    properties.subject = _property(workbook.subtitle)
    properties.creator = _property(control.establishment)
    properties.identifier = _property(control.reference)
    properties.version = _property(version(control))
    properties.contentStatus = _property(control.status)
    properties.category = _property(control.marking)
    properties.description = _property(f"{control.establishment} – {control.reference} {control.code}")
    properties.language = "fr-FR"
    properties.created = properties.modified = midnight


def _property(text: str) -> str | None:
    return coded(one_line(text)[:255]) or None
