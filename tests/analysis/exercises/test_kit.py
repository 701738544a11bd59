from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.analysis.exercises.kit import make_kit

if TYPE_CHECKING:
    from tests.analysis.exercises.conftest import Play


@pytest.mark.parametrize(
    ("form", "options", "name"),
    [
        ("beginner-crisis", {}, "debutant-crise"),
        ("beginner-crisis", {"seed": 7}, "debutant-crise-graine-7"),
        ("intermediate-crisis", {"scenario": "courant"}, "intermediaire-crise-courant"),
        ("confirmed-crisis", {"services": ("labo", "paie")}, "confirme-crise-labo-paie"),
        ("beginner-field", {"services": ("urgences",)}, "debutant-terrain-urgences"),
        ("intermediate-field", {}, "intermediaire-terrain-urgences-labo"),
    ],
)
def test_a_kit_has_a_folder_that_sets_it_apart(play: Play, form: str, options: dict[str, object], name: str) -> None:
    assert play(form, **options).name == name  # type: ignore[arg-type] # the cases name the options


def test_many_services_make_no_endless_folder(play: Play) -> None:
    name = play("confirmed-crisis", services=("urgences", "labo", "paie", "muet")).name
    assert name.startswith("confirme-crise-urgences-labo-paie-et-1-autres-")
    assert len(name) < 60


def test_objectives_are_those_that_are_served(play: Play) -> None:
    kit = play("beginner-crisis")
    served = {one.stimulus.objective for one in kit.played}
    assert {one.id for one in kit.objectives} == served | {"apprendre"}
    field = play("beginner-field")
    assert {one.id for one in field.objectives} == {one.stimulus.objective for one in field.played}


def test_a_crisis_kit_looks_at_all_services_and_a_field_test_at_its_own(play: Play) -> None:
    crisis, field = play("beginner-crisis"), play("intermediate-field")
    assert len(crisis.casting.terrain.services) == 4
    assert [one.id for one in field.casting.terrain.services] == ["urgences", "labo"]
    assert field.is_field
    assert not crisis.is_field


def test_services_asked_for_narrow_what_stimuli_name(play: Play) -> None:
    kit = play("intermediate-crisis", services=("labo",))
    named = {one.aimed.values["service"] for one in kit.played if "service" in one.aimed.values}
    assert named == {"Laboratoire"}
    again = make_kit(kit.casting.results, kit.order, kit.shelves)
    assert [one.stimulus.id for one in again.played] == [one.stimulus.id for one in kit.played]
