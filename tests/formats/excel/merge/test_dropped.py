"""Sheets that the record dropped."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from planforge.document.documents import Worksheet
from planforge.document.tables import Column, Table, row
from planforge.formats.excel import ExcelWriter
from planforge.formats.merging import EditKind
from tests.gate.hands import on_actions
from tests.gate.plans import actions, generated, other_actions, plan_sheet, second_sheet, workbook

if TYPE_CHECKING:
    from tests.formats.excel.merge.conftest import Case


def test_a_sheet_that_the_record_dropped_stays_where_somebody_wrote(case: Case) -> None:
    case.edit(lambda book: book["Équipes"].__setitem__("B6", 12))
    ours = ExcelWriter().write(workbook(plan_sheet(actions())))
    merged = case.merge(ours)
    page = case.book()["Équipes"]
    assert page["B6"].value == 12
    assert [(edit.kind, edit.theirs) for edit in merged.kept] == [(EditKind.UNPLACED, "12")]
    case.merge()
    assert case.book()["Équipes"]["B6"].value == 12
    case.merge(generated())
    assert case.book()["Équipes"]["B6"].value == 12
    assert case.book()["Équipes"].tables


def test_a_sheet_that_the_record_dropped_goes_where_nobody_wrote(case: Case) -> None:
    ours = ExcelWriter().write(workbook(plan_sheet(actions())))
    assert case.merge(ours).data == ours


def test_other_sheets_of_the_same_workbook_are_left_alone(case: Case) -> None:
    extra = Worksheet("x", "X", "X", Table("x", (Column("a", "A"),), (row("1", "un"),)))
    case.before = case.theirs = ExcelWriter().write(workbook(plan_sheet(actions()), extra, second_sheet()))
    case.edit(on_actions(lambda page: page.__setitem__("G8", "x")))
    case.merge(ExcelWriter().write(workbook(plan_sheet(other_actions()), second_sheet())))
    book = case.book()
    assert "X" not in book.sheetnames
    with zipfile.ZipFile(BytesIO(case.theirs)) as archive:
        assert archive.testzip() is None
