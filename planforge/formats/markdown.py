"""Documents and workbooks as Markdown with GitHub's alerts, tables and task lists: what tests and redlines read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.document.blocks import (
    Blank,
    Blanks,
    Block,
    Callout,
    Checklist,
    EditableZone,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Sheet,
    SheetZone,
)
from planforge.document.outline import Numbering, numbering
from planforge.document.tables import Cell, Column, ColumnKind, Row, RowKind, Table
from planforge.formats.cells import UNTICKED
from planforge.formats.labels import chart_words, control_table, revision_table, table_notes
from planforge.formats.markdown_text import cell_words, line_words, plain_words, text_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.document.documents import Control, Document, Workbook, Worksheet

_RIGHT = {ColumnKind.NUMBER, ColumnKind.DURATION, ColumnKind.PERCENT, ColumnKind.VOLUME}


def write_document(document: Document) -> str:
    """The document as Markdown: title, control, contents, then its blocks with the numbers every format prints."""
    numbers = numbering(document)
    parts = [f"# {plain_words(document.title)}", line_words(document.subtitle)]
    if document.cover:
        parts += _front(document.control)
        parts += _contents(numbers)
    parts += _Writer(numbers).blocks(document.body)
    return _joined(parts)


def write_workbook(workbook: Workbook) -> str:
    """The workbook as Markdown, one section and one table for each sheet."""
    writer = _Writer(Numbering((), {}, {}))
    parts = [f"# {plain_words(workbook.title)}", line_words(workbook.subtitle), *_front(workbook.control)]
    for sheet in workbook.sheets:
        parts += writer.worksheet(sheet)
    return _joined(parts)


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _front(control: Control) -> list[str]:
    revisions = revision_table(control)
    tables = [control_table(control), *([revisions] if revisions else [])]
    return [_grid(table) for table in tables]


def _contents(numbers: Numbering) -> list[str]:
    lines = [
        f"{'  ' * (entry.level - 1)}- [{plain_words(f'{entry.number} {entry.title}'.strip())}](#{entry.id})"
        for entry in numbers.outline
    ]
    return ["**Sommaire**", "\n".join(lines)] if lines else []


class _Writer:
    """Writes blocks with the numbers of their document."""

    def __init__(self, numbers: Numbering) -> None:
        self._numbers = numbers
        self._outline = {entry.id: entry.number for entry in numbers.outline}

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The Markdown of each block in turn."""
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:  # noqa: C901 - one case per kind of block
        match block:
            case Heading():
                number = self._outline.get(block.id, "")
                yield f"{'#' * (block.level + 1)} {f'{number} {text_words(block.text)}'.strip()} {{#{block.id}}}"
            case Paragraph():
                yield _paragraph(block)
            case ItemList():
                yield "\n".join(_items(block.items, "", ordered=block.ordered))
            case Checklist():
                ticks = (("x" if item.done else " ", line_words(item.text)) for item in block.items)
                yield "\n".join(f"- [{tick}] {words}" for tick, words in ticks)
            case Blanks():
                yield "\n".join(f"- {_blank(blank)}" for line in block.lines for blank in line)
            case Callout():
                inside = "\n\n".join(part for part in self.blocks(block.blocks) if part)
                yield _quoted(f"[!{block.kind.upper()}]\n{inside}")
            case Table():
                yield from self._table(block)
            case Figure():
                yield from self._figure(block)
            case EditableZone():
                yield f"**✎ {plain_words(block.title)}** {{#{block.id}}}"
                yield from self.blocks(block.blocks)
            case Sheet():
                yield from self._sheet(block)
            case _:  # breaks of pages and sections: Markdown has no pages
                return

    def _table(self, table: Table) -> Iterator[str]:
        if table.caption:
            label = self._numbers.tables.get(table.id)
            words = f"Tableau\u00a0{label} — {table.caption}" if label else table.caption
            yield f"**{plain_words(words)}** {{#{table.id}}}"
        yield _grid(table) if table.rows else f"*{plain_words(table.empty)}*"
        yield from (line_words(note) for note in table_notes(table))

    def _figure(self, figure: Figure) -> Iterator[str]:
        label = self._numbers.figures.get(figure.id, 1)
        yield f"**Figure\u00a0{label} — {plain_words(figure.caption)}** {{#{figure.id}}}"
        yield line_words(figure.alt)
        names = {box.id: " ".join(box.label) for box in figure.diagram.boxes}
        bands = (f"- {plain_words(band.label)}" for band in figure.diagram.bands)
        edges = (
            f"- {plain_words(names.get(arrow.source, arrow.source))} → "
            f"{plain_words(names.get(arrow.target, arrow.target))}{' (souhaité)' if arrow.dashed else ''}"
            for arrow in figure.diagram.arrows
        )
        linked = {end for arrow in figure.diagram.arrows for end in (arrow.source, arrow.target)}
        alone = (f"- {plain_words(names[box.id])}" for box in figure.diagram.boxes if box.id not in linked)
        yield "\n".join((*bands, *edges, *alone))

    def _sheet(self, sheet: Sheet) -> Iterator[str]:
        title = " — ".join(part for part in (sheet.kicker, sheet.title) if part)
        yield f"## {plain_words(title)} {{#{sheet.id}}}"
        yield line_words(" · ".join(sheet.side))
        yield f"**{plain_words(sheet.banner)}**" if sheet.banner else ""
        yield line_words(sheet.legend)
        for zone in (zone for row in sheet.rows for zone in row.zones):
            yield _zone_title(zone)
            yield from self.blocks(zone.blocks)
        yield line_words(" · ".join(part for part in sheet.foot if part))

    def worksheet(self, sheet: Worksheet) -> Iterator[str]:
        """One sheet of a workbook: introduction, facts, table, chart in words."""
        yield f"## {plain_words(sheet.title or sheet.name)} {{#{sheet.id}}}"
        yield from (line_words(text) for text in sheet.intro)
        yield "\n".join(f"- {line_words(label)}\u00a0: {plain_words(value)}" for label, value in sheet.facts)
        yield from self._table(sheet.table)
        yield line_words(chart_words(sheet.chart, sheet.table)) if sheet.chart else ""


