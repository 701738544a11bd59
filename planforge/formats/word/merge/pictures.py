"""Pictures and other drawings inside a run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.merge.items import Picture
from planforge.formats.word.merge.paragraph_looks import number
from planforge.values import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

    from planforge.formats.opening import Parts, Relation

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VML = "{urn:schemas-microsoft-com:vml}"
_LENGTH = re.compile(r"(width|height):(\d{1,6}(?:\.\d{1,6})?)(pt|in|cm|mm|px)?", re.ASCII)
_EMU = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525}
_LARGEST = 20_000_000  # wider than any paper
_USUAL = 1_800_000
# What each kind of picture begins with; a file that says it is a picture and is none is not carried.
SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"BM": "bmp",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
    b"\x01\x00\x00\x00": "emf",
    b"\xd7\xcd\xc6\x9a": "wmf",
}


def pictures(node: Element, parts: Parts, relations: Mapping[str, Relation]) -> list[Picture]:
    """The pictures of a drawing that the file itself holds."""
    return [*_drawn(node, parts, relations), *_old(node, parts, relations)]


def picture_ending(content: bytes) -> str:
    """The ending of the name of a picture's part, nothing when it is no picture that Word shows."""
    return next((ending for start, ending in SIGNATURES.items() if content.startswith(start)), "")


def shape_text(node: Element) -> str:
    """The text written in a drawing, a line for each of its paragraphs."""
    lines = ("".join(text.text or "" for text in line.iter(tag("t"))) for line in _text_paragraphs(node))
    return clean("\n".join(line for line in lines if line.strip()))


def _text_paragraphs(node: Element) -> Iterator[Element]:
    """The paragraphs in a drawing; what is said twice for older programs counts once."""
    for paragraph in node.iter(tag("p")):
        if not any(str(parent.tag).endswith("}Fallback") for parent in paragraph.iterancestors()):
            yield paragraph


def _drawn(node: Element, parts: Parts, relations: Mapping[str, Relation]) -> Iterator[Picture]:
    frame = node.find(f".//{_WP}extent")
    described = node.find(f".//{_WP}docPr")
    words = "" if described is None else described.get("descr") or described.get("title") or ""
    found = [picture for picture in node.iter(f"{_PIC}pic") if picture.find(f".//{_A}blip") is not None]
    for picture in found:
        blip = picture.find(f".//{_A}blip")
        content = _content("" if blip is None else blip.get(f"{_R}embed", ""), parts, relations)
        extent = frame if len(found) == 1 else picture.find(f".//{_A}ext[@cx]")
        if content:
            yield Picture(content, _length(extent, "cx"), _length(extent, "cy"), clean(words))


def _old(node: Element, parts: Parts, relations: Mapping[str, Relation]) -> Iterator[Picture]:
    """Pictures as programs before 2007 wrote them."""
    for image in node.iter(f"{_VML}imagedata"):
        content = _content(image.get(f"{_R}id", ""), parts, relations)
        shape = image.getparent()
        if content and shape is not None:
            sizes = {
                name: float(size) * _EMU[unit or "px"] for name, size, unit in _LENGTH.findall(shape.get("style", ""))
            }
            width, height = (_bounded(sizes.get(name, _USUAL)) for name in ("width", "height"))
            yield Picture(content, width, height, clean(shape.get("alt", "")))


def _content(relation: str, parts: Parts, relations: Mapping[str, Relation]) -> bytes:
    found = relations.get(relation)
    if found is None or found.external or found.target not in parts:
        return b""
    content = parts[found.target]
    return content if picture_ending(content) else b""


def _length(extent: Element | None, name: str) -> int:
    return _bounded(_USUAL if extent is None else number(extent.get(name)) or _USUAL)


def _bounded(length: float) -> int:
    return min(max(int(length), 1), _LARGEST)
