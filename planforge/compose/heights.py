"""How tall a one-page sheet prints, from the measures that the format prints it with. Heights in dxa."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.compose.speech import said, say_gap
from planforge.compose.widths import line_count, text_width
from planforge.document import geometry
from planforge.document.blocks import (
    Blank,
    Blanks,
    Block,
    Callout,
    CheckItem,
    Checklist,
    EditableZone,
    Emphasis,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.columns import column_widths
from planforge.document.geometry import Lettering, gauge, line_height, row_gap, span_width
from planforge.document.tables import Cell, RowKind, Table
from planforge.document.text import Gap, Run, Text, Tick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planforge.document.blocks import Orientation

_MM = 25.4 / 1440
_DXA = 1440 / 25.4
_CALLOUT_INDENT = 340
_CALLOUT_AIR = 240
_SAFE = 60


@dataclass(frozen=True, slots=True)
class _Column:
    """Where lines are stacked: how wide, in which size, with which air below each paragraph."""

    room: float
    half: int
    after: int


def millimetres(dxa: float) -> float:
    """The same length in millimetres."""
    return dxa * _MM


def room_height(sheet: Sheet, *, running_foot: bool = False) -> float:
    """What a page of the sheet's orientation has for it; ``running_foot`` when it stands within a longer document."""
    margins = geometry.MARGIN_TOP + geometry.MARGIN_BOTTOM
    foot = geometry.FOOT_AIR + line_height(geometry.FOOT.full) + (geometry.RUNNING_FOOT if running_foot else 0)
    lift = max(foot - (geometry.MARGIN_BOTTOM - geometry.MARGIN_FOOT), 0)
    return geometry.page_size(sheet.orientation)[1] - margins - lift - geometry.THIN


def sheet_height(sheet: Sheet) -> float:
    """The height of everything between the margins of the page, foot excepted."""
    return fixed_height(sheet) + sum(max(body_height(zone, sheet) for zone in row.zones) for row in sheet.rows)


def fixed_height(sheet: Sheet) -> float:
    """All of a sheet but the bodies of its zones, and a little more, for renderers round each line."""
    height, stopped = band_height(sheet) + _SAFE, False
    for row in sheet.rows:
        stop = has_stop(row)
        height += row_gap(sheet, stop=stop or stopped) + frame_height(row)
        height += max(title_height(zone, sheet) for zone in row.zones)
        stopped = stop
    return height


def has_stop(row: SheetRow) -> bool:
    """Whether a row holds a zone with a thick frame."""
    return any(zone.emphasis is Emphasis.STOP for zone in row.zones)


def frame_height(row: SheetRow) -> float:
    """What the frames of its zones add to a row."""
    return geometry.STOP_FRAME if has_stop(row) else geometry.FRAME


def title_height(zone: SheetZone, sheet: Sheet) -> float:
    """The title of a zone, its note beside it, in a cell."""
    stop = zone.emphasis is Emphasis.STOP
    measures = gauge(blank=sheet.blank)
    half = (measures.stop_title if stop else measures.zone_title).at(sheet.scale)
    room = _inner(zone, sheet.orientation)
    note = text_width(zone.note, measures.zone_note.at(sheet.scale)) + 200 if zone.note else 0.0
    words = (Run(zone.title or " ", bold=True),)
    lines = line_count(words, half, room)
    if note and text_width(zone.title, half, "Arial Bold") + note > room:
        lines += 1
    return lines * line_height(half) + 2 * measures.title_pad


def body_height(zone: SheetZone, sheet: Sheet) -> float:
    """The body of a zone in its cell."""
    body = geometry.BODIES[zone.emphasis]
    room = span_width(zone.span, sheet.orientation) - 2 * geometry.side_pad(zone)
    column = _Column(room, body.at(sheet.scale), round(body.after * sheet.scale))
    return _stacked(zone.blocks, column) + (0 if zone.flush else 2 * geometry.PAD)


