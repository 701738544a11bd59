from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.evaluation_measures import play_measures
from planforge.model.governance import ExerciseKind
from tests.exchange.grids import RECORD, context_of, kit_of, opened

if TYPE_CHECKING:
    from pathlib import Path


def test_a_crisis_cell_is_timed(tmp_path: Path) -> None:
    record = opened(tmp_path)
    names = [name for name, _, _ in play_measures(context_of(record), kit_of(record))]
    assert names[0] == "cellule.ouverture"
    assert len(names) == len(set(names)) == 5


def test_an_activity_is_timed_beside_the_stop_it_bears(tmp_path: Path) -> None:
    activity = "type: urgences, activities: [{id: accueil, name: Accueil, dmia: 4 h}], "
    record = opened(tmp_path, RECORD.replace("type: urgences, ", activity))
    kit = kit_of(record, ExerciseKind.FIELD)
    found = {name: (where, one.said) for name, where, one in play_measures(context_of(record), kit)}
    assert found["urgences.activite-accueil"] == ("Urgences", "DMIA : 4\u00a0h")
    assert "urgences.tenue" in found
