from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.compose.blocks import columns
from planforge.document.tables import ColumnKind
from planforge.formats.cells import say
from planforge.model.answer import Answer

if TYPE_CHECKING:
    from planforge.compose.context import Context


@pytest.mark.parametrize("given", [True, False])
def test_a_list_to_choose_from_has_the_words_that_are_printed(context: Context, *, given: bool) -> None:
    printed = context.yes_no(Answer(value=given)).value

    assert printed == columns.YES_NO[not given]
    assert printed == say(given)


def test_a_short_name_is_that_of_its_kind() -> None:
    named = {name: kind for name, kind in vars(columns).items() if isinstance(kind, ColumnKind)}
    assert len(named) > 5
    assert {name: kind.name for name, kind in named.items()} == {name: name for name in named}
