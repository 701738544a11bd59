"""Our formulas in a merged file: what they name, and the results that are stored with them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl

from planforge.document.documents import Worksheet
from planforge.document.tables import Cell, Column, Table, row
from planforge.formats.excel import ExcelWriter
from tests.gate.hands import on_actions, with_results
from tests.gate.plans import actions, plan_sheet, workbook

if TYPE_CHECKING:
    from tests.formats.excel.merge.conftest import Case

COLUMNS = (Column("a", "A"), Column("b", "B"))


def summed(cell: Cell, note: str) -> bytes:
    """The plan and a sheet with one computed cell, B5."""
    table = Table("bilan", COLUMNS, (row("x", "Total", cell),))
    return ExcelWriter().write(workbook(plan_sheet(actions(), note=note), Worksheet("bilan", "Bilan", "Bilan", table)))


def test_formulas_that_name_a_column_follow_its_title(case: Case) -> None:
    cell = Cell(14, formula="=SUM(t_actions[Jours])")
    case.before = case.theirs = summed(cell, "Avant.")
    case.edit(on_actions(lambda page: page.__setitem__("F6", "Charge")))
    case.merge(summed(cell, "Après."))
    assert case.book()["Bilan"]["B5"].value == "=SUM(t_actions[Charge])"


def test_results_come_from_where_the_file_was_saved(case: Case) -> None:
    cell = Cell("", formula='=IF({a}="","",1)')
    case.before = case.theirs = summed(cell, "Avant.")
    case.edit(on_actions(lambda page: page.__setitem__("G8", "x")))
    case.theirs = with_results(case.theirs)
    case.merge(summed(cell, "Après."))
    stored = openpyxl.load_workbook(io.BytesIO(case.theirs), data_only=True)
    assert stored["Bilan"]["B5"].value == 8
    before = case.theirs
    case.merge()
    assert case.theirs == before
