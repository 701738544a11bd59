from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import supplier_letter
from planforge.compose.evidence_parts import hosted_by
from planforge.document.tables import Table

if TYPE_CHECKING:
    from planforge.compose.context import Context


def test_a_letter_asks_ten_things_of_each_host(context: Context) -> None:
    suppliers = [name for name in hosted_by(context) if name]
    assert suppliers == ["editeur"]
    for name in suppliers:
        document = supplier_letter.compose(context, name)
        tables = {block.id: block for block in document.body if isinstance(block, Table)}
        assert len(tables["questions"].rows) == 10
        assert [row.id for row in tables["systemes"].rows] == [one.id for one in hosted_by(context)[name]]
