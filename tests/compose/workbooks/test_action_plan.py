from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.confidential import is_restricted
from planforge.compose.workbooks import action_plan

if TYPE_CHECKING:
    from planforge.compose.context import Context


def test_it_has_actions_findings_gaps_and_a_programme(context: Context) -> None:
    book = action_plan.compose(context, "")
    assert [sheet.id for sheet in book.sheets] == ["actions", "constats", "a-completer", "programme"]
    assert [sheet.protected for sheet in book.sheets] == [True, False, True, False]
    assert book.control.reference == "PA-CHV"


def test_findings_of_detailed_weaknesses_are_left_to_the_annex(context: Context) -> None:
    rules = [row.cells[1].value for row in action_plan.compose(context, "").sheets[1].table.rows]
    assert rules
    assert not any(is_restricted(str(rule)) for rule in rules)
    assert len(rules) == sum(not is_restricted(found.rule) for found in context.results.findings)


def test_what_is_protected_can_still_be_filled(context: Context) -> None:
    for sheet in action_plan.compose(context, "").sheets:
        assert sheet.protected is any(column.editable for column in sheet.table.columns)
