"""What was written made an answer that the record can hold, or refused in the model's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.interview.asking import PEOPLE
from planforge.interview.binding import LISTS, Kind, Refusal, bind, is_blank, plain_value, read_range, tidied
from planforge.interview.spoken import yes_or_no
from planforge.interview.steps import Option, find
from planforge.interview.wording import INDISPENSABLE, NO_ANSWER, NO_FUNCTION, kept_apart, no_number, not_listed
from planforge.model.answer import Unknown as UnknownAnswer
from planforge.model.answer import read_unknown
from planforge.model.shapes import shape_of
from planforge.model.words import word_or_code
from planforge.values import make_slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.interview.asking import Asking
    from planforge.interview.library_view import Typical
    from planforge.model.shapes import Shape
    from planforge.source import Data

_SEPARATORS = re.compile(r"[\n;]+")


@dataclass(frozen=True)
class Taken:
    """An answer as the record holds it, and the usual entries that it creates on the way."""

    value: Data
    created: tuple[Typical, ...] = field(default=())


def take(asking: Asking, raw: str | Sequence[str]) -> Taken | Refusal:
    """The answer that was written or chosen, judged by the model."""
    written = _written(asking, raw)
    if isinstance(written, Refusal):
        return written
    if is_blank(written):
        return Refusal(NO_ANSWER)
    if asking.binding.kind is Kind.PHONE and isinstance(written, str) and is_no_number(written):
        return Refusal(*no_number(written))
    created = tuple(asking.typical[one] for one in _fresh(asking, written))
    value = _shaped(asking, written)
    refusal = asking.binding.refusal(value)
    return refusal if refusal is not None else Taken(value, created)


def is_no_number(text: str) -> bool:
    """Whether nobody can be called with it: no digit, or a French number of which some are missing, or too many.

    The record takes whatever a hospital calls by; a person who is asked is told at once of what cannot be meant.
    """
    if read_unknown(text) is not None:
        return False
    digits = "".join(filter(str.isdigit, text))
    if not _FROM_OUTSIDE.fullmatch(text):
        return not digits
    # An internal number may start with 0 too: it is short, and nobody writes it in pairs.
    return len(digits) != _DIGITS and not (text == digits and len(digits) <= _INTERNAL)


_FROM_OUTSIDE = re.compile(r"0[1-9][0-9 .\-\u00a0]*")
_DIGITS, _INTERNAL = 10, 4


def take_unknown(asking: Asking | None, ask: str, due: str) -> Taken | Refusal:
    """« Je ne sais pas encore », with who will know and by when."""
    if asking is not None and not asking.may_be_unknown:
        return Refusal(INDISPENSABLE)
    detail: dict[str, Data] = {}
    if ask.strip():
        refusal = who_refusal(ask)
        if refusal is not None:
            return refusal
        detail["ask"] = _who(asking, tidied(ask, one_line=True))
    if due.strip():
        refusal = due_refusal(due)
        if refusal is not None:
            return refusal
        detail["due"] = tidied(due, one_line=True)
    return Taken({"unknown": detail} if detail else "à compléter")


def who_refusal(ask: str) -> Refusal | None:
    """Why the one who will know is refused: no letter in it, or too long; None for a function, and for nobody."""
    text = tidied(ask, one_line=True)
    if text and not any(map(str.isalpha, text)):
        return Refusal(NO_FUNCTION)
    return bind(shape_of(UnknownAnswer), "ask").refusal(text) if text else None


def due_refusal(due: str) -> Refusal | None:
    """Why a date is refused; None for a date, and for no date."""
    text = tidied(due, one_line=True)
    return bind(shape_of(UnknownAnswer), "due").refusal(text) if text else None


def _who(asking: Asking | None, text: str) -> str:
    """The identifier of the person whose function was written, else the text itself."""
    people = asking.ground.collections.known(PEOPLE) if asking is not None else {}
    return find(tuple(Option(one, name) for one, name in people.items()), text) or text


def _written(asking: Asking, raw: str | Sequence[str]) -> str | list[Data] | Refusal:
    """The text, or the texts, with words and labels made the values they stand for."""
    if asking.kind not in LISTS:
        return _one(asking, raw if isinstance(raw, str) else " ".join(raw))
    texts = _split(asking, raw) if isinstance(raw, str) else list(raw)
    values: list[Data] = []
    for text in texts:
        value = _one(asking, text)
        if isinstance(value, Refusal):
            return value
        if value and value not in values:
            values.append(value)
    return values


def _split(asking: Asking, text: str) -> list[str]:
    """The texts of a list written in one go: one a line, or with semicolons; commas too between known words."""
    parts = _SEPARATORS.split(text)
    if asking.kind is Kind.LINES or len(parts) > 1 or find(asking.options, text) is not None:
        return parts
    return text.split(",")


def _one(asking: Asking, text: str) -> str | Refusal:
    text = tidied(text, one_line=asking.kind is not Kind.PROSE)
    known = find(asking.options, text)
    if known is not None:
        return known
    leaf = asking.binding.leaf
    if asking.kind is Kind.YES_NO:
        return yes_or_no(text)
    if leaf.ref is not None and asking.ground.apart.intersection(leaf.ref.collections) and text:
        # What the file apart holds cannot be looked up: only what was answered before is known to be right.
        return text if text in asking.former else Refusal(*kept_apart(text))
    if text and not _may_be_written(asking, text):
        return Refusal(*not_listed(text, (option.label for option in asking.options)))
    if leaf.choices is not None:
        return find(_every_choice(leaf), text) or text
    is_slug = leaf.ref is None and leaf.read is not None and leaf.read.name == "slug"
    return make_slug(text) if is_slug and any(map(str.isalnum, text)) else text


def _may_be_written(asking: Asking, text: str) -> bool:
    """Whether what is none of the options may be the answer all the same."""
    leaf = asking.binding.leaf
    if leaf.choices is not None:
        return find(_every_choice(leaf), text) is not None
    return leaf.ref is None and asking.free


def _every_choice(leaf: Shape) -> tuple[Option, ...]:
    return tuple(Option(one.value, word_or_code(one)) for one in leaf.choices or ())


def _fresh(asking: Asking, written: str | list[Data]) -> list[str]:
    """The usual entries chosen that the record does not have yet."""
    if not asking.collection:
        return []
    values = [written] if isinstance(written, str) else written
    return [one for one in values if isinstance(one, str) and one not in asking.known and one in asking.typical]


def _shaped(asking: Asking, written: str | list[Data]) -> Data:
    """The answer as it stands in the file: items of a list of parts keep what they said."""
    if isinstance(written, str):
        return read_range(written) if asking.question.range else written
    key = asking.binding.key
    if not key:
        return written
    former = asking.slot.raw if isinstance(asking.slot.raw, list) else []
    kept = {str(plain_value(one.get(key))): one for one in former if isinstance(one, dict)}
    return [kept.get(str(one)) or _item(asking, key, str(one)) for one in written]


def _item(asking: Asking, key: str, value: str) -> Data:
    usual = asking.typical.get(value)
    return {key: value, **(usual.use if usual is not None else {})}
