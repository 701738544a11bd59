from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.workbooks import conformity
from tests.compose.evidence_files import evidence_of

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.tables import Table


def sheets(context: Context) -> dict[str, Table]:
    return {sheet.id: sheet.table for sheet in conformity.compose(context, evidence_of(context)).sheets}


def test_every_list_that_applies_in_lines_to_filter(context: Context) -> None:
    found = sheets(context)
    assert list(found) == ["exigences", "textes", "pieces", "depenses", "courriers", "listes"]
    file = evidence_of(context)
    assert len(found["exigences"].rows) == sum(len(one.requirements) for one in file.meter.applying)
    assert len(found["textes"].rows) == len(found["exigences"].rows)
    assert len(found["listes"].rows) == len(file.meter.lists)
    assert len({row.id for row in found["pieces"].rows}) == len(found["pieces"].rows)


def test_expenses_by_line_with_what_counts(context: Context) -> None:
    table = sheets(context)["depenses"]
    lines = {row.cells[0].value for row in table.rows}
    assert lines == {one.line for one in context.plan.expenses}
    assert sum(row.kind == "total" for row in table.rows) == len(lines)


def test_letters_have_room_for_what_follows(context: Context) -> None:
    table = sheets(context)["courriers"]
    assert [column.key for column in table.columns if column.editable] == ["sent", "answered", "answer"]
    assert all(len(row.cells) == len(table.columns) for row in table.rows)
