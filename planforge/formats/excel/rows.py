"""The rows of a sheet as text, with what they bring along: links and comments."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planforge.document.tables import Cell, ColumnKind, Row
from planforge.document.text import Gap
from planforge.formats.cells import say
from planforge.formats.excel.formulas import data_formula, total_formula
from planforge.formats.excel.keys import DATA, TOTAL, Key, row_digest
from planforge.formats.excel.layout import BACK_ROW, HOME, TITLE_ROW, letters
from planforge.formats.excel.links import MOST, address
from planforge.formats.excel.looks import BACK, FACT, HEADER, INTRO, KEY, LABEL, MARK_HEADER, NOTE, TITLE, cell_look
from planforge.formats.excel.marks import written_mark
from planforge.formats.excel.names import quoted
from planforge.formats.excel.shapes import Shape, blank_shape, ink, marked_text, text_ink
from planforge.formats.excel.strings import fit, inline, xml
from planforge.formats.excel.widths import WIDEST, height, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from planforge.document.text import CellValue, Tone
    from planforge.formats.excel.frame import Frame
    from planforge.formats.excel.layout import Layout
    from planforge.formats.excel.looks import Look, Looks
    from planforge.formats.excel.shapes import Ink

DEFAULT_HEIGHT = 15.0  # points of a row that nobody set
_FIXED = ' customHeight="1"'
MILLIMETRE = 72 / 25.4  # in points
_UPRIGHT_LINES = 2  # for upright titles of a few characters


@dataclass(slots=True)
class SheetText:
    """The rows of one sheet, written top to bottom, and what hangs on their cells."""

    looks: Looks
    locate: Callable[[str], str]
    rows: list[str] = field(default_factory=list)
    locations: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)  # of the cells outside the rows of the table, by reference
    row_digests: list[str] = field(default_factory=list)  # of the rows of data
    points: float = 0.0  # height of the rows so far

    def row(self, number: int, cells: Iterable[str], points: float = 0.0, *, fixed: bool = True) -> None:
        """Add a row; unless its height is ``fixed``, it follows what people type in it."""
        self.points += points or DEFAULT_HEIGHT
        size = f' ht="{points:.1f}"{_FIXED if fixed else ""}' if points else ""
        self.rows.append(f'<row r="{number}"{size}>{"".join(cells)}</row>')

    def cell(self, reference: str, value: CellValue, look: Look) -> str:
        """A cell outside the table."""
        shape, kind, content = ink(value)
        number = self.looks.number(replace(look, quoted=shape is Shape.RISKY))
        if content:
            self.marks[reference] = written_mark(content, look)
        return f'<c r="{reference}" s="{number}"{kind}>{content}</c>'

    def add(self, number: int, cell: str) -> None:
        """Add a last cell to a row that is already written."""
        self.rows[number - 1] = self.rows[number - 1].replace("</row>", f"{cell}</row>")

    def go(self, reference: str, location: str) -> bool:
        """Make a cell lead to another place of the workbook; False when it cannot."""
        possible = bool(location) and len(self.locations) + len(self.addresses) < MOST
        if possible:
            self.locations.append((reference, location))
        return possible

    def open(self, reference: str, target: str) -> bool:
        """Make a cell open a web or mail address; False when it cannot."""
        possible = bool(target) and len(self.locations) + len(self.addresses) < MOST
        if possible:
            self.addresses.append((reference, target))
        return possible

    def follow(self, reference: str, link: str) -> bool:
        """Hang a link on a cell; False when it leads nowhere in this workbook."""
        if link.startswith("#"):
            return self.go(reference, self.locate(link))
        return self.open(reference, address(link))

    @property
    def text(self) -> str:
        """The whole content of ``<sheetData>``."""
        return "".join(self.rows)


def head(page: SheetText, layout: Layout, shape: Frame) -> float:
    """Write what stands above the table: way back, title, introduction, facts; gives back its height in points."""
    back, title, header_height = 13.0, 24.0, 36.0
    cells = [page.cell(f"A{BACK_ROW}", f"← {HOME}", BACK)]
    page.go(f"A{BACK_ROW}", f"{quoted(HOME)}!A1")
    if layout.sheet.chart is not None and layout.data:
        reference = f"{letters(shape.aside)}{BACK_ROW}"
        cells.append(page.cell(reference, "↓ Graphique, sous le tableau", BACK))
        page.go(reference, f"{quoted(layout.name)}!A{layout.chart_row}")
    page.row(BACK_ROW, cells, back)
    page.row(TITLE_ROW, [page.cell(f"A{TITLE_ROW}", layout.sheet.title, TITLE)], title)
    total = back + title + header_height
    for number, line in enumerate(layout.intro, start=TITLE_ROW + 1):
        page.row(number, [page.cell(f"A{number}", line, INTRO)], shape.height(line))
        total += shape.height(line)
    for number, (label, value) in enumerate(layout.sheet.facts, start=layout.facts_row):
        page.row(number, _fact(page, shape, number, (label, value)), shape.fact_height(value))
        total += shape.fact_height(value)
    page.row(layout.header_row - 1, (), 6)
    return total


def _fact(page: SheetText, shape: Frame, number: int, fact: tuple[str, str]) -> list[str]:
    """The cells of a fact, its frame drawn around the merged ones too."""
    cells = []
    for position in range(1, shape.last + 1):
        words = {1: fact[0], shape.split: fact[1]}.get(position)
        look = LABEL if position < shape.split else FACT
        cells.append(page.cell(f"{letters(position)}{number}", words, look))
    return cells


def header(page: SheetText, layout: Layout, shape: Frame) -> None:
    """Write the column titles; a column's note is the comment of its title."""
    number = layout.header_row
    cells = []
    for position, (column, title) in enumerate(zip(layout.columns, layout.titles, strict=True), start=1):
        reference = f"{letters(position)}{number}"
        cells.append(page.cell(reference, title, MARK_HEADER if column.kind is ColumnKind.MARK else HEADER))
        if column.note:
            page.comments.append((reference, column.note))
    cells.append(page.cell(f"{layout.key_letters}{number}", layout.key_title, HEADER))
    page.row(number, cells, height(max(_title_lines(layout, shape))) + 2)


