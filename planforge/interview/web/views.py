"""What the templates are handed for a question, a cell and a list of answers, in the order it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from planforge.interview import wording
from planforge.interview.spoken import NOT_YET as NOBODY_YET
from planforge.interview.steps import State
from planforge.interview.web import words
from planforge.interview.web.sitting import NOT_YET
from planforge.values import french

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.interview.engine import Given, Progress
    from planforge.interview.steps import Step
    from planforge.interview.web.course import Length
    from planforge.interview.web.desk import Pending
    from planforge.interview.web.fields import Field
    from planforge.interview.web.grid import Cell


@dataclass(frozen=True)
class CellView:
    """A cell as it is drawn: what was written in it and not taken, with why; what there is to know of it."""

    row: str
    field: Field
    not_yet: bool
    note: str
    empty: bool


def told_of(step: Step) -> Iterator[tuple[str, str, str]]:
    """What is said of a question, each with its identifier and its label."""
    yield from reasons(step.why, step.help)
    if step.example:
        yield "example", "Exemple", step.example
    if step.state in {State.UNKNOWN, State.PASSED} or (step.former_text and step.state is State.OPEN):
        yield "former", "Réponse actuelle", step.former_text or wording.PASSED
    if step.suggestion_text:
        yield "suggestion", "Proposition", words.suggested(step.suggestion_text)


def reasons(why: str, help_text: str) -> Iterator[tuple[str, str, str]]:
    """Why it is asked, and what to know before answering."""
    if why:
        yield "why", "Pourquoi", french(why)
    if help_text:
        yield "help", "Précision", french(help_text)


def viewed(row: str, cell: Cell | None, waiting: Pending) -> CellView | None:
    """A cell of that row with what was written in it; None where the row has no such question."""
    if cell is None:
        return None
    sent = waiting.form.below(cell.field.prefix)
    field = cell.field.written(sent) if waiting.form.fields else cell.field
    field = replace(field, refusal=waiting.refusals.get(cell.field.prefix, ""))
    step = cell.step
    not_yet = bool(sent.one(NOT_YET)) if waiting.form.fields else cell.is_unknown
    return CellView(row, field, not_yet, _note(step), cell.field.prefix in waiting.empty)


def _note(step: Step) -> str:
    """What there is to know of a cell: who was to answer, or that its value is only proposed."""
    if step.state is State.UNKNOWN:
        return "" if step.former_text == NOBODY_YET else step.former_text
    return words.PROPOSED if step.suggestion else ""


def by_entry(given: Iterable[Given]) -> list[tuple[str, list[Given]]]:
    """Answers in their order, those about one entry together."""
    return [(entry, list(found)) for entry, found in groupby(given, key=lambda one: one.entry)]


def waits(progress: Progress) -> bool:
    """Whether some of its answers are still to be found out."""
    return bool(progress.unknown or progress.passed)


def line_of(one: Progress) -> str:
    """A part with its counts."""
    return wording.recap_line(one.section.title, one.answered, one.total, one.open, one.unknown + one.passed)


def left_of(length: Length) -> str:
    """How much there is still to answer."""
    return wording.length(length.left, length.minutes) if length.left else wording.ALL_DONE


def title_of(heading: str, *, wrong: bool) -> str:
    """The title of a page: its first word tells whether something is to be corrected."""
    return words.wrong(heading) if wrong else heading
