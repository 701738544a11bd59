"""What was written made an answer that the record can hold, or refused in the model's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.interview.asking import PEOPLE
from planforge.interview.binding import LISTS, Kind, Refusal, bind, is_blank, plain_value, read_range, tidied
from planforge.interview.spoken import yes_or_no
from planforge.interview.steps import Option, find
from planforge.interview.wording import INDISPENSABLE, not_listed
from planforge.model.answer import Unknown as UnknownAnswer
from planforge.model.shapes import shape_of
from planforge.model.words import word_or_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.interview.asking import Asking
    from planforge.interview.library_view import Typical
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
        # An empty list is an answer only where the model says nothing against it: nothing of that kind.
        return asking.binding.refusal("") or Refusal("Il manque une réponse.")
    created = tuple(asking.typical[one] for one in _fresh(asking, written))
    value = _shaped(asking, written)
    refusal = asking.binding.refusal(value)
    return refusal if refusal is not None else Taken(value, created)


def take_unknown(asking: Asking | None, ask: str, due: str) -> Taken | Refusal:
    """« Je ne sais pas encore », with who will know and by when."""
    if asking is not None and not asking.may_be_unknown:
        return Refusal(INDISPENSABLE)
    detail: dict[str, Data] = {}
    if ask.strip():
        detail["ask"] = _who(asking, tidied(ask, one_line=True))
    if due.strip():
        refusal = due_refusal(due)
        if refusal is not None:
            return refusal
        detail["due"] = tidied(due, one_line=True)
    return Taken({"unknown": detail} if detail else "à compléter")


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
    if asking.binding.leaf.ref is not None and text:
        return Refusal(*not_listed(text))
    if asking.kind is Kind.YES_NO:
        return yes_or_no(text)
    leaf = asking.binding.leaf
    if leaf.choices is not None:
        every = tuple(Option(one.value, word_or_code(one)) for one in leaf.choices)
        return find(every, text) or text
    if text and not asking.free:
        return Refusal(*not_listed(text))
    return text


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