def _title_lines(layout: Layout, shape: Frame) -> Iterator[int]:
    """The lines that each column title takes; an upright one stands beside two lines of the others."""
    for column, title, width in zip(layout.columns, layout.titles, shape.widths, strict=True):
        yield _UPRIGHT_LINES if column.kind is ColumnKind.MARK else lines(title, width)


def notes(page: SheetText, layout: Layout, shape: Frame) -> None:
    """Write the lines under the table."""
    for number, line in enumerate(layout.notes, start=layout.notes_row):
        page.row(number, [page.cell(f"A{number}", line, NOTE)], shape.height(line))


class TableText:
    """Writes the rows of one table; texts and looks met before are not made again."""

    def __init__(self, page: SheetText, layout: Layout, shape: Frame) -> None:
        self._page = page
        self._layout = layout
        self._texts: dict[str, Ink] = {}
        self._styles: dict[tuple[int, Shape, Tone, bool, bool, bool, bool], tuple[str, Look]] = {}
        self._letters = [letters(number) for number in range(1, len(layout.columns) + 1)]
        self._marks: list[str] = []  # of the cells of the row being written
        self._blanks = [blank_shape(column.kind) for column in layout.columns]
        self._least = layout.sheet.table.row_height * MILLIMETRE
        # Columns whose text wraps, with the number of characters that surely stand on one line.
        self._wrapping = [
            (position, width, int((width - 3) / WIDEST))
            for position, (column, width) in enumerate(zip(layout.columns, shape.widths, strict=True))
            if column.kind not in {ColumnKind.CODE, ColumnKind.MARK}
        ]

    def write(self) -> None:
        """Write data rows, then totals; an empty table keeps one blank row."""
        layout = self._layout
        if not layout.data:
            self._row(Row("", ()), layout.first_row)
        for number, (row, name) in enumerate(zip(layout.data, layout.row_names, strict=True), start=layout.first_row):
            self._row(row, number, name)
        for number, (row, name) in enumerate(zip(layout.totals, layout.total_names, strict=True), layout.last_row + 1):
            self._row(row, number, name, total=True)

    def _row(self, row: Row, number: int, name: str = "", *, total: bool = False) -> None:
        missing = len(self._letters) - len(row.cells)
        cells = (*row.cells, *(Cell() for _ in range(missing))) if missing > 0 else row.cells
        fitted = self._height(cells)
        self._marks.clear()
        written = [self._cell(cell, position, number, total) for position, cell in enumerate(cells)]
        if name:
            written.append(self._key(Key(TOTAL if total else DATA, name, tuple(self._marks)), number))
            if not total:
                self._page.row_digests.append(row_digest(name, self._marks))
        self._page.row(number, written, max(fitted, self._least), fixed=self._least > fitted)

    def _height(self, cells: tuple[Cell, ...]) -> float:
        """Points that the longest text of a row takes; 0 when one line is enough."""
        most = 1
        for position, width, room in self._wrapping:
            value = cells[position].value
            if not isinstance(value, str | tuple | Gap):
                continue
            text = value if isinstance(value, str) else say(value)
            if len(text) > room or "\n" in text:
                most = max(most, lines(text, width))
        return height(most) if most > 1 else 0.0

    def _cell(self, cell: Cell, position: int, number: int, total: bool) -> str:  # noqa: FBT001 - private, hot
        shape, kind, content = self._ink(cell)
        if shape is Shape.BLANK:
            shape = self._blanks[position]
        reference = f"{self._letters[position]}{number}"
        link = cell.link or _link(cell.value)
        linked = bool(link) and self._page.follow(reference, link)
        if cell.note:
            self._page.comments.append((reference, cell.note))
        if cell.formula:
            kind, content = self._computed(cell, number, total=total)
        style, look = self._style(position, shape, cell, linked, total)
        self._marks.append(written_mark(content, look))
        return f'<c r="{reference}" s="{style}"{kind}>{content}</c>'

    def _key(self, key: Key, number: int) -> str:
        """The hidden cell that says whose row it is."""
        style = self._page.looks.number(KEY)
        return f'<c r="{self._layout.key_letters}{number}" s="{style}" t="inlineStr">{inline(key.text)}</c>'

    def _ink(self, cell: Cell) -> Ink:
        value = cell.value
        if not isinstance(value, str):
            return ink(value)
        text = marked_text(value) if cell.default else value
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = text_ink(text)
        return known

    def _style(self, position: int, shape: Shape, cell: Cell, linked: bool, total: bool) -> tuple[str, Look]:  # noqa: FBT001 - private, hot
        key = (position, shape, cell.tone, cell.bold, cell.default, linked, total)
        style = self._styles.get(key)
        if style is None:
            bare = cell if linked == bool(cell.link) else replace(cell, link="x" if linked else "")
            look = cell_look(self._layout.columns[position], bare, shape, total=total)
            style = self._styles[key] = (str(self._page.looks.number(look)), look)
        return style

    def _computed(self, cell: Cell, number: int, *, total: bool) -> tuple[str, str]:
        """Type and content of a formula with its value as computed here."""
        written = (
            total_formula(cell.formula, self._layout) if total else data_formula(cell.formula, self._layout, number)
        )
        _, kind, content = ink(cell.value)
        if not kind and content:
            return "", f"<f>{xml(written)}</f>{content}"
        words = fit(say(cell.value))  # none: shown empty until what it waits for is typed
        return ' t="str"', f"<f>{xml(written)}</f><v>{xml(words)}</v>"


def _link(value: CellValue) -> str:
    """The first link of the runs of a text: a cell has one link."""
    if not isinstance(value, tuple):
        return ""
    return next((run.link for run in value if run.link), "")
