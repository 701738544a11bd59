"""The logo of an establishment as a picture in a paragraph."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from planforge.formats.word.markup import attribute

if TYPE_CHECKING:
    from planforge.formats.word.press import Press

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_HEIGHT, _WIDTH = 720_000, 2_520_000  # 2 cm high, at most 7 cm wide, in English metric units
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # JPEG markers that carry a size
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def picture(press: Press, content: bytes, name: str) -> str:
    """A paragraph with the picture; nothing when it is neither PNG nor JPEG."""
    size = dimensions(content)
    if not size:
        return ""
    kind = "png" if content.startswith(_PNG) else "jpeg"
    relation = press.attach("image", f"image/{kind}", content, kind)
    ratio = min(_HEIGHT / size[1], _WIDTH / size[0])
    extent = (round(size[0] * ratio), round(size[1] * ratio))
    run = drawn(relation, press.drawing(), extent, "Logo", f"Logo\u00a0: {name}")
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>{run}</w:p>'


def drawn(relation: str, number: int, size: tuple[int, int], name: str, words: str) -> str:
    """A run with the picture of that relation, its size in English metric units, its words for who cannot see it."""
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{attribute(words)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or JPEG picture; nothing for anything else."""
    try:
        if content.startswith(_PNG):
            width, height = struct.unpack(">II", content[16:24])
        elif content.startswith(_JPEG):
            width, height = _jpeg_size(content)
        else:
            return None
    except (struct.error, IndexError):
        return None
    return (width, height) if width and height else None


def _jpeg_size(content: bytes) -> tuple[int, int]:
    position = 2
    while content[position + 1] not in _FRAMES:
        position += 2 + struct.unpack(">H", content[position + 2 : position + 4])[0]
    height, width = struct.unpack(">HH", content[position + 5 : position + 9])
    return width, height
