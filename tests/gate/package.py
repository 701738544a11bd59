"""An office package opened once, and what every package must respect: zip order, dates, relationships."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Element = etree._Element
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CONTENT_TYPES = "[Content_Types].xml"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
EXTERNAL_SCHEMES = ("http://", "https://", "mailto:")
REFUSED_KINDS = ("aFChunk", "attachedTemplate", "control", "oleObject", "vbaProject")


class PackageError(Exception):
    """The bytes cannot be read as an office package."""


@dataclass(frozen=True)
class Relation:
    """An arrow from a part: ``target`` is a part's name, or an address where ``external``."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The parts of one file, its XML parts parsed (what only an old reader would see is left out)."""

    entries: tuple[zipfile.ZipInfo, ...]
    parts: Mapping[str, bytes]
    trees: Mapping[str, Element]

    def relations(self, part: str) -> dict[str, Relation]:
        """What ``part`` points to, by relationship id; the empty name stands for the package itself."""
        folder, name = posixpath.split(part)
        tree = self.trees.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {} if tree is None else {str(node.get("Id")): _relation(node, folder) for node in tree}

    def related(self, part: str, kind: str) -> str:
        """The part that ``part`` points to with a relationship of this kind, or an empty name."""
        return next((one.target for one in self.relations(part).values() if one.kind == kind), "")


def open_package(data: bytes) -> Package:
    """The package in these bytes; raises ``PackageError`` when the zip or one of its XML parts is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = tuple(archive.infolist())
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise PackageError(f"not a zip: {error}") from error
    names = [name for name in parts if name.endswith((".xml", ".rels", ".vml"))]
    return Package(entries, parts, {name: _tree(name, parts[name]) for name in names})


def package_findings(package: Package) -> Iterator[str]:
    """Everything wrong with the container, whatever the document in it."""
    yield from _zip_findings(package)
    for part in ("", *package.parts):
        yield from _relation_findings(package, part)
    reached = {one.target for part in ("", *package.parts) for one in package.relations(part).values()}
    for part in package.parts:
        if part not in reached and part != CONTENT_TYPES and not part.endswith(".rels"):
            yield f"{part}: no relationship leads to this part"


def _tree(name: str, data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PackageError(f"{name}: not well-formed: {error}") from error
    if b"<!DOCTYPE" in data:
        raise PackageError(f"{name}: has a DOCTYPE")
    for node in list(tree.iter(FALLBACK)):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    return tree


def _relation(node: Element, folder: str) -> Relation:
    kind = str(node.get("Type")).rpartition("/")[2]
    target = str(node.get("Target"))
    if node.get("TargetMode") == "External":
        return Relation(kind, target, external=True)
    return Relation(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"), external=False)


def _zip_findings(package: Package) -> Iterator[str]:
    names = [entry.filename for entry in package.entries]
    if names and names[0] != CONTENT_TYPES:
        yield f"zip: {CONTENT_TYPES} is not the first entry"
    for before, after in pairwise([name for name in names if name != CONTENT_TYPES]):
        if before == after:
            yield f"zip: entry {after} stands twice"
        elif before > after:
            yield f"zip: entry {after} is out of order after {before}"
    for entry in package.entries:
        if entry.date_time != FIXED_DATE:
            yield f"zip: entry {entry.filename} is dated {entry.date_time[:3]}, not 1980-01-01"
        if entry.filename.startswith("/") or ".." in entry.filename.split("/"):
            yield f"zip: entry {entry.filename} leaves the package"


def _relation_findings(package: Package, part: str) -> Iterator[str]:
    relations = package.relations(part)
    where = part or "package"
    for identifier, one in relations.items():
        if one.kind in REFUSED_KINDS:
            yield f"{where}: relationship {identifier} of kind {one.kind} is refused"
        elif one.external and not one.target.startswith(EXTERNAL_SCHEMES):
            yield f"{where}: external relationship to {one.target}, only http(s) and mailto are allowed"
        elif not one.external and one.target not in package.parts:
            yield f"{where}: relationship {identifier} leads to the missing part {one.target}"
    if part in package.trees:
        for identifier in sorted(_used(package.trees[part]) - relations.keys()):
            yield f"{where}: uses the relationship {identifier}, which does not exist"


def _used(tree: Element) -> set[str]:
    """Relationship ids named by attributes of this part."""
    values = tree.xpath(f"//@*[namespace-uri()='{REFERENCE[1:-1]}']")
    return {str(value) for value in values} if isinstance(values, list) else set()
