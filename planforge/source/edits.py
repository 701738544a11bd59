"""Changes of a record as data: what is asked, and what the record then says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.source.tree import Data, Path


class _Removal(Enum):
    REMOVE = "remove"


REMOVE: Final = _Removal.REMOVE
NewValue: TypeAlias = "Data | _Removal"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: the value at ``path`` becomes ``value``, or goes away with ``REMOVE``.

    A number equal to the length of a list appends to it; missing mappings and lists on the way are made.
    """

    path: Path
    value: NewValue


def edited(data: dict[str, Data], edits: Sequence[Edit]) -> dict[str, Data]:
    """What the record says after the edits, applied one after the other; ``data`` stays as it was.

    Removing what is not there changes nothing. Raises ``IndexError`` for a place beyond the end of a list and
    ``TypeError`` for a value that is not text, list, mapping or None.
    """
    result = {key: _copied(value) for key, value in data.items()}
    for edit in edits:
        if edit.value is REMOVE:
            _remove(result, edit.path)
        else:
            _set(result, edit.path, _copied(edit.value))
    return result


def _copied(value: object) -> Data:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return [_copied(item) for item in value]
    if isinstance(value, dict):
        return {_name(key): _copied(item) for key, item in value.items()}
    raise TypeError(f"a record holds text, lists and mappings, not {type(value).__name__}")


def _name(key: object) -> str:
    if isinstance(key, str) and key:
        return key
    raise TypeError(f"a key is a text, not {key!r}")


def _set(data: dict[str, Data], path: Path, value: Data) -> None:
    if not path:
        if not isinstance(value, dict):
            raise TypeError("a record is a mapping")
        data.clear()
        data.update(value)
        return
    holder: Data = data
    for step, following in pairwise(path):
        inner = _get(holder, step)
        fits = list if isinstance(following, int) else dict
        if not isinstance(inner, fits):
            inner = fits()
            _put(holder, step, inner)
        holder = inner
    _put(holder, path[-1], value)


def _get(holder: Data, step: str | int) -> Data:
    if isinstance(holder, dict) and isinstance(step, str):
        return holder.get(step)
    if isinstance(holder, list) and isinstance(step, int) and 0 <= step < len(holder):
        return holder[step]
    return None


def _put(holder: Data, step: str | int, value: Data) -> None:
    if isinstance(holder, dict):
        holder[_name(step)] = value
    elif isinstance(holder, list) and isinstance(step, int) and 0 <= step <= len(holder):
        holder[step : step + 1] = [value]
    else:
        raise IndexError(f"no place {step!r} in this list")


def _remove(data: dict[str, Data], path: Path) -> None:
    holder: Data = data
    for step in path[:-1]:
        holder = _get(holder, step)
    step = path[-1]
    if isinstance(holder, dict) and isinstance(step, str):
        holder.pop(step, None)
    elif isinstance(holder, list) and isinstance(step, int) and 0 <= step < len(holder):
        del holder[step]
