"""A Word file read back into keyed blocks in their normal form."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.merge.conflicts import settled
from planforge.formats.word.merge.inlines import Source, read_inlines, style_of
from planforge.formats.word.merge.items import Letters
from planforge.formats.word.merge.marks import read_marks
from planforge.formats.word.merge.normal import Block, Cell, Grid, Passage, Row, passages
from planforge.formats.word.merge.paragraph_looks import number, paragraph_extras
from planforge.formats.word.merge.remarks import Remark, read_remarks
from planforge.formats.word.merge.styles import P_PR, Styles, said_of, side
from planforge.formats.word.reading import list_formats, open_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from planforge.formats.opening import Parts
    from planforge.formats.word.merge.marks import Marks

_WRAPPERS = frozenset(map(tag, ("customXml", "smartTag", "ins", "moveTo", "sdt", "sdtContent")))
_BLOCKS = frozenset((tag("p"), tag("tbl")))
_TBL, _P, _SDT, _MARK = tag("tbl"), tag("p"), tag("sdt"), tag("bookmarkStart")
_ROW_DELETED = f"{tag('trPr')}/{tag('del')}"
_CELL_FILL, _CELL_SPAN, _CELL_TALL = (f"{tag('tcPr')}/{tag(name)}" for name in ("shd", "gridSpan", "vMerge"))
_MARK_DELETED = f"{P_PR}/{tag('rPr')}/{tag('del')}"
_NEW_PAGE = f"{P_PR}/{tag('pageBreakBefore')}"
_LIST, _LEVEL = (f"{P_PR}/{tag('numPr')}/{tag(name)}" for name in ("numId", "ilvl"))
_GALLERY = f"{tag('sdtPr')}/{tag('docPartObj')}/{tag('docPartGallery')}"
_STORIES = ("header", "footer")
_MOST_COLUMNS = 63  # of a table, as Word will have it


@dataclass(frozen=True)
class Returned:
    """One version of a document.

    ``kept`` is what an earlier merge put at the end for want of a place; ``contents`` are the lines of the table of
    contents, which no merge touches; ``stories`` the lines of headers and footers.
    """

    parts: Parts
    root: Element
    body: tuple[Block, ...]
    kept: tuple[Block, ...] = ()
    remarks: tuple[Remark, ...] = ()
    contents: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    styles: Styles = field(default_factory=lambda: Styles(None))

    @property
    def pages(self) -> frozenset[tuple[str, ...]]:
        """The size, the way and the margins of each kind of page."""
        return frozenset(tuple(_page(section)) for section in self.root.iter(tag("sectPr")))

    @property
    def headings(self) -> tuple[str, ...]:
        """The titles of its sections."""
        return tuple(passage.text for passage in passages(self.body) if passage.style.startswith("heading "))

    @property
    def marked(self) -> bool:
        """Whether any bookmark of ours is left."""
        return any(passage.key or passage.wording for passage in passages(self.body)) or _rows_marked(self.body)


def read_returned(data: bytes) -> Returned:
    """The document in a .docx file. Raises ``CannotReadError`` when it cannot be understood."""
    parts, main, root, body = open_document(data)
    styles = Styles(parts.xml(next(iter(parts.related(main, "styles")), "")))
    numbering = parts.xml(next(iter(parts.related(main, "numbering")), ""))
    reader = Reader(Source(parts, styles, parts.relations(main), _notes(parts, main)), list_formats(numbering))
    blocks, kept = _before_kept(reader.blocks(body))
    remarks = read_remarks(parts, main)
    return Returned(parts, root, blocks, kept, remarks, tuple(reader.contents), _stories(parts, main, styles), styles)


def _before_kept(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The document, and the section that an earlier merge added after it."""
    for rank, block in enumerate(blocks):
        if isinstance(block, Passage) and block.kept:
            return blocks[:rank], blocks[rank:]
    return blocks, ()


def _rows_marked(blocks: Iterable[Block]) -> bool:
    return any(row.wording for block in blocks if isinstance(block, Grid) for row in block.rows)


def _page(section: Element) -> Iterator[str]:
    for name, measures in (("pgSz", ("w", "h", "orient")), ("pgMar", ("top", "right", "bottom", "left"))):
        node = section.find(tag(name))
        told = ("" if node is None else node.get(tag(measure), "") for measure in measures)
        yield from ("" if measure == "portrait" else measure for measure in told)


