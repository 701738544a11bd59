"""Cross references filled in once a document is whole: « § 4.2 », « tableau 3 »."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from planforge.document.blocks import (
    Block,
    Callout,
    Checklist,
    EditableZone,
    Heading,
    ItemList,
    ListItem,
    PageBreak,
    Paragraph,
    SectionBreak,
    Sheet,
)
from planforge.document.outline import numbering, walk
from planforge.document.tables import Cell, Table
from planforge.errors import Location, Problem, TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.document.documents import Document
    from planforge.document.text import Run, Text


def fill_cross_references(document: Document) -> Document:
    """The document with the printed label in each run that links to ``#id`` and has no words of its own.

    Raises ``TemplateError`` for every ``#id`` that nothing in the document carries.
    """
    numbers = numbering(document)
    targets = _Targets(dict.fromkeys(_ids(document.body), ""))
    targets.labels |= {entry.id: numbers.label(entry.id) for entry in numbers.outline}
    targets.labels |= {key: numbers.label(key) for key in (*numbers.tables, *numbers.figures)}
    body = tuple(targets.block(block) for block in document.body)
    if targets.missing:
        raise TemplateError([_problem(document, identifier, targets) for identifier in sorted(targets.missing)])
    return replace(document, body=body)


def _problem(document: Document, identifier: str, targets: _Targets) -> Problem:
    close = get_close_matches(identifier, sorted(targets.labels), n=3)
    hint = f"Identifiants proches\u00a0: {', '.join(close)}." if close else ""
    message = f"Le renvoi « #{identifier} » ne mène à aucun titre, tableau ni figure de « {document.title} »."
    return Problem("template-reference", message, Location(f"{document.kind}.md.j2"), hint=hint)


def _ids(blocks: Iterable[Block]) -> Iterator[str]:
    for block in walk(blocks):
        if not isinstance(block, PageBreak | SectionBreak):
            yield block.id
        if isinstance(block, Table):
            yield from (row.id for row in block.rows)
        elif isinstance(block, Checklist):
            yield from (item.id for item in block.items)
        elif isinstance(block, Sheet):
            yield from (zone.id for row in block.rows for zone in row.zones)


class _Targets:
    """What can be linked to, with its printed label where it has one; collects the links that lead nowhere."""

    def __init__(self, labels: dict[str, str]) -> None:
        self.labels = labels
        self.missing: set[str] = set()

    def block(self, block: Block) -> Block:
        """The block with its cross references filled in; the very same object when it has none."""
        filled = block
        if isinstance(block, Heading | Paragraph):
            text = self._text(block.text)
            filled = block if text is block.text else replace(block, text=text)
        elif isinstance(block, ItemList):
            filled = replace(block, items=tuple(map(self._item, block.items)))
        elif isinstance(block, Checklist):
            filled = replace(block, items=tuple(replace(item, text=self._text(item.text)) for item in block.items))
        elif isinstance(block, Callout | EditableZone):
            filled = replace(block, blocks=tuple(map(self.block, block.blocks)))
        elif isinstance(block, Table):
            filled = self._table(block)
        elif isinstance(block, Sheet):
            filled = self._sheet(block)
        return filled

    def _text(self, text: Text) -> Text:
        return tuple(map(self._run, text)) if any(run.link.startswith("#") for run in text) else text

    def _run(self, run: Run) -> Run:
        if not run.link.startswith("#"):
            return run
        label = self.labels.get(run.link[1:])
        if label is None or not (run.text or label):
            self.missing.add(run.link[1:])
            return run
        return run if run.text else replace(run, text=label)

    def _item(self, item: ListItem) -> ListItem:
        return replace(item, text=self._text(item.text), children=tuple(map(self._item, item.children)))

    def _table(self, table: Table) -> Table:
        if not any(_is_linked(cell) for row in table.rows for cell in row.cells):
            return table
        rows = tuple(replace(row, cells=tuple(map(self._cell, row.cells))) for row in table.rows)
        return replace(table, rows=rows)

    def _cell(self, cell: Cell) -> Cell:
        if isinstance(cell.value, tuple):
            cell = replace(cell, value=self._text(cell.value))
        if cell.link.startswith("#") and cell.link[1:] not in self.labels:
            self.missing.add(cell.link[1:])
        return cell

    def _sheet(self, sheet: Sheet) -> Sheet:
        rows = []
        for row in sheet.rows:
            zones = (replace(zone, blocks=tuple(map(self.block, zone.blocks))) for zone in row.zones)
            rows.append(replace(row, zones=tuple(zones)))
        return replace(sheet, rows=tuple(rows))


def _is_linked(cell: Cell) -> bool:
    if isinstance(cell.value, tuple):
        return any(run.link.startswith("#") for run in cell.value)
    return cell.link.startswith("#")
