"""Whatever changes in the record and by hand, nothing that anybody wrote is lost without being told."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment

from planforge.document.tables import Cell, Column
from planforge.formats.excel.merge import merge_excel
from tests.gate.hands import edited
from tests.gate.lint import lint_xlsx
from tests.gate.plans import COLUMNS, FORMULAS, action, actions, generated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet as Page

    from planforge.document.tables import Row
    from planforge.formats.merging import Merged

ON = date(2026, 11, 27)
HEADER = 6
TYPED = re.compile(r"(?:tapé|dossier)-\d+")
WIDTH = 8  # columns of the table, its keys too
PLACES = st.integers(0, 5)
BY_HAND = (
    "cell", "cell", "cell", "empty", "insert", "append", "delete", "column",
    "beside", "note", "title", "sort", "copy", "above", "below", "far",
)  # fmt: skip
IN_RECORD = ("change", "change", "remove", "add", "reorder", "drop-column", "new-column", "note")

Change = tuple[str, int, int]


class Hand:
    """Edits of the plan by hand, one after the other, each typing a word of its own."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def edit(self, change: Change, word: str) -> None:
        kind, row, column = change
        first, last = self.edge()
        number = first + row % (last - first + 1)
        deeds: dict[str, Callable[[], None]] = {
            "cell": lambda: self.write(number, column + 1, word),
            "empty": lambda: self.write(number, column + 1, None),
            "insert": lambda: self.insert(number, {column + 1: word}),
            "append": lambda: self.append(column + 1, word),
            "delete": lambda: self.delete(number),
            "column": lambda: self.write_column(9 + column, {HEADER: f"Titre {word}", number: word}),
            "beside": lambda: self.write(number, 20 + column, word),
            "note": lambda: self.note(number, column + 1, word),
            "title": lambda: self.write(HEADER, column + 1, word),
            "sort": self.turn,
            "copy": lambda: self.insert(number, {**self.values(number), column + 1: word}),
            "above": lambda: self.write(1 + row % 4, 1 + 3 * column, word),
            "below": lambda: self.write(last + 3 + row, 1 + column, word),
            "far": lambda: self.write(200 + row, 40 + column, word),
        }
        deeds[kind]()

    def edge(self) -> tuple[int, int]:
        """The first and the last row of data of the table."""
        (table,) = self.page.tables.values()
        first, last = re.findall(r"\d+", table.ref)
        return int(first) + 1, int(last)

    def stretch(self, rows: int) -> None:
        """Make the table longer, as a spreadsheet program does by itself."""
        (table,) = self.page.tables.values()
        last = max(self.edge()[1] + rows, HEADER + 1)
        table.ref = table.autoFilter.ref = re.sub(r"\d+$", str(last), table.ref)

    def write(self, row: int, column: int, value: Any) -> None:
        cell: Any = self.page.cell(row, column)
        if not isinstance(cell, MergedCell):
            cell.value = value

    def write_column(self, column: int, values: dict[int, str]) -> None:
        for row, value in values.items():
            self.write(row, column, value)

    def note(self, row: int, column: int, word: str) -> None:
        self.page.cell(row, column).comment = Comment(word, "moi")

    def values(self, number: int) -> dict[int, Any]:
        return {place: self.page.cell(number, place).value for place in range(1, WIDTH + 1)}

    def insert(self, number: int, values: dict[int, Any]) -> None:
        self.page.insert_rows(number)
        self.stretch(1)
        for column, value in values.items():
            self.write(number, column, value)

    def append(self, column: int, word: str) -> None:
        last = self.edge()[1]
        self.page.insert_rows(last + 1)
        self.write(last + 1, column, word)

    def delete(self, number: int) -> None:
        first, last = self.edge()
        if last > first:
            self.page.delete_rows(number)
            self.stretch(-1)

    def turn(self) -> None:
        """Sort the rows upside down."""
        first, last = self.edge()
        lines = [self.values(number) for number in range(first, last + 1)]
        for number, line in zip(range(last, first - 1, -1), lines, strict=True):
            for column, value in line.items():
                self.write(number, column, value)


