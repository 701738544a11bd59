"""One worksheet read once, and the order that Excel demands of its rows, cells, columns and merges."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.gate.package import PackageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.gate.package import Element, Package

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CELL = re.compile(r"\$?(?P<letters>[A-Z]{1,3})\$?(?P<row>[1-9]\d{0,6})")
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

Place = tuple[int, int]


@dataclass(frozen=True, order=True)
class Area:
    """A rectangle of cells, its edges counted from 1 and included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.right - self.left + 1

    def meets(self, other: Area) -> bool:
        """Whether a cell lies in both."""
        apart = self.right < other.left or other.right < self.left or self.bottom < other.top or other.bottom < self.top
        return not apart

    def without_last_rows(self, count: int) -> Area:
        """The same cells, the totals below left out."""
        return Area(self.top, self.left, self.bottom - count, self.right)


@dataclass(frozen=True)
class Sheet:
    """A worksheet: the texts of its cells by place, its formulas with their place and whether a result is stored."""

    name: str
    tree: Element
    tables: tuple[Element, ...]
    merges: tuple[Area, ...]
    styles: int
    texts: dict[Place, str] = field(default_factory=dict)
    formulas: list[tuple[str, str, bool]] = field(default_factory=list)


def place(reference: str) -> Place:
    """Row and column of ``B3``; raises ``PackageError`` when it names no cell."""
    found = CELL.fullmatch(reference)
    if not found:
        raise PackageError(f"{reference!r} is not a cell")
    column = 0
    for letter in found["letters"]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found["row"]), column


def area(reference: str) -> Area:
    """The rectangle of ``B3:D9``, or of one cell."""
    first, _, last = reference.partition(":")
    return Area(*place(first), *place(last or first))


def read_sheet(package: Package, name: str, part: str, shared: Sequence[str]) -> Sheet:
    """The worksheet in ``part``, with the tables it points to."""
    tree = package.trees[part]
    targets = [one.target for one in package.relations(part).values() if one.kind == "table"]
    tables = tuple(package.trees[target] for target in targets if target in package.trees)
    merges = tuple(area(str(node.get("ref"))) for node in tree.iter(f"{S}mergeCell"))
    sheet = Sheet(name, tree, tables, merges, _style_count(package))
    for cell in tree.iter(f"{S}c"):
        text = _text(cell, shared)
        if text is not None:
            sheet.texts[place(str(cell.get("r")))] = text
        formula = cell.find(f"{S}f")
        if formula is not None:
            sheet.formulas.append((str(cell.get("r")), formula.text or "", cell.find(f"{S}v") is not None))
    return sheet


def row_findings(sheet: Sheet) -> Iterator[str]:
    """Rows, cells, columns, merges and tables out of order or on top of each other."""
    rows = list(sheet.tree.iter(f"{S}row"))
    for before, after in pairwise(int(row.get("r", "0")) for row in rows):
        if after <= before:
            yield f"row {after} stands after row {before}"
    for row in rows:
        yield from _cell_findings(row, sheet.styles)
    columns = [(int(node.get("min", "0")), int(node.get("max", "0"))) for node in sheet.tree.iter(f"{S}col")]
    for first, last in columns:
        if not 1 <= first <= last <= LAST_COLUMN:
            yield f"column widths from {first} to {last} are not a range"
    for (_, last), (first, _) in pairwise(columns):
        if first <= last:
            yield f"column widths overlap at column {first}"
    filters = [area(str(node.get("ref"))) for node in sheet.tree.iterfind(f"{S}autoFilter")]
    yield from _overlaps("merged cells", sheet.merges)
    yield from _overlaps("tables and filters", [*filters, *(area(str(table.get("ref"))) for table in sheet.tables)])


def _cell_findings(row: Element, styles: int) -> Iterator[str]:
    number = int(row.get("r", "0"))
    references = [str(cell.get("r")) for cell in row.iterchildren(f"{S}c")]
    places = [place(reference) for reference in references]
    for reference, (own_row, _) in zip(references, places, strict=True):
        if own_row != number or number > LAST_ROW:
            yield f"cell {reference} stands in row {number}"
    for (_, before), (_, after) in pairwise(places):
        if after <= before:
            yield f"cells of row {number} are out of order at column {after}"
    for cell in row.iterchildren(f"{S}c"):
        if int(cell.get("s", "0")) >= max(1, styles):
            yield f"cell {cell.get('r')} uses the undefined format {cell.get('s')}"


def _overlaps(what: str, areas: Sequence[Area]) -> Iterator[str]:
    """Pairs that share a cell; sorted by top row, so that only neighbours are compared."""
    ordered = sorted(areas)
    waiting: list[Area] = []
    for one in ordered:
        waiting = [other for other in waiting if other.bottom >= one.top]
        if any(one.meets(other) for other in waiting):
            yield f"{what} overlap at row {one.top}, column {one.left}"
        waiting.append(one)


def _style_count(package: Package) -> int:
    styles = package.trees.get("xl/styles.xml")
    formats = None if styles is None else styles.find(f"{S}cellXfs")
    return 0 if formats is None else len(formats)


def _text(cell: Element, shared: Sequence[str]) -> str | None:
    """The text of a cell that holds one; ``None`` for numbers, booleans and empty cells."""
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(node.text or "" for node in cell.iter(f"{S}t"))
    stored = cell.findtext(f"{S}v")
    if stored is None or kind not in {"s", "str"}:
        return None
    return shared[int(stored)] if kind == "s" else stored
