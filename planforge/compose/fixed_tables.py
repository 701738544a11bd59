"""Tables whose wording is data of the templates folder: decisions, signatures, the frame of a situation report."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from planforge.compose.data_files import find, problem_at, read_shape
from planforge.document.tables import Cell, Column, ColumnKind, Row, Table
from planforge.document.text import Tick
from planforge.errors import TemplateError
from planforge.values import french, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_DEFAULT_MARK = "◊ "  # a value that the hospital still has to validate


class FixedColumn(BaseModel):
    """A column as a person writes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    title: str
    width: float = 1.0
    kind: ColumnKind = ColumnKind.TEXT


class FixedRow(BaseModel):
    """Cells in column order; those left out are blank, to write in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    cells: tuple[str, ...]


class FixedTable(BaseModel):
    """A whole table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    caption: str = ""
    row_height: float = 0.0
    columns: tuple[FixedColumn, ...]
    rows: tuple[FixedRow, ...]


def fixed_table(folders: Sequence[Path], name: str) -> Table:
    """The table ``tables/<name>.yaml``, French typography applied. Raises ``TemplateError``."""
    return _read(find(folders, f"tables/{name}.yaml"), name)


@lru_cache(maxsize=16)
def _read(path: Path, name: str) -> Table:
    shape, tree = read_shape(path, FixedTable)
    most = len(shape.columns)
    if problems := [
        problem_at(
            tree,
            ("rows", place, "cells"),
            "template-cells",
            f"La ligne « {one.id} » a {plural(len(one.cells), 'cellule')} pour {plural(most, 'colonne')}.",
            "Retirez des cellules, ou ajoutez une colonne.",
        )
        for place, one in enumerate(shape.rows)
        if len(one.cells) > most
    ]:
        raise TemplateError(problems)
    columns = tuple(Column(one.key, french(one.title), one.kind, one.width) for one in shape.columns)
    rows = tuple(Row(one.id, _cells(one, columns)) for one in shape.rows)
    return Table(name, columns, rows, french(shape.caption), row_height=shape.row_height)


def _cells(row: FixedRow, columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    """The written cells, the first one bold, then blanks; a column of ticks has its box."""
    written = [_cell(text, first=not place) for place, text in enumerate(row.cells)]
    blanks = [Cell(Tick() if column.kind is ColumnKind.TICK else "") for column in columns[len(written) :]]
    return (*written, *blanks)


def _cell(text: str, *, first: bool) -> Cell:
    default = text.startswith(_DEFAULT_MARK)
    return Cell(french(text.removeprefix(_DEFAULT_MARK)), bold=first, default=default)
