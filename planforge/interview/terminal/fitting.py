"""A question made lines that leave room for its prompt: never more than one screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.interview import wording
from planforge.interview.steps import Kind
from planforge.interview.terminal.console import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.interview.steps import Step
    from planforge.interview.terminal.console import Line

_LEAST_LIST = 9  # lines: less of a list is not usable
_LINE_NEEDS = 6  # lines where an answer is written: what may be done, the answer, why it was refused


@dataclass(frozen=True)
class _Block:
    """A paragraph of a question; those of high ``rank`` go first where there is no room."""

    rank: int
    text: str
    style: str = ""


def prompt_needs(listed: int, rows: int) -> int:
    """How many lines of a screen of that height are kept for what answers: a line, or a list of so many."""
    return min(listed + 3, max(_LEAST_LIST, rows // 2)) if listed else _LINE_NEEDS


def question_lines(step: Step, width: int, room: int) -> list[Line]:
    """The question in at most ``room`` lines: what matters least is left out, then what is too long is cut."""
    headings = _headings(step)
    lines: list[Line] = []
    # What explains goes first, then the words around the number, then what was answered before; never what is asked.
    for rank, heading in [
        *((rank, headings[0]) for rank in (4, 3, 2, 1)),
        *((rank, one) for rank in (1, 0) for one in headings),
    ]:
        blocks = [_Block(0, heading), *(block for block in _blocks(step) if block.rank <= rank)]
        lines = [(block.style, line) for block in blocks if block.text for line in folded(block.text, width)]
        if len(lines) <= room:
            return lines
    return [*lines[: max(room - 1, 1)], ("", "…")]


def _headings(step: Step) -> list[str]:
    """The heading, and shorter ones: without the section, with the last of the names only, the number alone."""
    position = replace(step.position, section="")
    last = replace(position, entry=position.entry.rpartition(" › ")[-1])
    number = replace(position, entry="", row=0, rows=0)
    short = [wording.heading(one) for one in (position, last, number)] if step.position.number else []
    return [step.heading, *short]


def _blocks(step: Step) -> Iterator[_Block]:
    """What a question says, in the order it is read."""
    yield _Block(0, step.title, "class:title")
    yield _Block(2, _said("why", step.why))
    yield _Block(4, _said("help", step.help if step.kind is Kind.MENU else ""))
    yield _Block(3, _said("example", step.example))
    yield _Block(1, _said("former", "" if _shows_former(step) else step.former_text))
    yield _Block(1, _said("suggestion", step.suggestion_text))


def _said(key: str, text: str) -> str:
    return wording.says(key, text) if text else ""


def _shows_former(step: Step) -> bool:
    """Whether the prompt itself shows the former answer: written already, pointed at, ticked."""
    there = {option.value for option in step.options}
    return bool(step.former) and (not there or step.free or there.issuperset(step.former))
