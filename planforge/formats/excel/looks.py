"""What a cell looks like, and the style number that the workbook gives to each look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from planforge.document.tables import ColumnKind
from planforge.document.text import Tone
from planforge.formats.excel.palette import (
    AMBER,
    EDITABLE,
    FONT,
    GREY,
    INK,
    LINE,
    LINK,
    NAVY,
    PALE,
    SLATE,
    TONES,
    WHITE,
)
from planforge.formats.excel.shapes import Shape, number_format

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from planforge.document.tables import Cell, Column

_RIGHT = (
    Shape.DURATION,
    Shape.MINUTES,
    Shape.HOURS,
    Shape.HOURS_MINUTES,
    Shape.DAYS,
    Shape.HALF_DAYS,
    Shape.PERCENT,
    Shape.PERCENTS,
    Shape.VOLUME,
    Shape.RATE,
    Shape.INTEGER,
    Shape.DECIMAL,
)
_CENTRE = (Shape.DATE, Shape.MOMENT, Shape.HOUR, Shape.TICK)
_CENTRED = (ColumnKind.TICK, ColumnKind.MARK)
_UPRIGHT = 90  # degrees
_ONE_LINE = (ColumnKind.CODE, ColumnKind.MARK)


@dataclass(frozen=True, slots=True)
class Look:
    """Every visible property of a cell; ``frame`` is none, row, header, total or gap."""

    number_format: str = "General"
    size: float = 10
    bold: bool = False
    italic: bool = False
    underline: bool = False
    ink: str = INK
    fill: str = ""
    horizontal: str = "left"
    vertical: str = "center"
    wrap: bool = False
    indent: int = 1
    frame: str = ""
    locked: bool = True
    quoted: bool = False
    font: str = FONT
    rotated: bool = False


HEADER = Look(bold=True, ink=WHITE, fill=NAVY, wrap=True, frame="header")
MARK_HEADER = replace(HEADER, horizontal="center", wrap=False, rotated=True)
KEY = Look(size=8, ink=GREY)
TITLE = Look(size=16, bold=True, ink=NAVY, indent=0)
INTRO = Look(wrap=True, indent=0)
LABEL = Look(bold=True, ink=NAVY, frame="row")
FACT = Look(wrap=True, frame="row")
NOTE = Look(size=9, italic=True, ink=GREY, wrap=True, indent=0)
BACK = Look(size=9, ink=LINK, underline=True, indent=0)


def cell_look(column: Column, cell: Cell, shape: Shape, *, total: bool = False) -> Look:
    """The look of a cell of a table, from its column, its own marks and the shape of its value."""
    tone = TONES[cell.tone]
    base = Look(
        number_format=number_format(shape, marked=cell.default),
        bold=cell.bold or tone.bold,
        italic=cell.default or tone.italic,
        ink=tone.ink,
        fill=tone.fill or (EDITABLE if column.editable and not total else ""),
        horizontal=_horizontal(column, shape),
        wrap=shape in (Shape.TEXT, Shape.RISKY, Shape.BLANK) and column.kind not in _ONE_LINE,
        frame="gap" if tone.dashed else "row",
        locked=not column.editable or total,
        quoted=shape is Shape.RISKY,
    )
    if shape is Shape.TICK:
        base = replace(base, size=12, font="Segoe UI Symbol")
    if cell.link:
        base = replace(base, underline=True, ink=LINK if cell.tone is Tone.NEUTRAL else base.ink)
    return replace(base, bold=True, fill=tone.fill or PALE, frame="total") if total else base


def tone_look(tone: Tone) -> Look:
    """The look of a cell of a tone outside any table."""
    drawn = TONES[tone]
    return Look(
        bold=drawn.bold,
        italic=drawn.italic,
        ink=drawn.ink,
        fill=drawn.fill,
        wrap=True,
        frame="gap" if drawn.dashed else "row",
    )


def _horizontal(column: Column, shape: Shape) -> str:
    if shape in _RIGHT:
        return "right"
    if shape in _CENTRE or column.kind in _CENTRED:
        return "center"
    return "left"


class Looks:
    """The style numbers of one workbook: each look is registered once, on a scratch sheet removed at the end."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._scratch: Worksheet = book.create_sheet("styles")
        self._numbers: dict[Look, int] = {}

    def number(self, look: Look) -> int:
        """The style number to write in ``<c s="...">``."""
        if look not in self._numbers:
            self._numbers[look] = self._register(look)
        return self._numbers[look]

    def close(self) -> None:
        """Drop the scratch sheet; the styles stay in the workbook."""
        self._book.remove(self._scratch)

    def _register(self, look: Look) -> int:
        cell = self._scratch.cell(len(self._numbers) + 1, 1)
        cell.number_format = look.number_format
        cell.font = Font(
            name=look.font,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            underline="single" if look.underline else None,
            color="FF" + look.ink,
        )
        if look.fill:
            cell.fill = PatternFill("solid", fgColor="FF" + look.fill)
        cell.alignment = Alignment(
            horizontal=look.horizontal,
            vertical=look.vertical,
            wrap_text=look.wrap,
            text_rotation=_UPRIGHT if look.rotated else 0,
            indent=0 if look.horizontal == "center" else look.indent,
        )
        cell.border = _border(look.frame)
        cell.protection = Protection(locked=look.locked)
        cell.quotePrefix = look.quoted
        return int(cell.style_id)


def _border(frame: str) -> Border:
    line = Side(style="thin", color="FF" + LINE)
    match frame:
        case "row":
            return Border(left=line, right=line, top=line, bottom=line)
        case "header":
            pale = Side(style="thin", color="FF" + SLATE)
            return Border(left=pale, right=pale)
        case "total":
            return Border(top=Side(style="medium", color="FF" + NAVY), bottom=line)
        case "gap":
            dash = Side(style="dashed", color="FF" + AMBER)
            return Border(left=dash, right=dash, top=dash, bottom=dash)
        case _:
            return Border()


def order_font_children() -> None:
    """Make openpyxl write the children of ``<font>`` in the order of the schema, which its own order breaks."""
    # Held by the class: there is no other hook. The order is that of CT_Font in ECMA-376 part 1, 18.8.22.
    Font.__elements__ = (
        "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign",
        "sz", "color", "name", "family", "charset", "scheme",
    )  # fmt: skip
