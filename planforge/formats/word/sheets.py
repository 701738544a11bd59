"""One printed page: a single table of twelve columns, its zones framed, no floating shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.document.blocks import Emphasis
from planforge.document.columns import split_width
from planforge.document.geometry import (
    BAND_LEFT,
    BLANK_BAND,
    BLANK_BANNER,
    BLANK_CODE,
    BLANK_LEGEND,
    BLANK_NAME,
    BLANK_SIDE,
    BLANK_TITLES,
    COLUMNS,
    GUTTER,
    LEAST,
    PAD,
    PAD_SIDE,
    gauge,
    row_gap,
    side_pad,
)
from planforge.formats.word.flow import blocks
from planforge.formats.word.markup import attribute
from planforge.formats.word.paragraphs import column_grid, paragraph, thin
from planforge.formats.word.places import Place, Setting
from planforge.formats.word.runs import size_markup, word_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.blocks import Sheet, SheetRow, SheetZone
    from planforge.document.geometry import Lettering
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
        if self._sheet.blank and style in BLANK_TITLES:
            return BLANK_TITLES[style].at(self._sheet.scale)
        if self._sheet.scale == 1:
            return 0
        return max(round(self._press.charter.sizes[style] * self._sheet.scale), LEAST[style])

    def _line(self, style: str, text: str, mark: str = "") -> str:
        size = size_markup(self._size(style))
        words = self._press.words_mark("", text) + word_run(text, size)
        return paragraph(self._press.charter.ids[style], mark + words, _ending(size))

    def _span(self, first: int, columns: int) -> tuple[int, int]:
        """Grid columns and width of ``columns`` twelfths that start at ``first``, their gutters included."""
        covered = self._grid[2 * first : 2 * (first + columns) - 1]
        return len(covered), sum(covered)

    def _cell(self, place: tuple[int, int], content: str, fill: str = "", borders: str = "", margins: str = "") -> str:
        span, width = place
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{merged}{borders}{shading}{margins}'
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    def _band(self) -> str:
        return self._form_band() if self._sheet.blank else self._title_band()

    def _form_band(self) -> str:
        """Code, name, then side lines and banner: ink on white, the code alone white on ink."""
        sheet, navy = self._sheet, self._press.charter.fills["Sheet Kicker"]
        ids = self._press.charter.ids
        code = self._sized(ids["Sheet Title"], sheet.kicker, BLANK_CODE).replace(
            "</w:pPr>", f"</w:pPr>{self._press.mark(sheet.id)}", 1
        )
        name = self._sized(ids["Sheet Text"], sheet.title, BLANK_NAME, _BOLD)
        name += self._sized(ids["Sheet Text"], sheet.legend, BLANK_LEGEND) if sheet.legend else ""
        right = [self._sized(ids["Sheet Text"], line, BLANK_SIDE, align=_RIGHT) for line in sheet.side]
        right += [self._sized(ids["Sheet Text"], sheet.banner, BLANK_BANNER, _BOLD, _RIGHT)] if sheet.banner else []
        side = "".join(right) or thin()
        cells: list[str] = []
        first = 0
        for content, columns in zip((code, name, side), BLANK_BAND, strict=True):
            span, width = self._span(first, columns)
            first += columns
            gutter = int(first < COLUMNS)
            fill = "" if cells else navy
            cells.append(self._cell((span + gutter, width + GUTTER * gutter), content, fill, _edges(navy)))
        return _row("".join(cells).replace("</w:tcPr>", '<w:vAlign w:val="center"/></w:tcPr>'))

    def _sized(self, style: str, text: str, size: Lettering, look: str = "", align: str = "") -> str:
        """A line of the band of a form, in a size that is not its style's."""
        half = size_markup(size.at(self._sheet.scale))
        spacing = f'<w:spacing w:before="{size.before}" w:after="{size.after}"/>'
        words = self._press.words_mark("", text) + word_run(text, look + half)
        return paragraph(style, words, spacing + align + _ending(half))

    def _title_band(self) -> str:
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
        height = row_gap(self._sheet, stop=stop)
        cell = self._cell(self._span(0, COLUMNS), thin())
        return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>{cell}</w:tr>'

    def _titles(self, row: SheetRow) -> str:
        return self._zones(row, self._title)

    def _bodies(self, row: SheetRow) -> str:
        return self._zones(row, self._body)

    def _zones(self, row: SheetRow, draw: Callable[[SheetZone, tuple[int, int]], str]) -> str:
        cells, first = [], 0
        margins = _margins(0, 0) if self._sheet.blank else ""  # a row is as tall as its most padded cell
        for zone in row.zones:
            if first:
                cells.append(self._cell((1, GUTTER), thin(), margins=margins))
            cells.append(draw(zone, self._span(first, zone.span)))
            first += zone.span
        if first < COLUMNS:
            span, width = self._span(first, COLUMNS - first)
            gutter = bool(first)
            cells.append(self._cell((span + gutter, width + GUTTER * gutter), thin(), margins=margins))
        return _row("".join(cells))

    def _title(self, zone: SheetZone, place: tuple[int, int]) -> str:
        press = self._press
        stop = zone.emphasis is Emphasis.STOP
        style = "Sheet Zone Stop" if stop else "Sheet Zone"
        size = size_markup(self._size(style))
        content = press.mark(zone.id) + press.words_mark(zone.id, zone.title + zone.note) + word_run(zone.title, size)
        tabs = ""
        if zone.note:
            tabs = f'<w:tabs><w:tab w:val="right" w:pos="{place[1] - 2 * PAD_SIDE}"/></w:tabs>'
            color = '<w:color w:val="FFFFFF"/>' if stop else ""
            look = f'<w:rStyle w:val="{press.charter.ids["Sheet Zone Note"]}"/>{_LIGHT}{color}'
            content += "<w:r><w:tab/></w:r>" + word_run(zone.note, look + size_markup(self._size("Sheet Zone Note")))
        line = paragraph(press.charter.ids[style], content, tabs + _ending(size))
        pad = gauge(blank=self._sheet.blank).title_pad
        margins = "" if pad == PAD else _margins(pad, PAD_SIDE)
        return self._cell(place, line, press.charter.fills[style], self._frame(zone, "top"), margins)

    def _body(self, zone: SheetZone, place: tuple[int, int]) -> str:
        style = _TEXTS[zone.emphasis]
        inside = Place(
            width=place[1] - 2 * side_pad(zone),
            body=self._press.charter.ids[style],
            setting=Setting.SHEET,
            half_points=self._size(style) or self._press.charter.sizes[style],
            table_style="Planforge Form",
            after=-1 if self._sheet.scale == 1 else round(self._press.charter.afters[style] * self._sheet.scale),
            ruled=zone.flush,
        )
        content = blocks(self._press, zone.blocks, inside)
        if not content.endswith("</w:p>"):
            content += thin()
        margins = _margins(0, side_pad(zone)) if zone.flush else ""
        return self._cell(place, content, borders=self._frame(zone, "bottom"), margins=margins)

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
_BOLD = "<w:b/><w:bCs/>"
_RIGHT = '<w:jc w:val="right"/>'


def _margins(pad: int, side: int) -> str:
    """The inside of a cell where it is not that of the sheet's style."""
    sizes = {"top": pad, "left": side, "bottom": pad, "right": side}
    edges = "".join(f'<w:{edge} w:w="{size}" w:type="dxa"/>' for edge, size in sizes.items())
    return f"<w:tcMar>{edges}</w:tcMar>"


def _edges(color: str) -> str:
    """A thin frame around one cell."""
    edge = f'w:val="single" w:sz="{_THIN_FRAME}" w:space="0" w:color="{color}"'
    sides = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right"))
    return f"<w:tcBorders>{sides}</w:tcBorders>"


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
