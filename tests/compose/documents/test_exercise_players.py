from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.compose.documents import exercise_players
from planforge.compose.documents.exercise_players import starting_situation
from tests.compose.kits import kit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from planforge.document.tables import Table
    from tests.compose.records import Open

LEVELS = ["beginner-crisis", "intermediate-crisis", "confirmed-crisis"]


@pytest.mark.parametrize("form", LEVELS)
def test_nothing_of_the_story_is_given_away(
    context: Context, strings: Callable[[object], list[str]], form: str
) -> None:
    kit = kit_of(context, form)
    told = "\n".join(strings(exercise_players.compose(context, kit).body))
    for one in kit.played:
        assert one.said(one.stimulus.reaction) not in told
        assert one.stimulus.name not in told
        assert one.said(one.stimulus.text).splitlines()[0] not in told


def test_the_theme_is_announced_to_beginners_only(context: Context, prose: Callable[[Document], str]) -> None:
    told = [prose(exercise_players.compose(context, kit_of(context, form))) for form in LEVELS]
    assert ["Thème annoncé" in words for words in told] == [True, False, False]
    assert ["Cyberattaque" in words for words in told] == [True, False, False]


def test_players_have_rules_a_directory_and_a_starting_situation(
    context: Context, tables: Callable[[object], list[Table]], prose: Callable[[Document], str]
) -> None:
    players = exercise_players.compose(context, kit_of(context))
    assert {"joueurs", "correspondants", "etablissement", "point-de-situation"} <= {one.id for one in tables(players)}
    told = prose(players)
    assert "SOINS RÉELS" in told
    assert "il est mardi 9 h" in told
    assert "Aucun numéro réel n’y figure" in told
    assert players.control.marking == "Diffusion interne"


def test_the_story_begins_before_anything_happened(context: Context) -> None:
    said = starting_situation(kit_of(context, "confirmed-crisis")).replace("\u00a0", " ")
    assert said.startswith("Le jeu s’ouvre à 8 h 30, heure de votre montre. Dans l’histoire, il est samedi 5 h 30")


def test_what_nobody_knows_of_the_establishment_is_a_gap(
    minimum: Context, open_context: Open, tables: Callable[[object], list[Table]]
) -> None:
    del minimum
    context = open_context({"crisis.room": None, "thresholds.paper_switch": {"unknown": {"ask": "rssi"}}})
    table = next(one for one in tables(exercise_players.compose(context, kit_of(context))) if one.id == "etablissement")
    said = {str(line.cells[0].value): line.cells[1].value for line in table.rows}
    assert repr(said["Salle de crise"]) == "Gap(who='', when=None)"
    assert repr(said["Bascule au papier après"]) == "Gap(who='RSSI', when=None)"
