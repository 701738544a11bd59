from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.workbooks import applications
from planforge.document.tables import ColumnKind, RowKind
from planforge.document.text import plain
from tests.compose.estimates import WHOLE_ATTACK

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.documents import Worksheet
    from tests.compose.records import Open


def _sheet(context: Context, name: str) -> Worksheet:
    return next(sheet for sheet in applications.compose(context, "").sheets if sheet.id == name)


def test_it_goes_from_the_inventory_to_the_proofs(context: Context) -> None:
    book = applications.compose(context, "")
    assert [sheet.id for sheet in book.sheets] == [
        "inventaire",
        "objectifs",
        "objectifs-calcules",
        "planning",
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


def test_the_planning_has_its_legend_its_panes_and_the_warning_of_an_open_loop(open_context: Open) -> None:
    sheet = _sheet(open_context(WHOLE_ATTACK), "planning")
    assert sheet.frozen_columns == 2
    assert [label for label, _ in sheet.facts] == ["Scénario", "Délai avant restauration", "Signes", "Colonnes"]
    said = " ".join(plain(line) for line in sheet.intro)
    assert "tant que ce lien n’est pas rompu et essayé, le redémarrage est impossible" in said
    assert len(sheet.table.rows) == 4


def test_without_a_loop_or_an_attack_nothing_is_warned_of_nor_drawn(context: Context, minimum: Context) -> None:
    assert len(_sheet(context, "planning").intro) == 1
    empty = _sheet(minimum, "planning")
    assert empty.table.rows == ()
    assert empty.facts == ()


def test_rows_can_be_sorted_and_links_lead_to_rows_of_the_inventory(context: Context) -> None:
    book = applications.compose(context, "")
    known = {f"#inventaire/{row.id}" for row in book.sheets[0].table.rows}
    links = {cell.link for sheet in book.sheets for row in sheet.table.rows for cell in row.cells if cell.link}
    assert links
    assert links <= known
    assert all(row.kind is RowKind.DATA for sheet in book.sheets for row in sheet.table.rows)
