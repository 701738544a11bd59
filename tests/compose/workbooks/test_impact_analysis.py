from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.workbooks import impact_analysis
from planforge.document.tables import ColumnKind

if TYPE_CHECKING:
    from planforge.compose.context import Context


def test_it_opens_with_the_list_that_care_asks_for(context: Context) -> None:
    book = impact_analysis.compose(context, "")
    assert [sheet.id for sheet in book.sheets] == [
        "activites-critiques",
        "impacts",
        "services",
        "ressources",
        "interdependances",
        "impacts-temps",
        "risques",
    ]
    chart = book.sheets[0].chart
    assert chart is not None
    assert book.sheets[0].table.column(chart.series[0]).kind is ColumnKind.DURATION


def test_links_lead_to_rows_of_the_services(context: Context) -> None:
    book = impact_analysis.compose(context, "")
    known = {f"#services/{row.id}" for row in book.sheets[2].table.rows}
    links = {cell.link for sheet in book.sheets for row in sheet.table.rows for cell in row.cells if cell.link}
    assert links
    assert links <= known


def test_every_activity_stands_once_in_each_list(context: Context) -> None:
    book = impact_analysis.compose(context, "")
    identifiers = {
        f"{service.id}.{activity.id}" for service in context.plan.services for activity in service.activities
    }
    for sheet in book.sheets[:2]:
        assert sorted(row.id for row in sheet.table.rows) == sorted(identifiers)
