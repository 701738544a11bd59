"""A table as HTML that a screen reader can walk: caption, scopes, one heading cell a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.document.tables import Cell, Column, ColumnKind, Row, RowKind, Table
from planforge.document.text import Tick, Tone
from planforge.formats.cells import say
from planforge.formats.html_blanks import height_class
from planforge.formats.html_text import cell_words, element, marks, words
from planforge.formats.labels import table_notes

if TYPE_CHECKING:
    from collections.abc import Callable

_RIGHT = {ColumnKind.NUMBER, ColumnKind.DURATION, ColumnKind.PERCENT, ColumnKind.VOLUME, ColumnKind.DATE}


@dataclass(frozen=True, slots=True)
class TablePrinter:
    """Prints tables; ``claim`` gives an id back the first time it is asked for, then nothing."""

    claim: Callable[[str], str]

    def table(self, table: Table, label: str = "") -> str:
        """The table under its caption, which scrolls aside where it is wider than the page; notes below."""
        identifier = self.claim(table.id)
        notes = "".join(element("p", words(note), class_="note") for note in table_notes(table))
        if not table.rows:
            title = element("p", words(label), class_="caption") if label else ""
            return element("div", title + element("p", words(table.empty), class_="empty") + notes, id=identifier)
        caption = element("caption", words(label)) if label else ""
        head = self._head(table) if table.header else ""
        widths = _widths(table) if table.row_height else ""
        body = element("tbody", "".join(self._row(row, table) for row in table.rows))
        written = f"to-write {height_class(table.row_height)}" if table.row_height else ""
        look = "facts" if not table.header else written
        printed = element("table", caption + widths + head + body, id=identifier, class_=look)
        region = marks(class_="scroll", role="region", tabindex="0", aria_label=label or table.columns[0].title)
        return f"<div{region}>{printed}</div>{notes}"

    def _head(self, table: Table) -> str:
        cells = (
            element("th", words(column.title), scope="col", class_=_side(column), title=column.note)
            for column in table.columns
        )
        return element("thead", element("tr", "".join(cells)))

    def _row(self, row: Row, table: Table) -> str:
        identifier = self.claim(row.id)
        if row.kind is RowKind.GROUP:
            cell = element("th", cell_words(row.cells[0]), scope="colgroup", colspan=str(len(table.columns)))
            return element("tr", cell, class_="group", id=identifier)
        cells = [*row.cells, *[Cell()] * (len(table.columns) - len(row.cells))]
        label = say(row.cells[0].value) if row.cells else ""
        printed = "".join(
            _cell(cell, column, label, first=number == 0)
            for number, (cell, column) in enumerate(zip(cells, table.columns, strict=True))
        )
        return element("tr", printed, id=identifier, class_="total" if row.kind is RowKind.TOTAL else "")


def _widths(table: Table) -> str:
    """The share of each column, as classes of the style sheet: empty cells do not widen one by themselves."""
    whole = sum(column.width for column in table.columns)
    shares = (min(max(round(100 * column.width / whole), 2), 60) for column in table.columns)
    return element("colgroup", "".join(f'<col class="w-{share}">' for share in shares))


def _cell(cell: Cell, column: Column, label: str, *, first: bool) -> str:
    tone = cell.tone
    if tone is Tone.NEUTRAL and column.tones:
        tone = column.tones.get(say(cell.value), tone)
    look = " ".join(part for part in (_side(column), "" if tone is Tone.NEUTRAL else f"tone-{tone}") if part)
    if isinstance(cell.value, Tick):
        name = " — ".join(part for part in (column.title, label) if part)
        ticked = " checked" if cell.value.done else ""
        return element("td", f'<input type="checkbox"{marks(aria_label=name)}{ticked}>', class_=f"{look} tick".strip())
    if first and column.kind in {ColumnKind.TEXT, ColumnKind.CODE}:
        return element("th", cell_words(cell), scope="row", class_=look)
    return element("td", cell_words(cell), class_=look)


def _side(column: Column) -> str:
    if column.kind is ColumnKind.CODE:
        return "code"
    return "right" if column.kind in _RIGHT else ""
