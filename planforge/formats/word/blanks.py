"""Room to write by hand: lines of blanks as the cells of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.document.columns import split_width
from planforge.document.geometry import (
    BLANK_PAD_SIDE,
    CHECK_GROWTH,
    CHECK_PITCH,
    CHOICE_GAP,
    COLUMNS,
    TABLE_PAD,
    line_height,
)
from planforge.formats.word.markup import attribute
from planforge.formats.word.paragraphs import HAND_RULES, column_grid, paragraph, thin
from planforge.formats.word.runs import size_markup, tick_box, word_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.document.blocks import Blank, Blanks
    from planforge.formats.word.places import Place
    from planforge.formats.word.press import Press

_DXA = 56.6929  # twentieths of a point in a millimetre
_MARGINS = (
    f'<w:tblCellMar><w:top w:w="{TABLE_PAD}" w:type="dxa"/><w:left w:w="{BLANK_PAD_SIDE}" w:type="dxa"/>'
    f'<w:bottom w:w="{TABLE_PAD}" w:type="dxa"/><w:right w:w="{BLANK_PAD_SIDE}" w:type="dxa"/></w:tblCellMar>'
)
_NO_RULES = HAND_RULES.replace("single", "nil")


def blank_lines(press: Press, block: Blanks, place: Place) -> str:
    """A table of twelve columns, each blank a cell; the boxes of a blank stand after its label."""
    widths = split_width(place.width, [1.0] * COLUMNS)
    labels = ", ".join(blank.label or ", ".join(blank.choices) for line in block.lines for blank in line)
    rules = HAND_RULES if block.ruled else _NO_RULES
    rows = "".join(_row(press, block, place, number) for number in range(len(block.lines)))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{press.charter.ids[place.table_style]}"/>'
        f'<w:tblW w:w="{place.width}" w:type="dxa"/>{rules}<w:tblLayout w:type="fixed"/>{_MARGINS}'
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val="{attribute(labels.strip(", ") or "À remplir")}"/></w:tblPr>'
        f"{column_grid(widths)}{rows}</w:tbl>{thin()}"
    )


def _row(press: Press, block: Blanks, place: Place, number: int) -> str:
    height = f'<w:trHeight w:val="{round(block.height * _DXA)}" w:hRule="atLeast"/>'
    widths = split_width(place.width, [1.0] * COLUMNS)
    cells, first = [], 0
    said = [blank.label + "".join(blank.choices) for blank in block.lines[number]]
    mark = (press.mark(block.id) if number == 0 else "") + press.row_mark(block.id, str(number), said)
    for rank, blank in enumerate(block.lines[number]):
        width = sum(widths[first : first + blank.span])
        content = mark + _content(press, blank, place, f"{block.id}:{number}.{rank}")
        cells.append(_cell(blank, width, paragraph(place.body, content, _spacing(blank, place) + place.ending())))
        first += blank.span
        mark = ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(blank: Blank, width: int, content: str) -> str:
    merged = f'<w:gridSpan w:val="{blank.span}"/>' if blank.span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}</w:tcPr>{content}</w:tc>'


def _spacing(blank: Blank, place: Place) -> str:
    """No air below a label; the pitch of a line with boxes does not follow the font that draws them."""
    pitch = f' w:line="{line_height(place.half_points, CHECK_PITCH)}" w:lineRule="exact"' if blank.choices else ""
    return f'<w:spacing w:after="0"{pitch}/>'


def _content(press: Press, blank: Blank, place: Place, key: str) -> str:
    size = size_markup(place.half_points)
    label = word_run(blank.label, size) if blank.label else ""
    return label + _boxes(press, blank.choices, place, key, after=bool(blank.label))


def _boxes(press: Press, choices: Sequence[str], place: Place, key: str, *, after: bool) -> str:
    size, big = size_markup(place.half_points), size_markup(round(place.half_points * CHECK_GROWTH))
    printed = []
    for number, choice in enumerate(choices):
        gap = word_run(CHOICE_GAP, size) if after or number else ""
        printed.append(gap + tick_box(press, f"{key}.{number}", big) + word_run(f"\u00a0{choice}", size))
    return "".join(printed)
