from __future__ import annotations

import pytest
from pydantic import ValidationError

from planforge.library.exercise_types import AIM_WORDS, COMMON_WORDS, Aim, PhasePlan, Stimulus
from planforge.model.governance import ExerciseKind
from planforge.model.playing import PlayLevel

SAID = {
    "id": "appel",
    "name": "Un appel",
    "phase": "alert",
    "channel": "call",
    "sender": "Standard",
    "cells": ["decision"],
    "text": "Allô ?",
    "reaction": "Répondre",
    "objective": "alerter",
    "criterion": "alerte-1",
}


def test_a_stimulus_is_for_beginners_in_a_crisis_unless_said() -> None:
    stimulus = Stimulus.model_validate(SAID)
    assert (stimulus.level, stimulus.kind, stimulus.aim) == (PlayLevel.BEGINNER, ExerciseKind.CRISIS, Aim.NOTHING)
    assert not stimulus.opening


@pytest.mark.parametrize("missing", ["phase", "channel", "sender", "text", "reaction", "objective", "criterion"])
def test_nothing_that_makes_a_stimulus_may_lack(missing: str) -> None:
    with pytest.raises(ValidationError):
        Stimulus.model_validate({name: value for name, value in SAID.items() if name != missing})


@pytest.mark.parametrize(
    ("field", "value"), [("channel", "fax"), ("aim", "lune"), ("cells", ["bureau"]), ("level", "x")]
)
def test_choices_are_closed(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Stimulus.model_validate({**SAID, field: value})


def test_no_aim_fills_a_word_that_any_stimulus_has() -> None:
    assert not any(words & COMMON_WORDS for words in AIM_WORDS.values())


def test_a_phase_is_of_the_first_day_unless_said() -> None:
    phase = PhasePlan.model_validate(
        {"phase": "exit", "begins": "1 h", "ends": "2 h", "after": "1 j", "until": "2 j", "stimuli": "3"}
    )
    assert (phase.day, phase.noise, phase.anchor.value) == (1, 0, "loss")
