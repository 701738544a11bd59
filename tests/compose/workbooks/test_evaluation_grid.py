from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.analysis.exercises import grid
from planforge.compose.exercise_catalogue import kit_pieces
from planforge.compose.workbooks import evaluation_grid
from planforge.document.tables import ColumnKind
from planforge.model.governance import ExerciseKind
from tests.exchange.grids import context_of, kit_of, opened

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.document.documents import Worksheet
    from planforge.document.tables import Cell


@pytest.fixture
def sheets(tmp_path: Path) -> dict[str, Worksheet]:
    """The sheets of the grid of a crisis exercise, by identifier."""
    record = opened(tmp_path)
    return {one.id: one for one in evaluation_grid.compose(context_of(record), kit_of(record)).sheets}


def cells(sheet: Worksheet, row: str) -> dict[str, Cell]:
    found = next(one for one in sheet.table.rows if one.id == row)
    return dict(zip([column.key for column in sheet.table.columns], found.cells, strict=True))


def test_a_criterion_is_tied_to_its_objective_and_its_stimuli(sheets: dict[str, Worksheet], tmp_path: Path) -> None:
    alert = cells(sheets["grille"], "alerte-1")
    assert alert["objective"].value == "Donner et recevoir l’alerte sans le réseau"
    numbers = [one.number for one in kit_of(opened(tmp_path)).played if one.stimulus.criterion == "alerte-1"]
    assert numbers
    assert alert["stimuli"].value == ", ".join(numbers)
    assert alert["threshold"].default


def test_a_threshold_of_the_law_is_no_default(sheets: dict[str, Worksheet]) -> None:
    rows = {row.id for row in sheets["grille"].table.rows}
    if "declarations-2" in rows:
        law = cells(sheets["grille"], "declarations-2")["threshold"]
        assert (law.default, law.note) == (False, "RGPD, article 33")


def test_what_is_filled_is_open_and_listed(sheets: dict[str, Worksheet]) -> None:
    sheet = sheets["grille"]
    open_ones = {column.key for column in sheet.table.columns if column.editable}
    assert open_ones == {"level", "unseen", "fact", "proof", "practice", "action", "priority", "owner", "due"}
    assert sheet.protected
    assert sheet.table.column("level").choices == grid.LEVEL_WORDS
    assert "Directrice des soins" in sheet.table.column("owner").choices


def test_titles_are_those_that_are_read_back(sheets: dict[str, Worksheet]) -> None:
    for sheet, titles in (
        ("grille", grid.GRID_TITLES),
        ("exercice", grid.PLAY_TITLES),
        ("mesures", grid.MEASURE_TITLES),
    ):
        assert {column.key: column.title for column in sheets[sheet].table.columns} == titles


def test_each_level_of_each_criterion_is_described(sheets: dict[str, Worksheet]) -> None:
    judged = [row.id for row in sheets["grille"].table.rows if not row.id.startswith("autre-")]
    assert [row.id for row in sheets["niveaux"].table.rows] == judged
    assert all(cell.value for row in sheets["niveaux"].table.rows for cell in row.cells)


@pytest.mark.parametrize("kind", [ExerciseKind.CRISIS, ExerciseKind.FIELD])
def test_each_kit_has_its_grid(kind: ExerciseKind, tmp_path: Path) -> None:
    assert "grille-evaluation.xlsx" in [piece.path for piece in kit_pieces(kit_of(opened(tmp_path), kind))]


def test_a_field_test_is_measured_ward_by_ward(tmp_path: Path) -> None:
    record = opened(tmp_path)
    workbook = evaluation_grid.compose(context_of(record), kit_of(record, ExerciseKind.FIELD))
    table = next(one for one in workbook.sheets if one.id == "mesures").table
    kinds = {column.key: (column.kind, column.editable) for column in table.columns}
    assert kinds["time"] == (ColumnKind.DURATION, True)
    assert kinds["count"] == (ColumnKind.NUMBER, True)
    assert {line.cells[1].value for line in table.rows} == {"Urgences"}