def _paragraph(block: Paragraph) -> str:
    if block.style is ParagraphStyle.LEAD:
        return line_words(tuple(replace(run, bold=True) for run in block.text))
    return line_words(block.text)


def _items(items: Iterable[ListItem], indent: str, *, ordered: bool) -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        mark = f"{number}." if ordered else "-"
        yield f"{indent}{mark} {line_words(item.text)}"
        yield from _items(item.children, indent + " " * (len(mark) + 1), ordered=ordered)


def _blank(blank: Blank) -> str:
    """A label with a line to write on, or boxes to tick."""
    boxes = "".join(f" {UNTICKED}\u00a0{plain_words(choice)}" for choice in blank.choices)
    return f"{plain_words(blank.label)}{boxes}".strip() if boxes else f"{plain_words(blank.label)} \\_\\_\\_\\_".strip()


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _zone_title(zone: SheetZone) -> str:
    words = f"{zone.title} ({zone.note})" if zone.note else zone.title
    return f"### {plain_words(words)} {{#{zone.id}}}" if words else ""


def _grid(table: Table) -> str:
    """The rows of a table between pipes, whatever stands around the table left aside."""
    titles = [plain_words(column.title) if table.header else "" for column in table.columns]
    rules = ["---:" if column.kind in _RIGHT else "---" for column in table.columns]
    lines = [titles, rules, *(_row(row, table.columns) for row in table.rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(row: Row, columns: tuple[Column, ...]) -> list[str]:
    cells = [*row.cells, *[Cell()] * (len(columns) - len(row.cells))]
    stands_out = row.kind is not RowKind.DATA
    return [cell_words(replace(cell, bold=cell.bold or stands_out)) for cell in cells]
