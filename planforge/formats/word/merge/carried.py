"""Paragraphs, rows and tables in our own markup, from their normal form: nothing foreign is pasted."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.document.columns import split_width
from planforge.formats.word.adoption import tag
from planforge.formats.word.merge.conflicts import BY_HAND, BY_RECORD, labelled
from planforge.formats.word.merge.items import Letters
from planforge.formats.word.merge.marks import RIVAL, is_place, read_marks
from planforge.formats.word.merge.normal import Grid, Passage
from planforge.formats.word.merge.xml import (
    aligned,
    bookmarks,
    emptied,
    fragment,
    opening_place,
    page_break,
    properties_of,
    without,
)
from planforge.formats.word.paragraphs import column_grid, thin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.inks import Ink
    from planforge.formats.word.merge.items import Item, Span
    from planforge.formats.word.merge.margin import Margin
    from planforge.formats.word.merge.normal import Block, Cell, Row

WIDEST = 9_638  # twentieths of a point: the text of a portrait page
_NARROWEST = 300
_TABLE, _TEXT = "Planforge Table", "Table Text"


@dataclass
class Carrier:
    """Writes blocks into our document, of which ``marks`` is the highest number of a bookmark."""

    ink: Ink
    margin: Margin
    marks: int

    def rewrite(self, ours: Passage, items: Iterable[Item], align: str | None, spans: Iterable[Span] = ()) -> None:
        """Let a paragraph of ours say those items; its style, its place and its bookmarks stay."""
        element = _element(ours)
        nodes = self.ink.nodes(self.margin.woven(items, spans), ours)
        emptied(element)
        for node in nodes:
            element.append(node)
        if align is not None:
            aligned(properties_of(element), align)

    def paragraph(self, passage: Passage, model: Element | None = None) -> Element:
        """A new paragraph; its properties are those of ``model``, else of its own style where we have it."""
        element = fragment("<w:p/>")[0]
        own = None if model is None else model.find(tag("pPr"))
        properties = element.makeelement(tag("pPr")) if own is None else deepcopy(own)
        without(properties, ("sectPr", "pPrChange"))
        element.append(properties)
        style = self.ink.styles.get(style_name(passage), "") if own is None else ""
        if style:
            properties.append(properties.makeelement(tag("pStyle"), {tag("val"): style}))
        aligned(properties, passage.align)
        page_break(properties, wanted=passage.breaks)
        for node in self.ink.nodes(self.margin.woven(passage.items, passage.spans)):
            element.append(node)
        return element

    def grid(self, grid: Grid, width: int = WIDEST) -> Element:
        """A new table, as wide as it was where there is room."""
        columns = max((sum(cell.span for cell in row.cells) for row in grid.rows), default=1) or 1
        widths = _widths(grid, columns, width)
        name = grid.style if grid.style.startswith("Planforge ") and grid.style in self.ink.styles else _TABLE
        header = int(any(row.header for row in grid.rows))
        table = fragment(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.ink.styles[name]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{0x0600 + 0x20 * header:04X}" w:firstRow="{header}" '
            'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"{column_grid(widths)}</w:tbl>"
        )[0]
        for row in grid.rows:
            table.append(self._new_row(row, widths))
        return table

    def _new_row(self, row: Row, widths: list[int]) -> Element:
        heading = "<w:tblHeader/>" if row.header else ""
        element = fragment(f"<w:tr><w:trPr><w:cantSplit/>{heading}</w:trPr></w:tr>")[0]
        first = 0
        for rank, cell in enumerate(row.cells):
            room = len(widths) - first
            span = room if rank == len(row.cells) - 1 else min(cell.span, room)
            if span:
                element.append(self._new_cell(cell, sum(widths[first : first + span]), span, header=row.header))
            first += span
        return element

    def _new_cell(self, cell: Cell, width: int, span: int, *, header: bool) -> Element:
        merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if _colour(cell.fill) else ""
        element = fragment(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{shading}</w:tcPr></w:tc>')[0]
        self.fill(element, cell.blocks, "Table Header" if header else _TEXT)
        return element

    def fill(self, cell: Element, blocks: Iterable[Block], style: str, model: Passage | None = None) -> None:
        """Let a cell hold those blocks, in the look of ``model`` or in that style where they have none of ours."""
        for child in list(cell):
            if child.tag != tag("tcPr"):
                cell.remove(child)
        for block in blocks:
            if isinstance(block, Grid):
                cell.append(self.grid(block, WIDEST // 3))
            elif model is not None and (block.style in {"", model.style} or block.style.startswith("Table")):
                cell.append(self.paragraph(block, model.element))
            else:
                known = style_name(block) in self.ink.styles
                cell.append(self.paragraph(block if known else replace(block, style=style, level=-1)))
        if len(cell) == 0 or cell[-1].tag != tag("p"):
            cell.append(self.paragraph(Passage(style=style), None if model is None else model.element))

    def row(self, row: Row, model: Row) -> Element:
        """A new row of a table of ours, in the look of a row of it; cells beyond those of the table join its last."""
        element = deepcopy(_element(model))
        for properties in element.findall(tag("trPr")):
            without(properties, ("tblHeader",))
        cells = element.findall(tag("tc"))
        for rank, (cell, own) in enumerate(zip(cells, model.cells, strict=True)):
            held = row.cells[rank : rank + 1] if cell is not cells[-1] else row.cells[rank:]
            first = next((block for block in own.blocks if isinstance(block, Passage)), None)
            _shade(cell, held[0].fill if held else "")
            self.fill(cell, [block for each in held for block in each.blocks], _TEXT, None if model.header else first)
        return element

    def conflict(self, theirs: Passage, items: Iterable[Item], ours: Passage) -> Element:
        """The text written by hand above the text of the record, each under its label; gives back the first."""
        second = _element(ours)
        first = self.paragraph(Passage(labelled(BY_HAND, items, ours.size), align=theirs.align), second)
        found = bookmarks(second)
        words = next((name for name, _, _ in found if read_marks([name]).ours), "")
        for _, start, end in found:
            first.insert(opening_place(first), start)
            if end is not None:
                first.insert(opening_place(first), end)
        self.label(ours, BY_RECORD)
        page_break(properties_of(second), wanted=False)
        if words:
            self.mark(second, f"{words}{RIVAL}")
        second.addprevious(first)
        return first

    def label(self, ours: Passage, label: str) -> None:
        """Put a label before the words of a paragraph of ours."""
        paragraph = _element(ours)
        place = opening_place(paragraph)
        for node in reversed(self.ink.nodes(labelled(label, (), ours.size))):
            paragraph.insert(place, node)

    def labels(self, label: str) -> Element:
        """A paragraph that is only a label: of the table that follows."""
        return self.paragraph(Passage(labelled(label, ())))

    def mark(self, paragraph: Element, name: str) -> None:
        """Put a hidden bookmark of that name at the start of a paragraph."""
        self.marks += 1
        number = str(self.marks)
        place = opening_place(paragraph)
        paragraph.insert(place, paragraph.makeelement(tag("bookmarkEnd"), {tag("id"): number}))
        start = paragraph.makeelement(tag("bookmarkStart"), {tag("id"): number, tag("name"): name})
        paragraph.insert(place, start)

    def remove(self, element: Element) -> None:
        """Take a paragraph, a row or a table out; what links lead to goes to a neighbour."""
        parent = element.getparent()
        if parent is None:
            return
        if element.tag == tag("p") and _needed(element, parent):
            emptied(element)
            return
        _inherit(element)
        if _parts_tables(element):
            element.addnext(fragment(thin())[0])
        parent.remove(element)
        if parent.tag == tag("sdtContent") and len(parent) == 0:
            parent.append(fragment("<w:p/>")[0])


def _widths(grid: Grid, columns: int, room: int) -> list[int]:
    """The widths of the columns: as they were where there is room for them."""
    if len(grid.widths) != columns or min(grid.widths) < 1:
        return split_width(room, [1.0] * columns)
    if sum(grid.widths) <= room:
        return list(grid.widths)
    return split_width(room, [max(width, _NARROWEST) for width in grid.widths])


def style_name(passage: Passage) -> str:
    """The name of the style of a paragraph, that of a list for a line of one."""
    if passage.level < 0 or passage.style.startswith(("List ", "Sheet", "Table", "Callout")):
        return passage.style
    name = "List Number" if passage.ordered else "List Bullet"
    return name if passage.level == 0 else f"{name} {min(passage.level + 1, 3)}"


def titled(words: str, style: str) -> Passage:
    """Plain words in a style."""
    return Passage((Letters(words),), style)


def after(anchor: Element, element: Element) -> None:
    """Put an element behind another; the air below a table stays with the table."""
    follower = anchor.getnext()
    if anchor.tag == tag("tbl") and follower is not None and _is_air(follower):
        anchor = follower
    anchor.addnext(element)


def set_apart(element: Element) -> None:
    """Let a table neither run into another one nor end a cell."""
    if element.tag != tag("tbl"):
        return
    before, follower = element.getprevious(), element.getnext()
    if before is not None and before.tag == tag("tbl"):
        element.addprevious(fragment(thin())[0])
    if follower is None or follower.tag != tag("p"):
        element.addnext(fragment(thin())[0])


def _is_air(node: Element) -> bool:
    properties = node.find(tag("pPr"))
    if node.tag != tag("p") or properties is None or properties.find(tag("pageBreakBefore")) is not None:
        return False
    return (
        properties.find(tag("pStyle")) is None
        and properties.find(tag("sectPr")) is None
        and node.find(tag("r")) is None
    )


def _inherit(element: Element) -> None:
    """Give the bookmarks that links lead to to a neighbour."""
    heir = _neighbour(element)
    for paragraph in element.iter(tag("p")) if heir is not None else ():
        for name, start, end in bookmarks(paragraph):
            if heir is not None and end is not None and is_place(name):
                heir.insert(opening_place(heir), start)
                heir.insert(opening_place(heir), end)


def _parts_tables(element: Element) -> bool:
    """Whether two tables would run into one without what stands between them."""
    around = (element.getprevious(), element.getnext())
    return all(node is not None and node.tag == tag("tbl") for node in around)


def _neighbour(element: Element) -> Element | None:
    """The paragraph after an element, else the one before, in its own story."""
    for node in (*element.itersiblings(), *element.itersiblings(preceding=True)):
        if node.tag == tag("p"):
            return node
        found = next(node.iter(tag("p")), None)
        if found is not None:
            return found
    return None


def _needed(paragraph: Element, parent: Element) -> bool:
    """Whether a place cannot do without its last paragraph: a cell, or a zone to write in."""
    last = parent[-1] is paragraph and parent.tag == tag("tc")
    alone = parent.tag == tag("sdtContent") and len(parent) == 1
    return (last and not _ends_well(paragraph)) or alone


def _ends_well(paragraph: Element) -> bool:
    before = paragraph.getprevious()
    return before is not None and before.tag == tag("p")


def _element(part: Passage | Row) -> Element:
    if part.element is None:
        raise ValueError("what stands in our own document has an element")
    return part.element


def _shade(cell: Element, fill: str) -> None:
    properties = cell.find(tag("tcPr"))
    if properties is None:
        return
    old = properties.find(tag("shd"))
    if old is not None and not _colour(fill):
        properties.remove(old)
    elif old is not None:
        old.set(tag("fill"), fill)


def _colour(fill: str) -> bool:
    return len(fill) == 6 and set(fill) <= set("0123456789ABCDEF")  # noqa: PLR2004 - RRGGBB
