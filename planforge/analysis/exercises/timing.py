"""When things happen in an exercise: minutes of a phase, the clock on the wall, the time of the story."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from planforge.library.exercise_types import Anchor
from planforge.values import Duration, say_clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.library.exercise_types import ExerciseFormat, PhasePlan

_DAY, _HOUR = 1440, 60
_ROOMY = 9  # minutes for each stimulus: from there on, times are told to five minutes
_SPREAD = 0.4  # of a slot: how far a stimulus may come after its beginning
_WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def spread(phase: PhasePlan, shares: Sequence[float]) -> tuple[int, ...]:
    """Minutes since the opening for as many stimuli as there are shares, the first at the head of the phase."""
    start, length = phase.begins.minutes, phase.ends.minutes - phase.begins.minutes
    slot = length / max(len(shares), 1)
    step = 5 if slot >= _ROOMY else 1
    found = [start + round(slot * (rank + (share * _SPREAD if rank else 0))) for rank, share in enumerate(shares)]
    return tuple(start + (minute - start) // step * step for minute in found)


def story_minute(phase: PhasePlan, minute: int) -> int:
    """Minutes after the loss, in the story, at a minute of the phase; to five minutes."""
    length = max(phase.ends.minutes - phase.begins.minutes, 1)
    told = phase.until.minutes - phase.after.minutes
    return phase.after.minutes + round(told * (minute - phase.begins.minutes) / length / 5) * 5


def anchored(phase: PhasePlan, gate: int, first_return: int) -> PhasePlan:
    """The phase with its story moved, by whole days, to where the computation of the scenario allows it."""
    least = {Anchor.GATE: gate, Anchor.FIRST_RETURN: max(gate, first_return)}.get(phase.anchor, 0)
    late = max(least - phase.after.minutes, 0)
    shift = -(-late // _DAY) * _DAY
    moved = {"after": Duration(phase.after.minutes + shift), "until": Duration(phase.until.minutes + shift)}
    return phase.model_copy(update=moved) if shift else phase


def wall_clock(form: ExerciseFormat, minute: int) -> time:
    """The clock on the wall, that many minutes after the opening of a day."""
    at = (form.opens.minutes + minute) % _DAY
    return time(at // _HOUR, at % _HOUR)


def story_clock(form: ExerciseFormat, minute: int) -> str:
    """« J+1, samedi 10 h 30 »: the time of the story, that many minutes after the loss."""
    at = form.loss_at.minutes + minute
    day, rest = divmod(at, _DAY)
    weekday = _weekday(form.loss_day, day)
    said = say_clock(time(rest // _HOUR, rest % _HOUR))
    return f"J+{day}, {weekday} {said}" if weekday else f"J+{day}, {said}"


def _weekday(first: str, later: int) -> str:
    """The day of the week, so many days after the first; nothing where the story begins « le jour même »."""
    return _WEEK[(_WEEK.index(first) + later) % len(_WEEK)] if first in _WEEK else ""
