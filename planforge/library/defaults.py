"""Answers taken from the library, marked so that nobody takes them for the hospital's own."""

from __future__ import annotations

from typing import Any

from planforge.model.answer import Answer, Source, State


def inherited(own: Answer[Any], usual: Answer[Any]) -> Answer[Any]:
    """The record's answer; the usual one, marked as a default, where nobody was asked yet.

    « Je ne sais pas encore » stays: a default would hide the question.
    """
    if own.state is not State.ABSENT or usual.state is not State.KNOWN:
        return own
    return usual.model_copy(update={"source": Source.DEFAULT})


def by_default(value: object) -> Answer[Any]:
    """The value as a default."""
    return Answer(value=value, source=Source.DEFAULT)
