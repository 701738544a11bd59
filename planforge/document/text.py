"""Runs of text, tones, and the typed values that a cell may hold until a format writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TypeAlias

from planforge.values import Duration, Percent, Rate, Volume


class Tone(StrEnum):
    """What a colour means; a format always prints a word or a shape beside it."""

    NEUTRAL = "neutral"
    STRUCTURE = "structure"
    MET = "met"
    WARNING = "warning"
    STOP = "stop"
    GAP = "gap"  # « À COMPLÉTER »: amber, dashed frame
    DEFAULT = "default"  # « valeur par défaut à valider »


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. ``link`` is a web or mail address, or ``#id`` of a block of the same document."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False  # form codes, file names
    link: str = ""
    tone: Tone = Tone.NEUTRAL


Text: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A value nobody gave: prints « À COMPLÉTER (who, when) » in every format; counted by ``status``."""

    who: str = ""
    when: date | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick box to click or to print; ``done`` is its state when written."""

    done: bool = False


CellValue: TypeAlias = str | int | float | date | time | Duration | Volume | Rate | Percent | Gap | Tick | Text | None


def plain(text: Text) -> str:
    """The characters of a text without their look."""
    return "".join(run.text for run in text)


def text(*parts: str | Run) -> Text:
    """A text from plain strings and runs."""
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts)
