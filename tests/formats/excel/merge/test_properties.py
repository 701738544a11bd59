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
from openpyxl.comments import Comment

from planforge.document.tables import Cell, Column
from planforge.formats.excel.merge import merge_excel
from tests.gate.hands import edited
from tests.gate.lint import lint_xlsx
from tests.gate.plans import COLUMNS, FORMULAS, action, actions, generated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet as Page

    from planforge.document.tables import Row
    from planforge.formats.merging import Merged

ON = date(2026, 11, 27)
HEADER = 6
TYPED = re.compile(r"(?:tapé|dossier)-\d+")
PLACES = st.integers(0, 5)
BY_HAND = st.tuples(
    st.sampled_from(
        ["cell", "cell", "cell", "empty", "insert", "append", "delete", "column", "beside", "note", "title", "sort", "copy", "above", "below", "far"]
    ),
    PLACES,
    PLACES,
)
IN_RECORD = st.tuples(
    st.sampled_from(["change", "change", "remove", "add", "reorder", "drop-column", "new-column", "note"]), PLACES, PLACES
)


def edge(page: Page) -> tuple[int, int]:
    """The first and the last row of data of the table."""
    (table,) = page.tables.values()
    first, last = re.findall(r"\d+", table.ref)
    return int(first) + 1, int(last)


def stretch(page: Page, rows: int, columns: int = 0) -> None:
    """Make the table longer or wider, as a spreadsheet program does by itself."""
    (table,) = page.tables.values()
    _, last = edge(page)
    width = openpyxl.utils.column_index_from_string(re.sub(r".*:|\d", "", table.ref)) + columns
    table.ref = table.autoFilter.ref = (
        f"A{HEADER}:{openpyxl.utils.get_column_letter(width)}{max(last + rows, HEADER + 1)}"
    )


def edit(page: Page, change: tuple[str, int, int], word: str) -> None:
    """One edit by hand, typing ``word`` somewhere."""
    kind, row, column = change
    first, last = edge(page)
    number = first + row % (last - first + 1)
    cell: Any = page.cell(number, column + 1)
    match kind:
        case "cell":
            cell.value = word
        case "empty":
            cell.value = None
        case "insert":
            page.insert_rows(number)
            stretch(page, 1)
            page.cell(number, column + 1).value = word
        case "append":
            page.insert_rows(last + 1)
            page.cell(last + 1, column + 1).value = word
        case "delete" if last > first:
            page.delete_rows(number)
            stretch(page, -1)
        case "column":
            page.cell(HEADER, 9 + column).value = f"Titre {word}"
            page.cell(number, 9 + column).value = word
        case "beside":
            page.cell(number, 20 + column).value = word
        case "note":
            cell.comment = Comment(word, "moi")
        case "title":
            page.cell(HEADER, column + 1).value = word
        case "sort":
            turn(page, first, last)
        case "copy":
            values = [page.cell(number, place).value for place in range(1, 9)]
            page.insert_rows(number)
            stretch(page, 1)
            for place, value in enumerate(values, 1):
                page.cell(number, place).value = value
            page.cell(number, column + 1).value = word
        case "above":
            page.cell(1 + row % 4, 1 + 3 * column).value = word
        case "below":
            page.cell(last + 3 + row, 1 + column).value = word
        case "far":
            page.cell(200 + row, 40 + column).value = word


def turn(page: Page, first: int, last: int) -> None:
    lines = [[page.cell(number, place).value for place in range(1, 9)] for number in range(first, last + 1)]
    for number, line in zip(range(last, first - 1, -1), lines, strict=True):
        for place, value in enumerate(line, 1):
            page.cell(number, place).value = value


def recorded(changes: Sequence[tuple[str, int, int]]) -> bytes:
    """The plan generated from a record that changed."""
    rows, columns, note = actions(), list(COLUMNS), "Source : DSI."
    for number, (kind, row, column) in enumerate(changes):
        word = f"dossier-{number}"
        match kind:
            case "change" if rows:
                rows[row % len(rows)] = with_cell(rows[row % len(rows)], column % len(columns), word)
            case "remove" if rows:
                del rows[row % len(rows)]
            case "add":
                rows.insert(row % (len(rows) + 1), with_cell(wide(action(20 + number), len(columns)), 0, word))
            case "reorder":
                rows = rows[::-1]
            case "drop-column" if len(columns) > 3 and columns[1 + column % 3].key != "load":
                place = 1 + column % 3
                del columns[place]
                rows = [replace(one, cells=one.cells[:place] + one.cells[place + 1 :]) for one in rows]
            case "new-column":
                columns.append(Column(f"neuve{number}", f"Neuve {number}"))
                rows = [replace(one, cells=(*one.cells, Cell(f"{word}"))) for one in rows]
            case "note":
                note = f"Source : {word}."
    return generated(rows, columns=tuple(columns), note=note) if keeps_load(columns) else generated(rows[:0])


def keeps_load(columns: Sequence[Column]) -> bool:
    return any(column.key == "load" for column in columns)


def wide(row: Row, width: int) -> Row:
    cells = (*row.cells, *(Cell() for _ in range(width)))
    return replace(row, cells=cells[:width])


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


@settings(max_examples=60)
@given(st.lists(BY_HAND, min_size=1, max_size=5), st.lists(IN_RECORD, max_size=4), st.booleans())
def test_nothing_is_lost(
    by_hand: list[tuple[str, int, int]], in_record: list[tuple[str, int, int]], kept_base: bool
) -> None:
    base, ours = generated(), recorded(in_record)
    theirs = base
    for number, change in enumerate(by_hand):
        theirs = edited(theirs, lambda book, one=change, rank=number: edit(book["Actions"], one, f"tapé-{rank}"))
    merged = merge_excel(base if kept_base else None, theirs, ours, "planforge", ON)
    assert words_in(theirs) - words_in(merged.data) - words_told(merged) == set()
    assert words_in(ours) - words_in(merged.data) - words_told(merged) == set()
    assert lint_xlsx(merged.data, FORMULAS) == []
    assert merge_excel(base if kept_base else None, theirs, ours, "planforge", ON) == merged
    again = merge_excel(ours if kept_base else None, merged.data, ours, "planforge", ON)
    assert again.data == merged.data
    assert len(again.conflicts) == len(merged.conflicts)
