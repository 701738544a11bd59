"""A record with edits in it, everything they leave alone shared with the record before: cheap, and comparable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.source import REMOVE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.source import Data, Edit, Path
    from planforge.source.edits import NewValue


def patched(data: dict[str, Data], edits: Iterable[Edit]) -> dict[str, Data]:
    """What the record says after the edits, one after the other; ``data`` stays as it was, and what is equal the same.

    The edits are those of ``edits_of``: made for these data, so that each has its place.
    """
    for edit in edits:
        made = _placed(data, edit.path, edit.value)
        data = made if isinstance(made, dict) else {}
    return data


def _placed(holder: Data, path: Path, value: NewValue) -> Data:
    """A copy of the holder with the value at the path."""
    if not path:
        return None if value is REMOVE else value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(holder) if isinstance(holder, list) else []
        if not rest and value is REMOVE:
            del items[step : step + 1]
        else:
            items[step : step + 1] = [_placed(items[step] if step < len(items) else None, rest, value)]
        return items
    keys = dict(holder) if isinstance(holder, dict) else {}
    if not rest and value is REMOVE:
        keys.pop(step, None)
    else:
        keys[step] = _placed(keys.get(step), rest, value)
    return keys
