"""What frames the stimuli of an exercise: its start, its jumps in time, its pauses, its end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planforge.library.exercise_types import PhasePlan

_MEAL = 45  # minutes: from there on a gap is a pause, not a jump


class BeatKind(StrEnum):
    """What a beat does."""

    START = "start"  # DEBEX
    JUMP = "jump"
    PAUSE = "pause"
    NIGHT = "night"  # the exercise stops until its next day
    RESUME = "resume"
    END = "end"  # FINEX


@dataclass(frozen=True, slots=True)
class Beat:
    """A beat: ``at`` counts minutes since the opening of its day, ``story`` is the time told when play goes on."""

    kind: BeatKind
    day: int
    at: int
    minutes: int
    story: int


def beats(phases: Sequence[PhasePlan]) -> tuple[Beat, ...]:
    """The beats between phases, in order; none without phases."""
    return tuple(_beats(phases)) if phases else ()


def _beats(phases: Sequence[PhasePlan]) -> Iterator[Beat]:
    first, last = phases[0], phases[-1]
    yield Beat(BeatKind.START, first.day, first.begins.minutes, 0, first.after.minutes)
    for before, after in pairwise(phases):
        gap, end, story = after.begins.minutes - before.ends.minutes, before.ends.minutes, after.after.minutes
        if after.day != before.day:
            yield Beat(BeatKind.NIGHT, before.day, end, 0, story)
            yield Beat(BeatKind.RESUME, after.day, after.begins.minutes, 0, story)
        elif gap >= _MEAL:
            yield Beat(BeatKind.PAUSE, before.day, end, gap, story)
        elif after.after > before.until:
            yield Beat(BeatKind.JUMP, before.day, end, gap, story)
    yield Beat(BeatKind.END, last.day, last.ends.minutes, 0, last.until.minutes)
