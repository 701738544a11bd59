"""Tracked changes of a Word file accepted or refused as Word does it, and what a document says, to compare with.

Written from the standard alone, apart from what writes redlines. A paragraph whose end goes runs on into the next one,
which keeps its own properties; where nothing can follow, the file is at fault and ``RevisionError`` says so.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree

from tests.gate.package import REFERENCE, Element, Package, W, open_package

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIN = "word/document.xml"
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
RANGES = tuple(f"{W}customXml{kind}Range{end}" for kind in ("Ins", "Del") for end in ("Start", "End"))
CONTENT = frozenset(f"{W}{name}" for name in ("r", "hyperlink", "sdt", "fldSimple", "smartTag"))
PAGE_NUMBER = re.compile(r"\t?\{PAGEREF [^}]*\}$")
LAID_OUT = {"PAGEREF", "PAGE", "NUMPAGES"}


class RevisionError(Exception):
    """The changes of a file cannot be decided one way or the other."""


def accepted(data: bytes) -> bytes:
    """The file with all its tracked changes accepted."""
    return _decided(data, gone="del", stays="ins")


def rejected(data: bytes) -> bytes:
    """The file with all its tracked changes refused."""
    return _decided(data, gone="ins", stays="del")


def exact(data: bytes) -> bytes:
    """Its document to the letter: canonical XML without bookmarks, rsids and empty runs, runs of one look in one."""
    root = _root(data)
    for node in list(root.iter(*BOOKMARKS)):
        _drop(node)
    for node in list(root.iter(etree.Element)):
        for name in [name for name in node.attrib if "}rsid" in str(name)]:
            del node.attrib[name]
    for paragraph in root.iter(f"{W}p", f"{W}hyperlink", f"{W}sdtContent"):
        for run in paragraph.findall(f"{W}r"):
            _join_texts(run)
        _join_runs(paragraph)
    for name in ("rPr", "pPr", "trPr"):
        for node in [one for one in root.iter(f"{W}{name}") if not len(one)]:
            _drop(node)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, method="c14n")


def said(data: bytes) -> list[Any]:
    """What its body says: see ``_paragraph`` and ``_table``; controls around blocks say nothing."""
    package = open_package(data)
    return [_block(package, node) for node in _flow(_body(package.trees[MAIN]))]


def revisions(data: bytes) -> list[Element]:
    """Every element that carries a revision."""
    names = ("ins", "del", "pPrChange", "customXmlInsRangeStart", "customXmlDelRangeStart")
    return list(_root(data).iter(*(f"{W}{name}" for name in names)))


def _decided(data: bytes, gone: str, stays: str) -> bytes:
    root = _root(data)
    _rows(root, gone)
    _controls(root, unwrap=gone == "ins")
    _inline(root, gone, stays)
    _styles(root, back=gone == "ins")
    for container in [_body(root), *root.iter(f"{W}tc")]:
        _ends(container, gone)
    for node in [one for one in root.iter(f"{W}sdt") if not any(True for _ in one.iter(f"{W}r", f"{W}p"))]:
        _drop(node)
    return _with_main(data, root)


def _rows(root: Element, gone: str) -> None:
    for row in list(root.iter(f"{W}tr")):
        marks = {name: row.find(f"{W}trPr/{W}{name}") for name in ("ins", "del")}
        if marks[gone] is not None:
            _drop(row)
        for mark in marks.values():
            _drop(mark)
    for table in list(root.iter(f"{W}tbl")):
        if next(table.iter(f"{W}tr"), None) is None:
            _drop(table)


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
            _drop(control)
    for node in list(root.iter(*RANGES)):
        _drop(node)


def _inline(root: Element, gone: str, stays: str) -> None:
    for node in list(root.iter(f"{W}{gone}", f"{W}{stays}")):
        parent = node.getparent()
        if parent is None or parent.tag in {f"{W}rPr", f"{W}trPr"}:
            continue
        if node.tag == f"{W}{stays}":
            for one in list(node):
                node.addprevious(one)
        _drop(node)
    for node in list(root.iter(f"{W}delText", f"{W}delInstrText")):
        node.tag = f"{W}t" if node.tag == f"{W}delText" else f"{W}instrText"
    for link in [one for one in root.iter(f"{W}hyperlink") if not len(one)]:
        _drop(link)


def _styles(root: Element, *, back: bool) -> None:
    for change in list(root.iter(f"{W}pPrChange")):
        properties = change.getparent()
        assert properties is not None
        _drop(change)
        if back:
            kept = [one for name in ("rPr", "sectPr") for one in properties.findall(f"{W}{name}")]
            for node in list(properties):
                properties.remove(node)
            properties.extend([*change[0], *kept])


def _ends(container: Element, gone: str) -> None:
    for node in list(_flow(container)):
        if node.tag != f"{W}p":
            continue
        marks = {name: node.find(f"{W}pPr/{W}rPr/{W}{name}") for name in ("ins", "del")}
        lost = marks[gone] is not None
        for mark in marks.values():
            _drop(mark)
        if lost:
            _run_on(container, node)


def _run_on(container: Element, node: Element) -> None:
    """A paragraph whose end went: what is left of it begins the next one."""
    blocks = list(_flow(container))
    following = next(iter(blocks[blocks.index(node) + 1 :]), None)
    rest = [one for one in node if one.tag != f"{W}pPr"]
    if following is None:
        raise RevisionError("the last paragraph of a story lost its end")
    if following.tag == f"{W}p":
        place = 0 if following.find(f"{W}pPr") is None else 1
        following[place:place] = rest
    elif any(one.tag in CONTENT for one in rest):
        raise RevisionError("words run on into a table")
    _drop(node)


def _block(package: Package, node: Element) -> Any:
    return _paragraph(package, node) if node.tag == f"{W}p" else _table(package, node)


def _table(package: Package, node: Element) -> Any:
    """The rows, of each cell its blocks; how many columns it spans is layout."""
    return [
        [[_block(package, one) for one in _flow(cell)] for cell in _within(row, f"{W}tc")]
        for row in _within(node, f"{W}tr")
    ]


def _paragraph(package: Package, node: Element) -> Any:
    """The name of its style (the standard one, where it names none), its list and level, whether it ends a section.

    And what it says: its words, tabs and breaks, where its links lead, the code and the result of its fields but page
    numbers, the boxes of its controls, the words and pictures of its drawings.
    """
    number = _value(node, "pPr/numPr/numId")
    counted = (_format(package, number, _value(node, "pPr/numPr/ilvl")), _value(node, "pPr/numPr/ilvl"))
    ends = node.find(f"{W}pPr/{W}sectPr") is not None
    words = "".join(_words(package, node, _Field()))
    return (_style(package, _value(node, "pPr/pStyle")), counted if number else "", ends, words)


class _Field:
    """Where one is in the fields of a paragraph."""

    def __init__(self) -> None:
        self.depth = 0
        self.code = ""
        self.hidden = False


def _words(package: Package, parent: Element, field: _Field) -> Iterator[str]:
    for node in parent:
        name = etree.QName(node).localname
        if name == "r":
            yield from _run(node, field, package)
        elif name == "hyperlink":
            words = "".join(_words(package, node, field))
            yield f"[{_target(package, node)}: {PAGE_NUMBER.sub('', words)}]"
        elif name == "sdt":
            yield from _words(package, node[-1], field)


def _run(run: Element, field: _Field, package: Package) -> Iterator[str]:
    signs = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
    for node in run:
        name = etree.QName(node).localname
        if name == "t" and not field.hidden:
            yield node.text or ""
        elif name in signs and node.get(f"{W}type") != "page":
            yield signs[name]
        elif name == "instrText":
            field.code += node.text or ""
        elif name == "fldChar":
            yield from _field(node, field)
        elif name in {"drawing", "AlternateContent"}:
            yield _drawn(package, node)


def _field(node: Element, field: _Field) -> Iterator[str]:
    """A whole field by its code; what shows is said unless it is a page number. One without a code here is no field."""
    kind = node.get(f"{W}fldCharType")
    code = " ".join(field.code.split())
    if kind == "separate" and not code.startswith("TOC"):
        yield f"{{{code}="
        field.hidden = code.split()[0] in LAID_OUT
    elif kind == "end":
        yield "}" if code and not code.startswith("TOC") else ""
        field.hidden = False
        field.code = ""


def _drawn(package: Package, node: Element) -> str:
    shown = list(node.iter(f"{W}drawing")) or [node]
    relations = package.relations(MAIN)
    found = [one.get("descr", "") for one in shown[0].iter("{*}docPr")]
    found += [one.text or "" for one in shown[0].iter(f"{W}t")]
    for picture in shown[0].iter("{*}blip"):
        found.append(str(hash(package.parts[relations[picture.get(f"{REFERENCE}embed", "")].target])))
    return f"<{'|'.join(found)}>"


def _target(package: Package, link: Element) -> str:
    identifier = link.get(f"{REFERENCE}id")
    return package.relations(MAIN)[identifier].target if identifier else f"#{link.get(f'{W}anchor', '')}"


def _style(package: Package, identifier: str) -> str:
    for style in package.trees["word/styles.xml"].iter(f"{W}style"):
        if style.get(f"{W}styleId") == identifier:
            return _value(style, "name").lower()
    return "normal"


def _format(package: Package, number: str, level: str) -> str:
    numbering = package.trees["word/numbering.xml"]
    for one in numbering.iterfind(f"{W}num[@{W}numId='{number}']"):
        pattern = _value(one, "abstractNumId")
        path = f"{W}abstractNum[@{W}abstractNumId='{pattern}']/{W}lvl[@{W}ilvl='{level or 0}']"
        found = numbering.find(path)
        return "" if found is None else _value(found, "numFmt")
    return "none"


def _value(node: Element, path: str) -> str:
    found = node.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else str(found.get(f"{W}val", ""))


def _flow(parent: Element) -> Iterator[Element]:
    for node in parent:
        if node.tag in {f"{W}p", f"{W}tbl"}:
            yield node
        elif node.tag in {f"{W}sdt", f"{W}sdtContent"}:
            yield from _flow(node)


def _within(parent: Element, name: str) -> Iterator[Element]:
    for node in parent:
        if node.tag == name:
            yield node
        elif node.tag in {f"{W}sdt", f"{W}sdtContent"}:
            yield from _within(node, name)


def _join_runs(paragraph: Element) -> None:
    before: Element | None = None
    for run in list(paragraph):
        if run.tag != f"{W}r":
            before = None
        elif before is not None and _look(before) == _look(run):
            before.extend([node for node in run if node.tag != f"{W}rPr"])
            paragraph.remove(run)
        else:
            before = run
    for run in paragraph.findall(f"{W}r"):
        _join_texts(run)


def _join_texts(run: Element) -> None:
    before: Element | None = None
    for node in list(run):
        if node.tag != f"{W}t":
            before = None
        elif before is not None:
            before.text = (before.text or "") + (node.text or "")
            run.remove(node)
        else:
            before = node
    for node in run.findall(f"{W}t"):
        node.set(PRESERVE, "preserve")
        if not node.text:
            run.remove(node)
    if all(node.tag == f"{W}rPr" for node in run):
        _drop(run)


def _look(run: Element) -> bytes:
    look = run.find(f"{W}rPr")
    return b"" if look is None else etree.tostring(look, method="c14n")


def _drop(node: Element | None) -> None:
    parent = None if node is None else node.getparent()
    if node is not None and parent is not None:
        parent.remove(node)


def _body(root: Element) -> Element:
    body = root.find(f"{W}body")
    assert body is not None
    return body


def _root(data: bytes) -> Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(MAIN))


def _with_main(data: bytes, root: Element) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(written, "w") as target:
        for entry in archive.infolist():
            content = etree.tostring(root) if entry.filename == MAIN else archive.read(entry)
            target.writestr(entry, content)
    return written.getvalue()
