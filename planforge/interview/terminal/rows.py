"""The rows of each list: the options of a question, what stays below them, a menu's entries and acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.interview.steps import Answer, Back, Change, Finish, Kind, Pass, Pick, Remove, State, Unknown
from planforge.interview.terminal import words
from planforge.interview.terminal.choices import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.interview.steps import Option, Step

BACK = Row(words.BACK, reply=Back())
_NOT_YET = Row(words.NOT_YET, reply=Unknown())
_OTHER = Row(words.OTHER, says=words.answer)
_NEW = Row(words.OTHER, says=words.add)
_ADD = Row(words.ADD, says=words.add)
_FINISH = Row(words.FINISH, reply=Finish())
_NOTHING = Row(words.NOTHING_TO_ADD, reply=Finish())


def answers(step: Step) -> list[Row]:
    """One row for each answer to choose; the former one too where it was written freely."""
    return [Row(row.label, row.value, Answer(row.value)) for row in options(step, step.former)]


def options(step: Step, values: Iterable[str]) -> list[Row]:
    """One row for each option; then for each of the values that was written freely."""
    there = [Row(option.label, option.value) for option in step.options if option != _last(step)]
    known = {option.value for option in step.options}
    return [*there, *(Row(value, value) for value in values if step.free and value not in known)]


def others(step: Step) -> list[Row]:
    """What stays below the options: something else, the answer left as it is, back, « je ne sais pas encore »."""
    return list(_others(step))


def _others(step: Step) -> Iterator[Row]:
    if step.creates:
        yield _NEW
    elif step.free:
        yield _OTHER
    if step.state is State.UNKNOWN:
        yield _kept(step)
    yield from _ends(step)
    if step.offers_back:
        yield BACK
    if step.may_be_unknown:
        yield _NOT_YET


def _last(step: Step) -> Option | None:
    """The option that ends a choice beside the questions: it stays in sight."""
    last = step.options[-1] if step.options else None
    return last if last is not None and step.may_be_empty and not last.value else None


def _ends(step: Step) -> list[Row]:
    last = _last(step)
    return [] if last is None else [Row(last.label, reply=Answer(""))]


def _kept(step: Step) -> Row:
    return Row(words.keep(step.former_text), reply=Pass())


def start(step: Step) -> Row | None:
    """The row to start at: the former answer, or the suggestion; None for the first one."""
    if step.state is State.UNKNOWN:
        return _kept(step)
    if step.starts_at_end:
        return next(iter(_ends(step)), None)
    wanted = (step.former or step.suggestion)[:1]
    if step.many:
        return next((row for row in options(step, wanted) if row.value in wanted), None)
    return next((row for row in answers(step) if row.value in wanted), None)


def entries(step: Step) -> list[Row]:
    """The entries of a menu."""
    return [Row(entry.label, entry.value) for entry in step.entries]


def menu(step: Step) -> list[Row]:
    """What stays below the entries of a menu."""
    return [
        *([_ADD] if step.free or step.options else []),
        _FINISH if step.entries else _NOTHING,
        BACK,
        *([] if step.entries else [_NOT_YET]),
    ]


def menu_start(step: Step) -> Row:
    """Where a menu starts: at its end once it has entries."""
    return _FINISH if step.entries else menu(step)[0]


def acts(entry: str) -> list[Row]:
    """What may be done with an entry."""
    return [Row(words.CHANGE, reply=Change(entry)), Row(words.REMOVE, reply=Remove(entry))]


def picks(step: Step) -> list[Row]:
    """What may be added to a list: ticked, or chosen alone where each one takes an answer more."""
    if step.free:
        return [Row(option.label, option.value) for option in step.options]
    return [Row(option.label, option.value, Pick((option.value,))) for option in step.options]


def beside_picks(step: Step) -> list[Row]:
    """What stays below what may be added."""
    return [*([_NEW] if step.free else []), BACK]


def count(step: Step) -> int:
    """How many rows the list of a step has at first."""
    if step.kind is Kind.MENU:
        return len(step.entries) + len(menu(step))
    return len(step.options) + len(others(step))
