from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.binder.exercise_proofs import report_proofs
from planforge.model.governance import ExerciseKind
from tests.exchange.grids import opened

if TYPE_CHECKING:
    from pathlib import Path


def test_a_field_test_answers_what_only_the_field_shows(tmp_path: Path) -> None:
    record = opened(tmp_path)
    crisis = report_proofs(record, tmp_path, ExerciseKind.CRISIS)
    field = report_proofs(record, tmp_path, ExerciseKind.FIELD)
    assert ("D2.O1.D", "retex") in field
    assert ("D2.O1.D", "retex") not in crisis
    assert set(crisis) < set(field)
    assert {piece for _, piece in field} == {"retex", "compte-rendu"}


def test_lists_of_others_are_left_out(tmp_path: Path) -> None:
    names = [name for name, _ in report_proofs(opened(tmp_path), tmp_path, ExerciseKind.FIELD)]
    assert not any(name.startswith("ESSMS") for name in names)


def test_the_minutes_of_a_committee_are_not_those_of_an_exercise(tmp_path: Path) -> None:
    names = [name for name, _ in report_proofs(opened(tmp_path), tmp_path, ExerciseKind.FIELD)]
    assert "D2.O1.A" not in names
    assert "ISO.8.5" in names
