from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import steering
from planforge.document.text import Gap

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import Open


def test_an_empty_record_leaves_gaps_and_says_so(minimum: Context) -> None:
    team = steering.project_team(minimum)
    assert [isinstance(row.cells[1].value, Gap) for row in team.rows] == [True, True]
    assert steering.instances(minimum).empty
    assert steering.raci(minimum).empty
    assert steering.trainings(minimum).empty


def test_people_stand_by_function_never_by_name(open_context: Open) -> None:
    made = open_context({"governance": {"sponsor": "direction", "committee": ["rssi"]}})
    name = made.plan.person["direction"].name.best or "?"
    said = [[cell.value for cell in row.cells] for row in steering.project_team(made).rows]
    assert said[0][:2] == ["Commanditaire", made.plan.person["direction"].function]
    assert said[-1][:2] == ["Comité", made.plan.person["rssi"].function]
    assert name not in str(said)


def test_what_is_written_of_bodies_and_tasks_is_printed(open_context: Open) -> None:
    governance = {
        "instances": [{"name": "CME", "rhythm": "Chaque trimestre"}],
        "raci": [{"task": "Tester", "responsible": "Administrateurs"}],
    }
    made = open_context({"governance": governance})
    assert [cell.value for cell in steering.instances(made).rows[0].cells][0:3:2] == ["CME", "Chaque trimestre"]
    assert steering.raci(made).rows[0].cells[1].value == "Administrateurs"


def test_forms_leave_room_to_write() -> None:
    assert len(steering.attendance("x").rows) == 14
    page = steering.minutes("x", ("Avis", "Suites"))
    assert [row.cells[0].value for row in page.rows] == ["Avis", "Suites"]
    assert page.row_height * len(page.rows) > 100