def band_height(sheet: Sheet) -> float:
    """The title band: kicker and title beside side lines and banner."""
    return _form_band_height(sheet) if sheet.blank else _title_band_height(sheet)


def _form_band_height(sheet: Sheet) -> float:
    """The framed band of a form: its code, its name, then side lines and banner."""
    widths = [span_width(span, sheet.orientation) + geometry.GUTTER for span in geometry.BLANK_BAND]
    code, name, side = (width - 2 * geometry.PAD_SIDE for width in widths)
    side -= geometry.GUTTER
    heights = (
        _line(sheet.kicker, geometry.BLANK_CODE, sheet, code, bold=True),
        _line(sheet.title, geometry.BLANK_NAME, sheet, name, bold=True)
        + (_line(sheet.legend, geometry.BLANK_LEGEND, sheet, name) if sheet.legend else 0.0),
        sum(_line(line, geometry.BLANK_SIDE, sheet, side) for line in sheet.side)
        + (_line(sheet.banner, geometry.BLANK_BANNER, sheet, side, bold=True) if sheet.banner else 0.0),
    )
    return max(heights) + 2 * geometry.PAD + geometry.FRAME


def _title_band_height(sheet: Sheet) -> float:
    right = bool(sheet.side or sheet.banner)
    first = geometry.BAND_LEFT if right else geometry.COLUMNS
    room = span_width(first, sheet.orientation) - 2 * geometry.PAD_SIDE
    left = _line(sheet.kicker.upper(), geometry.KICKER, sheet, room) if sheet.kicker else 0.0
    left += _line(sheet.title, geometry.TITLE, sheet, room, bold=True)
    room = span_width(geometry.COLUMNS - first, sheet.orientation) - 2 * geometry.PAD_SIDE if right else 0.0
    side = sum(_line(line, geometry.SIDE, sheet, room) for line in sheet.side)
    side += _line(sheet.banner, geometry.BANNER, sheet, room, bold=True) if sheet.banner else 0.0
    return max(left, side) + 2 * geometry.PAD


def _line(text: str, look: Lettering, sheet: Sheet, room: float, *, bold: bool = False) -> float:
    half = look.at(sheet.scale)
    return line_count((Run(text),), half, room, bold=bold) * line_height(half) + look.before + look.after


def _inner(zone: SheetZone, orientation: Orientation) -> float:
    return span_width(zone.span, orientation) - 2 * geometry.PAD_SIDE


def _stacked(blocks: Iterable[Block], column: _Column) -> float:
    return sum(_block(block, column) for block in blocks) or float(geometry.THIN)


def _block(block: Block, column: _Column) -> float:
    height = 0.0
    if isinstance(block, Paragraph):
        height = _paragraph(block, column)
    elif isinstance(block, ItemList):
        height = sum(_item(item, column, 1) for item in block.items)
    elif isinstance(block, Checklist):
        height = sum(_check(item, column) for item in block.items)
    elif isinstance(block, Table):
        height = _table(block, column)
    elif isinstance(block, Blanks):
        height = _blanks(block, column)
    elif isinstance(block, Callout):
        inner = _Column(column.room - _CALLOUT_INDENT, column.half, column.after)
        height = _stacked(block.blocks, inner) + _CALLOUT_AIR
    elif isinstance(block, Figure):
        height = block.diagram.height * _DXA + line_height(column.half)
    elif isinstance(block, EditableZone):
        height = _stacked(block.blocks, column) + 2 * line_height(column.half)
    elif isinstance(block, Heading):
        height = 2.5 * line_height(column.half)
    return height


def _check(item: CheckItem, column: _Column) -> float:
    room = column.room - geometry.CHECK_INDENT * column.half
    lines = line_count(item.text, column.half, room)
    return lines * line_height(column.half, geometry.CHECK_PITCH) + column.after


