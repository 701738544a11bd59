"""Pictures that people put on a sheet, drawn again where they stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.excel.strings import attribute, one_line

if TYPE_CHECKING:
    from planforge.formats.excel.merge.parcel import Parcel
    from planforge.formats.excel.reading.surroundings import Picture

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_REFERENCE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
# What each kind of picture begins with: a file that says it is a picture and is none is not carried.
_KINDS = {
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpeg", "image/jpeg"),
    b"GIF8": ("gif", "image/gif"),
}
_USUAL, _LARGEST = 1_800_000, 20_000_000  # EMU
_FIRST = 1_000  # identifiers below it are those of our own drawings


def picture_kind(data: bytes) -> tuple[str, str]:
    """The ending and the content type of a picture; empty when it is none that we carry."""
    return next((kind for start, kind in _KINDS.items() if data.startswith(start)), ("", ""))


def draw_pictures(parcel: Parcel, sheet: str, pictures: list[Picture]) -> str:
    """Draw pictures on a sheet; the identifier of a drawing that it did not have before, else empty."""
    if not pictures:
        return ""
    known = parcel.related(sheet, "drawing")
    empty = f'<wsDr xmlns="{_DRAWING}"/>'.encode()
    drawing = known[0][1] if known else parcel.add("xl/drawings/drawing{}.xml", empty, _TYPE)
    tree = parcel.tree(drawing)
    for number, picture in enumerate(pictures, start=_FIRST):
        ending, content_type = picture_kind(picture.data)
        image = parcel.add(f"xl/media/image{{}}.{ending}", picture.data, content_type)
        tree.append(etree.fromstring(_anchor(picture, number, parcel.relate(drawing, "image", image))))
    return "" if known else parcel.relate(sheet, "drawing", drawing)


def _anchor(picture: Picture, number: int, identifier: str) -> str:
    width, height = (size if 0 < size <= _LARGEST else _USUAL for size in (picture.width, picture.height))
    words = attribute(one_line(picture.words))
    corner = (
        f"<col>{picture.place.column - 1}</col><colOff>0</colOff><row>{picture.place.row - 1}</row><rowOff>0</rowOff>"
    )
    return (
        f'<oneCellAnchor xmlns="{_DRAWING}" xmlns:a="{_MAIN}" xmlns:r="{_REFERENCE}"><from>{corner}</from>'
        f'<ext cx="{width}" cy="{height}"/><pic><nvPicPr><cNvPr id="{number}" name="Image {number}" descr="{words}"/>'
        f'<cNvPicPr><a:picLocks noChangeAspect="1"/></cNvPicPr></nvPicPr><blipFill><a:blip r:embed="{identifier}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></blipFill><spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" '
        f'cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></spPr></pic><clientData/>'
        "</oneCellAnchor>"
    )
