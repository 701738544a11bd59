from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.exercise_cast import (
    cast_table,
    cell_names,
    own_cells,
    recipient,
    team_table,
    voices_table,
)
from planforge.document.text import Gap
from planforge.model.playing import PlayCell
from tests.compose.kits import kit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.tables import Table
    from tests.compose.records import At, Open


def functions(table: Table) -> list[object]:
    return [line.cells[1].value for line in table.rows]


def test_cells_bear_the_names_the_hospital_gives_them(open_context: Open) -> None:
    cells = [
        {"id": "cyber", "name": "Salle technique", "lead": "rssi"},
        {"id": "decision", "name": "Poste de commandement", "lead": "direction"},
    ]
    context = open_context({"crisis.cells": cells})
    names = cell_names(context, kit_of(context))
    assert names[PlayCell.IT] == "Salle technique"
    assert names[PlayCell.DECISION] == "Poste de commandement"
    assert names[PlayCell.CARE] == "Cellule soins"
    assert set(own_cells(context, kit_of(context))) == {PlayCell.IT, PlayCell.DECISION}


def test_players_are_functions_with_a_number_to_be_given(context: Context) -> None:
    table = cast_table(context, kit_of(context))
    assert functions(table) == ["Directrice", "RSSI", "Cadre de santé"]
    assert {line.cells[3].value for line in table.rows} == {"____"}


def test_without_a_cell_the_holders_of_crisis_roles_play(open_context: Open) -> None:
    context = open_context({"crisis.cells": None})
    assert functions(cast_table(context, kit_of(context))) == ["Directrice"]


def test_a_cell_that_nobody_holds_leaves_a_gap_for_who_answers_for_the_plan(context: Context, at: At) -> None:
    table = cast_table(context, kit_of(context, "intermediate-crisis"))
    assert at(table, "joueur.it", "function").value == Gap("RSSI")


def test_a_ward_that_plays_is_held_by_its_head(context: Context, at: At) -> None:
    table = cast_table(context, kit_of(context, "beginner-field", "urgences"))
    assert at(table, "joueur.urgences", "function").value == "Cadre de santé"


def test_no_real_number_stands_in_the_directory(context: Context, strings: Callable[[object], list[str]]) -> None:
    kit = kit_of(context, "confirmed-crisis")
    told = strings((cast_table(context, kit), voices_table(context), team_table(context, kit)))
    assert not [words for words in told if "01 99" in words.replace("\u00a0", " ") or "06 39" in words]
    assert "ARS" in told
    assert "la cellule d’animation" in told


def test_those_who_run_the_exercise_are_to_be_named(context: Context) -> None:
    table = team_table(context, kit_of(context, "confirmed-crisis"))
    roles = [str(line.cells[0].value) for line in table.rows]
    assert roles[0] == "Directeur de l’exercice"
    assert roles[-1] == "Gardien des soins réels"
    assert sum(role.startswith("Animateur") for role in roles) == 5
    assert sum(role.startswith("Observateur") for role in roles) == 4
    assert all(line.cells[2].value == Gap("RSSI") for line in table.rows)


def test_a_stimulus_for_a_ward_names_it(context: Context) -> None:
    one_ward, two = kit_of(context, "beginner-field", "urgences"), kit_of(context, "beginner-field", "urgences", "labo")
    assert {recipient(context, one_ward, one) for one in one_ward.played} == {"Urgences"}
    told = {recipient(context, two, one) for one in two.played}
    assert "Services en jeu" in told
    assert told <= {"Services en jeu", "Urgences", "Laboratoire"}
    crisis = kit_of(context)
    assert {recipient(context, crisis, one) for one in crisis.played} == {"Cellule de crise"}
