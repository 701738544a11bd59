"""The layout of one-page sheets, as data: zones, their place, and which of them give way first."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planforge.document.blocks import Emphasis
from planforge.document.geometry import COLUMNS
from planforge.errors import Location, Problem, RecordError, TemplateError
from planforge.source import read_bytes, read_tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class ZoneLayout(BaseModel):
    """A zone: what it prints, how wide, how it stands out. ``keep`` zones never give way."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: str
    title: str
    note: str = ""
    span: Annotated[int, Field(ge=1, le=COLUMNS)]
    emphasis: Emphasis = Emphasis.PLAIN
    priority: int = 0
    keep: bool = False


class SheetLayout(BaseModel):
    """Rows of zones, from top to bottom."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kicker: str
    rows: tuple[tuple[ZoneLayout, ...], ...]


def sheet_layout(folders: Sequence[Path], name: str, zones: frozenset[str]) -> SheetLayout:
    """The layout ``sheets/<name>.yaml`` of the first folder that has it; ``zones`` are those that can be printed.

    Raises ``TemplateError`` for a file that does not read, an unknown zone, or a row that does not fill 12 columns.
    """
    for folder in folders:
        path = folder / "sheets" / f"{name}.yaml"
        if path.is_file():
            return _checked(read_bytes(path.read_bytes(), path.name), path.name, zones)
    raise TemplateError(
        [Problem("layout-absent", f"La mise en page « {name} » n’existe pas.", Location(f"{name}.yaml"))]
    )


@lru_cache(maxsize=16)
def _checked(text: str, file: str, zones: frozenset[str]) -> SheetLayout:
    try:
        layout = SheetLayout.model_validate(_booleans(read_tree(text, file).data))
    except RecordError as error:
        raise TemplateError(error.problems) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = " › ".join(str(part) for part in first["loc"])
        problem = Problem("layout-shape", f"La mise en page ne se lit pas : {where}.", Location(file))
        raise TemplateError([problem]) from error
    problems = [*_unknown(layout, file, zones), *_uneven(layout, file)]
    if problems:
        raise TemplateError(problems)
    return layout


def _booleans(data: object) -> object:
    """The tree with « oui » and « non » as booleans: Pydantic knows only English ones."""
    if isinstance(data, dict):
        return {key: _booleans(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_booleans(value) for value in data]
    return {"oui": True, "non": False}.get(data, data) if isinstance(data, str) else data


def _unknown(layout: SheetLayout, file: str, zones: frozenset[str]) -> list[Problem]:
    named = [zone.zone for row in layout.rows for zone in row]
    hint = f"Zones possibles : {', '.join(sorted(zones))}."
    return [
        Problem("layout-zone", f"La zone « {zone} » n’existe pas.", Location(file), hint=hint)
        for zone in named
        if zone not in zones
    ]


def _uneven(layout: SheetLayout, file: str) -> list[Problem]:
    return [
        Problem(
            "layout-span",
            f"La ligne {number} remplit {total} colonnes au lieu de {COLUMNS}.",
            Location(file),
            hint="Corrigez les « span » de cette ligne.",
        )
        for number, row in enumerate(layout.rows, 1)
        if (total := sum(zone.span for zone in row)) != COLUMNS
    ]
