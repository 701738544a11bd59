from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import action_cards
from planforge.document.blocks import Checklist, Paragraph, Sheet
from planforge.document.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.blocks import SheetZone
    from tests.compose.records import Open


def _zone(context: Context, card: str, zone: str) -> SheetZone:
    sheet = next(
        sheet for sheet in action_cards.compose(context, "").body if isinstance(sheet, Sheet) and sheet.id == card
    )
    return next(one for row in sheet.rows for one in row.zones if one.id == zone)


def _holders(context: Context, card: str = "fr-direction") -> list[str]:
    return [plain(block.text) for block in _zone(context, card, "holder").blocks if isinstance(block, Paragraph)]


def test_there_is_a_card_for_each_role_held_else_for_each_usual_one(context: Context, minimum: Context) -> None:
    assert len(action_cards.compose(minimum, "").body) == len(minimum.resolved.roles) > 5
    sheets = action_cards.compose(context, "").body
    assert len(sheets) == 1
    assert all(isinstance(sheet, Sheet) and sheet.side == ("CH du Val", "édition du 20/11/2026") for sheet in sheets)


def test_holders_are_functions_with_a_phone_off_the_network(context: Context) -> None:
    assert _holders(context) == [
        "Titulaire\u00a0: Directrice – tél.\u00a006\u00a039\u00a098\u00a041\u00a002",
        "Suppléant\u00a0: Cadre de santé – tél.\u00a0À COMPLÉTER",
    ]


def test_a_role_that_nobody_holds_shows_a_gap(minimum: Context) -> None:
    assert _holders(minimum, "fr-rssi") == ["Titulaire\u00a0: À COMPLÉTER"]


def test_a_holder_to_be_named_says_who_will_name_them(open_context: Open) -> None:
    context = open_context({"crisis.roles.0.person": {"unknown": {"ask": "rssi", "due": "2027-01-05"}}})
    assert _holders(context)[0] == "Titulaire\u00a0: À COMPLÉTER (RSSI, avant le\u00a005/01/2027)"


def test_without_the_restricted_file_the_holder_is_not_known(open_context: Open) -> None:
    record = {"schema": "1", "establishment": {"name": "CH", "statute": "public"}}
    context = open_context(record={**record, "crisis": {"roles": [{"type": "direction", "person": "direction"}]}})
    assert _holders(context)[0] == "Titulaire\u00a0: À COMPLÉTER"


def test_lines_that_do_not_hold_on_the_page_stand_on_a_second_one(
    open_context: Open, strings: Callable[[object], list[str]]
) -> None:
    lines = [f"Faire la chose numéro {number} sans attendre qui que ce soit" for number in range(80)]
    context = open_context({"crisis.roles.0.add": lines})
    first, second = action_cards.compose(context, "").body
    assert isinstance(second, Sheet)
    assert second.title.endswith(" (suite)")
    assert "Suite\u00a0: page suivante" in strings(first)
    said = strings((first, second))
    assert [line for line in lines if line not in said] == []


def test_the_hospital_s_own_lines_come_last(context: Context) -> None:
    (block,) = _zone(context, "fr-direction", "hour").blocks
    assert isinstance(block, Checklist)
    assert plain(block.items[-1].text) == "Appeler la mairie"
    assert block.items[-1].text[0].bold


def test_a_card_without_a_date_says_so(minimum: Context) -> None:
    sheet = action_cards.compose(minimum, "").body[0]
    assert isinstance(sheet, Sheet)
    assert sheet.side == ("CH du Val", "date à compléter")
    assert "version à compléter" in sheet.foot[0]
