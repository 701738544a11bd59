"""Raw answers in words, and values of the library as raw answers."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.interview.binding import is_blank, plain_value
from planforge.model.answer import Answer, read_unknown
from planforge.model.words import word_or_code
from planforge.values import NARROW_NBSP, NBSP, ValueFault, french, read_date, read_yes_no, say_date, say_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.interview.binding import Binding
    from planforge.model.shapes import Shape
    from planforge.source import Data

NOT_YET = "je ne sais pas encore"


def say_answer(binding: Binding, raw: Data, names: Mapping[str, str], people: Mapping[str, str]) -> str:
    """A raw answer in words, with the ``names`` of what it refers to; "" where nothing was answered.

    ``people`` are the names of those who may know what is not known yet.
    """
    if is_blank(raw):
        return ""
    unknown = read_unknown(raw)
    if unknown is not None:
        return say_unknown(unknown, people)
    return french(", ".join(say_value(binding.leaf, value, names) for value in values_of(binding, raw)))


def values_of(binding: Binding, raw: Data) -> tuple[str, ...]:
    """The plain values of a raw answer: one, or those of a list, provenance set aside."""
    value = plain_value(raw)
    if binding.shape.item is None:
        return (value,) if isinstance(value, str) else ()
    return tuple(_items(binding, value if isinstance(value, list) else [value]))


def _items(binding: Binding, items: list[Data]) -> Iterator[str]:
    key = binding.key or (binding.shape.item.stands_for if binding.shape.item is not None else "")
    for item in items:
        value = plain_value(item.get(key)) if isinstance(item, dict) and key else item
        if isinstance(value, str) and value.strip():
            yield value


def say_value(leaf: Shape, value: str, names: Mapping[str, str]) -> str:
    """One value in words: the word of a choice, the name of what a reference names."""
    if leaf.choices is not None:
        return next((word_or_code(choice) for choice in leaf.choices if choice.value == value), value)
    if leaf.ref is not None:
        return names.get(value) or value
    if leaf.read is not None and leaf.read.name == "yes-no":
        return yes_or_no(value)
    if leaf.read is not None and leaf.read.name == "date":
        return _said_date(value)
    return value


def _said_date(text: str) -> str:
    """A date as people write it, however the record does; the text itself for anything else."""
    try:
        return say_date(read_date(text))
    except ValueFault:
        return text


def yes_or_no(text: str) -> str:
    """« oui » or « non » for whatever stands for them; the text itself for anything else."""
    try:
        return "oui" if read_yes_no(text) else "non"
    except ValueFault:
        return text


def say_unknown(detail: object, people: Mapping[str, str]) -> str:
    """« je ne sais pas encore (DSI, 15/12/2026) »; who will know by name, or function, where she is of the record."""
    ask, due = (detail.get(key) if isinstance(detail, dict) else None for key in ("ask", "due"))
    told = [people.get(ask) or ask if isinstance(ask, str) else "", _said_date(due) if isinstance(due, str) else ""]
    said = ", ".join(one for one in told if one.strip())
    return f"{NOT_YET} ({said})" if said else NOT_YET


def raw_of(value: object) -> tuple[str, ...]:
    """A value of the library as it is written in a record: one text, or those of a list; nothing for no value."""
    if isinstance(value, Answer):
        return _estimate(value) if value.value is None and value.likely is not None else raw_of(value.value)
    if isinstance(value, list | tuple):
        return tuple(text for one in value for text in raw_of(one))
    text = _text_of(value)
    return (text,) if text else ()


def _estimate(answer: Answer[object]) -> tuple[str, ...]:
    ends = [text for end in (answer.min, answer.likely, answer.max) for text in raw_of(end)]
    return (" / ".join(ends),) if len(ends) == len(("min", "likely", "max")) else raw_of(answer.likely)


def _text_of(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return say_date(value)
    said = say_number(value) if isinstance(value, int | float) else str(value)
    # A record is typed by hand: what planforge suggests is written with the spaces of a keyboard.
    return said.replace(NBSP, " ").replace(NARROW_NBSP, " ") if not isinstance(value, str) else value
