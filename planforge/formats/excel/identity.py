"""What a sheet says about itself in a hidden cell, so that it is known again whatever becomes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.formats.excel.layout import HOME
from planforge.formats.excel.looks import KEY
from planforge.formats.excel.passport import Line, Passport, column_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.formats.excel.frame import Frame
    from planforge.formats.excel.layout import Layout
    from planforge.formats.excel.rows import SheetText

HOME_KEY = "E"  # letters of the hidden column of the first sheet
_PLACE = re.compile(r"([A-Z]+)(\d+)")


def show_passport(page: SheetText, layout: Layout, shape: Frame) -> None:
    """Write the passport of a sheet above the title of its column of keys, in the thin row over the table."""
    last_above, first_below = layout.header_row - 1, layout.last_row + len(layout.totals) + 1
    titles = _lines(page.marks, layout.header_row, layout.header_row)[0]
    passport = Passport(
        sheet=column_names((layout.sheet.id,))[0],
        name=layout.name,
        columns=column_names(column.key for column in layout.columns),
        titles=tuple(titles.values())[:-1],
        widths=tuple(round(width, 1) for width in shape.widths),
        above=_lines(page.marks, 1, last_above),
        below=_lines(page.marks, first_below, layout.end_row),
        rows=tuple(page.row_digests),
    )
    _show(page, f"{layout.key_letters}{last_above}", passport)


def show_home_passport(page: SheetText) -> None:
    """Write the passport of the first sheet, which has no table."""
    lines = _lines(page.marks, 1, len(page.rows))
    _show(page, f"{HOME_KEY}1", Passport(sheet=HOME, name=HOME, above=lines))


def _show(page: SheetText, reference: str, passport: Passport) -> None:
    found = _PLACE.fullmatch(reference)
    if found:
        page.add(int(found[2]), page.cell(reference, passport.text, KEY))


def _lines(marks: Mapping[str, str], first: int, last: int) -> tuple[Line, ...]:
    """The marks of each row between two, by letters; rows where nothing stands are left out."""
    lines: dict[int, Line] = {}
    for reference, mark in marks.items():
        found = _PLACE.fullmatch(reference)
        if found and first <= int(found[2]) <= last:
            lines.setdefault(int(found[2]), {})[found[1]] = mark
    return tuple(lines[number] for number in sorted(lines))
