"""Revisions as Word writes them: what was inserted and what was deleted, by whom and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.word.adoption import tag
from planforge.values import clean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lxml.etree import _Element as Element

INSERTED, DELETED = "ins", "del"
_LONGEST_AUTHOR = 255
_NUMBERED = frozenset(
    map(
        tag,
        (
            *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference"),
            *("ins", "del", "moveFrom", "moveTo", "permStart", "permEnd"),
        ),
    )
)
_AFTER_MARK_RUN = frozenset(map(tag, ("sectPr", "pPrChange")))
_MARKS = frozenset(map(tag, ("ins", "del", "moveFrom", "moveTo")))


class Pen:
    """Draws revisions; each has a number that nothing else in the document has."""

    def __init__(self, author: str, on: date, document: Element) -> None:
        words = " ".join(clean(author).split())[:_LONGEST_AUTHOR]
        self._signed = {tag("author"): words, tag("date"): f"{on.isoformat()}T00:00:00Z"}
        self._last = max(_numbers(document), default=0)
        self.used = False  # whether anything was marked

    def number(self) -> str:
        """A number of its own for a mark that is no revision."""
        self._last += 1
        return str(self._last)

    def revision(self, name: str) -> Element:
        """An element that carries a revision."""
        self.used = True
        return etree.Element(tag(name), {tag("id"): self.number(), **self._signed})

    def around(self, kind: str, runs: Iterable[Element]) -> Element:
        """Runs in one revision; those deleted keep their words where no reader takes them for text."""
        wrapper = self.revision(kind)
        wrapper.extend(runs)
        if kind == DELETED:
            for run in wrapper:
                self._silence(run)
        return wrapper

    def _silence(self, run: Element) -> None:
        """Words of a deleted run, those in a drawing under marks of their own."""
        for node in list(run.iter(tag("r"))):
            if node is not run:
                _replace(node, self.revision(DELETED))
        for name, silent in (("t", "delText"), ("instrText", "delInstrText")):
            for node in run.iter(tag(name)):
                node.tag = tag(silent)

    def mark_end(self, paragraph: Element, kind: str) -> None:
        """The end of a paragraph inserted, or deleted: then it runs on into the next one."""
        properties = child(paragraph, "pPr", first=True)
        run = properties.find(tag("rPr"))
        if run is None:
            run = etree.Element(tag("rPr"))
            later = next((node for node in properties if node.tag in _AFTER_MARK_RUN), None)
            properties.append(run) if later is None else later.addprevious(run)
        place = sum(node.tag in _MARKS for node in run)
        run.insert(place, self.revision(kind))

    def mark_row(self, row: Element, kind: str) -> None:
        """A whole row inserted or deleted."""
        properties = row.find(tag("trPr"))
        if properties is None:
            properties = etree.Element(tag("trPr"))
            exception = row.find(tag("tblPrEx"))
            row.insert(0, properties) if exception is None else exception.addnext(properties)
        properties.append(self.revision(kind))


def child(parent: Element, name: str, *, first: bool = False) -> Element:
    """The child of that name, made where there is none."""
    found = parent.find(tag(name))
    if found is None:
        found = etree.Element(tag(name))
        parent.insert(0 if first else len(parent), found)
    return found


def _replace(node: Element, wrapper: Element) -> None:
    """Put a node into a wrapper, in its place."""
    node.addprevious(wrapper)
    wrapper.append(node)


def _numbers(document: Element) -> Iterable[int]:
    for node in document.iter(*_NUMBERED):
        number = str(node.get(tag("id"), ""))
        if number.lstrip("-").isdigit():
            yield int(number)