class Record:
    """A record that changes: the rows and the columns of the plan."""

    def __init__(self) -> None:
        self.rows, self.columns, self.note = actions(), list(COLUMNS), "Source : DSI."

    def change(self, change: Change, word: str) -> None:
        kind, row, column = change
        place = row % len(self.rows) if self.rows else 0
        if kind == "change" and self.rows:
            self.rows[place] = with_cell(self.rows[place], column % len(self.columns), word)
        elif kind == "remove" and self.rows:
            del self.rows[place]
        elif kind == "add":
            self.rows.insert(place, with_cell(wide(action(20 + len(self.rows)), len(self.columns)), 0, word))
        elif kind == "reorder":
            self.rows = self.rows[::-1]
        elif kind == "drop-column":
            self.drop(1 + column % 3)
        elif kind == "new-column":
            self.columns.append(Column(f"neuve-{word}", f"Neuve {word}"))
            self.rows = [replace(one, cells=(*one.cells, Cell(word))) for one in self.rows]
        elif kind == "note":
            self.note = f"Source : {word}."

    def drop(self, place: int) -> None:
        if self.columns[place].key != "load" and len(self.columns) > 4:
            del self.columns[place]
            self.rows = [replace(one, cells=one.cells[:place] + one.cells[place + 1 :]) for one in self.rows]

    def file(self) -> bytes:
        return generated(self.rows, columns=tuple(self.columns), note=self.note)


def wide(row: Row, width: int) -> Row:
    return replace(row, cells=(*row.cells, *(Cell() for _ in range(width)))[:width])


def with_cell(row: Row, place: int, word: str) -> Row:
    return replace(row, cells=(*row.cells[:place], Cell(word), *row.cells[place + 1 :]))


def words_in(data: bytes) -> set[str]:
    """The words of tests in the cells and the notes of a file."""
    texts = []
    for page in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        for line in page.iter_rows():
            texts += [str(cell.value) for cell in line]
            texts += [cell.comment.text for cell in line if cell.comment]
    return set(TYPED.findall(" ".join(text for text in texts if '"planforge":1' not in text)))


def words_told(merged: Merged) -> set[str]:
    every = (*merged.kept, *merged.conflicts, *merged.lost_looks)
    return set(TYPED.findall(" ".join(f"{edit.where} {edit.theirs} {edit.ours}" for edit in every)))


def by_hand(data: bytes, changes: Sequence[Change]) -> bytes:
    def work(book: Book) -> None:
        for number, change in enumerate(changes):
            Hand(book["Actions"]).edit(change, f"tapé-{number}")

    return edited(data, work)


def changed(changes: Sequence[Change]) -> bytes:
    record = Record()
    for number, change in enumerate(changes):
        record.change(change, f"dossier-{number}")
    return record.file()


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(BY_HAND), PLACES, PLACES), min_size=1, max_size=5),
    st.lists(st.tuples(st.sampled_from(IN_RECORD), PLACES, PLACES), max_size=4),
    st.sampled_from(["base", "no base"]),
)
def test_nothing_is_lost(hand: list[Change], record: list[Change], state: str) -> None:
    before, ours = generated(), changed(record)
    theirs, base = by_hand(before, hand), before if state == "base" else None
    merged = merge_excel(base, theirs, ours, "planforge", ON)
    assert words_in(theirs) - words_in(merged.data) - words_told(merged) == set()
    assert words_in(ours) - words_in(merged.data) - words_told(merged) == set()
    assert lint_xlsx(merged.data, FORMULAS) == []
    again = merge_excel(base and ours, merged.data, ours, "planforge", ON)
    assert again.data == merged.data
    assert len(again.conflicts) == len(merged.conflicts)
