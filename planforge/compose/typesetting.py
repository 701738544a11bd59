"""French typography on all that is printed, whoever wrote it: the same spaces in a table as in the prose."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from operator import is_not
from typing import TYPE_CHECKING, Any, TypeVar

from planforge.document.diagrams import Diagram
from planforge.document.spelling import values_of
from planforge.document.text import Run
from planforge.values import NARROW_NBSP, NBSP, french

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.text import Text

T = TypeVar("T")

# What programs read, what is laid out already, what stays as it was typed.
_KEPT = frozenset({"id", "key", "kind", "link", "formula", "reference", "version", "code", "logo"})
_WORDLESS = frozenset({"bool", "bytes", "float", "int", "Emphasis", "Orientation", "RowKind", "Tone"})

# At a joint of two runs, as inside one: a run that ends with an opening guillemet, a run that begins with a sign that
# stays with the words before it.
_OPENED = re.compile(f"«[ {NBSP}{NARROW_NBSP}]*$")
_HANGING = re.compile(rf"[ {NBSP}{NARROW_NBSP}]*(?=[;:?!]+(?:[\s»\")\]*_…]|$)|»|%(?!\w))|[ ](?=◊)")


def typeset(content: T) -> T:
    """The document, or any part of it, with non-breaking spaces and apostrophes as French printers set them.

    What needs no change is the same object; identifiers, addresses, codes and drawings are left alone.
    """
    set_: T = _typeset(content)
    return set_


def _typeset(thing: Any) -> Any:  # noqa: ANN401 - any part of a document
    kind = thing.__class__
    if kind is str:
        made = _french(thing)
        return thing if made == thing else made  # what is remembered is equal, not the same object
    if kind is tuple:
        parts = tuple([_typeset(part) for part in thing])
        if len(parts) > 1 and parts[0].__class__ is Run:
            parts = _joined(parts)
        return parts if any(map(is_not, parts, thing)) else thing
    names, values = _words_of(kind)
    if not names or (kind is Run and thing.code):
        return _typeset_keys(thing) if isinstance(thing, dict) else thing
    before = values(thing)
    after = [_typeset(part) for part in before]
    if not any(map(is_not, after, before)):
        return thing
    return replace(thing, **dict(zip(names, after, strict=True)))


def _joined(text: Text) -> Text:
    """The runs with the spaces set where one ends and the next begins; code and links keep theirs."""
    made = list(text)
    for place, (left, right) in enumerate(pairwise(text)):
        if "«" in left.text[-2:] and not (left.code or left.link or right.text[:1].isspace()):
            made[place] = _saying(made[place], _OPENED.sub(f"«{NBSP}", made[place].text))
        end = left.text[-1:]
        if end and end not in "«([{" and not (end.isspace() or right.code or right.link):
            made[place + 1] = _saying(right, _hung(right.text, end))
    return tuple(made)


def _hung(words: str, end: str) -> str:
    """The words after a run that ends so: what they begin with stays with it."""
    found = _HANGING.match(words)
    if not found or (words[found.end()] == "%" and not end.isdecimal()):
        return words
    return f"{NBSP}{words[found.end() :]}"


def _saying(run: Run, words: str) -> Run:
    return run if run.text == words else replace(run, text=words)


def _typeset_keys(words: dict[str, Any]) -> dict[str, Any]:
    made = {_french(key): value for key, value in words.items()}
    return words if made == words else made


@lru_cache(maxsize=16384)
def _french(words: str) -> str:
    return french(words)


@cache
def _words_of(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = word_fields(kind)
    return names, values_of(names)


def word_fields(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a part of a document that may hold words; none for a duration or a drawing."""
    if not is_dataclass(kind) or not kind.__module__.startswith("planforge.document.") or kind is Diagram:
        return ()
    return tuple(field.name for field in fields(kind) if field.name not in _KEPT and field.type not in _WORDLESS)
