"""The passport of a sheet, in a hidden cell: which sheet it is, its columns, marks of what surrounds its table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planforge.formats.excel.digests import digest
from planforge.formats.excel.keys import ROW_DIGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

START = '{"planforge":1,'
_LONGEST = 32_000  # characters: a cell holds 32,767
_COLUMN = 40

Line = dict[str, str]  # the marks of the cells of a line that is no row of a table, by column letters


@dataclass(frozen=True, slots=True)
class Passport:
    """``titles`` are marks; ``rows`` are digests of all rows, None when there were too many."""

    sheet: str
    name: str
    columns: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    above: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()
    rows: tuple[str, ...] | None = ()

    @property
    def text(self) -> str:
        """The passport as the hidden cell holds it; without its rows when it would not fit, empty as a last resort."""
        whole = self._written("".join(self.rows) if self.rows is not None else None)
        if len(whole) > _LONGEST:
            whole = self._written(None)
        return whole if len(whole) <= _LONGEST else ""

    def _written(self, rows: str | None) -> str:
        data = {
            "planforge": 1,
            "sheet": self.sheet,
            "name": self.name,
            "columns": self.columns,
            "titles": self.titles,
            "widths": self.widths,
            "above": self.above,
            "below": self.below,
            "rows": 0 if rows is None else rows,
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def column_names(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys of the columns, short and never twice."""
    seen: dict[str, int] = {}
    names = []
    for key in keys:
        name = key if key.isprintable() and 0 < len(key) <= _COLUMN else f"#{digest(key, 12)}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}*{seen[name]}")
    return tuple(names)


def read_passport(text: str) -> Passport | None:
    """The passport in a hidden cell; None when it holds something else or is damaged."""
    if not text.startswith(START):
        return None
    try:
        data = json.loads(text)
        rows = data["rows"]
        return Passport(
            sheet=_text(data["sheet"]),
            name=_text(data["name"]),
            columns=tuple(map(_text, data["columns"])),
            titles=tuple(map(_text, data["titles"])),
            widths=tuple(float(width) for width in data["widths"]),
            above=tuple(map(_line, data["above"])),
            below=tuple(map(_line, data["below"])),
            rows=None if rows == 0 else _cut(_text(rows)),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _cut(rows: str) -> tuple[str, ...]:
    return tuple(rows[place : place + ROW_DIGEST] for place in range(0, len(rows), ROW_DIGEST))


def _text(value: Any) -> str:  # noqa: ANN401 - anything may stand in a returned file
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _line(value: Mapping[str, str]) -> Line:
    return {_text(letters): _text(mark) for letters, mark in value.items()}
