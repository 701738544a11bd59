from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.exercises.terrain import as_said

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.exercises.terrain import Terrain


def test_vital_services_are_those_said_vital_or_vital_by_type(terrain: Terrain) -> None:
    assert [one.id for one in terrain.vital] == ["urgences", "labo"]


def test_care_counts_while_nothing_is_said_vital(a_terrain: Callable[[dict[str, Any]], Terrain]) -> None:
    services = [
        {"id": "a", "name": "Accueil", "perimeter": "administrative"},
        {"id": "b", "name": "Soins", "perimeter": "care"},
    ]
    assert [one.id for one in a_terrain({"services": services}).vital] == ["b"]
    alone = a_terrain({"services": services[:1]})
    assert [one.id for one in alone.vital] == ["a"]


def test_vital_applications_come_with_their_service(terrain: Terrain) -> None:
    assert [(service.id, system.id) for service, system in terrain.vital_systems()] == [
        ("urgences", "dpi"),
        ("urgences", "dui"),
        ("labo", "dpi"),
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Images avant l’incision.", "images avant l’incision"),
        ("ECG lu et signé ", "ECG lu et signé"),
        ("F-PRE lisible", "F-PRE lisible"),
        ("2 IDE, 9 aides-soignants", "2 IDE, 9 aides-soignants"),
        ("À jeun", "À jeun"),
        ("", ""),
    ],
)
def test_words_of_the_record_stand_inside_a_sentence(written: str, said: str) -> None:
    assert as_said(written) == said
