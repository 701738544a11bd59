"""Places of the record by name, so that they survive reordering: ``("services", "urgences", "head")``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from planforge.model.answer import read_unknown
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.model.shapes import Shape
    from planforge.source import Data, Path

Address: TypeAlias = tuple[str, ...]
"""Keys of mappings; items of lists by their ``id`` where they have one, else by their index as text."""

# Bounded: a text of a thousand digits is no index, and Python refuses to make a number of it.
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads in some data.

    ``found`` tells whether every list item on the way is there, ``there`` whether the value itself is (a key may be
    missing, or say nothing), ``by_id`` whether the last step is the identifier of a list item.
    """

    path: Path
    value: Data
    found: bool
    there: bool
    by_id: bool


def place_of(data: dict[str, Data], address: Address) -> Place | None:
    """Where the address leads, the place of a new item included; None where an item on the way is gone.

    An unknown last identifier, or an index equal to the length, is the place after the last item of the list.
    """
    shape = shape_of(Plan)
    raw: Data = data
    path: list[str | int] = []
    found = there = True
    by_id = False
    for name in address:
        if by_id and not found:
            return None  # below an entity that is not there: nobody knows what else it was
        step, by_id = _step(raw, shape, name)
        if step is None:
            return None
        shape = shape.at(raw, step)
        there, raw = child(raw, step)
        found = found and (there or isinstance(step, str))
        path.append(step)
    return Place(tuple(path), raw, found, there, by_id)


def path_of(data: dict[str, Data], address: Address) -> Path | None:
    """The path of the address in the data as it is now; None when an item is gone. A missing key keeps its path."""
    place = place_of(data, address)
    return place.path if place is not None and place.found else None


def value_at(data: dict[str, Data], address: Address) -> Data:
    """What the data say at the address; None where they say nothing."""
    place = place_of(data, address)
    return None if place is None else place.value


def address_of(data: dict[str, Data], path: Path) -> Address:
    """The address of a path of the data."""
    raw: Data = data
    address: list[str] = []
    for step in path:
        _, raw = child(raw, step)
        address.append(step if isinstance(step, str) else identifier(raw) or str(step))
    return tuple(address)


def identifier(item: Data) -> str:
    """The ``id`` of a list item; "" where it has none."""
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) else ""


def child(raw: Data, step: str | int) -> tuple[bool, Data]:
    """Whether there is something at one step, and what."""
    if isinstance(raw, dict) and isinstance(step, str):
        return step in raw, raw.get(step)
    if isinstance(raw, list) and isinstance(step, int) and 0 <= step < len(raw):
        return True, raw[step]
    return False, None


def _step(raw: Data, shape: Shape, name: str) -> tuple[str | int | None, bool]:
    """The step of a path that a name stands for, and whether it is an identifier; no step for a lost item."""
    if not _is_list(raw, shape, name):
        return name, False
    item = shape.item or shape.plain.item
    items = raw if isinstance(raw, list) else []
    return _rank(items, name, entities=item is not None and "id" in item.fields)


def _is_list(raw: Data, shape: Shape, name: str) -> bool:
    """Whether a list stands here, or is to: what stands there decides first, then the model."""
    if isinstance(raw, dict) and (name in raw or read_unknown(raw) is None):
        return False
    if shape.item is not None:
        return True
    if name in shape.fields:
        return False  # of a part or an answer that may also be written as a plain list
    return isinstance(raw, list) or shape.plain.item is not None


def _rank(items: Sequence[Data], name: str, *, entities: bool) -> tuple[int | None, bool]:
    for rank, item in enumerate(items):
        if identifier(item) == name:
            return rank, True
    index = int(name) if _INDEX.fullmatch(name) else None
    if index is not None and index < len(items) and not identifier(items[index]):
        return index, False
    if entities or any(map(identifier, items)):
        return len(items), True
    return (index if index == len(items) else None), False
