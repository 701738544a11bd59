"""Merged workbooks as Microsoft's validator sees them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from planforge.formats.excel.merge import merge_excel
from tests.gate.hands import edited, with_picture
from tests.gate.plans import action, generated
from tests.gate.schema import schema_findings

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook as Book

ON = date(2026, 11, 27)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


def everything(book: Book) -> None:
    page = book["Actions"]
    page["B9"], page["B9"].font = "Cadre de nuit", Font(size=12, bold=True, underline="single", color="FFFF0000")
    page["A10"].fill = PatternFill("solid", fgColor="FFFFFF00")
    page["C10"].comment = Comment("À voir", "moi")
    page["G7"], page["G7"].hyperlink = "voir", "https://exemple.invalid/a"
    page["I6"], page["I8"] = "Budget", 10
    page["K9"] = "sans titre"
    page["A15"] = "une ligne en dessous"
    page.column_dimensions["D"].hidden = True
    book["Équipes"]["A8"] = "Renfort"
    notes = book.create_sheet("Mes notes")
    notes["A1"], notes["A1"].font = "Bonjour", Font(bold=True, strike=True)
    notes["B2"].comment = Comment("note", "moi")
    notes.merge_cells("A3:B4")


@pytest.mark.schema
@pytest.mark.parametrize("kept_base", ["base", "no base"])
def test_a_merged_workbook_satisfies_the_schema(kept_base: str, tmp_path: Path) -> None:
    before = generated()
    theirs = with_picture(with_picture(edited(before, everything), 2, (7, 9), PNG), 5, (2, 2), PNG)
    ours = generated([action(9), action(0), action(2, who="RSSI"), action(4)])
    file = tmp_path / "plan.xlsx"
    merged = merge_excel(before if kept_base == "base" else None, theirs, ours, "planforge", ON)
    file.write_bytes(merged.data)
    assert merged.conflicts
    assert schema_findings(file) == []
