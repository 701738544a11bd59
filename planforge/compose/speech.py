"""How a value is said in the prose of a document."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import singledispatch
from typing import TYPE_CHECKING

from planforge.document.text import Gap
from planforge.model.answer import Answer
from planforge.model.words import word
from planforge.values import (
    Duration,
    Percent,
    Period,
    Rate,
    Volume,
    say_date,
    say_duration,
    say_number,
    say_percent,
    say_period,
    say_rate,
    say_volume,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


class Unspeakable(TypeError):  # noqa: N818 - reads as what it says of the value
    """A value of that type has no words; its text is a French sentence."""


_CLOSED = (".", "!", "?", "…")  # how a sentence ends that needs no stop


def ended(words: str) -> str:
    """The sentence with its full stop; one that closes by itself, a question, is left as it is."""
    return words if words.endswith(_CLOSED) else f"{words}."


@singledispatch
def said(value: object) -> str | Gap:
    """The value in French words, or the gap it leaves. Raises ``Unspeakable`` for a type that has no words."""
    raise Unspeakable(f"une valeur de type « {type(value).__name__} » ne peut pas être imprimée telle quelle")


def say_gap(gap: Gap) -> str:
    """« À COMPLÉTER (DSI, avant le 15/12/2026) » with what is known of who and when: the words of the formats' own."""
    deadline = f"avant le\u00a0{say_date(gap.when)}" if gap.when else ""
    known = ", ".join(part for part in (gap.who, deadline) if part)
    return f"À COMPLÉTER ({known})" if known else "À COMPLÉTER"


@said.register
def _(value: str) -> str:
    return value


@said.register
def _(value: StrEnum) -> str:
    return word(value)


@said.register
def _(value: bool) -> str:  # noqa: FBT001 - dispatched on its type
    return "oui" if value else "non"


@said.register(int)
@said.register(float)
def _(value: float) -> str:
    return say_number(value)


@said.register
def _(value: date) -> str:
    return say_date(value)


@said.register
def _(value: Duration) -> str:
    return say_duration(value)


@said.register
def _(value: Volume) -> str:
    return say_volume(value)


@said.register
def _(value: Rate) -> str:
    return say_rate(value)


@said.register
def _(value: Percent) -> str:
    return say_percent(value)


@said.register
def _(value: Period) -> str:
    return say_period(value)


@said.register
def _(value: Gap) -> Gap:
    return value


@said.register
def _(value: None) -> Gap:
    del value
    return Gap()


@said.register
def _(value: Answer) -> str | Gap:  # type: ignore[type-arg] # singledispatch needs the bare class
    if value.best is not None:
        return said(value.best)
    return Gap(value.unknown.ask, value.unknown.due) if value.unknown else Gap()


def enumerated(names: Sequence[str]) -> str:
    """Names one after the other; a name that holds a comma calls for semicolons, or nobody could tell them apart."""
    return (" ; " if any("," in name for name in names) else ", ").join(names)
