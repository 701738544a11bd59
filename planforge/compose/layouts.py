"""The layout of one-page sheets, as data: zones, their place, and which of them give way first."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

from planforge.compose.data_files import find, read_shape
from planforge.document.blocks import Emphasis
from planforge.document.geometry import COLUMNS
from planforge.errors import Location, Problem, TemplateError

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
    """The layout ``sheets/<name>.yaml``; ``zones`` are those that can be printed.

    Raises ``TemplateError`` for a file that does not read, an unknown zone, or a row that does not fill 12 columns.
    """
    return _checked(find(folders, f"sheets/{name}.yaml"), zones)


@lru_cache(maxsize=16)
def _checked(path: Path, zones: frozenset[str]) -> SheetLayout:
    layout = read_shape(path, SheetLayout)
    problems = [*_unknown(layout, path.name, zones), *_uneven(layout, path.name)]
    if problems:
        raise TemplateError(problems)
    return layout


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
