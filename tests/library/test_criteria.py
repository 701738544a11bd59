from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.library.entries import shelf_problems
from planforge.library.loading import Library, load_library
from planforge.model.playing import CriterionFamily

if TYPE_CHECKING:
    from tests.library.conftest import Shelver

LEVELS = "levels: [Rien, Un peu, Écrit, Éprouvé]"
ONE = f"criteria:\n  - {{id: alerte-9, family: alerte, name: Un critère, observed: Une heure notée, {LEVELS}}}\n"
AIMED = "exercise_objectives:\n  - {id: un, name: Un, observed: Vu, criteria: [alerte-10]}\n"


@pytest.fixture
def library() -> Library:
    """The library that comes with planforge."""
    return load_library(None)


def found(library: Library, shelf: Shelver, **lists: str) -> list[str]:
    own = shelf("library", {}, **lists)
    both = Library((own, *library.shelves))
    return [f"{one.location} {one.message} {one.hint}" for one in shelf_problems(own, both)]


def test_every_family_has_a_criterion_that_bears_its_name(library: Library) -> None:
    assert {one.family for one in library.criteria.values()} == set(CriterionFamily)
    assert [one.id for one in library.criteria.values() if one.id.rpartition("-")[0] != one.family] == []


def test_all_that_stimuli_and_objectives_name_exists(library: Library) -> None:
    named = {one.criterion for one in library.stimuli.values()}
    named |= {name for one in library.exercise_objectives.values() for name in one.criteria}
    assert named <= set(library.criteria)


def test_a_threshold_of_the_law_has_its_source(library: Library) -> None:
    seen = [one for one in library.criteria.values() if one.certainty == "V"]
    assert seen
    assert all(one.source for one in seen)


def test_a_criterion_of_the_hospital_is_sound(library: Library, shelf: Shelver) -> None:
    assert found(library, shelf, criteria=ONE) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Écrit, ", "", "Ce critère décrit 3 niveaux, la grille en a quatre. Décrivez dans l’ordre"),
        ("name: Un critère", "name: Un critère, weight: 0", "Un poids de 0 fait disparaître le critère de la note."),
    ],
)
def test_a_wrong_criterion_is_told(library: Library, shelf: Shelver, old: str, new: str, told: str) -> None:
    (words,) = found(library, shelf, criteria=ONE.replace(old, new))
    assert told in words.replace("\u00a0", " ")


def test_an_objective_that_names_no_criterion_is_told(library: Library, shelf: Shelver) -> None:
    (words,) = found(library, shelf, **{"exercise-objectives": AIMED})
    assert "« alerte-10 » n’existe pas. Vouliez-vous dire « alerte-1 »" in words.replace("\u00a0", " ")
