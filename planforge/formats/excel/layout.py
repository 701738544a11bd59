"""Where everything stands on a sheet: which row is the header, which are data, where totals, notes and chart go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.document.tables import Cell, Column, ColumnKind, Row, RowKind
from planforge.document.text import Tone
from planforge.formats.excel.keys import KEY_TITLE, row_names
from planforge.formats.excel.names import defined_names, sheet_names, titles

if TYPE_CHECKING:
    from planforge.document.documents import Workbook, Worksheet
    from planforge.document.text import Text

HOME = "À lire"
LISTS = "Listes"
BACK_ROW, TITLE_ROW = 1, 2
GROUP = Column("groupe", "Groupe", ColumnKind.TEXT, width=0.8)


def letters(number: int) -> str:
    """The letters of a column counted from 1: A, Z, AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True)
class Layout:
    """The plan of one sheet. Group rows become the first column, so that filters and sorts keep their words."""

    sheet: Worksheet
    name: str
    table_name: str
    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    data: tuple[Row, ...]
    totals: tuple[Row, ...]
    intro: tuple[Text | str, ...]

    @property
    def grouped(self) -> bool:
        """Whether a first column holds the words of the group rows."""
        return bool(self.columns) and self.columns[0] is GROUP

    @property
    def facts_row(self) -> int:
        """The row of the first fact."""
        return TITLE_ROW + 1 + len(self.intro)

    @property
    def header_row(self) -> int:
        """The row of the column titles, after a thin empty one."""
        return self.facts_row + len(self.sheet.facts) + 1

    @property
    def first_row(self) -> int:
        """The first row of data."""
        return self.header_row + 1

    @property
    def last_row(self) -> int:
        """The last row of data: an empty table keeps one blank row, because Excel wants one."""
        return self.header_row + max(len(self.data), 1)

    @property
    def notes_row(self) -> int:
        """The row of the first line under the totals."""
        return self.last_row + len(self.totals) + 2

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The lines under the table: what an empty table means, then its own note."""
        table = self.sheet.table
        return tuple(line for line in (table.empty if not self.data else "", table.note) if line)

    @property
    def end_row(self) -> int:
        """The last row that holds something, the chart apart."""
        return self.notes_row + len(self.notes) - 1 if self.notes else self.last_row + len(self.totals)

    @property
    def chart_row(self) -> int:
        """The first row of a chart placed under the table."""
        return self.end_row + 3

    @cached_property
    def positions(self) -> dict[str, str]:
        """The letters of each column by key."""
        return {column.key: letters(number) for number, column in enumerate(self.columns, start=1)}

    @cached_property
    def row_names(self) -> tuple[str, ...]:
        """The name of each row of data in its key."""
        return row_names(row.id for row in self.data)

    @cached_property
    def total_names(self) -> tuple[str, ...]:
        """The name of each total in its key."""
        return row_names(row.id for row in self.totals)

    @cached_property
    def key_letters(self) -> str:
        """The letters of the hidden column of keys, last of the table, so that a sort moves them with their rows."""
        return letters(len(self.columns) + 1)

    @cached_property
    def key_title(self) -> str:
        """The title of the column of keys, which no other column has."""
        return titles((*self.titles, KEY_TITLE))[-1]

    @property
    def reference(self) -> str:
        """The cells of the table, header and keys included."""
        return f"A{self.header_row}:{self.key_letters}{self.last_row}"

    @property
    def body(self) -> str:
        """The cells of the table without its header and its keys."""
        return f"A{self.first_row}:{letters(len(self.columns))}{self.last_row}"

    def span(self, key: str) -> str:
        """The data cells of a column."""
        letter = self.positions[key]
        return f"{letter}{self.first_row}:{letter}{self.last_row}"


def layouts(workbook: Workbook) -> tuple[Layout, ...]:
    """The plans of all sheets, with their legal and unique names."""
    names = sheet_names((sheet.name or sheet.title for sheet in workbook.sheets), taken=(HOME, LISTS))
    tables = defined_names("t", (sheet.id for sheet in workbook.sheets))
    return tuple(_layout(*parts) for parts in zip(workbook.sheets, names, tables, strict=True))


def _layout(sheet: Worksheet, name: str, table_name: str) -> Layout:
    table = sheet.table
    grouped = any(row.kind is RowKind.GROUP for row in table.rows)
    columns = (GROUP, *table.columns) if grouped else table.columns
    data, totals = _fold_groups(table.rows) if grouped else _split_totals(table.rows)
    return Layout(
        sheet=sheet,
        name=name,
        table_name=table_name,
        columns=columns,
        titles=titles(column.title for column in columns),
        data=data,
        totals=totals,
        intro=(*sheet.intro, *((table.caption,) if table.caption else ())),
    )


def _split_totals(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    data = tuple(row for row in rows if row.kind is RowKind.DATA)
    return data, tuple(row for row in rows if row.kind is RowKind.TOTAL)


def _fold_groups(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Data and totals with their group's words before them; a group without rows keeps a row of its own."""
    folded: list[Row] = []
    band: Row | None = None
    used = True
    for row in rows:
        if row.kind is RowKind.GROUP:
            if band is not None and not used:
                folded.append(Row(band.id, (_words(band),)))
            band, used = row, False
        else:
            words = _words(band) if row.kind is RowKind.DATA else Cell()
            folded.append(Row(row.id, (words, *row.cells), row.kind))
            used = True
    if band is not None and not used:
        folded.append(Row(band.id, (_words(band),)))
    return _split_totals(tuple(folded))


def _words(band: Row | None) -> Cell:
    return Cell(band.cells[0].value, tone=Tone.STRUCTURE) if band is not None and band.cells else Cell()
