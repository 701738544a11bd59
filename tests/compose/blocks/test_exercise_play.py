from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.analysis.exercises.beats import Beat
from planforge.compose.blocks.exercise_play import (
    beat_words,
    facts_table,
    hits_table,
    misses,
    objectives_table,
    run_table,
    timeline,
    watch_table,
)
from planforge.document.tables import RowKind
from planforge.document.text import plain
from planforge.library.exercise_types import Aim
from planforge.model.playing import PlayCell
from tests.compose.kits import FORMS, kit_of

if TYPE_CHECKING:
    from planforge.compose.context import Context


@pytest.mark.parametrize("form", FORMS)
def test_beats_frame_the_stimuli(context: Context, form: str) -> None:
    kit = kit_of(context, form)
    told = timeline(kit)
    assert isinstance(told[0], Beat)
    assert isinstance(told[-1], Beat)
    assert beat_words(told[0])[0] == "Début de l’exercice (DEBEX)"
    assert beat_words(told[-1])[0] == "Fin de l’exercice (FINEX)"
    assert len(told) == len(kit.played) + len(kit.beats)
    days = [(one.day if isinstance(one, Beat) else one.phase.day, one.at) for one in told]
    assert days == sorted(days)


def test_a_jump_says_how_long_it_lasts(context: Context) -> None:
    told = [beat_words(one)[0].replace("\u00a0", " ") for one in kit_of(context).beats]
    assert "Saut dans le temps (10 min)" in told


def test_the_run_tells_who_speaks_to_whom_and_what_is_awaited(context: Context) -> None:
    kit = kit_of(context)
    table = run_table(context, kit)
    first = next(line for line in table.rows if line.id == "S01")
    said = [str(cell.value).replace("\u00a0", " ") for cell in first.cells]
    assert said[0] == "9 h"
    assert said[1] == "J+0, mardi 9 h"
    assert said[3].endswith("→ Cellule de crise ; téléphone")
    assert said[5].startswith("Faire débrancher du réseau")
    assert next(line.cells[0].value for line in table.rows if line.kind is RowKind.GROUP) == "Alerte"


def test_a_ward_lives_its_own_day_and_two_days_are_told_apart(context: Context) -> None:
    field = run_table(context, kit_of(context, "beginner-field"))
    assert "story" not in {column.key for column in field.columns}
    long = run_table(context, kit_of(context, "confirmed-crisis"))
    assert any(str(line.cells[0].value).startswith("jour 2, ") for line in long.rows)


def test_a_column_taken_away_goes_with_its_cells(context: Context) -> None:
    table = run_table(context, kit_of(context))
    shorter = table.without("prompt")
    for before, after in zip(table.rows, shorter.rows, strict=True):
        assert len(after.cells) == len(before.cells) - (after.kind is not RowKind.GROUP)


def test_objectives_list_the_stimuli_that_serve_them(context: Context) -> None:
    kit = kit_of(context)
    table = objectives_table(kit)
    listed = ", ".join(str(line.cells[3].value) for line in table.rows)
    assert all(one.number in listed for one in kit.played)
    assert table.rows[-1].cells[3].value == "RETEX"


def test_criteria_are_told_by_their_title_and_never_by_an_identifier(context: Context) -> None:
    kit = kit_of(context)
    told = " ; ".join(str(line.cells[2].value) for line in objectives_table(kit).rows)
    for name in {name for one in kit.objectives for name in one.criteria}:
        assert kit.shelves.criteria[name].name in told
        assert name not in told


def test_hits_say_what_the_record_says(context: Context) -> None:
    kit = kit_of(context)
    table = hits_table(kit)
    aimed = [one for one in kit.played if one.stimulus.aim is not Aim.NOTHING]
    assert len(table.rows) == len(aimed) > 0
    assert not any("{" in str(line.cells[2].value) for line in table.rows)


def test_what_cannot_be_aimed_at_is_told_and_explained(context: Context) -> None:
    kit = kit_of(context, "intermediate-crisis")
    lines = [plain(item.text) for item in misses(kit).items]
    assert len(lines) == len(kit.missed) > 0
    assert all(line.endswith(".") for line in lines)


def test_observers_see_what_is_awaited_of_their_cell(context: Context) -> None:
    kit = kit_of(context, "intermediate-crisis")
    for cell in kit.form.cells:
        numbers = [line.cells[1].value for line in watch_table(context, kit, cell).rows]
        assert numbers == [one.number for one in kit.played if one.cell is cell]
    assert not watch_table(context, kit, PlayCell.LEGAL).rows


def test_the_exercise_stands_on_a_few_lines(context: Context) -> None:
    facts = {str(line.cells[0].value): str(line.cells[1].value) for line in facts_table(context, kit_of(context)).rows}
    assert facts["Niveau"] == "débutant"
    assert facts["Scénario du dossier"] == "Cyberattaque"
    assert facts["Tirage"].startswith("numéro de tirage 1 :")
    assert "Rédaction propre" not in facts["Textes joués"]
    assert facts["Jeu"].replace("\u00a0", " ") == "de 9 h à 11 h 50"
