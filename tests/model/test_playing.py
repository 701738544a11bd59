from __future__ import annotations

import pytest

from planforge.model.playing import PlayCell, PlayChannel, PlayLevel, PlayPhase, StimulusSort
from planforge.model.words import word


def test_levels_are_ranked_from_the_easiest() -> None:
    assert sorted(PlayLevel, key=lambda level: level.rank) == [
        PlayLevel.BEGINNER,
        PlayLevel.INTERMEDIATE,
        PlayLevel.CONFIRMED,
    ]


def test_phases_are_in_the_order_they_are_lived() -> None:
    assert [word(phase) for phase in PlayPhase] == ["alerte", "montée en puissance", "plateau", "rebond", "sortie"]


@pytest.mark.parametrize("choices", [PlayLevel, PlayPhase, PlayChannel, StimulusSort, PlayCell])
def test_every_choice_has_a_french_word(choices: type[PlayLevel]) -> None:
    assert all(word(choice) for choice in choices)
