"""Last touches of a redline: tables that must not run together, links that would lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.word.adoption import tag
from planforge.formats.word.markup import WORD
from planforge.formats.word.paragraphs import thin
from planforge.formats.word.redline.pen import DELETED, INSERTED

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planforge.formats.word.redline.pen import Pen

_BETWEEN = frozenset(map(tag, ("p", "sdt", "sectPr")))


def touching(root: Element) -> frozenset[Element]:
    """Tables right after which another one begins."""
    return frozenset(table for table in root.iter(tag("tbl")) if _touches(table))


def finish(pen: Pen, root: Element, joined: frozenset[Element]) -> None:
    """Keeps tables apart that only the redline brought together, and turns links to places that are gone into text."""
    for table in list(root.iter(tag("tbl"))):
        if table not in joined and _touches(table):
            table.addnext(_separator(pen))
    for story in root.iter(tag("body"), tag("tc")):
        _hold_end(story)
    names = {mark.get(tag("name")) for mark in root.iter(tag("bookmarkStart"))}
    for link in list(root.iter(tag("hyperlink"))):
        gone = link.get(tag("anchor")) not in {None, *names}
        if gone and all(node.tag == tag(DELETED) for node in link):
            for node in list(link):
                link.addprevious(node)
            link.getparent().remove(link)  # type: ignore[union-attr] # it stands in a paragraph


def _hold_end(story: Element) -> None:
    """The very end of a story cannot come or go: a section that ends there, say, leaves an empty paragraph behind."""
    last = next((node for node in story.iterchildren(reversed=True) if node.tag in _BETWEEN - {tag("sectPr")}), None)
    ends = None if last is None else last.find(f"{tag('pPr')}/{tag('rPr')}")
    for mark in () if ends is None else [*ends.iterchildren(tag(INSERTED), tag(DELETED))]:
        ends.remove(mark)  # type: ignore[union-attr] # found just above


def _touches(table: Element) -> bool:
    for node in table.itersiblings():
        if node.tag == tag("tbl"):
            return True
        if node.tag in _BETWEEN:
            return False
    return False


def _separator(pen: Pen) -> Element:
    """A thin paragraph inserted and deleted at once: neither document has it."""
    made = etree.fromstring(thin().replace("<w:p>", f'<w:p xmlns:w="{WORD}">', 1))
    pen.mark_end(made, INSERTED)
    pen.mark_end(made, DELETED)
    return made
