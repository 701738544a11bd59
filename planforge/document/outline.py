"""Numbers that every format prints the same: headings, tables and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.document.blocks import (
    Block,
    Callout,
    Checklist,
    EditableZone,
    Figure,
    Heading,
    ItemList,
    Paragraph,
    Sheet,
)
from planforge.document.tables import Table
from planforge.document.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.document.blocks import ListItem
    from planforge.document.documents import Document
    from planforge.document.text import Text


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading as the table of contents and the cross references print it; ``number`` is empty when unnumbered."""

    id: str
    level: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """The outline of a document, and the number of each captioned table (« Tableau n ») and figure (« Figure n »)."""

    outline: tuple[OutlineEntry, ...]
    tables: dict[str, int]
    figures: dict[str, int]

    def label(self, identifier: str) -> str:
        """What a cross reference prints: « § 4.2 », « tableau 3 », « figure 1 », or nothing when the id is unknown."""
        for entry in self.outline:
            if entry.id == identifier:
                return f"§ {entry.number}" if entry.number else f"« {entry.title} »"
        if identifier in self.tables:
            return f"tableau {self.tables[identifier]}"
        if identifier in self.figures:
            return f"figure {self.figures[identifier]}"
        return ""


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, the ones inside callouts, zones and sheets included."""
    for block in blocks:
        yield block
        if isinstance(block, Callout | EditableZone):
            yield from walk(block.blocks)
        elif isinstance(block, Sheet):
            for row in block.rows:
                for zone in row.zones:
                    yield from walk(zone.blocks)


def linked(blocks: Iterable[Block]) -> frozenset[str]:
    """The ids that links within the document lead to, whether or not a block has them."""
    links = (link for block in walk(blocks) for link in _links(block))
    return frozenset(link[1:] for link in links if link.startswith("#"))


def _links(block: Block) -> Iterator[str]:
    for words in _texts(block):
        for run in words:
            if run.link:
                yield run.link
    if isinstance(block, Table):
        yield from (cell.link for row in block.rows for cell in row.cells if cell.link)


def _texts(block: Block) -> Iterator[Text]:
    """The rich texts of a block, those of blocks within it apart."""
    if isinstance(block, Heading | Paragraph):
        yield block.text
    elif isinstance(block, ItemList):
        yield from _item_texts(block.items)
    elif isinstance(block, Checklist):
        yield from (item.text for item in block.items)
    elif isinstance(block, Table):
        yield from (cell.value for row in block.rows for cell in row.cells if isinstance(cell.value, tuple))


def _item_texts(items: tuple[ListItem, ...]) -> Iterator[Text]:
    for item in items:
        yield item.text
        yield from _item_texts(item.children)


def numbering(document: Document) -> Numbering:
    """The numbers of a document's headings, captioned tables and figures, in reading order."""
    counters = [0, 0, 0, 0]
    outline: list[OutlineEntry] = []
    tables: dict[str, int] = {}
    figures: dict[str, int] = {}
    for block in walk(document.body):
        if isinstance(block, Heading):
            outline.append(OutlineEntry(block.id, block.level, _number(counters, block), plain(block.text)))
        elif isinstance(block, Table) and block.caption:
            tables[block.id] = len(tables) + 1
        elif isinstance(block, Figure):
            figures[block.id] = len(figures) + 1
    return Numbering(tuple(outline), tables, figures)


def _number(counters: list[int], heading: Heading) -> str:
    if not heading.numbered:
        return ""
    counters[heading.level - 1] += 1
    counters[heading.level :] = [0] * (len(counters) - heading.level)
    return ".".join(str(number) for number in counters[: heading.level])
