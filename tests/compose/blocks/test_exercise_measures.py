from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.exercise_measures import forms_table, measures, measures_table
from planforge.document.text import Gap
from planforge.values import Duration
from tests.compose.kits import kit_of

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def test_measures_stand_beside_what_the_record_says(context: Context) -> None:
    kit = kit_of(context, "intermediate-field", "urgences")
    found = {one.id: one for one in measures(context, kit, context.plan.service["urgences"])}
    assert found["bascule"].said == Gap()
    assert found["liste"].said == Duration(240)
    assert found["tenue"].said == Duration(24 * 60)
    assert found["actes"].said == 120
    assert any(name.startswith("remplir-F-") for name in found)
    need = next(one for name, one in found.items() if name.startswith("besoin-"))
    assert "Laboratoire" in need.what
    assert need.said == "bilans"
    assert all(one.back for one in found.values())


def test_a_switch_that_the_hospital_set_is_the_mark(open_context: Open) -> None:
    context = open_context({"thresholds.paper_switch": "20 min"})
    kit = kit_of(context, "beginner-field", "urgences")
    assert measures(context, kit, context.plan.service["urgences"])[0].said == Duration(20)


def test_on_paper_there_is_room_for_the_figure(context: Context) -> None:
    kit = kit_of(context, "beginner-field", "urgences")
    table = measures_table(context, kit, context.plan.service["urgences"])
    assert {line.cells[2].value for line in table.rows} == {"____"}
    assert not any(isinstance(line.cells[1].value, Duration) for line in table.rows)


def test_forms_are_counted_in_and_out(context: Context, at: At) -> None:
    kit = kit_of(context, "beginner-field", "urgences")
    table = forms_table(context, kit, context.plan.service["urgences"])
    assert at(table, "f.F-ID", "stock").value == 200
    need = at(table, "f.F-ID", "need").value
    assert isinstance(need, int)
    assert 1 <= need < 200
    assert at(table, "f.F-ID", "out").value == "____"
    beds = [line for line in table.rows if line.cells[2].value == Gap()]
    assert beds  # never counted: a gap, not a zero
