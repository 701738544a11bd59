"""Where each question leads in a form: to the next one still open, to the one before, to the parts of the whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from planforge.interview.asking import token_of
from planforge.interview.engine import ADDED
from planforge.interview.outline import Asked, Repeated
from planforge.interview.steps import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.answers.addresses import Address
    from planforge.interview.engine import Interview, Progress
    from planforge.interview.slots import Slot
    from planforge.interview.steps import Step


@dataclass(frozen=True)
class Stop:
    """A part of the questionnaire with how far it is, and the question that leads into it."""

    progress: Progress
    token: str
    here: bool


def slot_at(here: Interview, token: str) -> Slot | None:
    """The question of that token, where it is still asked."""
    current = here.current
    if current is not None and token_of(current) == token:
        return current
    return next((slot for slot in here.listed if token_of(slot) == token), None)


def token_after(here: Interview, slot: Slot) -> str:
    """The question to put once this one was answered; "" where all have been.

    First what the interview itself asks for next: an entry being added or changed. Then the next one still open after
    this one, so that whoever began with a part of the questionnaire stays in it; then the first one left open before.
    """
    if here.current is None:
        return ""
    if here.drafted is not None or here.focus:
        return token_of(here.current)
    rank = next((place for place, one in enumerate(here.listed) if one.key == slot.key), len(here.listed))
    opened = [place for place, one in enumerate(here.listed) if here.state(one) is State.OPEN]
    in_table = (place for place in opened if slot.table and _is_in(here.listed[place], slot.table))
    after = (place for place in opened if place > rank)
    return token_of(here.listed[next(chain(in_table, after, opened))])


def token_before(here: Interview, slot: Slot) -> str:
    """The question that comes before this one; "" before the first."""
    keys = [one.key for one in here.listed]
    if slot.key not in keys:  # the name of an entry: it was asked for from its list
        menu = (one for one in here.listed if isinstance(one.node, Repeated) and one.address == slot.entry[:-1])
        return next(map(token_of, menu), "")
    first = keys.index(slot.key)
    if is_cell(slot):
        first = next(rank for rank, one in enumerate(here.listed) if is_cell(one) and one.table == slot.table)
    return token_of(here.listed[first - 1]) if first else ""


def stops(here: Interview, slot: Slot | None) -> Iterator[Stop]:
    """The parts of the questionnaire, each with its first open question, else its first one."""
    first: dict[str, str] = {}
    opened: dict[str, str] = {}
    for one in here.listed:
        section = one.node.section.id
        if section not in first:
            first[section] = token_of(one)
        if section not in opened and here.state(one) is State.OPEN:
            opened[section] = token_of(one)
    for progress in here.progress():
        section = progress.section.id
        is_here = slot is not None and slot.node.section.id == section
        yield Stop(progress, opened.get(section, first[section]), is_here)


def is_first(here: Interview, slot: Slot) -> bool:
    """Whether the question opens its part of the questionnaire."""
    first = next((one for one in here.listed if one.node.section is slot.node.section), None)
    return first is not None and first.unit == slot.unit


def is_cell(slot: Slot) -> bool:
    """Whether the question is one of those that a table asks row by row; not of an entry that is not in it yet."""
    return bool(slot.table) and isinstance(slot.node, Asked) and ADDED not in slot.entry


def _is_in(slot: Slot, table: Address) -> bool:
    return is_cell(slot) and slot.table == table


def mark_of(*steps: Step) -> str:
    """What the record says where the questions are: a form filled in over something else is not taken."""
    told = [(one.token, one.former, one.former_text, one.entries, one.state, one.position.entry) for one in steps]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
