"""Round trips through LibreOffice: what it changes by itself is nobody's edit, what people typed in it stays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from planforge.formats.excel.merge import merge_excel
from tests.gate.hands import edited, saved_by_libreoffice
from tests.gate.lint import lint_xlsx
from tests.gate.pages import page_texts, to_pdf
from tests.gate.plans import FORMULAS, action, generated

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook as Book

pytestmark = pytest.mark.office
ON = date(2026, 11, 27)


def fill(book: Book) -> None:
    page = book["Actions"]
    page["C8"], page["G8"] = "☑", "Fait à 10 h"
    page["B9"] = "Cadre de nuit"
    page["B9"].font = Font(name="Calibri", size=10, bold=True, color="FFFF0000")
    page["A10"].fill = PatternFill("solid", fgColor="FFFFFF00")
    page["C10"].comment = Comment("À voir", "moi")
    page["I6"], page["I8"], page["I9"] = "Budget", 10, 20
    page.column_dimensions["B"].width = 40
    book["Équipes"]["A8"] = "Renfort"
    book.create_sheet("Mes notes")["A1"] = "Bonjour"


@pytest.fixture(scope="module")
def before() -> bytes:
    return generated()


@pytest.fixture(scope="module")
def ours() -> bytes:
    return generated([action(0, load=50), action(1), action(2, who="RSSI"), action(3), action(4)])


@pytest.mark.parametrize("kept_base", ["base", "no base"])
def test_libreoffice_alone_is_no_edit(before: bytes, ours: bytes, kept_base: str) -> None:
    merged = merge_excel(before if kept_base == "base" else None, saved_by_libreoffice(before), ours, "planforge", ON)
    assert (merged.kept, merged.conflicts, merged.lost_looks) == ((), (), ())
    assert merged.data == ours


def test_edits_saved_by_libreoffice_are_the_same(before: bytes, ours: bytes) -> None:
    theirs = edited(before, fill)
    direct = merge_excel(before, theirs, ours, "planforge", ON)
    through = merge_excel(before, saved_by_libreoffice(theirs), ours, "planforge", ON)
    assert set(through.kept) == set(direct.kept)
    assert set(through.conflicts) == set(direct.conflicts)
    assert through.lost_looks == ()
    assert lint_xlsx(through.data, FORMULAS) == []


def test_a_merged_file_saved_by_libreoffice_merges_again(before: bytes, ours: bytes) -> None:
    first = merge_excel(before, edited(before, fill), ours, "planforge", ON)
    again = merge_excel(ours, saved_by_libreoffice(first.data), ours, "planforge", ON)
    assert set(again.kept) == set(first.kept)
    assert set(again.conflicts) == set(first.conflicts)
    assert again.lost_looks == ()


def test_a_merged_file_prints_what_people_typed(before: bytes, ours: bytes, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    file.write_bytes(merge_excel(before, edited(before, fill), ours, "planforge", ON).data)
    pages = page_texts(to_pdf([file], tmp_path / "pdf")[file])
    text = " ".join(" ".join(pages).split())
    for words in ("☑", "Fait à 10 h", "Cadre de nuit", "Budget", "Renfort", "Bonjour"):
        assert words in text
    assert "r/a1~" not in text
    assert 'planforge"' not in text
