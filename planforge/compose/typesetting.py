"""French typography on all that is printed, whoever wrote it: the same spaces in a table as in the prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from typing import Any, TypeVar

from planforge.document.diagrams import Diagram
from planforge.document.text import Run
from planforge.values import french

T = TypeVar("T")

# What programs read, what is laid out already, what stays as it was typed.
_KEPT = frozenset({"id", "key", "kind", "link", "formula", "reference", "version", "code", "logo"})


def typeset(content: T) -> T:
    """The document, or any part of it, with non-breaking spaces and apostrophes as French printers set them.

    What needs no change is the same object; identifiers, addresses, codes and drawings are left alone.
    """
    set_: T = _typeset(content)
    return set_


def _typeset(thing: Any) -> Any:  # noqa: ANN401 - any part of a document
    if type(thing) is str:
        return _french(thing)
    if isinstance(thing, tuple):
        parts = tuple(_typeset(part) for part in thing)
        return parts if any(new is not old for new, old in zip(parts, thing, strict=True)) else thing
    if isinstance(thing, Mapping):
        return {_typeset(key): value for key, value in thing.items()}
    if isinstance(thing, Diagram) or (isinstance(thing, Run) and thing.code):
        return thing
    names = _words_of(thing.__class__)
    changed = {name: new for name in names if (new := _typeset(old := getattr(thing, name))) is not old}
    return replace(thing, **changed) if changed else thing


@lru_cache(maxsize=16384)
def _french(words: str) -> str:
    made = french(words)
    return words if made == words else made


@cache
def _words_of(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a part of a document that may hold words; none for a value such as a duration."""
    if not is_dataclass(kind) or not kind.__module__.startswith("planforge.document."):
        return ()
    return tuple(field.name for field in fields(kind) if field.name not in _KEPT)
