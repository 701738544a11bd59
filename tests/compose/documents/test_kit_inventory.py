from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import kit_inventory
from planforge.document.blocks import Sheet
from planforge.document.tables import Table
from planforge.document.text import Gap

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from tests.compose.records import Open


def sheets(context: Context) -> list[Sheet]:
    return [block for block in kit_inventory.compose(context, "").body if isinstance(block, Sheet)]


def table(sheet: Sheet, name: str) -> Table:
    zone = next(one for row in sheet.rows for one in row.zones if one.id == name)
    return next(block for block in zone.blocks if isinstance(block, Table))


def test_each_service_that_has_a_workflow_or_a_kit_has_its_page(context: Context, minimum: Context) -> None:
    expected = [
        one.name for one in context.plan.services if context.workflow(one).steps or one.kit.place.best or one.kit.stock
    ]
    assert [sheet.title for sheet in sheets(context) if not sheet.id.endswith("-suite")] == expected
    assert sheets(minimum) == []


def test_forms_are_counted_against_the_need_and_left_to_be_counted_again(context: Context) -> None:
    need = context.results.forms["urgences"][0]
    line = table(sheets(context)[0], "forms").rows[0]
    assert line.id == need.form
    assert line.cells[2].value == need.total
    assert [cell.value for cell in line.cells[4:]] == ["", ""]


def test_an_unknown_volume_leaves_a_blank_to_write_in(open_context: Open) -> None:
    context = open_context({"services.0.volume_per_day": None, "services.0.beds": None})
    totals = {line.cells[2].value for line in table(sheets(context)[0], "forms").rows}
    assert "____" in totals


def test_what_the_record_does_not_say_of_the_kit_is_a_gap(open_context: Open) -> None:
    context = open_context({"services.0.kit": None})
    assert any(isinstance(line.cells[1].value, Gap) for line in table(sheets(context)[0], "kit").rows)


def test_stocks_that_do_not_hold_stand_on_the_next_page(
    open_context: Open, strings: Callable[[object], list[str]]
) -> None:
    items = [
        {"id": f"s{n}", "text": f"Boîte numéro {n} de fournitures rangées dans l’armoire du fond"} for n in range(70)
    ]
    context = open_context({"services.0.workflow.stocks": items})
    first, second = sheets(context)[:2]
    assert second.title.endswith("(suite)")
    said = " ".join(strings((first, second)))
    assert [item["text"] for item in items if item["text"] not in said] == []
