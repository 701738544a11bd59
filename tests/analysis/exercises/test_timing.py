from __future__ import annotations

from datetime import time

import pytest

from planforge.analysis.exercises.timing import anchored, spread, story_clock, story_minute, wall_clock
from planforge.library.exercise_types import ExerciseFormat, PhasePlan

PHASE = PhasePlan.model_validate(
    {"phase": "rise", "begins": "45 min", "ends": "1 h 45 min", "after": "1 h", "until": "13 h", "stimuli": "4"}
)


def form(**changes: str) -> ExerciseFormat:
    said = {
        "id": "f", "name": "F", "level": "beginner", "kind": "crisis", "length": "x", "surprise": "x", "depth": "x",
        "opens": "8 h 30 min", "loss_day": "samedi", "loss_at": "5 h 30 min", "briefing": "5 min",
        "debriefing": "5 min",
    }  # fmt: skip
    return ExerciseFormat.model_validate({**said, **changes})


def test_stimuli_are_spread_over_their_phase_the_first_at_its_head() -> None:
    assert spread(PHASE, [0.9, 0.0, 0.9, 0.5]) == (45, 60, 80, 90)
    assert spread(PHASE, []) == ()


def test_crowded_stimuli_are_told_to_the_minute_and_never_go_back() -> None:
    found = spread(PHASE, [0.99] * 10)
    assert list(found) == sorted(found)
    assert len(set(found)) == 10
    assert found[0] == 45
    assert found[-1] < 105


def test_the_story_runs_faster_than_the_clock() -> None:
    assert story_minute(PHASE, 45) == 60
    assert story_minute(PHASE, 105) == 13 * 60
    assert story_minute(PHASE, 75) == 7 * 60


def test_the_clock_on_the_wall_starts_at_the_opening() -> None:
    assert wall_clock(form(), 0) == time(8, 30)
    assert wall_clock(form(), 95) == time(10, 5)


@pytest.mark.parametrize(
    ("minute", "said"),
    [
        (0, "J+0, samedi 5 h 30"),
        (30, "J+0, samedi 6 h"),
        (24 * 60, "J+1, dimanche 5 h 30"),
        (48 * 60, "J+2, lundi 5 h 30"),
    ],
)
def test_the_story_has_days_and_hours(minute: int, said: str) -> None:
    assert story_clock(form(), minute).replace("\u00a0", " ") == said


def test_a_day_that_is_no_day_of_the_week_is_left_out() -> None:
    assert story_clock(form(loss_day="jour même"), 30).replace("\u00a0", " ") == "J+0, 6 h"


def test_a_return_is_not_told_before_the_computation_allows_it() -> None:
    late = PHASE.model_copy(update={"anchor": "first-return"})
    moved = anchored(late, 2 * 1440, 18 * 1440)
    assert (moved.after.minutes, moved.until.minutes) == (60 + 18 * 1440, 13 * 60 + 18 * 1440)
    gate = PHASE.model_copy(update={"anchor": "gate"})
    assert anchored(gate, 1440, 18 * 1440).after.minutes == 60 + 1440
    assert anchored(PHASE, 1440, 1440) is PHASE
    assert anchored(late, 0, 0) is late
