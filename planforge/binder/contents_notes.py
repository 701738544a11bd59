"""What documents say, as the state folder keeps it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from planforge.analysis.written import Contents, Leak

if TYPE_CHECKING:
    from collections.abc import Mapping


def noted(contents: Contents) -> dict[str, Any]:
    """The contents as JSON holds them."""
    day = contents.date.isoformat() if contents.date is not None else None
    return {**asdict(contents), "date": day}


def contents_of(note: Mapping[str, Any]) -> Contents:
    """The contents of a note. Raises ``ValueError``, ``KeyError`` or ``TypeError`` when it is damaged."""
    return Contents(
        kind=str(note["kind"]),
        of=str(note["of"]),
        title=str(note["title"]),
        restricted=bool(note["restricted"]),
        version=str(note["version"]),
        date=date.fromisoformat(note["date"]) if note["date"] is not None else None,
        placeholders=int(note["placeholders"]),
        promises=tuple(map(str, note["promises"])),
        leaks=tuple(map(Leak, note["leaks"])),
        long_sheets=tuple(map(str, note["long_sheets"])),
        code=str(note["code"]),
    )
