from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from planforge.compose.blocks import board
from planforge.document.tables import RowKind
from planforge.document.text import Gap, Tone

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def _figure(context: Context, label: str) -> object:
    return next(row.cells[1].value for row in board.situation(context).rows if label in str(row.cells[0].value))


def test_figures_say_where_the_plans_stand(context: Context) -> None:
    assert _figure(context, "analysée") == "1 sur 2"
    assert _figure(context, "testés sur le terrain") == "1 sur 2"
    assert _figure(context, "restaurés") == "1 sur 5"
    assert _figure(context, "bloquants") == str(board.open_blocking(context))


def test_a_share_that_cannot_be_told_is_a_gap(minimum: Context) -> None:
    assert _figure(minimum, "combinée") == Gap()


def test_an_accepted_finding_no_longer_blocks(context: Context, open_context: Open) -> None:
    rules = {found.rule for found in context.results.findings if found.severity.value == "blocking"}
    waivers = [{"rule": rule, "author": "D", "reason": "R", "until": "2027-06-30"} for rule in sorted(rules)]
    accepted = open_context({"waivers": waivers})
    assert board.open_blocking(context) > 0
    assert board.open_blocking(accepted) == 0
    assert next(row.cells[1].tone for row in board.situation(accepted).rows if row.id == "repere.5") is Tone.MET


def test_what_was_submitted_comes_before_what_findings_call_for(context: Context) -> None:
    table = board.decisions(context)
    assert table.rows[0].id == "copie"
    assert [row.cells[0].value for row in table.rows] == [1, 2, 3]
    assert [row.id for row in table.rows[1:]] == ["levier.island", "annexe-restreinte"]
    assert [cell.value for cell in table.rows[0].cells[2:]] == [
        "Une copie hors d’atteinte",
        4800.0,
        "RSSI",
        date(2027, 3, 31),
    ]


def test_restricted_findings_make_one_line_without_detail(open_context: Open) -> None:
    rows = board.decisions(open_context({"actions": []})).rows
    titles = [str(row.cells[1].value) for row in rows]
    assert titles.count("À inscrire : Protection des sauvegardes et des accès") == 1
    assert not any("BKP-" in row.id or "SEC-" in row.id for row in rows)


def test_done_and_dropped_actions_are_not_submitted(open_context: Open) -> None:
    assert board.board_actions(open_context({"actions.0.status": "done"})) == []
    assert board.board_actions(open_context({"actions.0.board": "non"})) == []


def test_the_most_urgent_activities_keep_their_cells(context: Context, at: At) -> None:
    table = board.most_urgent(context)
    assert [column.key for column in table.columns] == ["activity", "service", "dmia", "pdma"]
    assert at(table, "urgences.suites", "pdma").value == Gap("Cadre de santé", date(2027, 1, 31))


def test_deadlines_to_come_are_in_order_with_their_own_identifier(context: Context) -> None:
    rows = board.deadlines(context).rows
    assert [row.id for row in rows] == ["exercice.papier-2027", "action.copie", "test.dpi-2027", "revision"]
    assert [row.cells[0].value for row in rows] == sorted(row.cells[0].value for row in rows)  # type: ignore[type-var] # dates


def test_past_deadlines_are_left_out(context: Context) -> None:
    later = replace(context, today=date(2027, 3, 1))
    assert [row.id for row in board.deadlines(later).rows] == ["action.copie", "test.dpi-2027", "revision"]


def test_nothing_is_asked_of_the_board_without_a_reason(minimum: Context) -> None:
    assert board.deadlines(minimum).empty == "Aucune échéance n’est inscrite."
    assert not board.deadlines(minimum).rows


def test_levers_that_fill_no_decision_follow_under_a_band_of_their_own(open_context: Open) -> None:
    own = [{"id": f"a{n}", "title": f"Décision {n}", "board": "oui"} for n in range(4)]
    rows = board.decisions(open_context({"actions": own})).rows
    assert [row.id for row in rows] == ["a0", "a1", "a2", "leviers", "levier.island"]
    assert rows[3].kind is RowKind.GROUP
    assert rows[4].cells[0].value == 4
    assert not str(rows[4].cells[1].value).startswith("À inscrire")


def test_what_nobody_submitted_is_said_proposed(context: Context, open_context: Open) -> None:
    own = [{"id": f"a{n}", "title": f"Décision {n}", "board": "oui"} for n in range(3)]
    assert board.has_proposed(context)
    assert not board.has_proposed(open_context({"actions": own}))
