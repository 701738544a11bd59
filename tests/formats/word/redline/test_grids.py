from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.document.tables import Column, Table, row
from planforge.formats.word.redline.grids import spans
from tests.formats.word.merge.hands import Hand, W
from tests.formats.word.redline.conftest import compared
from tests.formats.word.redline.pairs import made
from tests.gate.lint import lint_docx
from tests.gate.revisions import revisions

if TYPE_CHECKING:
    from planforge.formats.word import WordWriter

COLUMNS = (Column("a", "Système"), Column("b", "Délai"))


@given(st.lists(st.integers(0, 900), min_size=1, max_size=5), st.lists(st.integers(1, 900), min_size=5, max_size=9))
def test_cells_fill_all_columns_each_at_least_one(wanted: list[int], widths: list[int]) -> None:
    found = spans(wanted, widths)
    assert len(found) == len(wanted)
    assert min(found) >= 1
    assert sum(found) == len(widths)


@pytest.mark.parametrize(
    ("wanted", "widths", "expected"),
    [
        ([300, 300], [100] * 6, [3, 3]),
        ([100, 500], [100] * 6, [1, 5]),
        ([10, 10, 980], [500, 250, 250], [1, 1, 1]),
        ([600], [100] * 6, [6]),
    ],
)
def test_cells_are_about_as_wide_as_they_were(wanted: list[int], widths: list[int], expected: list[int]) -> None:
    assert spans(wanted, widths) == expected


def file_of(writer: WordWriter, *rows: tuple[str, str]) -> bytes:
    return writer.write(made((Table("t", COLUMNS, tuple(row(f"r-{one}", one, other) for one, other in rows)),)))


def tracked_rows(data: bytes) -> list[tuple[str, str]]:
    """What became of each row, empty where it stayed, and its words."""
    found = []
    for row_ in Hand(data).root.iter(f"{W}tr"):
        marks = [name for name in ("ins", "del") if row_.find(f"{W}trPr/{W}{name}") is not None]
        words = "".join(node.text or "" for node in row_.iter(f"{W}t", f"{W}delText"))
        found.append(("".join(marks), words))
    return found


def cell_widths(data: bytes) -> list[list[str]]:
    """How wide the cells of each row are, and how many columns they span where they say it."""
    return [
        [node.get(f"{W}{'w' if node.tag == f'{W}tcW' else 'val'}", "") for node in row_.iter(f"{W}tcW", f"{W}gridSpan")]
        for row_ in Hand(data).root.iter(f"{W}tr")
    ]


def test_a_row_of_a_table_that_another_program_cut_into_more_columns_fits(writer: WordWriter) -> None:
    hand = Hand(file_of(writer, ("DPI", "4 h"), ("GAM", "2 h")))
    for grid in hand.root.iter(f"{W}tblGrid"):
        grid.append(grid.makeelement(f"{W}gridCol", {f"{W}w": "300"}))
    for row_ in hand.root.iter(f"{W}tr"):
        properties = row_[-1].find(f"{W}tcPr")
        assert properties is not None
        properties.insert(1, properties.makeelement(f"{W}gridSpan", {f"{W}val": "2"}))
    data = compared(hand.save(), file_of(writer, ("DPI", "4 h"))).data
    assert lint_docx(data) == []
    assert len(revisions(data)) == 3  # the row and what its two cells say


def test_cells_that_reach_over_several_rows_make_a_table_go_whole(writer: WordWriter) -> None:
    hand = Hand(file_of(writer, ("DPI", "4 h"), ("GAM", "2 h")))
    for rank, cell in enumerate(hand.root.iter(f"{W}tc")):
        if rank in {2, 4}:
            cell[0].append(cell.makeelement(f"{W}vMerge", {f"{W}val": "restart" if rank == 2 else "continue"}))
    data = compared(hand.save(), file_of(writer, ("DPI", "4 h"), ("Paie", "2 h"))).data
    assert tracked_rows(data) == [
        *(("del", words) for words in ("SystèmeDélai", "DPI4 h", "GAM2 h")),
        *(("ins", words) for words in ("SystèmeDélai", "DPI4 h", "Paie2 h")),
    ]


def test_a_table_whose_grid_is_wrong_is_left_to_the_program(writer: WordWriter) -> None:
    hand = Hand(file_of(writer, ("DPI", "4 h")))
    for grid in hand.root.iter(f"{W}tblGrid"):
        grid.remove(grid[0])
    old = file_of(writer, ("DPI", "4 h"), ("GAM", "2 h"))
    data = compared(old, hand.save()).data
    assert tracked_rows(data) == [("", "SystèmeDélai"), ("", "DPI4 h"), ("del", "GAM2 h")]
    assert cell_widths(data) == cell_widths(old)  # the row that went has those it had
