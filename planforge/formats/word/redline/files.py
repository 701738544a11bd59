"""The two files of a redline: the old one read, the new one read and written again with what was added to it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.opening import refusal
from planforge.formats.word.adoption import tag, value
from planforge.formats.word.markup import PACKAGE_RELATIONS, RELATIONS
from planforge.formats.word.package import FIRST_PART, entry, package
from planforge.formats.word.reading import open_document
from planforge.formats.word.style_names import FRENCH

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planforge.formats.opening import Parts, Relation

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MOST_BASES = 20  # styles that a style is based on, one on the other
_OURS = {theirs: ours.lower() for ours, names in FRENCH.items() for theirs in names}
_ADOPTED = " (planforge)"  # ends the name of a style of ours in a charter that has another of that name
_UNDECIDED = "Le fichier contient des modifications suivies : acceptez-les ou refusez-les, puis enregistrez-le."
PENDING = tuple(map(tag, ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "cellIns", "cellDel")))


@dataclass(frozen=True)
class File:
    """A Word file: its parts, the name and the tree of its document."""

    parts: Parts
    main: str
    root: Element

    @property
    def body(self) -> Element:
        """The body, which ``read_file`` made sure of."""
        return self.root.find(tag("body"))  # type: ignore[return-value] # made sure of

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """What the document points to, by identifier."""
        return self.parts.relations(self.main)

    @cached_property
    def styles(self) -> dict[str, tuple[str, str]]:
        """The kind and the name, in English and in small letters, of each style by its identifier."""
        root = self.parts.xml(self.related("styles"))
        found = () if root is None else root.iterfind(tag("style"))
        return {one.get(tag("styleId"), ""): _named(one) for one in found}

    def listed(self, style: str) -> tuple[str, str]:
        """The list and the level that a style puts its paragraphs in, or nothing."""
        for _ in range(_MOST_BASES):
            found = self._bases.get(style)
            if found is None:
                break
            based, number, level = found
            if number:
                return number, level or "0"
            style = based
        return "", ""

    @cached_property
    def _bases(self) -> dict[str, tuple[str, str, str]]:
        """What each style is based on, with its own list and level."""
        root = self.parts.xml(self.related("styles"))
        found = () if root is None else root.iterfind(tag("style"))
        return {
            one.get(tag("styleId"), ""): (
                value(one, "basedOn"),
                value(one, "pPr/numPr/numId"),
                value(one, "pPr/numPr/ilvl"),
            )
            for one in found
        }

    @cached_property
    def numbering(self) -> Element | None:
        """The lists, if there are any."""
        return self.parts.xml(self.related("numbering"))

    @cached_property
    def bookmarks(self) -> frozenset[str]:
        """The names of the bookmarks."""
        return frozenset(mark.get(tag("name"), "") for mark in self.root.iter(tag("bookmarkStart")))

    @cached_property
    def targets(self) -> frozenset[str]:
        """The bookmarks that links lead to."""
        return frozenset(link.get(tag("anchor"), "") for link in self.root.iter(tag("hyperlink")))

    def related(self, kind: str) -> str:
        """The part of that kind that the document points to, or nothing."""
        return next(iter(self.parts.related(self.main, kind)), "")

    def media(self, part: str) -> str:
        """The content type of a part."""
        root = self.parts.xml(FIRST_PART)
        told = {} if root is None else {_told(node): node.get("ContentType", "") for node in root}
        return told.get(f"/{part}".lower()) or told.get(part.rpartition(".")[2].lower(), "")


def read_file(data: bytes) -> File:
    """The file. Raises ``CannotReadError``, also where changes already tracked in it wait for a decision."""
    parts, main, root, _ = open_document(data)
    if next(root.iter(*PENDING), None) is not None:
        raise refusal(_UNDECIDED)
    for node in root.iter(etree.Element):
        if node.tail and not node.tail.strip():
            node.tail = None
    return File(parts, main, root)


class Additions:
    """Parts and relations that a redline adds to the new file."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._parts: dict[str, bytes] = {}
        self._media: dict[str, str] = {}
        self._relations: list[tuple[str, str, str, bool]] = []
        self._known: dict[tuple[str, bytes], str] = {}
        self._lists = 0 if file.numbering is None else len(file.numbering)
        for identifier, one in file.relations.items():
            if one.external:
                self._known.setdefault((one.kind, one.target.encode()), identifier)
            elif one.target in file.parts:
                self._known.setdefault((one.kind, file.parts[one.target]), identifier)

    def address(self, address: str) -> str:
        """The relation of a link to an address."""
        return self.known("hyperlink", address.encode()) or self._relate("hyperlink", address, address.encode())

    def known(self, kind: str, content: bytes) -> str:
        """The relation of that kind to that content, or nothing."""
        return self._known.get((kind, content), "")

    def part(self, kind: str, content: bytes, media: str, ending: str) -> str:
        """The relation to a part, added where no part of that kind has the same content."""
        known = self.known(kind, content)
        if known:
            return known
        name = f"{kind}-ancien{len(self._parts) + 1}.{ending}"
        path = posixpath.join(posixpath.dirname(self._file.main), name)
        self._parts[path] = content
        self._media[path] = media
        return self._relate(kind, name, content)

    def write(self) -> bytes:
        """The new file with its document as it became, and with what was added."""
        contents = {name: data for name, data in self._file.parts.contents.items() if name not in self._parts}
        main = self._file.main
        contents |= self._parts
        contents[main] = as_bytes(self._file.root)
        numbering = self._file.related("numbering")
        if self._file.numbering is not None and len(self._file.numbering) != self._lists:
            contents[numbering] = as_bytes(self._file.numbering)
        if self._relations:
            place = posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels")
            contents[place] = self._related(place)
        if self._parts:
            contents[FIRST_PART] = self._typed()
        return package([entry(name, data) for name, data in contents.items()])

    def _relate(self, kind: str, target: str, content: bytes) -> str:
        identifier = f"rIdAncien{len(self._relations) + 1}"
        self._relations.append((identifier, kind, target, kind == "hyperlink"))
        self._known[kind, content] = identifier
        return identifier

    def _related(self, place: str) -> bytes:
        root = self._file.parts.xml(place)
        if root is None:
            root = etree.Element(f"{{{PACKAGE_RELATIONS}}}Relationships")
        for identifier, kind, target, external in self._relations:
            added = {"Id": identifier, "Type": f"{RELATIONS}/{kind}", "Target": target}
            outside = {"TargetMode": "External"} if external else {}
            etree.SubElement(root, f"{{{PACKAGE_RELATIONS}}}Relationship", {**added, **outside})
        return as_bytes(root)

    def _typed(self) -> bytes:
        root = self._file.parts.xml(FIRST_PART)
        if root is None:
            raise refusal("Le fichier est abîmé.")
        for path, media in self._media.items():
            etree.SubElement(root, f"{_TYPES}Override", {"PartName": f"/{path}", "ContentType": media})
        return as_bytes(root)


def _told(node: Element) -> str:
    """Which part, or which ending of parts, a content type is that of."""
    return str(node.get("PartName") or node.get("Extension", "")).lower()


def _named(style: Element) -> tuple[str, str]:
    name = value(style, "name").lower().removesuffix(_ADOPTED)
    return style.get(tag("type"), "paragraph"), _OURS.get(name, name)


def as_bytes(root: Element) -> bytes:
    """A part as it is stored."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