def _paragraph(block: Paragraph, column: _Column) -> float:
    small = block.style is ParagraphStyle.NOTE
    half = round(column.half * geometry.NOTE_SHARE) if small else column.half
    lines = line_count(block.text, half, column.room, bold=block.style is ParagraphStyle.LEAD)
    return lines * line_height(column.half) + _code_air(block.text, lines) + column.after


def _code_air(text: Text, lines: int) -> int:
    """What framed codes add to the lines of a text."""
    return geometry.CODE_AIR * min(sum(1 for run in text if run.code), lines)


def _item(item: ListItem, column: _Column, level: int) -> float:
    room = column.room - geometry.LIST_INDENT * column.half * level
    lines = line_count(item.text, column.half, room)
    own = line_height(column.half, geometry.LIST_PITCH) + (lines - 1) * line_height(column.half) + column.after
    own += _code_air(item.text, lines)
    return own + sum(_item(child, column, level + 1) for child in item.children)


def _table(table: Table, column: _Column) -> float:
    note = line_height(column.half) + column.after if table.note else geometry.THIN
    if not table.rows:
        return line_height(column.half) + column.after
    words = [[cell_words(cell) for cell in row.cells] for row in table.rows if row.kind is not RowKind.GROUP]
    widths = column_widths(table.columns, words, round(column.room), column.half)
    rooms = [width - 2 * geometry.TABLE_PAD_SIDE for width in widths]
    rule = 2 * geometry.TABLE_PAD + geometry.TABLE_RULE
    lines = [_row_lines([cell_text(cell) for cell in row.cells], column.half, rooms) for row in table.rows]
    least = table.row_height * _DXA
    height = sum(max(count * line_height(column.half) + rule, least) for count in lines) + note
    if table.header:
        titles: list[Text] = [(Run(each.title, bold=True),) for each in table.columns]
        height += _row_lines(titles, column.half, rooms) * line_height(column.half) + rule
    return height


def _blanks(block: Blanks, column: _Column) -> float:
    rule, least = 2 * geometry.TABLE_PAD + geometry.TABLE_RULE, block.height * _DXA
    return sum(max(_blank_line(line, column) + rule, least) for line in block.lines) + geometry.THIN


def _blank_line(line: Sequence[Blank], column: _Column) -> float:
    """The tallest of the labels that stand side by side, room to write below them not counted."""
    return max(_label_height(blank, column) for blank in line)


def _label_height(blank: Blank, column: _Column) -> float:
    room = column.room * blank.span / geometry.COLUMNS - 2 * geometry.BLANK_PAD_SIDE
    pitch = line_height(column.half, geometry.CHECK_PITCH if blank.choices else geometry.PITCH)
    return line_count((Run(blank_words(blank)),), column.half, room) * pitch


def blank_words(blank: Blank) -> str:
    """The label of a blank and its boxes, on one line; boxes are larger than the type beside them."""
    boxes = "".join(f"{geometry.CHOICE_GAP}☐\u00a0\u00a0{choice}" for choice in blank.choices)
    return f"{blank.label}{boxes}" if blank.label else boxes.removeprefix(geometry.CHOICE_GAP)


def _row_lines(texts: Sequence[Text], half: int, rooms: Sequence[float]) -> int:
    """The lines of the tallest cell; a group row's only cell spans the table."""
    rooms = rooms if len(texts) > 1 else [sum(rooms)]
    return max((line_count(text, half, room) for text, room in zip(texts, rooms, strict=False)), default=1)


def cell_text(cell: Cell) -> Text:
    """The words of a cell as they are wrapped."""
    if isinstance(cell.value, tuple):
        return cell.value
    return (Run(cell_words(cell), bold=cell.bold),)


def cell_words(cell: Cell) -> str:
    """The words of a cell on one line."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, Tick):
        return "☐"
    words = "".join(run.text for run in value) if isinstance(value, tuple) else said(value)
    shown = say_gap(words) if isinstance(words, Gap) else words
    return f"{shown}\u00a0◊" if cell.default else shown
