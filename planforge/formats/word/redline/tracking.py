"""Whole paragraphs, rows and tables marked as inserted or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.word.adoption import tag
from planforge.formats.word.redline.atoms import loose_runs
from planforge.formats.word.redline.pen import INSERTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from planforge.formats.word.redline.pen import Pen

_HOLDERS = frozenset(map(tag, ("hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo")))
_PARAGRAPH, _TABLE, _CONTROL, _CONTENT = tag("p"), tag("tbl"), tag("sdt"), tag("sdtContent")


def flow(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables below an element, those in controls too."""
    for node in parent:
        if node.tag in {_PARAGRAPH, _TABLE}:
            yield node
        elif node.tag in {_CONTROL, _CONTENT}:
            yield from flow(node)


def within(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in controls too."""
    for node in parent:
        if node.tag == name:
            yield node
        elif node.tag in {_CONTROL, _CONTENT}:
            yield from within(node, name)


def track_block(pen: Pen, block: Element, kind: str) -> None:
    """A paragraph with its end, or a table with its rows."""
    if block.tag == _PARAGRAPH:
        track_content(pen, block, kind)
        pen.mark_end(block, kind)
        return
    for row in list(within(block, tag("tr"))):
        track_row(pen, row, kind)


def track_row(pen: Pen, row: Element, kind: str) -> None:
    """A row and all that its cells hold."""
    pen.mark_row(row, kind)
    for cell in list(within(row, tag("tc"))):
        for block in list(flow(cell)):
            track_block(pen, block, kind)


def track_content(pen: Pen, parent: Element, kind: str) -> None:
    """All that stands in a paragraph, its end apart; parts of a field that goes on elsewhere stay unmarked."""
    _track(pen, parent, kind, loose_runs(parent))


def _track(pen: Pen, parent: Element, kind: str, loose: frozenset[Element]) -> None:
    batch: list[Element] = []
    for node in [*parent, None]:
        if node is not None and node.tag == tag("r") and node not in loose:
            batch.append(node)
            continue
        if batch:
            _wrap(pen, batch, kind)
            batch = []
        if node is None:
            continue
        if node.tag in _HOLDERS:
            _track(pen, node, kind, loose)
        elif node.tag == _CONTROL:
            _control(pen, node, kind, loose)


def _wrap(pen: Pen, runs: list[Element], kind: str) -> None:
    place = etree.Element(tag("r"))
    runs[0].addprevious(place)
    wrapper = pen.around(kind, runs)
    place.addprevious(wrapper)
    parent = place.getparent()
    if parent is not None:
        parent.remove(place)


def _control(pen: Pen, control: Element, kind: str, loose: frozenset[Element]) -> None:
    content = control.find(_CONTENT)
    if content is None:
        return
    _track(pen, content, kind, loose)
    if kind == INSERTED:
        track_control(pen, control)


def track_control(pen: Pen, control: Element) -> None:
    """A control inserted: Word marks where it starts and where it ends, apart from what it holds."""
    content = control.find(_CONTENT)
    if content is None:
        return
    start, inside = _ends(pen)
    control.addprevious(start)
    content.insert(0, inside)
    inside, end = _ends(pen)
    content.append(inside)
    control.addnext(end)
    for paragraph in list(content.iter(_PARAGRAPH)):
        for run in loose_runs(paragraph):
            _wrap(pen, [run], INSERTED)


def _ends(pen: Pen) -> tuple[Element, Element]:
    start = pen.revision("customXmlInsRangeStart")
    return start, etree.Element(tag("customXmlInsRangeEnd"), {tag("id"): start.get(tag("id"), "")})
