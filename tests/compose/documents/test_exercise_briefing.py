from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.compose.documents import exercise_briefing
from planforge.compose.documents.sheets import long_sheets
from planforge.document.blocks import Emphasis, Sheet
from tests.compose.kits import FORMS, kit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.documents import Document


@pytest.mark.parametrize("form", FORMS)
def test_three_pages_each_with_the_word_that_stops_all(context: Context, form: str) -> None:
    briefing = exercise_briefing.compose(context, kit_of(context, form))
    sheets = [one for one in briefing.body if isinstance(one, Sheet)]
    assert [one.title for one in sheets] == ["Briefing des joueurs", "Briefing de l’animation", "Consignes de sécurité"]
    assert not long_sheets(sheets)
    for sheet in sheets:
        halts = [zone for row in sheet.rows for zone in row.zones if zone.emphasis is Emphasis.STOP]
        assert len(halts) == 1
        assert "SOINS RÉELS" in repr(halts[0])


def test_a_ward_is_told_of_its_sheet_and_a_cell_of_its_log(context: Context, prose: Callable[[Document], str]) -> None:
    crisis = prose(exercise_briefing.compose(context, kit_of(context)))
    field = prose(exercise_briefing.compose(context, kit_of(context, "beginner-field", "urgences")))
    assert "main courante" in crisis
    assert "fiche dégradée" not in crisis
    assert "fiche dégradée" in field
    assert "pour : Urgences" in field
    assert "vos vrais soins continuent" in field
