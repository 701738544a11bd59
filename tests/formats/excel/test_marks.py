from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from planforge.document.documents import Control, Workbook, Worksheet
from planforge.document.tables import Cell, Column, ColumnKind, Row, Table
from planforge.document.text import Gap, Run, Tick, Tone
from planforge.formats.excel import ExcelWriter
from planforge.formats.excel.keys import read_key
from planforge.formats.excel.merge.regions import cell_mark, generated_region
from planforge.formats.excel.places import Place
from planforge.formats.excel.reading.books import read_book
from planforge.values import Duration, Percent, Volume

if TYPE_CHECKING:
    from planforge.document.documents import Workbook as Book

CONTROL = Control("CH", "R", Gap(), Gap(), "projet", "", "A", Gap(), Gap(), "D", Gap())
TEXTS = st.text(max_size=20)
VALUES = st.one_of(
    TEXTS,
    st.integers(-(10**16), 10**16),
    st.floats(-1e9, 1e9),
    st.dates(date(1800, 1, 1)),
    st.builds(Duration, st.integers(0, 10**6)),
    st.builds(Volume, st.floats(0, 1e9)),
    st.builds(Percent, st.floats(0, 1000)),
    st.builds(Gap, TEXTS),
    st.builds(Tick, st.booleans()),
    st.none(),
    st.lists(
        st.builds(Run, TEXTS, st.booleans(), st.booleans(), st.booleans(), st.just(""), st.sampled_from(Tone))
    ).map(tuple),
)
CELLS = st.builds(Cell, VALUES, st.sampled_from(Tone), st.booleans(), st.booleans())


def book(cells: list[Cell], kind: ColumnKind, *, editable: bool) -> Book:
    columns = (Column("a", "A", kind, editable=editable), Column("b", "B"))
    rows = tuple(Row(f"r{number}", (cell, Cell("fin"))) for number, cell in enumerate(cells))
    return Workbook("x", "X", "", CONTROL, (Worksheet("x", "X", "X", Table("x", columns, rows)),))


@given(st.lists(CELLS, min_size=1, max_size=6), st.sampled_from(ColumnKind), st.booleans())
def test_cells_read_back_have_the_marks_in_their_keys(cells: list[Cell], kind: ColumnKind, editable: bool) -> None:  # noqa: FBT001 - drawn
    sheet = read_book(ExcelWriter().write(book(cells, kind, editable=editable))).sheets[1]
    keys = {place: read_key(cell.content.text) for place, cell in sheet.grid.cells.items()}
    found = {place.row: key for place, key in keys.items() if key}
    assert len(found) == len(cells)
    for row, key in found.items():
        assert key.marks == tuple(cell_mark(sheet.grid.cells[Place(row, column)]) for column in (1, 2))


def test_a_passport_has_the_marks_of_the_lines_around_the_table() -> None:
    sheet = read_book(ExcelWriter().write(book([Cell("x")], ColumnKind.TEXT, editable=False))).sheets[1]
    region = generated_region(sheet)
    assert region.passport is not None
    assert [line["A"] for line in region.passport.above] == [region.mark(row, 1) for row in region.above]
    assert region.passport.titles == (region.mark(region.header, 1), region.mark(region.header, 2))
