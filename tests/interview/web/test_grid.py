"""A table as one form of rows: which cells, under which columns, a page at a time."""

from __future__ import annotations

from planforge.interview.web.grid import ROWS, grid_of
from planforge.interview.web.route import is_cell
from tests.interview.conftest import begin
from tests.interview.web.conftest import record

APPLICATIONS = [{"id": f"a{rank}", "name": f"Application {rank}"} for rank in range(ROWS + 5)]


def test_a_table_has_its_rows_its_columns_and_its_place() -> None:
    here = begin(data=record(applications=APPLICATIONS[:2]))
    cell = next(one for one in here.listed if is_cell(one) and one.table == ("applications",))
    grid = grid_of(here, cell)
    assert [row.name for row in grid.rows] == ["Application 0", "Application 1"]
    assert [step.address[-2:] for step in grid.columns.values()] == [
        ("a1", "vendor"),
        ("rto", "default"),
        ("rto", "attaque"),
    ]
    assert grid.heading == "Question 10 sur 12 – Vos applications"
    assert (grid.title, grid.first, grid.total, grid.token) == ("Vos applications", 1, 2, grid.cells[0].step.token)
    assert [cell.field.prefix for cell in grid.cells] == [f"c{rank}-" for rank in range(1, 7)]


def test_a_long_table_is_shown_a_page_at_a_time() -> None:
    here = begin(data=record(applications=APPLICATIONS))
    cells = [one for one in here.listed if is_cell(one)]
    first, last = grid_of(here, cells[0]), grid_of(here, cells[-1])
    assert (len(first.rows), first.first, first.total) == (ROWS, 1, ROWS + 5)
    assert (len(last.rows), last.first) == (5, ROWS + 1)
    assert first.mark != last.mark


def test_a_table_of_a_service_says_which() -> None:
    services = [{"id": "urg", "name": "Urgences", "type": "urgences", "activities": [{"id": "tri", "name": "Tri"}]}]
    here = begin(data=record(services=services))
    grid = grid_of(here, next(one for one in here.listed if is_cell(one)))
    assert grid.heading.endswith("Vos services – Urgences")
    assert [row.name for row in grid.rows] == ["Tri"]


def test_who_is_proposed_is_said_only_where_it_is_the_same_for_all() -> None:
    here = begin(data=record(applications=APPLICATIONS[:1]))
    assert grid_of(here, next(one for one in here.listed if is_cell(one))).who == ""
