from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import governance_note
from planforge.document.tables import Table

if TYPE_CHECKING:
    from planforge.compose.context import Context


def test_everything_that_the_programme_asks_to_read_stands_in_it(context: Context) -> None:
    tables = {block.id for block in governance_note.compose(context, "").body if isinstance(block, Table)}
    assert {"perimetres-care", "equipe-projet", "instances", "raci", "avis"} <= tables


def test_the_least_record_makes_it_too(minimum: Context) -> None:
    assert governance_note.compose(minimum, "").body
