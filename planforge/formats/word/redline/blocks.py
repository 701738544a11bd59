"""The blocks of a document as a redline compares them: what each says, its key, its style, the control around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

from planforge.formats.word.adoption import tag, value
from planforge.formats.word.identity import NOBODY
from planforge.formats.word.markup import RELATIONS
from planforge.formats.word.reading import list_formats
from planforge.formats.word.redline.alignment import Sign, borrowed
from planforge.formats.word.redline.atoms import loose_runs, plain_words, read_atoms
from planforge.formats.word.redline.tracking import flow, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from planforge.formats.word.redline.atoms import Atom
    from planforge.formats.word.redline.files import File

# A bookmark of ours: the place or the row that it names, its rank among those of that name; what it says is apart.
_NAME = re.compile(rf"_pf_(?P<who>r?(?:[0-9a-f]{{12}}|{NOBODY}))(?:_[0-9a-f]{{8}})?(?P<rank>_\d{{1,7}})?")
_NOBODIES = frozenset({NOBODY, f"r{NOBODY}"})
_REFERENCE = f"{{{RELATIONS}}}"
UNEVEN = "grid ?"  # cells reach over several rows: such tables are not compared inside
_LISTED = f"{tag('pPr')}/{tag('numPr')}"
_PAGE_NUMBER = re.compile("\t?\x01PAGEREF [^\x02]*\x02$")  # ends a line of the table of contents, if it is known
_SECTION = f"{tag('pPr')}/{tag('sectPr')}"
_CONTENTS = "contents"
_LOOSE = "\x03"  # an end of a field that goes on elsewhere: it is no empty paragraph


@dataclass(frozen=True)
class Passage:
    """A paragraph."""

    element: Element
    sign: Sign
    zone: str = ""  # the control around it

    @property
    def closes(self) -> bool:
        """Whether a section ends with it."""
        return self.sign.kind == "section"


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    element: Element
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    element: Element
    sign: Sign
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A table."""

    element: Element
    sign: Sign
    rows: tuple[Row, ...]
    zone: str = ""


Block: TypeAlias = Passage | Grid


