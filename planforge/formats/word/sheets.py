"""One printed page: a single table of twelve columns, its zones framed, no floating shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.document.blocks import Emphasis
from planforge.document.columns import split_width
from planforge.document.geometry import BAND_LEFT, COLUMNS, GUTTER, LEAST, PAD_SIDE, row_gap
from planforge.formats.word.flow import blocks
from planforge.formats.word.markup import attribute
from planforge.formats.word.paragraphs import column_grid, paragraph, thin
from planforge.formats.word.places import Place, Setting
from planforge.formats.word.runs import size_markup, word_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.blocks import Sheet, SheetRow, SheetZone
    from planforge.formats.word.press import Press

_TEXTS = {
    Emphasis.PLAIN: "Sheet Text",
    Emphasis.FIRST: "Sheet First",
    Emphasis.STOP: "Sheet Stop",
    Emphasis.DENSE: "Sheet Dense",
}
_THIN_FRAME, _THICK_FRAME = 8, 32  # eighths of a point


class SheetPrinter:
    """Prints one sheet; ``scale`` multiplies every size of type."""

    def __init__(self, press: Press, sheet: Sheet, width: int) -> None:
        self._press, self._sheet, self._width = press, sheet, width
        columns = split_width(width - GUTTER * (COLUMNS - 1), [1.0] * COLUMNS)
        self._grid = [size for column in columns for size in (column, GUTTER)][:-1]

    def print(self) -> str:
        """The whole page as one table."""
        rows = [self._band()]
        stopped = False
        for row in self._sheet.rows:
            stop = any(zone.emphasis is Emphasis.STOP for zone in row.zones)
            rows += [self._gap(stop=stop or stopped), self._titles(row), self._bodies(row)]
            stopped = stop
        words = attribute(f"{self._sheet.kicker} — {self._sheet.title}")
        style = self._press.charter.ids["Planforge Sheet"]
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{self._width}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="0" w:noVBand="0"/><w:tblCaption w:val="{words}"/></w:tblPr>'
            f"{column_grid(self._grid)}{''.join(rows)}</w:tbl>"
        )

    def _size(self, style: str) -> int:
        """The direct size of a style's text, 0 when the sheet is at full size."""
        if self._sheet.scale == 1:
            return 0
        return max(round(self._press.charter.sizes[style] * self._sheet.scale), LEAST[style])

    def _line(self, style: str, text: str, mark: str = "") -> str:
        size = size_markup(self._size(style))
        return paragraph(self._press.charter.ids[style], mark + word_run(text, size), _ending(size))

    def _span(self, first: int, columns: int) -> tuple[int, int]:
        """Grid columns and width of ``columns`` twelfths that start at ``first``, their gutters included."""
        covered = self._grid[2 * first : 2 * (first + columns) - 1]
        return len(covered), sum(covered)

    def _cell(self, place: tuple[int, int], content: str, fill: str = "", borders: str = "") -> str:
        span, width = place
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{borders}{shading}</w:tcPr>{content}</w:tc>'

    def _band(self) -> str:
        sheet, fills = self._sheet, self._press.charter.fills
        navy = fills["Sheet Kicker"]
        left = self._line("Sheet Kicker", sheet.kicker, self._press.mark(sheet.id)) if sheet.kicker else ""
        left += self._line("Sheet Title", sheet.title, "" if left else self._press.mark(sheet.id))
        right = [self._line("Sheet Side", line) for line in sheet.side]
        if sheet.banner:
            right.insert(min(1, len(right)), self._line("Sheet Banner", sheet.banner))
        if not right:
            return _row(self._cell(self._span(0, COLUMNS), left, navy))
        span, width = self._span(0, BAND_LEFT)
        first = (span + 1, width + GUTTER)
        second = self._span(BAND_LEFT, COLUMNS - BAND_LEFT)
        center = '<w:vAlign w:val="center"/>'
        cells = self._cell(first, left, navy) + self._cell(second, "".join(right), navy)
        return _row(cells.replace("</w:tcPr>", f"{center}</w:tcPr>"))

    def _gap(self, *, stop: bool) -> str:
        height = row_gap(self._sheet.scale, stop=stop)
        cell = self._cell(self._span(0, COLUMNS), thin())
        return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>{cell}</w:tr>'

    def _titles(self, row: SheetRow) -> str:
        return self._zones(row, self._title)

    def _bodies(self, row: SheetRow) -> str:
        return self._zones(row, self._body)

    def _zones(self, row: SheetRow, draw: Callable[[SheetZone, tuple[int, int]], str]) -> str:
        cells, first = [], 0
        for zone in row.zones:
            if first:
                cells.append(self._cell((1, GUTTER), thin()))
            cells.append(draw(zone, self._span(first, zone.span)))
            first += zone.span
        if first < COLUMNS:
            span, width = self._span(first, COLUMNS - first)
            gutter = bool(first)
            cells.append(self._cell((span + gutter, width + GUTTER * gutter), thin()))
        return _row("".join(cells))

    def _title(self, zone: SheetZone, place: tuple[int, int]) -> str:
        press = self._press
        stop = zone.emphasis is Emphasis.STOP
        style = "Sheet Zone Stop" if stop else "Sheet Zone"
        size = size_markup(self._size(style))
        content = press.mark(zone.id) + word_run(zone.title, size)
        tabs = ""
        if zone.note:
            tabs = f'<w:tabs><w:tab w:val="right" w:pos="{place[1] - 2 * PAD_SIDE}"/></w:tabs>'
            color = '<w:color w:val="FFFFFF"/>' if stop else ""
            look = f'<w:rStyle w:val="{press.charter.ids["Sheet Zone Note"]}"/>{_LIGHT}{color}'
            content += "<w:r><w:tab/></w:r>" + word_run(zone.note, look + size_markup(self._size("Sheet Zone Note")))
        line = paragraph(press.charter.ids[style], content, tabs + _ending(size))
        return self._cell(place, line, press.charter.fills[style], self._frame(zone, "top"))

    def _body(self, zone: SheetZone, place: tuple[int, int]) -> str:
        style = _TEXTS[zone.emphasis]
        inside = Place(
            width=place[1] - 2 * PAD_SIDE,
            body=self._press.charter.ids[style],
            setting=Setting.SHEET,
            half_points=self._size(style) or self._press.charter.sizes[style],
            table_style="Planforge Form",
            after=-1 if self._sheet.scale == 1 else round(self._press.charter.afters[style] * self._sheet.scale),
        )
        content = blocks(self._press, zone.blocks, inside)
        if not content.endswith("</w:p>"):
            content += thin()
        return self._cell(place, content, borders=self._frame(zone, "bottom"))

    def _frame(self, zone: SheetZone, end: str) -> str:
        """Three sides of the zone's frame: its title has the top, its body the bottom."""
        stop = zone.emphasis is Emphasis.STOP
        color = self._press.charter.fills["Sheet Zone Stop" if stop else "Sheet Kicker"]
        weight = _THICK_FRAME if stop else _THIN_FRAME
        edge = f'w:val="single" w:sz="{weight}" w:space="0" w:color="{color}"'
        inner = f'w:val="single" w:sz="{_THIN_FRAME if stop else 4}" w:space="0" w:color="{color}"'
        top, bottom = (edge, inner) if end == "top" else (inner, edge)
        return f"<w:tcBorders><w:top {top}/><w:left {edge}/><w:bottom {bottom}/><w:right {edge}/></w:tcBorders>"


_LIGHT = '<w:b w:val="0"/><w:bCs w:val="0"/>'


def _ending(size: str) -> str:
    """The size of a paragraph's end, on which the height of its last line depends."""
    return f"<w:rPr>{size}</w:rPr>" if size else ""


def _row(cells: str) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def foot(press: Press, sheet: Sheet, width: int) -> str:
    """The sheet's own foot: its parts at the left and at the right."""
    size = size_markup(
        0 if sheet.scale == 1 else max(round(press.charter.sizes["Sheet Foot"] * sheet.scale), LEAST["Sheet Foot"])
    )
    words = "<w:r><w:tab/></w:r>".join(word_run(part, size) for part in sheet.foot)
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    return paragraph(press.charter.ids["Sheet Foot"], words, tabs)