class Reader:
    """Reads the blocks of one story."""

    def __init__(self, source: Source, formats: dict[tuple[str, str], str]) -> None:
        self._source, self._formats = source, formats
        self.contents: list[str] = []

    def blocks(self, parent: Element) -> tuple[Block, ...]:
        """The blocks below an element, conflicts that nobody settled put together again."""
        found: list[Block] = []
        pending: Passage | None = None
        for node in _flattened(parent):
            if node.tag == _TBL:
                found.append(self._grid(node))
                continue
            passage = self._passage(node)
            if passage is None:
                continue
            passage = passage if pending is None else _run_together(pending, passage)
            pending = passage if _mark_deleted(node) else None
            if pending is None:
                found.append(passage)
        return settled([*found, pending] if pending else found)

    def _passage(self, node: Element) -> Passage | None:
        identifier = style_of(node)
        name = self._source.styles.name(identifier)
        base = self._source.styles.paragraph(identifier)
        reader, items = read_inlines(node, self._source, base)
        passage, marks = Passage(items, name, element=node), read_marks(reader.marks)
        if _in_contents(node, name):
            self.contents.append(passage.text)
            return None
        level, ordered = self._list(node, name)
        aligned = side(node.find(P_PR))
        return replace(
            passage,
            align="" if aligned in {"", base["align"]} else aligned,
            key=marks.key,
            wording=marks.wording,
            level=level,
            ordered=ordered,
            breaks=reader.breaks or node.find(_NEW_PAGE) is not None,
            spans=tuple(reader.spans),
            extras=tuple(sorted({*reader.others, *paragraph_extras(node, self._source.styles.room(identifier))})),
            kept=marks.kept,
        )

    def _list(self, node: Element, style: str) -> tuple[int, bool]:
        """The level of a list, -1 outside of one, and whether it has numbers."""
        if style.startswith(("List Bullet", "List Number")):
            return (number(style[-1]) or 1) - 1, style.startswith("List Number")
        listed, level = said_of(node, _LIST), number(said_of(node, _LEVEL) or "0")
        if listed in {"", "0"} or level is None or style.startswith("heading"):
            return -1, False
        return level, self._formats.get((listed, str(level)), "bullet") != "bullet"

    def _grid(self, table: Element) -> Grid:
        style = said_of(table, f"{tag('tblPr')}/{tag('tblStyle')}")
        fills = self._source.styles.fills(style) | {"AUTO"}
        rows = [
            self._row(row, [self._cell(cell, fills) for cell in _within(row, tag("tc"))])
            for row in _within(table, tag("tr"))
            if row.find(_ROW_DELETED) is None
        ]
        columns = table.iterfind(f"{tag('tblGrid')}/{tag('gridCol')}")
        widths = tuple(max(number(column.get(tag("w"))) or 0, 0) for column in columns)
        return Grid(tuple(rows), self._source.styles.name(style), widths, element=table)

    def _row(self, node: Element, cells: list[Cell]) -> Row:
        marks = _row_marks(node)
        header = node.find(f"{tag('trPr')}/{tag('tblHeader')}")
        return Row(tuple(cells), marks.row_key, marks.row_wording, header is not None, element=node)

    def _cell(self, node: Element, fills: frozenset[str]) -> Cell:
        shading = node.find(_CELL_FILL)
        fill = "AUTO" if shading is None else shading.get(tag("fill"), "auto").upper()
        span = min(max(number(said_of(node, _CELL_SPAN)) or 1, 1), _MOST_COLUMNS)
        tall = node.find(_CELL_TALL) is not None
        return Cell(self.blocks(node), span, "" if fill in fills else fill, tall, node)


def _flattened(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables below an element, whatever is wrapped around them."""
    for node in parent:
        if node.tag in _BLOCKS:
            yield node
        elif node.tag in _WRAPPERS:
            yield from _flattened(node)


def _within(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, whatever is wrapped around them."""
    for node in parent:
        if node.tag == name:
            yield node
        elif node.tag in _WRAPPERS:
            yield from _within(node, name)


def _row_marks(row: Element) -> Marks:
    """What the bookmarks of a row's own cells say, those of tables within it apart."""
    names = [
        mark.get(tag("name"), "")
        for cell in _within(row, tag("tc"))
        for paragraph in _flattened(cell)
        if paragraph.tag == _P
        for mark in paragraph.iter(_MARK)
    ]
    return read_marks(names)


def _in_contents(node: Element, style: str) -> bool:
    if style.startswith("toc ") or style == "TOC Heading":
        return True
    return any(parent.find(_GALLERY) is not None for parent in node.iterancestors(_SDT))


def _mark_deleted(node: Element) -> bool:
    """Whether a tracked deletion took the end of the paragraph: its words go on in the next one."""
    return node.find(_MARK_DELETED) is not None


def _run_together(first: Passage, second: Passage) -> Passage:
    if first.empty:
        return second
    found = replace(second, items=(*first.items, *second.items), spans=(*first.spans, *second.spans))
    return replace(found, key=first.key or second.key, wording=first.wording or second.wording)


def _stories(parts: Parts, main: str, styles: Styles) -> tuple[str, ...]:
    """The lines of headers and footers, each once, page numbers apart."""
    found: dict[str, None] = {}
    for name in (name for kind in _STORIES for name in parts.related(main, kind)):
        root = parts.xml(name)
        if root is not None:
            reader = Reader(Source(parts, styles, parts.relations(name)), {})
            lines = (_line(passage) for passage in passages(reader.blocks(root)))
            found.update((line, None) for line in lines if line)
    return tuple(found)


def _line(passage: Passage) -> str:
    return " ".join("".join(item.text for item in passage.items if isinstance(item, Letters)).split())


def _notes(parts: Parts, main: str) -> dict[tuple[str, str], str]:
    """The words of the notes at the foot of pages and at the end, by kind and number."""
    found = {}
    for kind in ("footnote", "endnote"):
        for name in parts.related(main, f"{kind}s"):
            root = parts.xml(name)
            for note in () if root is None else root.iter(tag(kind)):
                words = " ".join(
                    "".join(text.text or "" for text in line.iter(tag("t"))) for line in note.iter(tag("p"))
                )
                found[kind, note.get(tag("id"), "")] = words.strip()
    return found
