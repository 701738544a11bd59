from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises import grid
from planforge.compose.fixed_tables import fixed_table
from planforge.library.loading import load_library
from planforge.model.governance import ExerciseKind
from planforge.resources import templates_folder
from tests.exchange.grids import RECORD, kit_of, opened

if TYPE_CHECKING:
    from pathlib import Path

PLANNED = RECORD + "  - {id: crise-2027, title: La nuit, kind: crisis, planned_on: 2027-02-01, scenario: SCENARIO}\n"


def test_the_scale_is_the_one_that_observers_read() -> None:
    table = fixed_table([templates_folder()], "exercice-echelle")
    words = [str(row.cells[0].value).replace("\u00a0", " ") for row in table.rows]
    assert tuple(words[:4]) == grid.LEVEL_WORDS


def test_only_what_a_kit_lets_people_see_is_judged(tmp_path: Path) -> None:
    kit = kit_of(opened(tmp_path))
    criteria = load_library(None).criteria
    found = {one.id for one in grid.judged(kit, criteria)}
    assert {one.stimulus.criterion for one in kit.played} <= found
    assert "soins-5" not in found  # judged in a ward only


def test_people_of_the_same_function_are_told_apart(tmp_path: Path) -> None:
    found = grid.owners(opened(tmp_path).resolved.plan)
    assert found["Directrice des soins"] == "soins"
    assert "Administrateur de garde" not in found
    assert found["Administrateur de garde (garde-2)"] == "garde-2"


def test_the_planned_exercise_is_the_one_that_is_played(tmp_path: Path) -> None:
    record = opened(tmp_path, PLANNED.replace("SCENARIO", "cyber"))
    assert grid.exercise_id(kit_of(record), record.resolved.plan) == "crise-2027"


def test_an_exercise_of_another_scenario_waits(tmp_path: Path) -> None:
    other = PLANNED.replace("SCENARIO", "panne").replace(
        "kind: cyber}", "kind: cyber}\n  - {id: panne, name: Panne, kind: power}"
    )
    record = opened(tmp_path, other)
    kit = kit_of(record)
    assert grid.exercise_id(kit, record.resolved.plan) == kit.name


def test_a_test_of_another_ward_waits(tmp_path: Path) -> None:
    text = PLANNED.replace("SCENARIO", "cyber").replace(
        "kind: crisis, planned", "kind: field, services: [SERVICE], planned"
    )
    other = text.replace("applications:\n", "  - {id: labo, name: Laboratoire}\napplications:\n")
    for service, expected in (("urgences", True), ("labo", False)):
        record = opened(tmp_path, other.replace("SERVICE", service))
        found = grid.planned(kit_of(record, ExerciseKind.FIELD), record.resolved.plan)
        assert (found is not None) is expected


def test_a_kit_played_again_has_a_name_of_its_own(tmp_path: Path) -> None:
    kit = kit_of(opened(tmp_path))
    record = opened(tmp_path, RECORD.replace("id: crise-1", f"id: {kit.name}"))
    assert grid.exercise_id(kit_of(record), record.resolved.plan) == f"{kit.name}-2"


def test_scored_exercises_come_in_the_order_they_were_done(tmp_path: Path) -> None:
    more = "  - {id: avant, title: Avant, kind: alert, done_on: 2024-05-02, scores: [{family: roles, score: 2}]}\n"
    plan = opened(tmp_path, RECORD + more + "  - {id: nu, title: Nu, kind: alert, done_on: 2024-05-03}\n").resolved.plan
    assert [one.id for one in grid.scored(plan)] == ["avant", "crise-1"]
