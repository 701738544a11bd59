from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.analysis.exercises.kit import Kit
from planforge.compose.control import ANIMATORS, OBSERVERS, PLAYERS
from planforge.compose.documents import exercise_field, exercise_guide
from planforge.compose.exercise_catalogue import kit_pieces
from planforge.library.exercise_types import Aim
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


@pytest.mark.parametrize("form", ["confirmed-crisis", "confirmed-field"])
def test_no_file_of_a_kit_is_handed_to_the_crisis_cell(open_context: Open, form: str) -> None:
    context = open_context({"document.distribution": ["Directoire", "Cellule de crise"]})
    given = {
        one.kind.id: one.kind.compose(context, one.of).control.distribution for one in kit_pieces(kit_of(context, form))
    }
    told = {"exercice-joueurs": PLAYERS, "exercice-equipe": PLAYERS}
    told |= dict.fromkeys(("exercice-observateurs", "exercice-grille", "exercice-carte"), OBSERVERS)
    assert given == {name: told.get(name, ANIMATORS) for name in given}


@pytest.mark.parametrize("missed", [(), (Aim.NO_DEPUTY,)])
def test_what_could_not_be_aimed_at_is_told_only_where_there_is_some(
    context: Context, prose: Callable[[Document], str], monkeypatch: pytest.MonkeyPatch, missed: tuple[Aim, ...]
) -> None:
    monkeypatch.setattr(Kit, "missed", missed)
    told = [prose(exercise_guide.compose(context, kit_of(context), FILES))]
    told.append(prose(exercise_field.compose(context, kit_of(context, "beginner-field"), FILES)))
    assert ["n’a pas permis de viser" in one for one in told] == [bool(missed)] * 2


def test_the_delay_of_lessons_is_the_hospital_s_own(open_context: Open, prose: Callable[[Document], str]) -> None:
    context = open_context({"thresholds.retex_days": "21"})
    assert "dans les 21 jours" in prose(exercise_guide.compose(context, kit_of(context), FILES))


def test_each_file_of_a_kit_says_whom_it_is_for(context: Context) -> None:
    for form in ("confirmed-crisis", "confirmed-field"):
        listed = exercise_guide.files_table(
            [(one.kind.id, one.kind.title, one.path) for one in kit_pieces(kit_of(context, form))]
        )
        assert all(line.cells[2].value for line in listed.rows)
