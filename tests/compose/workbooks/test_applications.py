from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.workbooks import applications
from planforge.document.tables import ColumnKind, RowKind

if TYPE_CHECKING:
    from planforge.compose.context import Context


def test_it_goes_from_the_inventory_to_the_proofs(context: Context) -> None:
    book = applications.compose(context, "")
    assert [sheet.id for sheet in book.sheets] == [
        "inventaire",
        "objectifs",
        "ordre-redemarrage",
        "dependances",
        "arrets",
        "plan-sauvegarde",
        "essais",
    ]
    assert "restreinte" not in book.control.marking


def test_the_chart_draws_durations_of_its_own_table(context: Context) -> None:
    sheet = applications.compose(context, "").sheets[1]
    assert sheet.chart is not None
    for key in sheet.chart.series:
        assert sheet.table.column(key).kind is ColumnKind.DURATION
    assert sheet.table.column(sheet.chart.labels).kind is ColumnKind.TEXT


def test_rows_can_be_sorted_and_links_lead_to_rows_of_the_inventory(context: Context) -> None:
    book = applications.compose(context, "")
    known = {f"#inventaire/{row.id}" for row in book.sheets[0].table.rows}
    links = {cell.link for sheet in book.sheets for row in sheet.table.rows for cell in row.cells if cell.link}
    assert links
    assert links <= known
    assert all(row.kind is RowKind.DATA for sheet in book.sheets for row in sheet.table.rows)
