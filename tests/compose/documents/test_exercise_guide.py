from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.compose.documents import exercise_guide
from planforge.compose.exercise_catalogue import kit_pieces
from tests.compose.kits import kit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from planforge.document.tables import Table
    from tests.compose.records import Open

FILES = [("exercice-guide", "Guide", "guide.docx"), ("exercice-joueurs", "Joueurs", "joueurs.docx")]
LEVELS = ["beginner-crisis", "intermediate-crisis", "confirmed-crisis"]


@pytest.mark.parametrize("form", LEVELS)
def test_the_guide_holds_all_that_its_director_needs(
    context: Context, tables: Callable[[object], list[Table]], prose: Callable[[Document], str], form: str
) -> None:
    guide = exercise_guide.compose(context, kit_of(context, form), FILES)
    found = {table.id for table in tables(guide)}
    assert {
        "en-bref",
        "fichiers",
        "objectifs",
        "cibles",
        "equipe",
        "joueurs",
        "deroule",
        "exercice-retex-chaud",
    } <= found
    told = prose(guide)
    assert "SOINS RÉELS" in told
    assert "EXERCICE EXERCICE EXERCICE" in told
    assert "dans les 30 jours" in told
    assert "Ce n’est ni un test de restauration" in told
    assert "il ne démontre pas que le plan tiendra" in told


def test_the_guide_is_marked_for_a_few_readers(context: Context) -> None:
    assert "restreinte" in exercise_guide.compose(context, kit_of(context), FILES).control.marking


def test_the_delay_of_lessons_is_the_hospital_s_own(open_context: Open, prose: Callable[[Document], str]) -> None:
    context = open_context({"thresholds.retex_days": "21"})
    assert "dans les 21 jours" in prose(exercise_guide.compose(context, kit_of(context), FILES))


def test_each_file_of_a_kit_says_whom_it_is_for(context: Context) -> None:
    for form in ("confirmed-crisis", "confirmed-field"):
        listed = exercise_guide.files_table(
            [(one.kind.id, one.kind.title, one.path) for one in kit_pieces(kit_of(context, form))]
        )
        assert all(line.cells[2].value for line in listed.rows)
