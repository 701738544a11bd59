"""A record whose restricted file is kept apart: what points into it becomes unknown."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.source import Data, Path

TO_COMPLETE = "à compléter"


class _Mark(Enum):
    GONE = "gone"


_GONE: Final = _Mark.GONE


def without(data: dict[str, Data], paths: Iterable[Path]) -> dict[str, Data]:
    """The data where each reference at ``paths`` is « à compléter »; lists lose it, and say so once empty."""
    gone: dict[str | int, object] = {}
    for path in paths:
        below: dict[str | int, object] = gone
        for step in path:
            below = below.setdefault(step, {})  # type: ignore[assignment]  # a tree of dictionaries
    kept = _kept(data, gone) if gone else data
    return kept if isinstance(kept, dict) else data


def _kept(raw: Data, gone: dict[str | int, object]) -> Data | _Mark:
    if isinstance(raw, dict):
        return {key: _in_mapping(value, gone.get(key)) for key, value in raw.items()}
    if isinstance(raw, list):
        items = [_below(item, gone.get(index)) for index, item in enumerate(raw)]
        known = [item for item in items if item is not _GONE]
        return known or TO_COMPLETE
    return _GONE


def _in_mapping(raw: Data, gone: object) -> Data:
    kept = _below(raw, gone)
    return TO_COMPLETE if kept is _GONE else kept


def _below(raw: Data, gone: object) -> Data | _Mark:
    return _kept(raw, gone) if isinstance(gone, dict) else raw
