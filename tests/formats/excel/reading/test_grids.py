from __future__ import annotations

import pytest
from lxml import etree

from planforge.formats.excel.places import Area, Place
from planforge.formats.excel.reading.colours import Colours
from planforge.formats.excel.reading.grids import Grid, GridReader
from planforge.formats.excel.reading.styles import Styles
from planforge.formats.merging import CannotReadError

SHARED = [etree.fromstring("<si><t>partagé</t></si>")]


def read(rows: str, rest: str = "") -> Grid:
    merged = "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>"
    text = f"<worksheet><cols>{rest}</cols><sheetData>{rows}</sheetData>{merged}</worksheet>"
    return GridReader(SHARED, Styles(None, Colours())).read(text.encode(), "feuille")


def forms(grid: Grid) -> dict[str, str]:
    return {str(place): cell.content.form for place, cell in grid.cells.items()}


def test_every_type_of_cell() -> None:
    grid = read(
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>ici</t></is></c><c r="C2"><v>4</v></c>'
        '<c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#N/A</v></c><c r="F2" t="str"><f>A2</f><v>x</v></c>'
        '<c r="G2" s="3"/><c r="H2" t="s"><v>9</v></c></row>'
    )
    assert forms(grid) == {
        "A2": "t:partagé", "B2": "t:ici", "C2": "n:4", "D2": "b:1", "E2": "t:#N/A", "F2": "f:#", "G2": "", "H2": "",
    }  # fmt: skip
    assert grid.written == {2: [1, 2, 3, 4, 5, 6]}


def test_rows_and_cells_without_their_number_follow_each_other() -> None:
    assert forms(read("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")) == {
        "A1": "n:1",
        "B1": "n:2",
        "A2": "n:3",
    }


def test_shared_formulas_are_written_out() -> None:
    grid = read(
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>2</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>4</v></c><c r="C2"><f t="shared" si="7"/><v>4</v></c>'
        '<c r="D2"><f t="array" ref="D2">SUM(A1:A2)</f><v>4</v></c></row>'
    )
    assert grid.content(Place(2, 2)).formula == "A2*2"
    assert grid.content(Place(2, 3)).formula == "?"
    assert grid.content(Place(2, 4)).array


def test_columns_rows_and_merges() -> None:
    grid = read('<row r="3" hidden="1"/>', '<col min="2" max="3" width="20" hidden="true"/><col min="x" max="3"/>')
    assert grid.widths == {2: 20.0, 3: 20.0}
    assert (grid.hidden_columns, grid.hidden_rows, grid.merges) == ({2, 3}, {3}, [Area(1, 1, 2, 2)])


def test_a_broken_sheet_is_refused() -> None:
    with pytest.raises(CannotReadError, match="abîmée"):
        GridReader([], Styles(None, Colours())).read(b"<worksheet><sheetData>", "feuille")
