"""The recap: every section with its counts, then the answer to change, or that all is well."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.interview import wording
from planforge.interview.choosing import choice, choose
from planforge.interview.steps import Back, Option, Quit, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.interview.engine import Interview, Progress
    from planforge.interview.steps import Front, Step


def recap(interview: Interview, front: Front) -> str | Back | Quit:
    """The token of the answer to change; "" where all is well; ``Back`` to the last question put."""
    while True:
        chosen = choose(front, _sections(interview))
        if not isinstance(chosen, str) or not chosen:
            return chosen
        token = choose(front, _answers(interview, chosen))
        if not isinstance(token, Back) and token:
            return token


def _sections(interview: Interview) -> Step:
    found = interview.progress()
    options = [Option(one.section.id, _line(one)) for one in found]
    if any(one.unknown or one.passed for one in found):
        options.append(Option(wording.NOT_YET, wording.NOT_YET_KNOWN))
    section = interview.outline.parts[0].section
    made = choice(section, wording.WHAT_TO_CHANGE, options, wording.ALL_GOOD, wording.RECAP)
    return replace(made, starts_at_end=True, offers_back=True)


def _line(one: Progress) -> str:
    waiting = one.unknown + one.passed
    return wording.recap_line(one.section.title, one.answered, one.total, one.open, waiting)


def _answers(interview: Interview, section: str) -> Step:
    first = interview.outline.parts[0].section
    options = [Option(*line) for line in _lines(interview, section)]
    return choice(first, wording.WHICH_ANSWER, options, wording.NO_CHANGE, wording.RECAP)


def _lines(interview: Interview, section: str) -> Iterator[tuple[str, str]]:
    """The answers to choose among: those of a section, or all that are not known yet, with their token."""
    for part in interview.outline.parts:
        if section in {part.section.id, wording.NOT_YET}:
            for one in interview.given(part.section.id):
                if section != wording.NOT_YET or one.state in {State.UNKNOWN, State.PASSED}:
                    yield one.token, wording.answer_line(one.title, one.entry, one.said)
