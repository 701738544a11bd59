"""The parts of a blank form as zones of its sheet: packed into rows of twelve columns, empty where one writes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from planforge.compose.data_files import find, read_shape
from planforge.document.blocks import (
    Blank,
    Blanks,
    Emphasis,
    SheetRow,
    SheetZone,
)
from planforge.document.geometry import COLUMNS
from planforge.document.tables import Cell, Column, Row, Table
from planforge.library.types import FormField, FormPartKind
from planforge.model.workflow import Reentry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from planforge.document.blocks import Block
    from planforge.library.types import Form, FormPart

T = TypeVar("T")
Rows = tuple[tuple["FormPart", ...], ...]


class UsualFields(BaseModel):
    """What every form asks in the same words: who the patient is, who signs, what was done with the sheet on return."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    identity: tuple[FormField, ...]
    signature: tuple[FormField, ...]
    at_once: tuple[FormField, ...] = Field(alias="at-once")
    scanned: tuple[FormField, ...]
    paper: tuple[FormField, ...]


def usual_fields(folders: Sequence[Path]) -> UsualFields:
    """The fields of ``sheets/formulaire.yaml``, the hospital's own first. Raises ``TemplateError``."""
    return _read(find(folders, "sheets/formulaire.yaml"))


@lru_cache(maxsize=4)
def _read(path: Path) -> UsualFields:
    return read_shape(path, UsualFields)[0]


def part_rows(form: Form, usual: UsualFields) -> Rows:
    """The parts that stand side by side, from top to bottom; their spans sum to 12 and none lacks its fields."""
    whole = [part if part.fields else part.model_copy(update=_completed(part, form, usual)) for part in form.parts]
    return tuple(
        tuple(part.model_copy(update={"span": span}) for part, span in row)
        for row in packed((part, part.span) for part in whole)
    )


def _completed(part: FormPart, form: Form, usual: UsualFields) -> Mapping[str, object]:
    """What the record of a part leaves to the usual fields."""
    on_return = {Reentry.AT_ONCE: usual.at_once, Reentry.SCANNED: usual.scanned, Reentry.PAPER: usual.paper}
    fields = {
        FormPartKind.IDENTITY: usual.identity,
        FormPartKind.SIGNATURE: usual.signature,
        FormPartKind.RETURN: on_return[form.reentry or Reentry.PAPER],
    }
    return {"fields": fields[part.kind]} if part.kind in fields else {}


def packed(items: Iterable[tuple[T, int]]) -> tuple[tuple[tuple[T, int], ...], ...]:
    """The items on lines of 12 columns, in their order; the last one of each line takes what is left of it."""
    lines: list[list[tuple[T, int]]] = []
    used = COLUMNS
    for item, width in items:
        if used + width > COLUMNS:
            lines.append([])
            used = 0
        lines[-1].append((item, width))
        used += width
    return tuple(_justified(line) for line in lines)


def _justified(line: list[tuple[T, int]]) -> tuple[tuple[T, int], ...]:
    *others, (last, width) = line
    return (*others, (last, width + COLUMNS - sum(size for _, size in line)))


def sheet_row(parts: Iterable[FormPart]) -> SheetRow:
    """Parts side by side as zones."""
    return SheetRow(tuple(part_zone(part) for part in parts))


def part_zone(part: FormPart) -> SheetZone:
    """A part as a zone, its rows as high as it says."""
    return SheetZone(
        id=part.id,
        title=part.name,
        blocks=(_PRINTED.get(part.kind, _lines)(part),),
        span=part.span,
        note=part.note,
        emphasis=Emphasis.STOP if part.stop else Emphasis.DENSE,
        flush=True,
    )


def _lines(part: FormPart) -> Block:
    own = COLUMNS // part.across
    lines = packed((field, field.width or own) for field in part.fields)
    blanks = tuple(tuple(Blank(field.label, span, field.choices) for field, span in line) for line in lines)
    return Blanks(part.id, blanks, part.height)


def _checks(part: FormPart) -> Block:
    own = COLUMNS // part.across
    lines = packed((field, field.width or own) for field in part.fields)
    blanks = tuple(tuple(Blank("", span, (field.label,)) for field, span in line) for line in lines)
    return Blanks(part.id, blanks, part.height, ruled=False)


def _space(part: FormPart) -> Block:
    return Blanks(part.id, ((Blank(""),),) * part.rows, part.height)


def _text(part: FormPart) -> Block:
    return Blanks(part.id, tuple((Blank(field.label),) for field in part.fields), 0.0, ruled=False)


def _grid(part: FormPart) -> Block:
    columns = tuple(Column(f"c{n}", column.title, width=column.width) for n, column in enumerate(part.columns, 1))
    labels = (*part.first_column, *("",) * (part.rows - len(part.first_column)))
    rows = tuple(
        Row(f"{part.id}.{n}", (Cell(label, bold=True), *(Cell(),) * (len(columns) - 1)))
        for n, label in enumerate(labels, 1)
    )
    return Table(f"{part.id}.grille", columns, rows, row_height=part.height)


_PRINTED: Mapping[FormPartKind, Callable[[FormPart], Block]] = {
    FormPartKind.CHECKS: _checks,
    FormPartKind.GRID: _grid,
    FormPartKind.SPACE: _space,
    FormPartKind.TEXT: _text,
}
