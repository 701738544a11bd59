from __future__ import annotations

import pytest

from planforge.document.tables import Cell, Column, Row, RowKind, Table, cell, row
from planforge.document.text import Gap, Tone
from planforge.values import Duration

TABLE = Table("ordre", (Column("rank", "Rang"), Column("rto", "RTO")), ())


def test_a_column_is_found_by_its_key() -> None:
    assert TABLE.column("rto").title == "RTO"


@pytest.mark.parametrize("key", ["RTO", "rpo", ""])
def test_a_column_that_is_not_there_is_a_mistake_of_ours(key: str) -> None:
    with pytest.raises(KeyError, match=f"'{key}'"):
        TABLE.column(key)


def test_a_cell_stays_what_it_is_and_a_value_keeps_its_type() -> None:
    marked = Cell("DPI", Tone.WARNING, default=True)

    assert cell(marked) is marked
    assert cell(Duration(240)).value == Duration(240)
    assert cell(None) == Cell()


def test_a_row_takes_values_and_cells_in_their_order() -> None:
    made = row("dpi", "DPI", Cell(4, bold=True), Gap("DSI"))

    assert made == Row("dpi", (Cell("DPI"), Cell(4, bold=True), Cell(Gap("DSI"))), RowKind.DATA)
    assert row("", "Vague 0", kind=RowKind.GROUP).kind is RowKind.GROUP


def test_a_table_keeps_some_columns_and_its_bands() -> None:
    columns = (Column("a", "A"), Column("b", "B"), Column("c", "C"))
    whole = Table("t", columns, (row("bande", "Bande", kind=RowKind.GROUP), row("r", 1, 2, 3)))
    kept = whole.keeping("c", "a")
    assert [column.key for column in kept.columns] == ["a", "c"]
    assert [[cell.value for cell in line.cells] for line in kept.rows] == [["Bande"], [1, 3]]
    assert whole.without("b") == kept
