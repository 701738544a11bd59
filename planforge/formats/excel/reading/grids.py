"""One sheet of a returned workbook: its cells by place, the width of its columns, what is hidden."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree
from openpyxl.formula.translate import Translator, TranslatorError

from planforge.formats.excel.places import Area, Place, read_area, read_place
from planforge.formats.excel.reading.cells import (
    Cell,
    Content,
    Kind,
    decoded,
    item_looks,
    item_text,
    number_content,
    text_content,
)
from planforge.formats.opening import refusal, usual

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from planforge.formats.excel.reading.styles import Styles

_WIDEST = 255.0
_MOST_CELLS = 1_500_000
_TRUE = {"1", "true"}


@dataclass
class Grid:
    """``cells`` holds what is written or styled; ``tail`` is what follows the rows in the part."""

    cells: dict[Place, Cell] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)
    tail: Element | None = None

    def content(self, place: Place) -> Content:
        """What a cell holds; an empty content where there is nothing."""
        found = self.cells.get(place)
        return Content() if found is None else found.content

    @cached_property
    def written(self) -> dict[int, list[int]]:
        """The columns where something is written in each row, in order."""
        found: dict[int, list[int]] = {}
        for place in sorted(place for place, cell in self.cells.items() if cell.content):
            found.setdefault(place.row, []).append(place.column)
        return found


class GridReader:
    """Reads sheets of one workbook: its shared strings and styles are at hand."""

    def __init__(self, shared: Sequence[Element], styles: Styles) -> None:
        self._shared = shared
        self._styles = styles
        self._blanks: dict[int, Cell] = {}
        self._masters: dict[str, tuple[str, str]] = {}
        self._count = 0

    def read(self, data: bytes, name: str) -> Grid:
        """The sheet in a part. Raises ``CannotReadError``."""
        grid = Grid()
        self._masters.clear()
        context = etree.iterparse(io.BytesIO(usual(data)), tag="{*}row", resolve_entities=False, no_network=True)
        try:
            row = 0
            for _, node in context:
                row = self._row(grid, node, row + 1)
                node.clear()
        except (etree.XMLSyntaxError, ValueError) as error:
            raise refusal(f"La partie « {name} » est abîmée.") from error
        grid.tail = context.root
        if grid.tail is None or grid.tail.getroottree().docinfo.internalDTD is not None:
            raise refusal(f"La partie « {name} » contient une déclaration interdite (DOCTYPE).")
        _columns(grid)
        found = (read_area(str(node.get("ref"))) for node in grid.tail.iter("{*}mergeCell"))
        grid.merges = [area for area in found if area is not None]
        return grid

    def _row(self, grid: Grid, node: Element, expected: int) -> int:
        given = str(node.get("r", ""))
        number = int(given) if given.isdecimal() else expected
        if node.get("hidden") in _TRUE:
            grid.hidden_rows.add(number)
        column = 0
        for child in node.iterchildren("{*}c"):
            place = read_place(str(child.get("r", ""))) or Place(number, column + 1)
            column = place.column
            grid.cells[place] = self._cell(child, place)
            self._count += 1
        if self._count > _MOST_CELLS:
            raise refusal("Le classeur a trop de cellules pour être relu.")
        return number

    def _cell(self, node: Element, place: Place) -> Cell:
        given = str(node.get("s", ""))
        style = int(given) if given.isdecimal() else 0
        if not len(node):
            return self._blank(style)
        look = self._styles.appearance(style)
        formula, array = self._formula(node.find("{*}f"), place)
        stored = self._stored(node)
        content = Content(stored.kind, stored.text, formula, array)
        item = self._item(node)
        look, stretches = (look, ()) if item is None else item_looks(item, look, self._styles)
        return Cell(content, look, stretches, self._styles.number_format(style))

    def _blank(self, style: int) -> Cell:
        if style not in self._blanks:
            look, code = self._styles.appearance(style), self._styles.number_format(style)
            self._blanks[style] = Cell(look=look, number_format=code)
        return self._blanks[style]

    def _item(self, node: Element) -> Element | None:
        if node.get("t") == "inlineStr":
            return node.find("{*}is")
        if node.get("t") != "s":
            return None
        index = (node.findtext("{*}v") or "").strip()
        return self._shared[int(index)] if index.isdecimal() and int(index) < len(self._shared) else None

    def _stored(self, node: Element) -> Content:
        kind, value = node.get("t", "n"), node.findtext("{*}v")
        if kind in {"s", "inlineStr"}:
            item = self._item(node)
            return Content() if item is None else text_content(item_text(item))
        if value is None:
            return Content()
        if kind == "b":
            return Content(Kind.TRUTH, "1" if value.strip() in _TRUE else "0")
        return number_content(value) if kind == "n" else text_content(decoded(value))

    def _formula(self, node: Element | None, place: Place) -> tuple[str, bool]:
        """A formula without its equals sign, and whether it can only be kept where it is."""
        if node is None:
            return "", False
        text, kind = (node.text or "").removeprefix("="), node.get("t", "normal")
        if kind == "shared":
            return self._shared_formula(text, str(node.get("si")), str(place)), False
        return text or "?", kind != "normal" or not text

    def _shared_formula(self, text: str, group: str, reference: str) -> str:
        if text:
            self._masters[group] = (text, reference)
            return text
        master, origin = self._masters.get(group, ("", reference))
        try:
            return Translator(f"={master}", origin).translate_formula(reference).removeprefix("=") or "?"
        except (TranslatorError, ValueError, IndexError):
            return "?"


def _columns(grid: Grid) -> None:
    for node in _children(grid.tail, "cols"):
        first, last = str(node.get("min", "")), str(node.get("max", ""))
        if not (first.isdecimal() and last.isdecimal()):
            continue
        for number in range(int(first), min(int(last), int(first) + 500) + 1):
            width = _float(node.get("width"))
            grid.widths[number] = width if 0 <= width <= _WIDEST else 0.0
            if node.get("hidden") in _TRUE:
                grid.hidden_columns.add(number)


def _children(tree: Element | None, name: str) -> Iterator[Element]:
    parent = None if tree is None else tree.find(f"{{*}}{name}")
    if parent is not None:
        yield from (node for node in parent if isinstance(node.tag, str))


def _float(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
