from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.workbooks import checklists
from planforge.document.text import Tone, plain
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def test_it_has_the_situation_the_log_and_a_sheet_each_service(context: Context, at: At) -> None:
    book = checklists.compose(context, "")
    assert [sheet.id for sheet in book.sheets] == ["situation", "main-courante", "suivi-urgences", "suivi-labo"]
    assert all(sheet.protected for sheet in book.sheets)
    situation = book.sheets[0].table
    assert at(situation, "urgences", "limit").value == read_duration("5 j")
    assert at(situation, "urgences", "service").link == "#suivi-urgences"
    assert at(situation, "urgences", "activity").value is None


def test_the_log_is_numbered_and_all_the_rest_is_to_write(context: Context) -> None:
    log = checklists.compose(context, "").sheets[1].table
    assert [row.cells[0].value for row in log.rows] == list(range(1, 61))
    assert [column.key for column in log.columns if not column.editable] == ["number"]


def test_states_have_a_colour_and_the_worst_ones_are_red(context: Context) -> None:
    state = checklists.compose(context, "").sheets[0].table.column("state")
    assert set(state.tones or {}) == set(state.choices)
    assert (state.tones or {})["fermé"] is Tone.STOP


def test_stop_points_stand_above_the_board_marked_until_validated(context: Context, open_context: Open) -> None:
    sheet = checklists.compose(context, "").sheets[2]
    stop = context.workflow(context.plan.service["urgences"]).stop
    assert [plain(line) for line in sheet.intro] == [f"STOP – {point.text} ◊" for point in stop]
    own = {"stop": {"replace": [{"id": "s", "text": "Vérifier l’identité"}]}}
    sheet = checklists.compose(open_context({"services.0.workflow": own}), "").sheets[2]
    assert [plain(line) for line in sheet.intro] == ["STOP – Vérifier l’identité"]


def test_the_least_record_says_that_there_is_no_service(minimum: Context) -> None:
    book = checklists.compose(minimum, "")
    assert book.sheets[0].table.empty == "Aucun service n’est encore saisi."
    assert len(book.sheets) == 2
