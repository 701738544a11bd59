"""The layout of one-page sheets, as data: zones, their place, and which of them give way first."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

from planforge.compose.data_files import find, problem_at, read_shape
from planforge.document.blocks import Emphasis
from planforge.document.geometry import COLUMNS
from planforge.errors import TemplateError
from planforge.model.fields import YesNo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from planforge.errors import Problem
    from planforge.source import Tree

_SAFETY = frozenset({"quarter", "stop", "never"})


class ZoneLayout(BaseModel):
    """A zone: what it prints, how wide, how it stands out. ``keep`` zones never give way."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: str
    title: str
    note: str = ""
    span: Annotated[int, Field(ge=1, le=COLUMNS)]
    emphasis: Emphasis = Emphasis.PLAIN
    priority: int = 0
    keep: YesNo = False


class SheetLayout(BaseModel):
    """Rows of zones, from top to bottom."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kicker: str
    rows: tuple[tuple[ZoneLayout, ...], ...]


def sheet_layout(folders: Sequence[Path], name: str, zones: frozenset[str]) -> SheetLayout:
    """The layout ``sheets/<name>.yaml``; ``zones`` are those that can be printed.

    Raises ``TemplateError`` for a file that does not read, a zone unknown or placed twice, a row that does not fill
    12 columns, or a sheet without its first quarter of an hour or its stop conditions.
    """
    return _checked(find(folders, f"sheets/{name}.yaml"), zones)


@lru_cache(maxsize=16)
def _checked(path: Path, zones: frozenset[str]) -> SheetLayout:
    layout, tree = read_shape(path, SheetLayout)
    problems = [
        *_unknown(layout, tree, zones),
        *_twice(layout, tree),
        *_uneven(layout, tree),
        *_unsafe(layout, tree, zones),
    ]
    if problems:
        raise TemplateError(problems)
    return layout


def _unknown(layout: SheetLayout, tree: Tree, zones: frozenset[str]) -> list[Problem]:
    hint = f"Zones possibles : {', '.join(sorted(zones))}."
    return [
        problem_at(tree, ("rows", line, place, "zone"), "layout-zone", f"La zone « {zone.zone} » n’existe pas.", hint)
        for line, row in enumerate(layout.rows)
        for place, zone in enumerate(row)
        if zone.zone not in zones
    ]


def _twice(layout: SheetLayout, tree: Tree) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for line, row in enumerate(layout.rows):
        for place, zone in enumerate(row):
            if zone.zone in seen:
                message = f"La zone «\u00a0{zone.zone}\u00a0» est placée deux fois."
                hint = "Gardez une seule des deux places."
                problems.append(problem_at(tree, ("rows", line, place, "zone"), "layout-twice", message, hint))
            seen.add(zone.zone)
    return problems


def _uneven(layout: SheetLayout, tree: Tree) -> list[Problem]:
    return [
        problem_at(
            tree,
            ("rows", number - 1),
            "layout-span",
            f"La ligne {number} remplit {total} colonnes au lieu de {COLUMNS}.",
            "Corrigez les « span » de cette ligne.",
        )
        for number, row in enumerate(layout.rows, 1)
        if (total := sum(zone.span for zone in row)) != COLUMNS
    ]


def _unsafe(layout: SheetLayout, tree: Tree, zones: frozenset[str]) -> list[Problem]:
    """No hospital prints a sheet without what keeps patients safe, even by mistake."""
    named = {zone.zone for row in layout.rows for zone in row}
    return [
        problem_at(
            tree,
            ("rows",),
            "layout-safety",
            f"La zone « {zone} » manque.",
            "Elle ne peut pas être retirée d’une fiche.",
        )
        for zone in sorted((zones & _SAFETY) - named)
    ]
