"""What a Word document says: two files compared to the letter, or by their words, their structure and their styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from tests.gate.package import REFERENCE, Element, Package, W, open_package
from tests.gate.revisions import MAIN, body_of, drop, flow, root_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
PAGE_NUMBER = re.compile(r"\t?\{PAGEREF [^}]*\}$")
LAID_OUT = {"PAGEREF", "PAGE", "NUMPAGES"}


def exact(data: bytes) -> bytes:
    """Its document to the letter: canonical XML without bookmarks, rsids and empty runs, runs of one look in one."""
    root = root_of(data)
    for node in list(root.iter(*BOOKMARKS)):
        drop(node)
    for node in list(root.iter(etree.Element)):
        for name in [name for name in node.attrib if "}rsid" in str(name)]:
            del node.attrib[name]
    for paragraph in root.iter(f"{W}p", f"{W}hyperlink", f"{W}sdtContent"):
        for run in paragraph.findall(f"{W}r"):
            _join_texts(run)
        _join_runs(paragraph)
    for name in ("rPr", "pPr", "trPr"):
        for node in [one for one in root.iter(f"{W}{name}") if not len(one)]:
            drop(node)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, method="c14n")


def said(data: bytes) -> list[Any]:
    """What its body says: see ``_paragraph`` and ``_table``; controls around blocks say nothing."""
    package = open_package(data)
    return [_block(package, node) for node in flow(body_of(package.trees[MAIN]))]


def _block(package: Package, node: Element) -> Any:
    return _paragraph(package, node) if node.tag == f"{W}p" else _table(package, node)


def _table(package: Package, node: Element) -> Any:
    """The rows, of each cell its blocks; how many columns it spans is layout."""
    return [
        [[_block(package, one) for one in flow(cell)] for cell in _within(row, f"{W}tc")]
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
        drop(run)


def _look(run: Element) -> bytes:
    look = run.find(f"{W}rPr")
    return b"" if look is None else etree.tostring(look, method="c14n")


def _within(parent: Element, name: str) -> Iterator[Element]:
    for node in parent:
        if node.tag == name:
            yield node
        elif node.tag in {f"{W}sdt", f"{W}sdtContent"}:
            yield from _within(node, name)