class Reader:
    """Reads the blocks of one document."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._formats = list_formats(file.numbering)
        self._listed = cache(file.listed)

    def body(self) -> tuple[Block, ...]:
        """The blocks of the body."""
        return self.blocks(self._file.body)

    def blocks(self, parent: Element) -> tuple[Block, ...]:
        """The blocks below an element."""
        return tuple(self._block(node) for node in flow(parent))

    def atoms(self, paragraph: Element) -> list[Atom]:
        """The pieces of a paragraph."""
        return read_atoms(paragraph, self.describe)

    def describe(self, node: Element) -> str:
        """What a piece says that is not mere words: where a link leads, what a drawing shows."""
        if node.tag == tag("r"):
            return self._drawn(node)
        words = "".join(atom.key for atom in self.atoms(node))
        if node.tag == tag("hyperlink"):
            identifier = node.get(f"{_REFERENCE}id")
            found = self._file.relations.get(identifier) if identifier else None
            target = f"#{node.get(tag('anchor'), '')}" if found is None else found.target
            return f"\x01{target}={_PAGE_NUMBER.sub('', words)}\x02"
        if node.tag == tag("sdt"):
            content = node.find(tag("sdtContent"))
            return "" if content is None else "".join(atom.key for atom in self.atoms(content))
        return words

    def _drawn(self, run: Element) -> str:
        shown = next(run.iter("{*}Choice"), run)  # what an old reader would see instead says the same again
        described = [one.get("descr", "") for one in shown.iter("{*}docPr")]
        words = [one.text or "" for one in shown.iter(tag("t"))]
        pictures = [self._picture(one.get(f"{_REFERENCE}embed", "")) for one in shown.iter("{*}blip")]
        return f"\x01{'|'.join((*described, *words, *pictures))}\x02"

    def _picture(self, identifier: str) -> str:
        found = self._file.relations.get(identifier)
        if found is None or found.target not in self._file.parts:
            return "?"
        return blake2b(self._file.parts[found.target], digest_size=8).hexdigest()

    def _block(self, node: Element) -> Block:
        zone = next(map(control_name, controls(node)), "")
        return self._grid(node, zone) if node.tag == tag("tbl") else self._passage(node, zone)

    def _passage(self, node: Element, zone: str) -> Passage:
        kind = "passage" if node.find(_SECTION) is None else "section"
        text = plain_words(node)
        if text is None:
            text = "".join(atom.key for atom in self.atoms(node)) + _LOOSE * bool(loose_runs(node))
        key = _passage_key(node) or (_leading(node) if zone == _CONTENTS else "")
        return Passage(node, Sign(kind, text, key, self._look(node)), zone)

    def _look(self, node: Element) -> str:
        """The style of a paragraph, and how it counts in its list, be it put there directly or by its style."""
        identifier = value(node, "pPr/pStyle")
        name = self._file.styles.get(identifier, ("", ""))[1]
        found = node.find(_LISTED)
        listed = self._listed(identifier) if found is None else (value(found, "numId"), value(found, "ilvl") or "0")
        counted = self._formats.get(listed, "")
        if not counted:
            return "" if name == "normal" else name
        return f"{name}|{counted}|{listed[1]}"

    def _grid(self, node: Element, zone: str) -> Grid:
        rows = tuple(self._row(row) for row in within(node, tag("tr")))
        merged = next(node.iter(tag("vMerge")), None) is not None
        kind = UNEVEN if merged or not rows else f"grid {max(len(row.cells) for row in rows)}"
        text = "\n".join(f"{row.sign.kind}\t{row.sign.text}" for row in rows)
        key = next((key for row in rows if (key := row.sign.key)), "")
        lead = rows[0].sign.text if rows else ""
        return Grid(node, Sign(kind, text, borrowed(key), lead=lead), rows, zone)

    def _row(self, node: Element) -> Row:
        cells = tuple(Cell(cell, self.blocks(cell)) for cell in within(node, tag("tc")))
        said = ["\r".join(f"{block.sign.look}:{block.sign.text}" for block in cell.blocks) for cell in cells]
        key = next((key for cell in cells if (key := _row_key(cell.element))), "")
        return Row(node, Sign(f"row {len(cells)}", "\x07".join(said), key, lead=_lead(cells)), cells)


def _lead(cells: tuple[Cell, ...]) -> str:
    """What the first cell says, where there are others."""
    return "\r".join(block.sign.text for block in cells[0].blocks) if len(cells) > 1 else ""


def _names(node: Element) -> Iterable[tuple[str, str]]:
    """Who the bookmarks of a paragraph name, nobody apart, and their ranks."""
    for mark in node.iter(tag("bookmarkStart")):
        found = _NAME.fullmatch(mark.get(tag("name"), ""))
        if found and found["who"] not in _NOBODIES:
            yield found["who"], found["rank"] or ""


def _passage_key(node: Element) -> str:
    """The key of a paragraph: of what its last bookmark names, for a list is named in its first item."""
    named = [who + rank for who, rank in _names(node) if not who.startswith("r")]
    return named[-1] if named else ""


def _row_key(cell: Element) -> str:
    """The key of a row: its own, else of the first place in it, for rows that only lay out a page."""
    own = [name for node in cell.iterchildren(tag("p")) for name in _names(node)]
    named = next((who + rank for who, rank in own if who.startswith("r")), "")
    return named or borrowed(next((who + rank for who, rank in own), ""))


def _leading(node: Element) -> str:
    """Where a line of the table of contents leads."""
    return next((link.get(tag("anchor"), "") for link in node.iterchildren(tag("hyperlink"))), "")


def controls(node: Element) -> list[Element]:
    """The controls around a block, the nearest first."""
    found = []
    for parent in node.iterancestors():
        if parent.tag == tag("sdt"):
            found.append(parent)
        elif parent.tag != tag("sdtContent"):
            break
    return found


def control_name(control: Element) -> str:
    """What tells a control from the others of its document."""
    properties = control.find(tag("sdtPr"))
    if properties is None:
        return "?"
    gallery = properties.find(f"{tag('docPartObj')}/{tag('docPartGallery')}")
    return _CONTENTS if gallery is not None else value(properties, "tag") or value(properties, "alias") or "?"
