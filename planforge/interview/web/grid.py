"""A table of the questionnaire as one form of rows: its cells, a page of them at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.answers.addresses import value_at
from planforge.interview.asking import named
from planforge.interview.outline import Repeated
from planforge.interview.steps import Position, State
from planforge.interview.web.fields import Field, field_of
from planforge.interview.web.route import is_cell, mark_of
from planforge.interview.wording import heading
from planforge.values import french

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.answers.addresses import Address
    from planforge.interview.engine import Interview
    from planforge.interview.slots import Slot
    from planforge.interview.steps import Step

ROWS = 20  # rows on one page


@dataclass(frozen=True)
class Cell:
    """One question of a table, and the field that asks it."""

    slot: Slot
    field: Field

    @property
    def step(self) -> Step:
        """The question."""
        return self.field.step

    @property
    def is_unknown(self) -> bool:
        """Whether its answer is « je ne sais pas encore »."""
        return self.step.state is State.UNKNOWN


@dataclass(frozen=True)
class Row:
    """An entry of the list, with its cells by column."""

    name: str
    cells: Mapping[int, Cell]


@dataclass(frozen=True)
class Grid:
    """The rows of a table that one page shows: those from ``first`` on, counted from 1, of ``total``."""

    heading: str
    listing: Repeated
    columns: Mapping[int, Step]
    rows: tuple[Row, ...]
    first: int
    total: int

    @property
    def title(self) -> str:
        """What the table is called."""
        return french(self.listing.listing.title)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells.values())

    @property
    def token(self) -> str:
        """What tells this page of the table apart: its first cell."""
        return self.cells[0].step.token

    @property
    def mark(self) -> str:
        """What the record says in all the cells."""
        return mark_of(*(cell.step for cell in self.cells))

    @property
    def who(self) -> str:
        """Who is proposed with « je ne sais pas encore »; "" where it is not the same for all."""
        proposed = {cell.step.who for cell in self.cells if cell.step.may_be_unknown}
        return proposed.pop() if len(proposed) == 1 else ""


def grid_of(here: Interview, slot: Slot) -> Grid:
    """The page of a table that a cell is on."""
    entries: dict[Address, list[Slot]] = {}
    for one in here.listed:
        if is_cell(one) and one.table == slot.table:
            entries.setdefault(one.entry, []).append(one)
    place = list(entries).index(slot.entry) // ROWS * ROWS
    shown = list(entries.values())[place : place + ROWS]
    position = here.step_of(slot).position
    owner = named(value_at(here.data, slot.owner)) if slot.owner else ""
    rows = _rows(here, shown)
    columns = {rank: cell.step for row in rows for rank, cell in row.cells.items()}
    return Grid(
        heading(Position(position.section, position.number, position.total, owner)),
        _listing(here, slot),
        {rank: columns[rank] for rank in sorted(columns)},
        rows,
        place + 1,
        len(entries),
    )


def _rows(here: Interview, entries: list[list[Slot]]) -> tuple[Row, ...]:
    rows: list[Row] = []
    count = 0
    for slots in entries:
        cells: dict[int, Cell] = {}
        for slot in slots:
            count += 1
            cells[slot.node.rank] = Cell(slot, field_of(here.step_of(slot), f"c{count}-"))
        rows.append(Row(here.ground.entry_name(slots[0]), cells))
    return tuple(rows)


def _listing(here: Interview, slot: Slot) -> Repeated:
    """The table that a cell belongs to."""
    tables = (one for one in here.outline.by_rank.values() if isinstance(one, Repeated))
    return next(one for one in tables if slot.node in one.each)
