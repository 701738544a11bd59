"""Small tools for the tree of our own document while a merge changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.markup import SPACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

_MARKS = frozenset(map(tag, ("bookmarkStart", "bookmarkEnd")))
# What comes before a property of a paragraph, in the order of the standard.
_BEFORE_BREAK = frozenset(map(tag, ("pStyle", "keepNext", "keepLines")))
_AFTER_ALIGN = frozenset(
    map(
        tag,
        (
            "textDirection",
            "textAlignment",
            "textboxTightWrap",
            "outlineLvl",
            "divId",
            "cnfStyle",
            "rPr",
            "sectPr",
            "pPrChange",
        ),
    )
)


def fragment(xml: str) -> list[Element]:
    """The elements that our own markup makes."""
    from lxml import etree  # noqa: PLC0415 - heavy at start-up

    root = etree.fromstring(f"<w:body {SPACES}>{xml}</w:body>".encode())
    return list(root)


def printed(root: Element) -> bytes:
    """The tree as a part of a file."""
    from lxml import etree  # noqa: PLC0415 - heavy at start-up

    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def emptied(paragraph: Element) -> None:
    """Take all out of a paragraph but its properties and its bookmarks."""
    for child in list(paragraph):
        if child.tag != tag("pPr") and child.tag not in _MARKS:
            paragraph.remove(child)


def opening_place(paragraph: Element) -> int:
    """Where the first run of a paragraph goes: after its properties and the bookmarks at its start."""
    for place, child in enumerate(paragraph):
        if child.tag != tag("pPr") and child.tag not in _MARKS:
            return place
    return len(paragraph)


def properties_of(paragraph: Element) -> Element:
    """The properties of a paragraph, made where it has none."""
    found = paragraph.find(tag("pPr"))
    if found is None:
        found = paragraph.makeelement(tag("pPr"))
        paragraph.insert(0, found)
    return found


def aligned(properties: Element, side: str) -> None:
    """Set how a paragraph is aligned; as its style says for no side."""
    for old in properties.findall(tag("jc")):
        properties.remove(old)
    if side:
        place = sum(1 for child in properties if child.tag not in _AFTER_ALIGN)
        properties.insert(place, properties.makeelement(tag("jc"), {tag("val"): side}))


def page_break(properties: Element, *, wanted: bool) -> None:
    """Let a paragraph start a page, or not."""
    for old in properties.findall(tag("pageBreakBefore")):
        properties.remove(old)
    if wanted:
        place = sum(1 for child in properties if child.tag in _BEFORE_BREAK)
        properties.insert(place, properties.makeelement(tag("pageBreakBefore")))


def without(properties: Element, names: Iterable[str]) -> None:
    """Take properties out."""
    for name in names:
        for old in properties.findall(tag(name)):
            properties.remove(old)


def bookmarks(paragraph: Element) -> list[tuple[str, Element, Element | None]]:
    """The bookmarks that start in a paragraph: name, start and end."""
    ends = {end.get(tag("id")): end for end in paragraph.iter(tag("bookmarkEnd"))}
    starts = paragraph.iter(tag("bookmarkStart"))
    return [(start.get(tag("name"), ""), start, ends.get(start.get(tag("id")))) for start in starts]
