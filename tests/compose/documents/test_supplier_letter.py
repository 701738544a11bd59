from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import supplier_letter
from planforge.compose.evidence_parts import hosted_by
from planforge.document.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.documents import Document


def test_a_letter_is_addressed_without_an_elision_to_get_wrong(
    context: Context, prose: Callable[[Document], str]
) -> None:
    said = prose(supplier_letter.compose(context, "editeur"))
    assert f"À l’attention de : {context.plan.supplier['editeur'].name}" in said


def test_a_letter_asks_ten_things_of_each_host(context: Context) -> None:
    suppliers = [name for name in hosted_by(context) if name]
    assert suppliers == ["editeur"]
    for name in suppliers:
        document = supplier_letter.compose(context, name)
        tables = {block.id: block for block in document.body if isinstance(block, Table)}
        assert len(tables["questions"].rows) == 10
        assert [row.id for row in tables["systemes"].rows] == [one.id for one in hosted_by(context)[name]]
