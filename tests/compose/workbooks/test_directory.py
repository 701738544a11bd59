from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.workbooks import directory

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context


def test_it_goes_from_deciders_to_cells(context: Context) -> None:
    book = directory.compose(context, "")
    assert [sheet.id for sheet in book.sheets] == ["decideurs", "fonctions", "contacts", "cellules"]
    assert book.control.marking == "Diffusion interne"


def test_it_holds_no_name_and_no_personal_number(context: Context, strings: Callable[[object], list[str]]) -> None:
    said = " ".join(strings(directory.compose(context, "")))
    assert "06\u00a039\u00a098\u00a041\u00a002" in said  # a duty phone
    personal = [phone.number for one in context.plan.people for phone in one.phones if phone.channel == "personal"]
    assert len(personal) == 3
    assert [word for word in ("NOMSECRET", "mailsecret", *personal) if word in said] == []
