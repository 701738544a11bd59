"""Figures as native drawings: boxes, arrows and bands that stay crisp, can be searched and edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.document.text import Tone
from planforge.formats.word.markup import attribute, escape, letters
from planforge.formats.word.paragraphs import caption
from planforge.formats.word.runs import TONE_STYLES, size_markup

if TYPE_CHECKING:
    from planforge.document.blocks import Figure
    from planforge.document.diagrams import Arrow, Band, Box
    from planforge.formats.word.places import Place
    from planforge.formats.word.press import Press

_EMU = 36_000  # English metric units in a millimetre
_DXA = 56.6929  # twentieths of a point in a millimetre
_POINT = 2.8346  # points in a millimetre
_TALLEST = {True: 225.0, False: 135.0}  # millimetres that leave room for a caption, on a portrait and a landscape page
_PORTRAIT_WIDTH = 10_800
_LARGEST, _SMALLEST = 9.5, 4.5  # points
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_LINES = {Tone.MET: "0F5132", Tone.WARNING: "B45309", Tone.STOP: "B91C1C", Tone.GAP: "B45309", Tone.DEFAULT: "B45309"}


def figure(press: Press, block: Figure, place: Place) -> str:
    """The drawing, no wider than the text, and its caption below."""
    drawing = block.diagram
    scale = _scale(drawing.width, drawing.height, place.width)
    pen = _Pen(press, scale)
    shapes = [
        *(pen.band(band) for band in drawing.bands),
        *(pen.arrow(arrow) for arrow in drawing.arrows),
        *(pen.box(box) for box in drawing.boxes),
    ]
    number = press.drawing()
    described = attribute(block.alt, 2000) or attribute(block.caption) or f"Figure {number}"
    extent = f'cx="{pen.emu(drawing.width)}" cy="{pen.emu(drawing.height)}"'
    inside = (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="Figure {number}" descr="{described}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {extent}/><a:chOff x="0" y="0"/><a:chExt {extent}/></a:xfrm></wpg:grpSpPr>'
        f"{''.join(shapes)}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    fallback = f"<mc:Fallback><w:t>{escape(block.alt)}</w:t></mc:Fallback>"
    choice = f'<mc:Choice Requires="wpg">{inside}</mc:Choice>'
    run = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    marks = press.mark(block.id) + press.words_mark(block.id, " ")  # a line of its own that says nothing by itself
    holder = f'<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr>{marks}{run}</w:p>'
    return holder + caption(press, "Figure", press.numbering.figures.get(block.id, 1), block.caption, above=False)


def _scale(width: float, height: float, room: int) -> float:
    """At most 1; less when the drawing is wider than the text or taller than the page."""
    tallest = _TALLEST[room < _PORTRAIT_WIDTH]
    return min(1.0, room / _DXA / max(width, 1.0), tallest / max(height, 1.0))


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws at a scale; text keeps a size that fits its box."""

    press: Press
    scale: float

    def emu(self, millimetres: float) -> int:
        """A length on paper."""
        return round(millimetres * self.scale * _EMU)

    def band(self, band: Band) -> str:
        """A pale strip, its label at its top left."""
        size = min(_LARGEST, 9 * max(self.scale, 0.75))
        label = _label((band.label,), size, "left", "<w:b/>", self._navy())
        frame = self._frame((band.x, band.y), (band.width, band.height))
        fill = _solid(self.press.charter.fills["Table Label"])
        body = '<wps:bodyPr lIns="54000" tIns="36000" rIns="54000" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr>'
        line = f'<a:ln w="6350">{_solid("C3CCD8")}</a:ln>'
        return self._shape("Vague", f"{frame}{_geometry('rect')}{fill}{line}", f"{label}{body}")

    def box(self, box: Box) -> str:
        """A rounded rectangle with centred lines; its tone in its fill and frame, its word in its label."""
        toned = box.tone in _LINES
        fill = self.press.charter.fills[TONE_STYLES[box.tone]] if toned and box.tone is not Tone.DEFAULT else "FFFFFF"
        color = _LINES.get(box.tone, self._navy())
        if box.tone is Tone.STRUCTURE:
            fill = self._navy()
        words = "FFFFFF" if box.tone is Tone.STRUCTURE else "1F2933"
        dash = '<a:prstDash val="dash"/>' if box.dashed or box.tone is Tone.GAP else ""
        width = 22_225 if box.tone is Tone.STOP else 12_700
        line = f'<a:ln w="{width}">{_solid(color)}{dash}</a:ln>'
        bold = "<w:b/>" if box.tone in {Tone.STOP, Tone.STRUCTURE} else ""
        label = _label(box.label, self._size(box), "center", bold, words)
        frame = self._frame((box.x, box.y), (box.width, box.height))
        body = '<wps:bodyPr lIns="18000" tIns="0" rIns="18000" bIns="0" anchor="ctr"><a:noAutofit/></wps:bodyPr>'
        return self._shape("Boîte", f"{frame}{_geometry('roundRect')}{_solid(fill)}{line}", f"{label}{body}")

    def arrow(self, arrow: Arrow) -> str:
        """A broken line, its head on the last stretch."""
        stretches = list(zip(arrow.points, arrow.points[1:], strict=False))
        dash = '<a:prstDash val="dash"/>' if arrow.dashed else ""
        printed = []
        for rank, (start, end) in enumerate(stretches, start=1):
            head = '<a:tailEnd type="triangle" w="med" len="med"/>' if rank == len(stretches) else ""
            line = f'<a:ln w="11113">{_solid("5B7FA6" if arrow.dashed else "3C5675")}{dash}<a:round/>{head}</a:ln>'
            printed.append(self._stretch(start, end, line))
        return "".join(printed)

    def _stretch(self, start: tuple[float, float], end: tuple[float, float], line: str) -> str:
        (x1, y1), (x2, y2) = start, end
        flips = ' flipH="1"' * (x2 < x1) + ' flipV="1"' * (y2 < y1)
        frame = self._frame((min(x1, x2), min(y1, y2)), (abs(x2 - x1), abs(y2 - y1)), flips)
        properties = f"<wps:spPr>{frame}{_geometry('straightConnector1')}{line}</wps:spPr>"
        number = self.press.drawing()
        name = f'<wps:cNvPr id="{number}" name="Flèche {number}"/>'
        return f"<wps:wsp>{name}<wps:cNvCnPr/>{properties}<wps:bodyPr/></wps:wsp>"

    def _shape(self, kind: str, properties: str, text: str) -> str:
        number = self.press.drawing()
        return (
            f'<wps:wsp><wps:cNvPr id="{number}" name="{kind} {number}"/><wps:cNvSpPr/>'
            f"<wps:spPr>{properties}</wps:spPr>{text}</wps:wsp>"
        )

    def _frame(self, corner: tuple[float, float], size: tuple[float, float], flips: str = "") -> str:
        (x, y), (width, height) = corner, size
        return (
            f'<a:xfrm{flips}><a:off x="{self.emu(x)}" y="{self.emu(y)}"/>'
            f'<a:ext cx="{self.emu(width)}" cy="{self.emu(height)}"/></a:xfrm>'
        )

    def _size(self, box: Box) -> float:
        """The largest size in points at which the label stays within the box on paper."""
        lines = max(len(box.label), 1)
        longest = max((len(line) for line in box.label), default=1) or 1
        tall = box.height * self.scale * _POINT / (lines * 1.22)
        wide = (box.width * self.scale - 1.5) * _POINT / (longest * 0.53)
        return max(_SMALLEST, min(_LARGEST, tall, wide))

    def _navy(self) -> str:
        return self.press.charter.fills["Sheet Kicker"]


def _solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def _geometry(name: str) -> str:
    rounding = '<a:gd name="adj" fmla="val 9000"/>' if name == "roundRect" else ""
    return f'<a:prstGeom prst="{name}"><a:avLst>{rounding}</a:avLst></a:prstGeom>'


def _label(lines: tuple[str, ...], size: float, align: str, bold: str, color: str) -> str:
    look = f'<w:rPr>{bold}<w:color w:val="{color}"/>{size_markup(int(size * 2))}</w:rPr>'
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    printed = "".join(
        f'<w:p><w:pPr>{spacing}<w:jc w:val="{align}"/></w:pPr><w:r>{look}{letters(line)}</w:r></w:p>'
        for line in lines or ("",)
    )
    return f"<wps:txbx><w:txbxContent>{printed}</w:txbxContent></wps:txbx>"
