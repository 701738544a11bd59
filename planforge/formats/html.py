"""Documents and workbooks as one self-contained HTML file each: what people read on a tablet, and may print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.document.blocks import (
    Blanks,
    Block,
    Callout,
    CheckItem,
    Checklist,
    EditableZone,
    Emphasis,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Orientation,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    SectionBreak,
    Sheet,
    SheetZone,
)
from planforge.document.outline import Numbering, numbering
from planforge.document.tables import Table
from planforge.formats.html_blanks import blank_lines
from planforge.formats.html_page import Line, Page, page
from planforge.formats.html_table import TablePrinter
from planforge.formats.html_text import element, marks, text_words, words
from planforge.formats.labels import CALLOUTS, chart_words, control_table, revision_table
from planforge.formats.svg import svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from planforge.document.documents import Control, Document, Workbook, Worksheet

_STYLES = {ParagraphStyle.BODY: "", ParagraphStyle.LEAD: "lead", ParagraphStyle.NOTE: "note"}


def write_document(document: Document) -> str:
    """The document as a whole HTML page, with the numbers every format prints."""
    numbers = numbering(document)
    writer = _Writer(numbers)
    front = writer.front(document.control) if document.cover else ""
    body = writer.sections(document.body, document.orientation)
    outline = tuple(Line(entry.id, entry.level, entry.number, entry.title) for entry in numbers.outline)
    return page(Page(document.title, document.subtitle, document.control, front, body, outline))


def write_workbook(workbook: Workbook) -> str:
    """The workbook as a whole HTML page, one section for each sheet."""
    writer = _Writer(Numbering((), {}, {}))
    front = writer.front(workbook.control)
    body = "".join(writer.worksheet(sheet) for sheet in workbook.sheets)
    outline = tuple(Line(sheet.id, 1, "", sheet.title or sheet.name) for sheet in workbook.sheets)
    return page(Page(workbook.title, workbook.subtitle, workbook.control, front, body, outline))


class _Writer:
    """Writes blocks with the numbers of their document; each id is given once."""

    def __init__(self, numbers: Numbering) -> None:
        self._numbers = numbers
        self._outline = {entry.id: entry.number for entry in numbers.outline}
        self._claimed = {"contenu"}
        self._tables = TablePrinter(self._claim)
        self._printers: dict[type, Callable[[Any], str]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            ItemList: self._list,
            Checklist: self._checklist,
            Blanks: lambda block: blank_lines(block, self._claim(block.id)),
            Callout: self._callout,
            Table: self._table,
            Figure: self._figure,
            EditableZone: self._zone,
            Sheet: self._sheet,
            PageBreak: lambda _: '<div class="page-break"></div>',
        }

    def _claim(self, identifier: str) -> str:
        if not identifier or identifier in self._claimed:
            return ""
        self._claimed.add(identifier)
        return identifier

    def front(self, control: Control) -> str:
        """Document control and revisions."""
        revisions = revision_table(control)
        tables = self._tables.table(control_table(control), "Maîtrise du document")
        return tables + (self._tables.table(revisions, "Révisions") if revisions else "")

    def sections(self, blocks: Iterable[Block], orientation: Orientation) -> str:
        """The blocks of a document, those on paper that lies otherwise in a section of their own."""
        parts: list[list[str]] = [[]]
        looks = [orientation]
        for block in blocks:
            if isinstance(block, SectionBreak):
                parts.append([])
                looks.append(block.orientation)
            else:
                parts[-1].append(self._block(block))
        laid = zip(parts, looks, strict=True)
        return "".join(element("div", "".join(part), class_=f"part {look}") for part, look in laid if part)

    def _blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        return self._printers[type(block)](block)

    def _table(self, block: Table) -> str:
        number = self._numbers.tables.get(block.id)
        label = f"Tableau\u00a0{number} — {block.caption}" if number and block.caption else block.caption
        return self._tables.table(block, label)

    def _paragraph(self, block: Paragraph) -> str:
        return element("p", text_words(block.text), id=self._claim(block.id), class_=_STYLES[block.style])

    def _heading(self, block: Heading) -> str:
        number = self._outline.get(block.id, "")
        shown = element("span", words(number), class_="number") + " " if number else ""
        return element(f"h{block.level + 1}", shown + text_words(block.text), id=self._claim(block.id))

    def _list(self, block: ItemList) -> str:
        tag = "ol" if block.ordered else "ul"
        return element(tag, self._items(block.items, tag), id=self._claim(block.id))

    def _items(self, items: Iterable[ListItem], tag: str) -> str:
        return "".join(element("li", self._item(item, tag), id=self._claim(item.id)) for item in items)

    def _item(self, item: ListItem, tag: str) -> str:
        below = element(tag, self._items(item.children, tag)) if item.children else ""
        return text_words(item.text) + below

    def _checklist(self, block: Checklist) -> str:
        items = "".join(element("li", _check(item), id=self._claim(item.id)) for item in block.items)
        return element("ul", items, class_="checklist", id=self._claim(block.id))

    def _callout(self, block: Callout) -> str:
        title = element("p", CALLOUTS[block.kind], class_="callout-title")
        inside = title + self._blocks(block.blocks)
        return element("aside", inside, class_=f"callout {block.kind}", id=self._claim(block.id))

    def _figure(self, block: Figure) -> str:
        number = self._numbers.figures.get(block.id, 1)
        caption = element("figcaption", words(f"Figure\u00a0{number} — {block.caption}"))
        drawing = f'<div class="scroll" role="region" tabindex="0"{marks(aria_label=block.caption)}>{svg(block)}</div>'
        return element("figure", drawing + caption, id=self._claim(block.id))

    def _zone(self, block: EditableZone) -> str:
        title = element("p", f"✎ {words(block.title)}", class_="zone-title")
        return element("section", title + self._blocks(block.blocks), class_="editable", id=self._claim(block.id))

    def _sheet(self, block: Sheet) -> str:
        kicker = element("p", words(block.kicker), class_="kicker") if block.kicker else ""
        legend = element("p", words(block.legend), class_="legend") if block.legend else ""
        left = element("div", kicker + element("h2", words(block.title)) + legend)
        side = "".join(element("p", words(line)) for line in block.side)
        banner = element("p", words(block.banner), class_="banner") if block.banner else ""
        band = element("div", left + element("div", side + banner, class_="side"), class_="title-band")
        rows = "".join(element("div", "".join(map(self._sheet_zone, row.zones)), class_="row") for row in block.rows)
        foot = element("div", "".join(element("p", words(part)) for part in block.foot), class_="foot")
        look = f"sheet {block.orientation}{' form' if block.blank else ''}"
        return element("section", band + rows + foot, class_=look, id=self._claim(block.id), aria_label=block.title)

    def _sheet_zone(self, zone: SheetZone) -> str:
        note = element("span", words(zone.note), class_="zone-note") if zone.note else ""
        title = element("h3", words(zone.title) + note) if zone.title or zone.note else ""
        look = f"zone span-{zone.span}{'' if zone.emphasis is Emphasis.PLAIN else f' {zone.emphasis}'}"
        look += " flush" if zone.flush else ""
        body = element("div", self._blocks(zone.blocks), class_="zone-body")
        return element("section", title + body, class_=look, id=self._claim(zone.id))

    def worksheet(self, sheet: Worksheet) -> str:
        """One sheet of a workbook: introduction, facts, table, chart in words."""
        title = element("h2", words(sheet.title or sheet.name), id=self._claim(sheet.id))
        intro = "".join(element("p", text_words(text)) for text in sheet.intro)
        facts = "".join(element("dt", words(label)) + element("dd", words(value)) for label, value in sheet.facts)
        listed = element("dl", facts) if facts else ""
        table = self._tables.table(sheet.table, sheet.table.caption)
        chart = element("p", words(chart_words(sheet.chart, sheet.table)), class_="note") if sheet.chart else ""
        return element("div", title + intro + listed + table + chart, class_=f"part {sheet.orientation}")


def _check(item: CheckItem) -> str:
    ticked = " checked" if item.done else ""
    return element("label", f'<input type="checkbox"{ticked}> {element("span", text_words(item.text))}')
