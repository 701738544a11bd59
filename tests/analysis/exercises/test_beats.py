from __future__ import annotations

from typing import Any

from planforge.analysis.exercises.beats import Beat, BeatKind, beats
from planforge.library.exercise_types import PhasePlan


def phase(**changes: Any) -> PhasePlan:
    said = {"phase": "alert", "begins": "0 min", "ends": "45 min", "after": "0 min", "until": "1 h", "stimuli": "1"}
    return PhasePlan.model_validate({**said, **changes})


FIRST = phase()


def test_a_start_and_an_end_frame_the_play() -> None:
    assert beats([FIRST]) == (Beat(BeatKind.START, 1, 0, 0, 0), Beat(BeatKind.END, 1, 45, 0, 60))
    assert beats([]) == ()


def test_time_jumps_only_where_the_story_does() -> None:
    follows = phase(begins="45 min", ends="1 h", after="1 h", until="2 h")
    assert [one.kind for one in beats([FIRST, follows])] == [BeatKind.START, BeatKind.END]
    jumps = phase(begins="50 min", ends="1 h", after="24 h", until="25 h")
    assert beats([FIRST, jumps])[1] == Beat(BeatKind.JUMP, 1, 45, 5, 24 * 60)


def test_a_long_gap_is_a_pause() -> None:
    after_lunch = phase(begins="1 h 45 min", ends="2 h", after="24 h", until="25 h")
    assert beats([FIRST, after_lunch])[1] == Beat(BeatKind.PAUSE, 1, 45, 60, 24 * 60)


def test_a_second_day_suspends_and_resumes() -> None:
    tomorrow = phase(day="2", after="5 j", until="6 j")
    kinds = [(one.kind, one.day, one.at) for one in beats([FIRST, tomorrow])]
    assert kinds[1:3] == [(BeatKind.NIGHT, 1, 45), (BeatKind.RESUME, 2, 0)]
    assert kinds[-1] == (BeatKind.END, 2, 45)
