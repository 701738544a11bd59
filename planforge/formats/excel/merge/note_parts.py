"""The two parts that notes on cells need: their words, and the yellow boxes in which they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from planforge.formats.excel.strings import coded, fit
from planforge.formats.excel.widths import lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.formats.excel.merge.parcel import Parcel
    from planforge.formats.excel.places import Place

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_CHARACTERS, _LINE = 38, 19  # characters a line, pixels a line, of a box 280 pixels wide
_HIGHEST = 600  # pixels
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_LAYOUT = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'


def write_notes(parcel: Parcel, sheet: str, notes: Mapping[Place, str], author: str) -> str:
    """Give a sheet these notes and no other; the identifier of their drawing, empty without notes."""
    for kind in ("comments", "vmlDrawing"):
        for identifier, target in parcel.related(sheet, kind):
            parcel.unrelate(sheet, identifier)
            parcel.remove(target)
    if not notes:
        return ""
    ordered = {place: fit(notes[place]) for place in sorted(notes)}
    words = parcel.add("xl/comments/comment{}.xml", _words(ordered, author).encode(), _COMMENTS)
    boxes = parcel.add("xl/drawings/commentsDrawing{}.vml", _boxes(ordered).encode(), _DRAWING)
    parcel.relate(sheet, "comments", words)
    return parcel.relate(sheet, "vmlDrawing", boxes)


def _words(notes: Mapping[Place, str], author: str) -> str:
    items = "".join(
        f'<comment ref="{place}" authorId="0"><text><t xml:space="preserve">{escape(coded(text))}</t></text></comment>'
        for place, text in notes.items()
    )
    authors = f"<authors><author>{escape(fit(author))}</author></authors>"
    return f'<comments xmlns="{_MAIN}">{authors}<commentList>{items}</commentList></comments>'


def _boxes(notes: Mapping[Place, str]) -> str:
    shapes = "".join(_box(number, place, text) for number, (place, text) in enumerate(notes.items(), start=1))
    return f"<xml {_NAMES}>{_LAYOUT}{_SHAPE_TYPE}{shapes}</xml>"


def _box(number: int, place: Place, text: str) -> str:
    high = min((lines(text, _CHARACTERS) + 1) * _LINE, _HIGHEST)
    where = f"position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:280px;height:{high}px"
    shown = f"{where};z-index:{number};visibility:hidden"
    return (
        f'<v:shape id="_x0000_s{1025 + number}" type="#_x0000_t202" style="{shown}" fillcolor="#ffffe1" '
        'o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
        f"<x:Row>{place.row - 1}</x:Row><x:Column>{place.column - 1}</x:Column></x:ClientData></v:shape>"
    )
