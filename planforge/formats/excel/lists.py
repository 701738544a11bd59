"""The hidden sheet that feeds the drop-downs, one named column per list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.workbook.defined_name import DefinedName

from planforge.document.tables import ColumnKind
from planforge.formats.excel.layout import LISTS, letters
from planforge.formats.excel.looks import Look
from planforge.formats.excel.names import defined_names, quoted
from planforge.formats.excel.shapes import TICK, TICKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

    from planforge.document.tables import Column
    from planforge.formats.excel.layout import Layout
    from planforge.formats.excel.rows import SheetText

TICKS = (TICK, TICKED)


def choices(column: Column) -> tuple[str, ...]:
    """The words a cell of the column may hold; empty when it is free."""
    return TICKS if column.kind is ColumnKind.TICK else column.choices


def list_names(layouts: Sequence[Layout]) -> dict[tuple[str, ...], str]:
    """The name of each different list, after the first column that uses it."""
    owners: dict[tuple[str, ...], str] = {}
    for layout in layouts:
        for column in layout.columns:
            words = choices(column)
            if words:
                owner = "cases" if words == TICKS else f"{layout.sheet.id}_{column.key}"
                owners.setdefault(words, owner)
    return dict(zip(owners, defined_names("liste", owners.values()), strict=True))


def write_lists(page: SheetText, names: dict[tuple[str, ...], str]) -> None:
    """Write the lists side by side, each under its name."""
    look = Look()
    for number in range(1, max(map(len, names)) + 2):
        cells = []
        for position, (words, name) in enumerate(names.items(), start=1):
            column = (name, *words)
            if number <= len(column):
                cells.append(page.cell(f"{letters(position)}{number}", column[number - 1], look))
        page.row(number, cells)


def name_lists(book: Workbook, names: dict[tuple[str, ...], str]) -> None:
    """Give each list its name in the workbook."""
    for position, (words, name) in enumerate(names.items(), start=1):
        letter = letters(position)
        place = f"{quoted(LISTS)}!${letter}$2:${letter}${len(words) + 1}"
        book.defined_names[name] = DefinedName(name, attr_text=place)


def lists_extent(names: dict[tuple[str, ...], str]) -> str:
    """The cells that the lists cover."""
    return f"A1:{letters(len(names))}{max(map(len, names)) + 1}"
