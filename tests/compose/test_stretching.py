from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.compose.form_parts import part_rows, sheet_row, usual_fields
from planforge.compose.heights import millimetres, room_height, sheet_height
from planforge.compose.stretching import stretched
from planforge.document.blocks import Blanks, Orientation, Sheet
from planforge.document.tables import Table
from planforge.library.types import Form
from planforge.resources import templates_folder

if TYPE_CHECKING:
    from planforge.document.blocks import SheetZone

USUAL = usual_fields([templates_folder()])


def page(*parts: dict[str, Any], orientation: Orientation = Orientation.PORTRAIT) -> Sheet:
    told = [{"id": f"p{rank}", "name": "Partie", **part} for rank, part in enumerate(parts)]
    rows = part_rows(Form.model_validate({"id": "F-X", "name": "X", "parts": told}), USUAL)
    sheet = Sheet("f-x", "F-X", "X", (), "", tuple(map(sheet_row, rows)), (), orientation=orientation, blank=True)
    return stretched(sheet, rows)


def zones(sheet: Sheet) -> list[SheetZone]:
    return [zone for row in sheet.rows for zone in row.zones]


def spare(sheet: Sheet) -> float:
    return millimetres(room_height(sheet) - sheet_height(sheet))


GRID = {"kind": "grid", "columns": ["A", "B"], "rows": "3", "height": "8"}
LINES = {"kind": "lines", "fields": ["Un", "Deux"], "height": "9"}


@pytest.mark.parametrize("orientation", Orientation)
@pytest.mark.parametrize(
    "part", [GRID, LINES, {"kind": "space", "rows": "2"}, {"kind": "space"}, {**GRID, "first_column": ["a", "b", "c"]}]
)
def test_a_part_that_grows_takes_the_page_and_no_more(part: dict[str, Any], orientation: Orientation) -> None:
    sheet = page({**part, "grow": "oui"}, {"kind": "signature"}, orientation=orientation)
    assert 0 <= spare(sheet) < 1


def test_a_list_grows_by_rows_before_its_rows_grow() -> None:
    block = zones(page({**GRID, "grow": "oui"}))[0].blocks[0]
    assert isinstance(block, Table)
    assert len(block.rows) > 20
    assert 8 <= block.row_height < 9


def test_named_lines_grow_by_height_only() -> None:
    table = zones(page({**GRID, "first_column": ["a", "b", "c"], "grow": "oui"}))[0].blocks[0]
    lines = zones(page({**LINES, "grow": "oui"}))[0].blocks[0]
    assert isinstance(table, Table)
    assert isinstance(lines, Blanks)
    assert (len(table.rows), len(lines.lines)) == (3, 2)
    assert min(table.row_height, lines.height) > 60


def test_a_part_fills_the_row_of_its_taller_neighbour() -> None:
    tall, short = zones(page({**GRID, "rows": "6", "span": "6"}, {**LINES, "span": "6"}))
    assert isinstance(tall.blocks[0], Table)
    assert isinstance(short.blocks[0], Blanks)
    assert tall.blocks[0].row_height == 8
    assert 2 * short.blocks[0].height == pytest.approx(6 * 8 + 4.6, abs=1)


def test_boxes_to_tick_stay_close_together_and_words_stay_as_they_are() -> None:
    checks, words, _ = zones(
        page(
            {"kind": "checks", "fields": ["Un", "Deux"], "height": "6", "span": "4"},
            {"kind": "text", "fields": ["Lire"], "span": "4"},
            {"kind": "space", "rows": "1", "height": "80", "span": "4"},
        )
    )
    assert [block.height for zone in (checks, words) for block in zone.blocks if isinstance(block, Blanks)] == [
        pytest.approx(9, abs=0.1),
        0,
    ]


def test_what_is_left_is_shared_by_what_each_part_asks() -> None:
    big, small = zones(page({**GRID, "rows": "12", "grow": "oui"}, {**GRID, "rows": "4", "grow": "oui"}))
    assert isinstance(big.blocks[0], Table)
    assert isinstance(small.blocks[0], Table)
    assert len(big.blocks[0].rows) > 2 * len(small.blocks[0].rows)


def test_a_page_that_is_full_already_keeps_its_rows() -> None:
    full = page({**GRID, "rows": "60", "grow": "oui"})
    assert spare(full) < 0
    assert isinstance(full.rows[0].zones[0].blocks[0], Table)
    assert len(full.rows[0].zones[0].blocks[0].rows) == 60
