"""French words for the placeholders of sentences: names in guillemets, short lists, scenarios."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.values import NBSP, Duration, fold, join_and, plural, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planforge.model.answer import Answer
    from planforge.model.crisis import Scenario

_SHOWN = 5
# Below so many minutes, the step a computed time is rounded to.
_STEPS = ((120, 10), (2 * 1440, 60), (7 * 1440, 720), (1 << 60, 1440))
_HOUR, _HALF_DAY, _FINE = 60, 720, 2 * 1440
_NONE = frozenset({"non", "aucun", "aucune", "aucuns", "aucunes", "neant", "rien"})
_NO_ACCESS = re.compile(r"sans objet|aucune?\b|neant|pas d|non[ .]*$")
_UNCONFIRMED = "valeur par défaut à valider"


def named(name: str) -> str:
    """« name »."""
    return f"«{NBSP}{name}{NBSP}»"


def listed(names: Iterable[str], shown: int = _SHOWN) -> str:
    """« a », « b » et 12 autres: a sentence must stay readable whatever the size of the hospital."""
    return shortened([named(name) for name in dict.fromkeys(names)], shown)


def shortened(words: Sequence[str], shown: int = _SHOWN) -> str:
    """« a, b et 12 autres » : the first of these words, and how many are left out."""
    left_out = [plural(len(words) - shown, "autre")] if len(words) > shown else []
    return join_and([*words[:shown], *left_out])


def says_none(text: str | None) -> bool:
    """Whether a free text answers that there is none, or nothing was written."""
    return text is None or fold(text).strip(" .") in _NONE


def says_no_access(text: str) -> bool:
    """Whether the answer about a remote access is that nobody comes in."""
    return _NO_ACCESS.match(fold(text)) is not None


def shortest(targets: Sequence[Duration]) -> str:
    """« 2 h », or « 2 h au plus court » of several."""
    said = say_duration(min(targets))
    return f"{said} au plus court" if len(targets) > 1 else said


def in_case_of(scenario: Scenario | None, *, default: bool = False) -> str:
    """« hors cyberattaque » for the default target, else « scénario « name » »; says a library value that it is one."""
    case = f"scénario {named(scenario.name)}" if scenario else "hors cyberattaque"
    return f"{case}, {_UNCONFIRMED}" if default else case


def told(answer: Answer[Duration]) -> str:
    """A known duration of the record, with what it is worth where it is a library value that nobody validated."""
    said = say_duration(answer.best) if answer.best is not None else ""
    return f"{said}, {_UNCONFIRMED}" if answer.is_default else said


def rounded(minutes: int) -> Duration:
    """A computed time without false precision, the coarser the longer."""
    step = next(step for limit, step in _STEPS if minutes < limit)
    return Duration(round(minutes / step) * step)


def rounded_after(minutes: int, due: int) -> Duration:
    """A computed time that is later than a due one, rounded only as far as it is still later."""
    near = rounded(minutes)
    if near != rounded(due):
        return near
    step = _HOUR if minutes < _FINE else _HALF_DAY
    return Duration(-(-minutes // step) * step)


def roughly(minutes: int) -> str:
    """« 2 h », « 3 j 12 h », « 45 j » : a computed time as it is said."""
    return say_duration(rounded(minutes))


def roughly_after(minutes: int, due: int) -> str:
    """A computed time that is later than a due one, said so that it still reads later."""
    return say_duration(rounded_after(minutes, due))


def at_least(minutes: int, due: int) -> str:
    """A proved earliest time that is later than a due one: never said later than proved, nor as early as due."""
    step = next(step for limit, step in _STEPS if minutes < limit)
    down = minutes // step * step
    return say_duration(Duration(down if down > due else minutes))


def in_ten(share: float) -> str:
    """« environ 2 sur 10 »: the only way odds are printed."""
    return f"environ {round(share * 10)} sur 10"
