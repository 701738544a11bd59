from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.confidential import is_restricted
from planforge.compose.workbooks import action_plan
from planforge.document.text import plain

if TYPE_CHECKING:
    from planforge.compose.context import Context


def test_it_has_actions_findings_gaps_and_a_programme(context: Context) -> None:
    book = action_plan.compose(context, "")
    assert [sheet.id for sheet in book.sheets] == [
        "actions",
        "leviers",
        "bilan",
        "constats",
        "a-completer",
        "programme",
    ]
    assert [sheet.protected for sheet in book.sheets] == [True, True, False, False, True, False]
    assert book.control.reference == "PA-CHV"


def test_findings_of_detailed_weaknesses_are_left_to_the_annex(context: Context) -> None:
    book = {sheet.id: sheet.table for sheet in action_plan.compose(context, "").sheets}
    place = [column.key for column in book["constats"].columns].index("rule")
    rules = [row.cells[place].value for row in book["constats"].rows]
    assert rules
    assert not any(is_restricted(str(rule)) for rule in rules)
    assert len(rules) == sum(not is_restricted(found.rule) for found in context.results.findings)
    assert {row.id for row in book["bilan"].rows} == {*map(str, rules), "total"}


def test_who_acts_is_told_for_a_house_without_it_managers(context: Context) -> None:
    told = {sheet.id: [plain(one) for one in sheet.intro] for sheet in action_plan.compose(context, "").sheets}
    assert all("le responsable informatique." in told[name][-1] for name in ("bilan", "constats"))


def test_what_is_protected_can_still_be_filled(context: Context) -> None:
    for sheet in action_plan.compose(context, "").sheets:
        assert sheet.protected is any(column.editable for column in sheet.table.columns)
