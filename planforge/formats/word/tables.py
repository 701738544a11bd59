"""Tables: an exact grid, repeated headers, rows that do not split, tones that survive black and white."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from planforge.document.columns import column_widths
from planforge.document.tables import ColumnKind, RowKind
from planforge.document.text import Gap, Tick, Tone
from planforge.formats.cells import DEFAULT_NOTE, say
from planforge.formats.word.cells import CENTRED, RIGHT, ColumnLook, cell_content, cell_fill, run_opening
from planforge.formats.word.markup import attribute, letters
from planforge.formats.word.paragraphs import (
    HAND_RULES,
    caption,
    column_grid,
    kept,
    paragraph,
    plain_paragraph,
    spacer,
    table_cell,
    thin,
)
from planforge.formats.word.places import Place, Setting
from planforge.formats.word.runs import size_markup, word_run

if TYPE_CHECKING:
    from planforge.document.tables import Cell, Column, Row, Table
    from planforge.formats.word.press import Press

_DXA = 56.6929  # twentieths of a point in a millimetre
_Key: TypeAlias = tuple[int, Tone, bool, RowKind]  # column, tone, bold, kind of row
_NEUTRAL = Tone.NEUTRAL
_RICH = {tuple, Tick}  # values that print more than words


def table(press: Press, block: Table, place: Place) -> str:
    """The table with its caption above and its note below; a sentence in place of an empty table."""
    title = _title(press, block)
    if not block.rows:
        marks = press.mark(block.id) + press.words_mark("", block.empty)
        return title + paragraph(place.body, marks + word_run(block.empty, size_markup(place.half_points)))
    return f"{title}{grid(press, block, place)}{_under(press, block, place)}"


def _under(press: Press, block: Table, place: Place) -> str:
    notes = _notes(block)
    if notes:
        return _note(press, notes, place)
    return thin() if place.setting is Setting.SHEET else spacer()


def _notes(block: Table) -> str:
    """The note, which says by itself what the mark of a default means."""
    has_default = any(cell.default for row in block.rows for cell in row.cells)
    return " — ".join(note for note in (block.note, DEFAULT_NOTE * has_default) if note)


def _title(press: Press, block: Table) -> str:
    number = press.numbering.tables.get(block.id) if block.caption else None
    return caption(press, "Tableau", number, block.caption, above=True) if number else ""


def _note(press: Press, words: str, place: Place) -> str:
    if place.setting is not Setting.SHEET:
        return plain_paragraph(press, "Source Note", words)
    small = size_markup(round(_half_points(press, place) * 0.9))
    return paragraph(place.body, press.words_mark("", words) + word_run(words, small))


def _half_points(press: Press, place: Place) -> int:
    return (
        place.half_points or press.charter.sizes["Table Text" if place.setting is not Setting.SHEET else "Sheet Dense"]
    )


def grid(press: Press, block: Table, place: Place) -> str:
    """The ``w:tbl`` element."""
    words = [[say(cell.value) for cell in row.cells] for row in block.rows]
    looks = column_looks(press, block, place, words)
    name = "Planforge Facts" if not block.header and place.setting is not Setting.SHEET else place.table_style
    printer = _RowPrinter(press, block, looks, size_markup(place.half_points))
    rows = [printer.row(row, said) for row, said in zip(block.rows, words, strict=True)]
    if place.setting is not Setting.SHEET:
        rows = _kept(rows, noted=bool(_notes(block)))
    header = _header(press, looks, place) if block.header else ""
    widths = column_grid([look.width for look in looks])
    return f"<w:tbl>{_properties(press, block, place, name)}{widths}{header}{''.join(rows)}</w:tbl>"


def _kept(rows: list[str], *, noted: bool) -> list[str]:
    """The rows; the first stays with the second and the last with the one before, so that none is alone on a page.

    A note stays with the last. Without this LibreOffice 7 also forgets the header of a long table that it moves.
    """
    bound = {0, len(rows) - 2} if len(rows) > 1 else set()
    bound |= {len(rows) - 1} if noted else set()
    return [kept(row) if rank in bound else row for rank, row in enumerate(rows)]


def _properties(press: Press, block: Table, place: Place, style: str) -> str:
    words = attribute(block.caption or "Tableau de " + ", ".join(column.title for column in block.columns))
    described = attribute(block.note or words)
    first_row, first_column = int(block.header), int(not block.header)
    flags = 0x0600 + 0x20 * first_row + 0x80 * first_column
    return (
        f'<w:tblPr><w:tblStyle w:val="{press.charter.ids[style]}"/><w:tblW w:w="{place.width}" w:type="dxa"/>'
        f'{HAND_RULES * place.ruled}<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{flags:04X}" w:firstRow="{first_row}" w:lastRow="0" '
        f'w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{words}"/><w:tblDescription w:val="{described}"/></w:tblPr>'
    )


def column_looks(press: Press, block: Table, place: Place, words: list[list[str]]) -> list[ColumnLook]:
    """The columns' widths, by weight but no narrower than short values need, and the look of their cells."""
    half = _half_points(press, place)
    rows = [said for row, said in zip(block.rows, words, strict=True) if row.kind is not RowKind.GROUP]
    widths = column_widths(block.columns, rows, place.width, half)
    return [_look(press, block, place, column, width) for column, width in zip(block.columns, widths, strict=True)]


