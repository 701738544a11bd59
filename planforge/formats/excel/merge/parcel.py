"""The parts of ours while they become those of the merged workbook: new parts, arrows and content types."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.excel.package import zipped

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planforge.formats.opening import Parts

_TYPES = "[Content_Types].xml"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


class Parcel:
    """Parts by name; those that were parsed are written back by ``data``."""

    def __init__(self, parts: Parts) -> None:
        self.parts = dict(parts.contents)
        self._trees: dict[str, Element] = {}

    def tree(self, name: str) -> Element:
        """The tree of a part, changed in place."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.parts[name])
        return self._trees[name]

    def replace(self, name: str, tree: Element) -> None:
        """Put another tree in the place of a part."""
        self._trees[name] = tree

    def names(self, folder: str) -> list[str]:
        """The names of the parts in a folder, in order."""
        return sorted(name for name in self.parts if name.startswith(folder))

    def add(self, pattern: str, data: bytes, content_type: str) -> str:
        """The name given to a new part, the first free one of the pattern; its type is declared too."""
        number = 1
        while pattern.format(number) in self.parts:
            number += 1
        name = pattern.format(number)
        self.parts[name] = data
        types, ending = self.tree(_TYPES), name.rpartition(".")[2]
        if ending != "xml" and all(node.get("Extension") != ending for node in types.iter(f"{_CONTENT}Default")):
            types.insert(0, etree.Element(f"{_CONTENT}Default", Extension=ending, ContentType=content_type))
        elif ending == "xml":
            etree.SubElement(types, f"{_CONTENT}Override", PartName=f"/{name}", ContentType=content_type)
        return name

    def remove(self, name: str) -> None:
        """Take out a part, with its type."""
        self.parts.pop(name, None)
        self._trees.pop(name, None)
        types = self.tree(_TYPES)
        for node in [node for node in types if node.get("PartName") == f"/{name}"]:
            types.remove(node)

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """The identifier of a new arrow from a part; ``target`` is a part's name, or an address."""
        tree = self._relations(part)
        used = {str(node.get("Id")) for node in tree}
        number = len(used) + 1
        while f"rId{number}" in used:
            number += 1
        made = etree.SubElement(tree, f"{_RELATIONS}Relationship", Id=f"rId{number}", Type=f"{_KINDS}{kind}")
        made.set("Target", target if external else f"/{target}")
        if external:
            made.set("TargetMode", "External")
        return f"rId{number}"

    def related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """The identifiers and the targets of the arrows of a kind."""
        found = [node for node in self._relations(part) if str(node.get("Type")).endswith(f"/{kind}")]
        folder = posixpath.dirname(part)
        targets = [
            posixpath.normpath(posixpath.join("/", folder, str(node.get("Target")))).lstrip("/") for node in found
        ]
        return [(str(node.get("Id")), target) for node, target in zip(found, targets, strict=True)]

    def unrelate(self, part: str, identifier: str) -> None:
        """Take an arrow away."""
        tree = self._relations(part)
        for node in [node for node in tree if node.get("Id") == identifier]:
            tree.remove(node)

    def data(self) -> bytes:
        """The bytes of the file."""
        for name, tree in self._trees.items():
            self.parts[name] = etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
        empty = [
            name for name in self.parts if name.endswith(".rels") and self.parts[name].count(b"<Relationship ") == 0
        ]
        for name in empty:
            del self.parts[name]
        return zipped(self.parts)

    def _relations(self, part: str) -> Element:
        folder, name = posixpath.split(part)
        place = f"{folder}/_rels/{name}.rels"
        if place not in self.parts:
            self.parts[place] = b""
            self._trees[place] = etree.Element(f"{_RELATIONS}Relationships", nsmap={None: _RELATIONS[1:-1]})  # type: ignore[dict-item] # the default namespace has no name
        return self.tree(place)
