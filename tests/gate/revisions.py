"""Tracked changes of a Word file accepted or refused, as Word does it.

Written from the standard alone, apart from what writes redlines. A paragraph whose end goes runs on into the next one,
which keeps its own properties; where nothing can follow, the file is at fault and ``RevisionError`` says so.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from tests.gate.package import Element, W

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIN = "word/document.xml"
RANGES = tuple(f"{W}customXml{kind}Range{end}" for kind in ("Ins", "Del") for end in ("Start", "End"))
CONTENT = frozenset(f"{W}{name}" for name in ("r", "hyperlink", "sdt", "fldSimple", "smartTag"))


class RevisionError(Exception):
    """The changes of a file cannot be decided one way or the other."""


def accepted(data: bytes) -> bytes:
    """The file with all its tracked changes accepted."""
    return _decided(data, gone="del", stays="ins")


def rejected(data: bytes) -> bytes:
    """The file with all its tracked changes refused."""
    return _decided(data, gone="ins", stays="del")


def revisions(data: bytes) -> list[Element]:
    """Every element that carries a revision."""
    names = ("ins", "del", "pPrChange", "customXmlInsRangeStart", "customXmlDelRangeStart")
    return list(root_of(data).iter(*(f"{W}{name}" for name in names)))


def _decided(data: bytes, gone: str, stays: str) -> bytes:
    root = root_of(data)
    _rows(root, gone)
    _controls(root, unwrap=gone == "ins")
    _inline(root, gone, stays)
    _styles(root, back=gone == "ins")
    for container in [body_of(root), *root.iter(f"{W}tc")]:
        _ends(container, gone)
    for node in [one for one in root.iter(f"{W}sdt") if not any(True for _ in one.iter(f"{W}r", f"{W}p"))]:
        drop(node)
    return _with_main(data, root)


def _rows(root: Element, gone: str) -> None:
    for row in list(root.iter(f"{W}tr")):
        marks = {name: row.find(f"{W}trPr/{W}{name}") for name in ("ins", "del")}
        if marks[gone] is not None:
            drop(row)
        for mark in marks.values():
            drop(mark)
    for table in list(root.iter(f"{W}tbl")):
        if next(table.iter(f"{W}tr"), None) is None:
            drop(table)


def _controls(root: Element, *, unwrap: bool) -> None:
    """Controls marked as inserted, at their start and at their end."""
    for control in list(root.iter(f"{W}sdt")):
        before, content = control.getprevious(), control.find(f"{W}sdtContent")
        marked = before is not None and before.tag == f"{W}customXmlInsRangeStart"
        if not (marked and before is not None and content is not None and len(content)):
            continue
        if content[0].tag != f"{W}customXmlInsRangeEnd" or content[0].get(f"{W}id") != before.get(f"{W}id"):
            raise RevisionError("a control whose start is marked and never ends")
        if unwrap:
            for node in list(content):
                control.addprevious(node)
            drop(control)
    for node in list(root.iter(*RANGES)):
        drop(node)


def _inline(root: Element, gone: str, stays: str) -> None:
    for node in list(root.iter(f"{W}{gone}", f"{W}{stays}")):
        parent = node.getparent()
        if parent is None or parent.tag in {f"{W}rPr", f"{W}trPr"}:
            continue
        if node.tag == f"{W}{stays}":
            for one in list(node):
                node.addprevious(one)
        drop(node)
    for node in list(root.iter(f"{W}delText", f"{W}delInstrText")):
        node.tag = f"{W}t" if node.tag == f"{W}delText" else f"{W}instrText"
    for link in [one for one in root.iter(f"{W}hyperlink") if not len(one)]:
        drop(link)


def _styles(root: Element, *, back: bool) -> None:
    for change in list(root.iter(f"{W}pPrChange")):
        properties = change.getparent()
        assert properties is not None
        drop(change)
        if back:
            kept = [one for name in ("rPr", "sectPr") for one in properties.findall(f"{W}{name}")]
            for node in list(properties):
                properties.remove(node)
            properties.extend([*change[0], *kept])


def _ends(container: Element, gone: str) -> None:
    for node in list(flow(container)):
        if node.tag != f"{W}p":
            continue
        marks = {name: node.find(f"{W}pPr/{W}rPr/{W}{name}") for name in ("ins", "del")}
        lost = marks[gone] is not None
        for mark in marks.values():
            drop(mark)
        if lost:
            _run_on(container, node)


def _run_on(container: Element, node: Element) -> None:
    """A paragraph whose end went: what is left of it begins the next one."""
    blocks = list(flow(container))
    following = next(iter(blocks[blocks.index(node) + 1 :]), None)
    rest = [one for one in node if one.tag != f"{W}pPr"]
    if following is None:
        raise RevisionError("the last paragraph of a story lost its end")
    if following.tag == f"{W}p":
        place = 0 if following.find(f"{W}pPr") is None else 1
        following[place:place] = rest
    elif any(one.tag in CONTENT for one in rest):
        raise RevisionError("words run on into a table")
    drop(node)


def root_of(data: bytes) -> Element:
    """The document in a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(MAIN))


def _with_main(data: bytes, root: Element) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(written, "w") as target:
        for entry in archive.infolist():
            content = etree.tostring(root) if entry.filename == MAIN else archive.read(entry)
            target.writestr(entry, content)
    return written.getvalue()


def drop(node: Element | None) -> None:
    """Take an element out of its parent."""
    parent = None if node is None else node.getparent()
    if node is not None and parent is not None:
        parent.remove(node)


def flow(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables below an element, those in controls too."""
    for node in parent:
        if node.tag in {f"{W}p", f"{W}tbl"}:
            yield node
        elif node.tag in {f"{W}sdt", f"{W}sdtContent"}:
            yield from flow(node)


def body_of(root: Element) -> Element:
    """The body of a document."""
    body = root.find(f"{W}body")
    assert body is not None
    return body