def _look(press: Press, block: Table, place: Place, column: Column, width: int) -> ColumnLook:
    label = not block.header and column is block.columns[0]
    sheet = place.setting is Setting.SHEET
    if column.kind in RIGHT:
        name, align = "Table Number", '<w:jc w:val="right"/>'
    elif column.kind in CENTRED:
        name, align = "Table Center", '<w:jc w:val="center"/>'
    else:
        name, align = "Table Label" if label else "Table Text", ""
    style = f'<w:pStyle w:val="{place.body if sheet else press.charter.ids[name]}"/>'
    tight = '<w:spacing w:before="0" w:after="0"/>' if sheet else ""
    fill = press.charter.fills["Table Label"] if label else ""
    nowrap = "<w:noWrap/>" if column.kind is ColumnKind.CODE else ""
    nowrap += '<w:vAlign w:val="center"/>' if place.ruled else ""
    return ColumnLook(
        column,
        width,
        style + tight + (align if sheet else "") + place.ending(),
        "" if fill == "auto" else fill,
        nowrap,
        sheet and label,
    )


def _header(press: Press, looks: list[ColumnLook], place: Place) -> str:
    sheet = place.setting is Setting.SHEET
    style = place.body if sheet else press.charter.ids["Table Header"]
    bold = "<w:b/><w:bCs/>" if sheet else ""
    color = f'<w:color w:val="{press.charter.fills["Sheet Kicker"]}"/>' if sheet else ""
    tight = '<w:spacing w:before="0" w:after="0"/>' if sheet else ""
    cells = []
    mark = press.row_mark("", "", [look.column.title for look in looks])
    for look in looks:
        kind = look.column.kind
        align = '<w:jc w:val="right"/>' if kind in RIGHT else '<w:jc w:val="center"/>' * (kind in CENTRED)
        words = word_run(look.column.title, bold + color + size_markup(place.half_points))
        cells.append(table_cell(look.width, paragraph(style, mark + words, tight + align + place.ending())))
        mark = ""
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


class _RowPrinter:
    """Prints the rows of one table; what their cells share is made once."""

    def __init__(self, press: Press, block: Table, looks: list[ColumnLook], size: str) -> None:
        self._press, self._block, self._looks, self._size = press, block, looks, size
        self._tones = [look.column.tones for look in looks]
        self._styled: dict[_Key, tuple[str, str]] = {}
        height = f'<w:trHeight w:val="{round(block.row_height * _DXA)}" w:hRule="atLeast"/>' if block.row_height else ""
        self._start = f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>"
        self._mark = press.mark(block.id)

    def row(self, row: Row, words: list[str]) -> str:
        """The row in XML, its bookmark in its first cell."""
        mark = self._mark
        self._mark = ""
        told = words[:1] if row.kind is RowKind.GROUP else words
        mark += self._press.row_mark(self._block.id, row.id, told)
        if row.kind is RowKind.GROUP:
            return self._group(words[0] if words else "", mark)
        printed = [self._start]
        for index, (cell, said) in enumerate(zip(row.cells, words, strict=True)):
            key = (index, cell.tone if cell.tone is not _NEUTRAL else self._tone(index, cell), cell.bold, row.kind)
            opening, run = self._styled.get(key) or self._style(key)
            if cell.default or cell.link or type(cell.value) in _RICH:
                content = self._rich(index, row, run)
            else:
                content = f"{run}{letters(said)}</w:r>" if said else ""
            printed.append(f"{opening}{mark}{content}</w:p></w:tc>")
            mark = ""
        printed += [f"{look.opening(look.fill)}</w:p></w:tc>" for look in self._looks[len(row.cells) :]]
        printed.append("</w:tr>")
        return "".join(printed)

    def _tone(self, index: int, cell: Cell) -> Tone:
        """The tone of a cell that has none of its own: a gap's, or the one its column gives to its word."""
        tones = self._tones[index]
        if tones and isinstance(cell.value, str):
            return tones.get(cell.value, _NEUTRAL)
        return Tone.GAP if type(cell.value) is Gap else _NEUTRAL

    def _style(self, key: _Key) -> tuple[str, str]:
        """The start of a cell and the start of its run, made once for each look that the table has."""
        index, tone, bold, kind = key
        look, total = self._looks[index], kind is RowKind.TOTAL
        fill = cell_fill(self._press, tone) or (self._press.charter.fills["Table Total"] if total else look.fill)
        strong = bold or total or look.strong
        self._styled[key] = look.opening(fill), run_opening(self._press, tone, self._size, strong=strong)
        return self._styled[key]

    def _rich(self, index: int, row: Row, run: str) -> str:
        key = f"{self._block.id}:{row.id}:{self._looks[index].column.key}"
        strong = row.kind is RowKind.TOTAL or self._looks[index].strong
        return cell_content(self._press, row.cells[index], (run, self._size), key, strong=strong)

    def _group(self, words: str, mark: str) -> str:
        fill = self._press.charter.fills["Table Group"]
        content = mark + word_run(words, self._size)
        return (
            f'{self._start}<w:tc><w:tcPr><w:tcW w:w="{sum(look.width for look in self._looks)}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{len(self._looks)}"/><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>'
            f"{paragraph(self._press.charter.ids['Table Group'], content)}</w:tc></w:tr>"
        )
