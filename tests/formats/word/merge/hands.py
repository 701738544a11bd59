"""A person at work in a Word file: what they type, take out, colour, tick and remark, as programs write it down."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.word.markup import RELATIONS, SPACES, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

W = f"{{{WORD}}}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
BODY = "word/document.xml"
ARROWS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """A package of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 27, 9, 0, 0)), content)
    return buffer.getvalue()


def a_png(shade: int = 0, size: int = 4) -> bytes:
    """A small picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\x00" + bytes([shade, 80, 160]) * size for _ in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    content = zlib.compress(rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


def markup(xml: str) -> list[Element]:
    """Elements from markup."""
    return list(etree.fromstring(f"<w:body {SPACES}>{xml}</w:body>"))


def words(node: Element) -> str:
    """The text of an element, the hyphens of its codes included."""
    return "".join(part.text or "-" * (part.tag != f"{W}t") for part in node.iter(f"{W}t", f"{W}noBreakHyphen"))


def run(text: str, look: str = "") -> str:
    """A run in markup."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


class Hand:
    """A Word file open on somebody's desk."""

    def __init__(self, data: bytes) -> None:
        self.parts = parts_of(data)
        self.root = etree.fromstring(self.parts[BODY])
        self.body = self.root[0]
        self.comments: list[str] = []

    def save(self) -> bytes:
        """The file as it was left."""
        self.parts[BODY] = etree.tostring(self.root, encoding="UTF-8", xml_declaration=True, standalone=True)
        if self.comments:
            self.parts["word/comments.xml"] = f"<w:comments {SPACES}>{''.join(self.comments)}</w:comments>".encode()
            self._relate("rIdComments", "comments", "comments.xml")
            self._declare("/word/comments.xml", _COMMENTS)
        return packed(self.parts)

    def all(self, text: str) -> Iterator[Element]:
        """The paragraphs that hold that text, those of the table of contents apart."""
        for paragraph in self.body.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            listed = style is not None and str(style.get(f"{W}val")).startswith("TOC")
            if text in words(paragraph) and not listed:
                yield paragraph

    def find(self, text: str) -> Element:
        """The first of them."""
        return next(self.all(text))

    def row(self, text: str) -> Element:
        """The row that holds that text."""
        return next(self.find(text).iterancestors(f"{W}tr"))

    def cell(self, text: str, column: int) -> Element:
        """The paragraph of a cell of that row."""
        return self.row(text).findall(f"{W}tc")[column].findall(f"{W}p")[0]

    def zone(self, title: str) -> Element:
        """The first paragraph of a zone to write in."""
        control = self.find(title).getnext()
        assert control is not None
        return next(control.iter(f"{W}p"))

    def put(self, paragraph: Element, xml: str) -> None:
        """Put markup behind a paragraph."""
        for node in reversed(markup(xml)):
            paragraph.addnext(node)

    def clear(self, paragraph: Element) -> None:
        """Take the words of a paragraph out."""
        for child in list(paragraph):
            if child.tag not in {f"{W}pPr", f"{W}bookmarkStart", f"{W}bookmarkEnd"}:
                paragraph.remove(child)

    def write(self, paragraph: Element, text: str, look: str = "") -> None:
        """Write other words in a paragraph."""
        self.clear(paragraph)
        self.type(paragraph, text, look)

    def type(self, paragraph: Element, text: str, look: str = "") -> None:
        """Type words at the end of a paragraph."""
        for node in markup(run(text, look)):
            paragraph.append(node)

    def enter(self, paragraph: Element, text: str) -> Element:
        """Type a new paragraph behind one, in its look."""
        new = etree.SubElement(paragraph.getparent(), f"{W}p")  # type: ignore[arg-type] # it has one
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            new.append(deepcopy(properties))
        self.type(new, text)
        paragraph.addnext(new)
        return new

    def delete(self, node: Element) -> None:
        """Take a paragraph, a row or a table out."""
        parent = node.getparent()
        assert parent is not None
        parent.remove(node)

    def add_row(self, row: Element, *texts: str) -> Element:
        """Add a row below another, in its look."""
        new = deepcopy(row)
        for mark in [*new.iter(f"{W}bookmarkStart"), *new.iter(f"{W}bookmarkEnd")]:
            self.delete(mark)
        for cell, text in zip(new.findall(f"{W}tc"), texts, strict=True):
            self.write(cell.findall(f"{W}p")[0], text)
        row.addnext(new)
        return new

    def tick(self, paragraph: Element, *, done: bool = True) -> None:
        """Click the box of a paragraph."""
        for checked in paragraph.iter(f"{W14}checked"):
            checked.set(f"{W14}val", "1" if done else "0")
            control = next(checked.iterancestors(f"{W}sdt"))
            for sign in control.iter(f"{W}t"):
                sign.text = "☒" if done else "☐"

    def restyle(self, paragraph: Element, look: str) -> None:
        """Give every run of a paragraph a look."""
        for each in paragraph.iter(f"{W}r"):
            old = each.find(f"{W}rPr")
            if old is not None:
                each.remove(old)
            each.insert(0, markup(f"<w:r><w:rPr>{look}</w:rPr></w:r>")[0][0])

    def align(self, paragraph: Element, side: str) -> None:
        """Align a paragraph."""
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        for old in properties.findall(f"{W}jc"):
            properties.remove(old)
        place = sum(1 for child in properties if child.tag not in {f"{W}rPr", f"{W}sectPr"})
        properties.insert(place, markup(f'<w:p><w:pPr><w:jc w:val="{side}"/></w:pPr></w:p>')[0][0][0])

    def remark(self, paragraph: Element, text: str, author: str = "Cadre des urgences") -> None:
        """Put a comment on a paragraph."""
        number = len(self.comments)
        self.comments.append(
            f'<w:comment w:id="{number}" w:author="{author}" w:date="2026-11-25T10:00:00Z" w:initials="CU">'
            f"<w:p>{run(text)}</w:p></w:comment>"
        )
        first = next(place for place, child in enumerate(paragraph) if child.tag == f"{W}r")
        paragraph.insert(first, markup(f'<w:commentRangeStart w:id="{number}"/>')[0])
        end = f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
        for node in markup(end):
            paragraph.append(node)

    def paste(self, paragraph: Element, content: bytes, name: str = "pasted.png") -> None:
        """Paste a picture at the end of a paragraph."""
        relation = f"rIdPaste{len(self.parts)}"
        self.parts[f"word/media/{name}"] = content
        self._relate(relation, "image", f"media/{name}")
        self._declare(f"/word/media/{name}", "image/png")
        for node in markup(_picture(relation)):
            paragraph.append(node)

    def _relate(self, relation: str, kind: str, target: str) -> None:
        arrow = f'<Relationship Id="{relation}" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
        self.parts[ARROWS] = self.parts[ARROWS].replace(b"</Relationships>", arrow.encode())

    def _declare(self, name: str, kind: str) -> None:
        override = f'<Override PartName="{name}" ContentType="{kind}"/></Types>'
        self.parts[TYPES] = self.parts[TYPES].replace(b"</Types>", override.encode())


def _picture(relation: str) -> str:
    size = 'cx="914400" cy="457200"'
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="900" name="Image 900" descr="plan du service"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="900" name="x.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
