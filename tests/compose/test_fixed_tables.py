from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge import resources
from planforge.compose.fixed_tables import fixed_table
from planforge.document.tables import Cell, ColumnKind
from planforge.document.text import Tick
from planforge.errors import TemplateError
from planforge.values import french

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("decisions", "go-no-go", "point-de-situation")


def _table(folder: Path, text: str) -> Path:
    (folder / "tables").mkdir(parents=True)
    (folder / "tables" / "essai.yaml").write_text(text, "utf-8")
    return folder


def test_written_cells_come_first_and_the_others_are_left_to_write_in(tmp_path: Path) -> None:
    folder = _table(
        tmp_path,
        "caption: Essai\nrow_height: 9\n"
        "columns: [{key: a, title: Quoi}, {key: b, title: 'Qui :'}, {key: c, title: Fait, kind: tick}, "
        "{key: d, title: V}]\n"
        "rows: [{id: un, cells: ['oui', '◊ RSSI']}]\n",
    )
    table = fixed_table([folder], "essai")
    (row,) = table.rows
    assert row.cells == (Cell("oui", bold=True), Cell("RSSI", default=True), Cell(Tick()), Cell(""))
    assert (table.id, table.caption, table.row_height) == ("essai", "Essai", 9)
    assert table.column("b").title == "Qui\u00a0:"
    assert table.column("c").kind is ColumnKind.TICK


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("columns: [{key: a}]\nrows: []\n", "tables/essai.yaml:1:11"),
        ("columns: [{key: a, title: A, kind: texte}]\nrows: []\n", "tables/essai.yaml:1:36"),
        ("columns: []\nrows:\n  - {id: a, cellules: [x]}\n", "tables/essai.yaml:3:"),
        ("columns: [\n", "tables/essai.yaml:"),
    ],
)
def test_a_fault_is_told_with_its_file_and_its_line(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(TemplateError) as caught:
        fixed_table([_table(tmp_path, text)], "essai")
    assert str(caught.value.problems[0].location).startswith(place)


def test_a_row_longer_than_its_columns_is_refused(tmp_path: Path) -> None:
    folder = _table(tmp_path, "columns: [{key: a, title: A}]\nrows:\n  - {id: un, cells: [x, y]}\n")
    with pytest.raises(TemplateError) as caught:
        fixed_table([folder], "essai")
    (problem,) = caught.value.problems
    assert problem.location.line == 3
    assert problem.message.replace("\u00a0", " ") == "La ligne « un » a 2 cellules pour 1 colonne."


def test_the_table_of_the_hospital_wins(tmp_path: Path) -> None:
    own = _table(tmp_path, "columns: [{key: a, title: À nous}]\nrows: [{id: un, cells: [x]}]\n")
    (own / "tables" / "essai.yaml").rename(own / "tables" / "decisions.yaml")
    assert fixed_table([own, resources.templates_folder()], "decisions").columns[0].title == "À nous"


@pytest.mark.parametrize("name", TABLES)
def test_the_packaged_tables_are_whole(name: str) -> None:
    table = fixed_table([resources.templates_folder()], name)
    assert len(table.rows) >= 5
    assert len({row.id for row in table.rows}) == len(table.rows)
    for row in table.rows:
        assert len(row.cells) == len(table.columns)
        assert all(cell.value == french(cell.value) for cell in row.cells if isinstance(cell.value, str))
