from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

import openpyxl

from planforge.document.documents import Control, Workbook, Worksheet
from planforge.document.tables import Column, ColumnKind, Table, row
from planforge.document.text import Gap
from planforge.formats.excel import ExcelWriter
from planforge.values import Duration

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet as Page

CONTROL = Control("CH", "EX", "1.0", date(2026, 1, 2), "projet", "interne", "", "", "", "", Gap())
TABLE = Table(
    "t",
    (Column("id", "id"), Column("clock", "Horaire", ColumnKind.HOUR), Column("text", "Stimuli")),
    (row("a", "001", time(9, 5), "=1+1"), row("b", "", time(23, 59), Duration(90))),
)
BOOK = Workbook("k", "T", "S", CONTROL, (Worksheet("s", "Jeu", "Jeu", TABLE),), plain=True)


def opened(book: Workbook) -> Page:
    page = openpyxl.load_workbook(io.BytesIO(ExcelWriter().write(book))).worksheets[0]
    assert page is not None
    return page


def test_titles_stand_in_the_first_row_of_the_first_sheet() -> None:
    page = opened(BOOK)
    assert page.title == "Jeu"
    assert [cell.value for cell in page[1]] == ["id", "Horaire", "Stimuli"]
    assert page.max_row == 3
    assert page.max_column == 3


def test_hours_are_hours_and_words_are_words() -> None:
    page = opened(BOOK)
    assert [page.cell(line, 2).value for line in (2, 3)] == [time(9, 5), time(23, 59)]
    assert page.cell(2, 2).number_format == "hh:mm"
    assert page.cell(2, 1).value == "001"
    assert (page.cell(2, 3).value, page.cell(2, 3).data_type) == ("=1+1", "s")
    assert page.cell(3, 3).value == "1\u00a0h\u00a030"
    assert page.cell(3, 1).value is None


def test_the_same_content_gives_the_same_bytes() -> None:
    assert ExcelWriter().write(BOOK) == ExcelWriter().write(BOOK)
    undated = replace(BOOK, control=replace(CONTROL, date=Gap()))
    assert ExcelWriter().write(undated) == ExcelWriter().write(undated)


def test_a_workbook_for_people_keeps_its_first_page() -> None:
    assert opened(replace(BOOK, plain=False)).title == "À lire"
