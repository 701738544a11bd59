from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import outage
from planforge.document.text import Gap
from planforge.values import NBSP

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.model.services import Service
    from tests.compose.records import At, Open


def urgences(context: Context) -> Service:
    return context.plan.service["urgences"]


def test_every_milestone_has_its_line_from_the_first_hour_to_beyond_three_weeks(context: Context) -> None:
    table = outage.outage_table(context, urgences(context))
    names = [row.cells[0].value for row in table.rows if row.cells[0].value]
    assert names[0] == "H+1"
    assert names[-1] == "Au-delà de J+21"
    assert len(names) == len(context.resolved.milestones) + 1


def test_what_works_follows_the_endurance(open_context: Open, at: At) -> None:
    context = open_context({"services.0.endurance": {"full": "2 h", "reduced": "24 h", "limit": "5 j"}})
    table = outage.outage_table(context, urgences(context))

    def works(moment: str) -> str:
        return str(at(table, moment, "works").value).replace(NBSP, " ")

    assert works("h1").startswith("Activité en plein, sur papier.")
    assert works("h4").startswith("Activité en réduit (environ 60 %).")
    assert works("h24").startswith("Activité au minimum, jusqu’au repli.")
    assert works("j7").startswith("Au-delà de la limite : repli.")
    assert not at(table, "h1", "works").default


def test_the_limit_says_where_to_go(open_context: Open, at: At) -> None:
    context = open_context({"services.0.partners": [{"name": "CHU de Grandval"}], "services.0.endurance.limit": "5 j"})
    table = outage.outage_table(context, urgences(context))
    assert at(table, "limite", "decision").value == "Se replier : CHU de Grandval"
    alone = open_context({"services.0.partners": None})
    assert isinstance(at(outage.outage_table(alone, urgences(alone)), "limite", "decision").value, Gap)


def test_decisions_of_the_library_are_marked_until_validated(open_context: Open, at: At) -> None:
    context = open_context()
    assert at(outage.outage_table(context, urgences(context)), "h4", "decision").default
    valid = open_context({"services.0.validations": [{"section": "decisions", "by": "Cadre", "on": "2026-10-22"}]})
    assert not at(outage.outage_table(valid, urgences(valid)), "h4", "decision").default


def test_a_decision_of_the_hospital_stands_below_its_milestone(open_context: Open) -> None:
    own = {"id": "nous", "text": "Appeler la clinique", "after": "30 h", "who": "Directrice"}
    context = open_context({"services.0.workflow.decisions": [own]})
    rows = [row.id for row in outage.outage_table(context, urgences(context)).rows]
    assert rows[rows.index("h24") + 1] == "decision.nous"


def test_roles_are_to_be_named_by_hand(open_context: Open, at: At) -> None:
    context = open_context({"services.0.workflow.roles": ["decideur", {"id": "quai", "name": "Agent du quai"}]})
    table = outage.roles_table(context, urgences(context))
    assert [row.cells[0].value for row in table.rows] == ["Décideur de la bascule", "Agent du quai"]
    assert str(at(table, "decideur", "task").value).startswith("Décider")
    assert at(table, "decideur", "holder").value == ""


def test_the_work_of_catching_up_grows_with_the_outage(context: Context) -> None:
    table = outage.load_table(context, urgences(context))
    sheets = [row.cells[1].value for row in table.rows]
    assert len(sheets) == 4
    assert all(isinstance(count, int) for count in sheets)
    assert sheets == sorted(sheets, key=lambda count: count if isinstance(count, int) else 0)
    assert table.rows[0].cells[3].default


def test_an_unknown_volume_gives_no_work(open_context: Open) -> None:
    context = open_context({"services.0.volume_per_day": None, "services.0.beds": None})
    table = outage.load_table(context, urgences(context))
    assert all(isinstance(cell.value, Gap) for row in table.rows for cell in row.cells[1:])
