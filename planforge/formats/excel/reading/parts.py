"""The parts of an office package in memory: parsed under guard, with the arrows between them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.merging import CannotReadError
from planforge.values import french

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# « Strict Open XML », which Excel offers when saving, says the same with other addresses.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """An arrow from a part: ``target`` is a part's name, or an address where ``external``."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Parts:
    """The parts of one package, by name without a leading slash."""

    contents: Mapping[str, bytes]

    def __contains__(self, name: str) -> bool:
        return name in self.contents

    def __getitem__(self, name: str) -> bytes:
        return self.contents[name]

    def names(self) -> Iterator[str]:
        """The names of all parts."""
        yield from self.contents

    def xml(self, name: str) -> etree._Element | None:
        """The tree of a part; None when there is no such part. Raises ``CannotReadError``."""
        return parse(self.contents[name], name) if name in self.contents else None

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points to, by identifier; the empty name stands for the package itself."""
        folder, name = posixpath.split(part)
        tree = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        return (
            {}
            if tree is None
            else {str(node.get("Id")): _relation(node, folder) for node in tree.iter("{*}Relationship")}
        )

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """The parts that are there among those that ``part`` points to with a relationship of this kind."""
        found = (one.target for one in self.relations(part).values() if one.kind == kind and not one.external)
        return tuple(target for target in found if target in self.contents)


def parse(data: bytes, name: str) -> etree._Element:
    """The tree of some XML: no entity is resolved, nothing is fetched. Raises ``CannotReadError``."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CannotReadError(french(f"La partie « {name} » du classeur est abîmée.")) from error
    if getattr(tree.getroottree().docinfo, "doctype", ""):
        raise CannotReadError(french(f"La partie « {name} » contient une déclaration interdite (DOCTYPE)."))
    return tree


def _relation(node: etree._Element, folder: str) -> Relation:
    kind = str(node.get("Type")).rpartition("/")[2]
    target = str(node.get("Target"))
    if node.get("TargetMode") == "External":
        return Relation(kind, target, external=True)
    return Relation(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"), external=False)
