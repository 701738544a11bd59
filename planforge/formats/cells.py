"""A typed value in French words: what every format prints when it does not keep the type."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from planforge.document.text import Gap, Tick, plain
from planforge.values import (
    Duration,
    Percent,
    Rate,
    Volume,
    say_clock,
    say_date,
    say_duration,
    say_number,
    say_percent,
    say_rate,
    say_volume,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.text import CellValue

GAP_WORDS = "À COMPLÉTER"
DEFAULT_MARK = "◊"
DEFAULT_NOTE = "◊ valeur par défaut à valider"
TICKED, UNTICKED = "☒", "☐"


def say(value: CellValue) -> str:
    """The words of a value; empty for ``None``."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, tuple):
        return plain(value)
    return _SAYINGS[type(value)](value)


def say_gap(gap: Gap) -> str:
    """« À COMPLÉTER (pharmacien, avant le 15/12/2026) », as much of it as is known."""
    deadline = f"avant le\u00a0{say_date(gap.when)}" if gap.when else ""
    known = ", ".join(part for part in (gap.who, deadline) if part)
    return f"{GAP_WORDS} ({known})" if known else GAP_WORDS


def _say_tick(tick: Tick) -> str:
    return TICKED if tick.done else UNTICKED


def _say_truth(value: bool) -> str:  # noqa: FBT001 - the truth value is what is said
    return "oui" if value else "non"


_SAYINGS: dict[type, Callable[..., str]] = {
    bool: _say_truth,
    int: say_number,
    float: say_number,
    date: say_date,
    time: say_clock,
    Duration: say_duration,
    Volume: say_volume,
    Rate: say_rate,
    Percent: say_percent,
    Gap: say_gap,
    Tick: _say_tick,
}
