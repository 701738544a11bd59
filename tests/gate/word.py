"""What Word needs and no validator checks: bookmarks, controls, styles, numbering, language, spaces."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from tests.gate.fields import field_findings, field_targets
from tests.gate.package import DRAWING, Element, Package, W
from tests.gate.tables import table_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
STORIES = {f"{W}{name}" for name in ("document", "hdr", "ftr", "footnotes", "endnotes", "comments")}
STYLE_USES = {
    "pStyle": "paragraph",
    "rStyle": "character",
    "tblStyle": "table",
    "styleLink": "numbering",
    "numStyleLink": "numbering",
    "basedOn": "",
    "next": "paragraph",
    "link": "",
}
BOOKMARK_NAME = re.compile(r"[^\W\d]\w{0,39}")
LANGUAGE = "fr-FR"
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"

Stories = dict[str, Element]


def document_findings(package: Package) -> Iterator[str]:
    """Every fault of the Word document in this package."""
    main = package.related("", "officeDocument")
    if main not in package.trees:
        yield "package: no main document"
        return
    stories = {name: tree for name, tree in package.trees.items() if tree.tag in STORIES}
    yield from _bookmark_findings(stories)
    yield from _unique_findings(stories)
    for name, tree in stories.items():
        yield from (f"{name}: {finding}" for finding in (*field_findings(tree), *_story_findings(tree)))
    yield from _style_findings(package, main)
    yield from _numbering_findings(package, main)
    yield from _settings_findings(package, main)
    yield from table_findings(package, main)


def value(node: Element | None, name: str = "val") -> str:
    """The attribute ``w:val`` (or another of that namespace), empty when the node or it is missing."""
    return "" if node is None else str(node.get(f"{W}{name}", ""))


def _bookmark_findings(stories: Stories) -> Iterator[str]:
    names = Counter(value(node, "name").casefold() for node in _every(stories, "bookmarkStart"))
    for name, count in names.items():
        if count > 1:
            yield f"bookmark {name} stands {count} times"
        if not BOOKMARK_NAME.fullmatch(name):
            yield f"bookmark {name!r} is not a legal name (a letter or _, then at most 39 letters, digits or _)"
    for part, tree in stories.items():
        yield from (f"{part}: {finding}" for finding in _unpaired(tree))
        targets = [("hyperlink", value(node, "anchor")) for node in tree.iter(f"{W}hyperlink")]
        for kind, target in (*targets, *field_targets(tree)):
            if target and target.casefold() not in names:
                yield f"{part}: {kind} to the missing bookmark {target}"


def _unpaired(tree: Element) -> Iterator[str]:
    started: dict[str, str] = {}
    for node in tree.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        identifier = value(node, "id")
        if node.tag == f"{W}bookmarkStart":
            started[identifier] = value(node, "name")
        elif started.pop(identifier, None) is None:
            yield f"bookmark end {identifier} has no start before it"
    for name in started.values():
        yield f"bookmark {name} is never closed"


def _unique_findings(stories: Stories) -> Iterator[str]:
    controls = Counter(value(node) for tree in stories.values() for node in tree.iterfind(f".//{W}sdtPr/{W}id"))
    drawings = Counter(str(node.get("id")) for tree in stories.values() for node in tree.iter(f"{DRAWING}docPr"))
    for identifier, count in controls.items():
        if count > 1:
            yield f"content control id {identifier} stands {count} times"
    for identifier, count in drawings.items():
        if count > 1:
            yield f"drawing id {identifier} stands {count} times"


def _story_findings(tree: Element) -> Iterator[str]:
    for node in tree.iter(etree.Element):
        if f"{W}dirty" in node.attrib:
            yield "w:dirty makes Word ask on opening"
    for node in tree.iter(f"{W}t"):
        text = node.text or ""
        if text.strip(" ") != text and node.get(PRESERVE) != "preserve":
            yield f"the outer spaces of {text!r} are lost without xml:space"
    for node in tree.iter(f"{DRAWING}docPr"):
        if not node.get("descr") and not any(child.get("val") == "1" for child in node.iter(DECORATIVE)):
            yield f"drawing {node.get('id')} has no alternative text"


def _style_findings(package: Package, main: str) -> Iterator[str]:
    styles = package.trees.get(package.related(main, "styles"))
    if styles is None:
        yield "package: no styles"
        return
    kinds = {value(style, "styleId"): value(style, "type") for style in styles.iter(f"{W}style")}
    for part, tree in package.trees.items():
        for use, wanted in STYLE_USES.items():
            for name in sorted({value(node) for node in tree.iter(f"{W}{use}")}):
                yield from (f"{part}: {use} {name} {fault}" for fault in _style_fault(kinds, name, wanted))
    languages = {value(node) for node in styles.iter(f"{W}lang")}
    if value(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")) != LANGUAGE:
        yield f"styles: the language by default is not {LANGUAGE}"
    for other in sorted(languages - {LANGUAGE, ""}):
        yield f"styles: a style is in {other}, not in {LANGUAGE}"


def _style_fault(kinds: Mapping[str, str], name: str, wanted: str) -> Iterator[str]:
    if name not in kinds:
        yield "is not a defined style"
    elif wanted and kinds[name] != wanted:
        yield f"is a {kinds[name]} style"


def _numbering_findings(package: Package, main: str) -> Iterator[str]:
    numbering = package.trees.get(package.related(main, "numbering"))
    lists = [] if numbering is None else list(numbering.iterfind(f"{W}num"))
    abstract = set() if numbering is None else {value(node, "abstractNumId") for node in numbering}
    defined = {value(node, "numId") for node in lists} | {"0"}
    for part, tree in package.trees.items():
        for name in sorted({value(node) for node in tree.iterfind(f".//{W}numPr/{W}numId")} - defined):
            yield f"{part}: uses the undefined list numId {name}"
    for node in lists:
        if value(node.find(f"{W}abstractNumId")) not in abstract:
            yield f"numbering: list numId {value(node, 'numId')} has no definition"


def _settings_findings(package: Package, main: str) -> Iterator[str]:
    settings = package.trees.get(package.related(main, "settings"))
    if settings is not None and settings.find(f"{W}updateFields") is not None:
        yield "settings: w:updateFields makes Word ask on opening"


def _every(stories: Stories, name: str) -> Iterable[Element]:
    return (node for tree in stories.values() for node in tree.iter(f"{W}{name}"))
