"""A choice beside the questions: which part, which answer, which example; a few letters find it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.interview import wording
from planforge.interview.steps import (
    Answer,
    Back,
    Finish,
    Help,
    Kind,
    Option,
    Pass,
    Position,
    Quit,
    Refusal,
    Step,
    Unknown,
)
from planforge.values import french, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.interview.questionnaire import Section
    from planforge.interview.steps import Front


def choice(section: Section, title: str, options: Sequence[Option], end: str, heading: str = "") -> Step:
    """A choice whose last option, of value "", ends it. A reference, for these are what people can search."""
    return Step(
        token="",
        section=section,
        address=(),
        kind=Kind.REFERENCE,
        position=Position(section.title),
        heading=heading,
        title=title,
        options=(*options, Option("", end)),
        may_be_unknown=False,
        may_be_empty=True,
        offers_back=False,
    )


def choose(front: Front, step: Step, beside: Sequence[Option] = ()) -> str | Back | Quit:
    """The value of one of the step's options, which a few letters find, or of one ``beside``, which only letters find.

    "" for the option that ends, and for Enter.
    """
    refusal: Refusal | None = None
    while True:
        reply = front.ask(step, refusal)
        refusal = None
        match reply:
            case Quit() | Back():
                return reply
            case Finish() | Pass() | Answer(""):
                return ""
            case Help():
                front.tell(wording.choice_help())
            case Unknown() if step.find(wording.NOT_YET) is not None:
                return wording.NOT_YET
            case Answer(str(text)):
                picked = _picked(front, step, text, beside)
                if not isinstance(picked, Refusal | Back):
                    return picked
                refusal = picked if isinstance(picked, Refusal) else None
            case _:
                refusal = Refusal(wording.NO_SUCH_CHOICE)


def _picked(front: Front, step: Step, text: str, beside: Sequence[Option]) -> str | Back | Quit | Refusal:
    """What was written in full, or chosen among what its letters found; ``Back`` to choose again."""
    value = step.find(text)
    if value is not None:
        return value
    found = replace(step, options=tuple(beside)).matching(text)
    if not found:
        return Refusal(wording.NO_SUCH_NUMBER if text.isdigit() else wording.nothing_holds(text))
    title = french(f"{quoted(text)} : {wording.WHICH_FOUND}")
    return choose(front, choice(step.section, title, found, wording.OTHER_PARTS)) or Back()
