"""Any part of a document spelled out as one text: what digests and version codes are taken of."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from itertools import chain
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Parts: TypeAlias = Callable[[Any], Iterable[Any]]

_ATOMS = frozenset({str, int, float, bool, bytes, NoneType})


def _refused(thing: Any) -> Iterable[Any]:  # noqa: ANN401 - any value
    raise TypeError(f"{thing.__class__} is no part of a document")


def spelled(*parts: object, unfold: Parts = _refused) -> str:
    """The parts as text: equal parts give equal texts, others do not, in any process and on any machine.

    ``unfold`` gives what to spell of a thing that no document holds, and raises ``TypeError`` where it knows no better.
    """
    found: list[object] = []
    _spell(parts, found, unfold)
    return repr(found)


def values_of(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What reads those attributes of an object at once, in their order."""
    listed = tuple(names)
    if not listed:
        return lambda _: ()
    read = attrgetter(*listed)
    if len(listed) == 1:
        return lambda thing: (read(thing),)
    return read


def _spell(thing: Any, found: list[object], unfold: Parts) -> None:  # noqa: ANN401 - any part of a document
    kind = thing.__class__
    if kind is tuple:
        found.append(len(thing))
        parts: Iterable[Any] = thing
    else:
        found.append(kind.__name__)
        parts = (_parts(kind) or unfold)(thing)
    for part in parts:
        if part.__class__ in _ATOMS:
            found.append(part)
        else:
            _spell(part, found, unfold)


@cache
def _parts(kind: type[Any]) -> Parts | None:
    if is_dataclass(kind):
        return values_of(field.name for field in fields(kind) if field.compare)
    if issubclass(kind, Enum):
        return values_of(["value"])
    if issubclass(kind, date | time):
        return lambda moment: (moment.isoformat(),)
    if issubclass(kind, dict):
        return lambda table: (len(table), *chain.from_iterable(table.items()))
    return None
