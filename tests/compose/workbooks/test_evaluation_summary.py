from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest

from planforge.analysis.exercises.grid import judged
from planforge.compose.workbooks import evaluation_summary
from planforge.document.documents import ChartKind
from tests.exchange.grids import Filling, context_of, kit_of, opened
from tests.gate.pages import office_program

if TYPE_CHECKING:
    from pathlib import Path


def test_earlier_marks_stand_beside_this_exercise(tmp_path: Path) -> None:
    record = opened(tmp_path)
    kit = kit_of(record)
    sheet = evaluation_summary.sheet(context_of(record), judged(kit, kit.shelves.criteria), "crise-2")
    assert sheet.table.column("past-1").title == "Premier exercice (02/10/2025)"
    alert, *others = sheet.table.rows
    assert (alert.id, alert.cells[-1].value) == ("alerte", 1.0)
    assert all(row.cells[-1].value is None for row in others)
    assert sheet.chart is not None
    assert (sheet.chart.kind, sheet.chart.series) == (ChartKind.RADAR, ("mark", "past-1"))


def test_an_exercise_is_not_compared_with_itself(tmp_path: Path) -> None:
    record = opened(tmp_path)
    sheet = evaluation_summary.sheet(context_of(record), (), "crise-1")
    assert [column.key for column in sheet.table.columns] == ["domain", "criteria", "seen", "mark"]
    assert "la progression se verra au prochain" in sheet.table.note


def test_marks_compute_in_the_sheet_as_they_are_read_back(tmp_path: Path) -> None:
    program = office_program()
    if program is None:
        pytest.skip("no LibreOffice")
    filling = (
        Filling().judge("alerte-1", "3 – éprouvé").judge("alerte-3", "0 – rien").judge("roles-1", "2 – écrit et suivi")
    )
    (tmp_path / "grille.xlsx").write_bytes(filling.data)
    subprocess.run(
        [
            *(program, "--headless", f"-env:UserInstallation=file://{tmp_path / 'profile'}"),
            *("--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "grille.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "out" / "grille.xlsx").read_bytes()), data_only=True)
    rows = {row[0]: row[1:4] for row in book["Synthèse"].iter_rows(values_only=True) if isinstance(row[1], int | float)}
    assert rows["alerte et qualification"][1:] == (2, 1.8)
    assert rows["rôles et relève"][1:] == (1, 2)
    assert rows["point de situation"][1] == 0
    assert rows["point de situation"][2] in ("", None)
