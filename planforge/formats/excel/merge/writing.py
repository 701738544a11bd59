"""The XML of merged rows: our cells where they stand now, and those of people in our styles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.excel.layout import letters
from planforge.formats.excel.merge.plan import NewCell
from planforge.formats.excel.merge.stylesheet import S, Wish
from planforge.formats.excel.palette import INK
from planforge.formats.excel.reading.cells import Kind, text_content
from planforge.formats.excel.strings import coded, fit, is_risky
from planforge.formats.excel.widths import height, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element as Element

    from planforge.formats.excel.appearance import Stretch
    from planforge.formats.excel.merge.plan import PlanRow
    from planforge.formats.excel.merge.stylesheet import StyleSheet
    from planforge.formats.excel.reading.cells import Content

_USUAL_WIDTH = 12.0
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What a cell of a person starts from, laid over the style of the first cell of its row: borders and font stay.
_OFF: dict[str, object] = dict.fromkeys(("bold", "italic", "underline"), False)
_PLAIN: dict[str, object] = {**_OFF, "ink": INK, "fill": "", "horizontal": "left"}


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Writes the rows of one merged sheet.

    ``rows`` are those of ours by number; ``added`` are the columns of people in the table, ``data`` its first and last
    row; ``ours`` and ``typed`` rewrite our formulas and those that people typed.
    """

    rows: Mapping[int, Element]
    styles: StyleSheet
    widths: Mapping[int, float]
    key_column: int
    added: tuple[int, ...]
    data: tuple[int, int]
    ours: Callable[[str], str]
    typed: Callable[[NewCell], str]

    def write(self, row: PlanRow, number: int) -> Element | None:
        """The row as it stands in the merged sheet; None when nothing is in it."""
        model = self.rows.get(row.ours) if row.ours else None
        pattern = self.rows.get(row.like) if row.like else model
        made = etree.Element(f"{S}row", {"r": str(number)})
        if pattern is not None and (model is not None or pattern.get("customHeight")):
            for name in (name for name in ("ht", "customHeight") if name in pattern.attrib):
                made.set(name, str(pattern.get(name)))
        cells = self._cells(row, model, pattern)
        if self.data[0] <= number <= self.data[1]:
            first = _styles(pattern).get(1, 0)
            cells = {column: self._new(NewCell(free=True), None, first, None) for column in self.added} | cells
        for column in sorted(cells):
            cells[column].set("r", f"{letters(column)}{number}")
            made.append(cells[column])
        self._fit(made, row)
        return made if len(made) or model is not None else None

    def _cells(self, row: PlanRow, model: Element | None, pattern: Element | None) -> dict[int, Element]:
        styles = _styles(pattern)
        cells = {} if model is None else {place: self._ours(node) for place, node in _by_column(model).items()}
        if model is None:
            blank = {place: style for place, style in styles.items() if place < self.key_column}
            cells = {place: self._blank(style) for place, style in blank.items()}
        for column, content in row.results.items():
            _store(cells[column], content)
        for column, new in row.cells.items():
            style = styles.get(column) if column != self.key_column else None
            cells[column] = self._new(self._wrapped(new, column), style, styles.get(1, 0), cells.get(column))
        return cells

    def _wrapped(self, new: NewCell, column: int) -> NewCell:
        """The cell as it has to look for its text to be seen whole."""
        text = new.content.text if new.content is not None and new.content.kind is Kind.TEXT else ""
        if lines(text, self.widths.get(column, _USUAL_WIDTH)) == 1:
            return new
        seen = {"wrap": True, **({"horizontal": "left"} if new.free and not new.title else {})}
        return replace(new, looks={**seen, **new.looks})

    def _ours(self, node: Element) -> Element:
        made = etree.fromstring(etree.tostring(node))
        for formula in made.iter(f"{S}f"):
            formula.text = self.ours(formula.text or "")
        return made

    def _blank(self, style: int) -> Element:
        return etree.Element(f"{S}c", s=str(self.styles.variant(Wish(style, free=True))))

    def _new(self, new: NewCell, style: int | None, first: int, ours: Element | None) -> Element:
        """A cell that differs from ours: where we have no style for it, it looks like a plain cell of the row."""
        looks = new.looks if style is not None or new.title else {**_PLAIN, **new.looks}
        quoted = new.content is not None and new.content.kind is Kind.TEXT and is_risky(new.content.text)
        code = new.number_format or ("" if style is not None or new.title else "General")
        wish = Wish(first if style is None else style, tuple(sorted(looks.items())), code, new.free, quoted)
        if new.content is None and ours is not None:
            ours.set("s", str(self.styles.variant(wish)))
            return ours
        made = etree.Element(f"{S}c", s=str(self.styles.variant(wish)))
        if new.content is not None:
            _fill(made, new.content, new.stretches, self.typed(new) if new.content.formula else "")
        return made

    def _fit(self, made: Element, row: PlanRow) -> None:
        """Make the row high enough for what people wrote in it."""
        needed = max(
            (
                lines(cell.content.text, self.widths.get(column, _USUAL_WIDTH))
                for column, cell in row.cells.items()
                if cell.content
            ),
            default=1,
        )
        if needed > 1 and height(needed) > float(made.get("ht", "0")):
            made.set("ht", f"{height(needed):.1f}")
            if "customHeight" in made.attrib:
                del made.attrib["customHeight"]


def _store(cell: Element, content: Content) -> None:
    """Give a formula of ours the result that it had where theirs was saved."""
    stored = cell.find(f"{S}v")
    if stored is not None and content.kind is not Kind.EMPTY:
        _type(cell, content.kind)
        stored.text = coded(fit(content.text))


def _type(cell: Element, kind: Kind) -> None:
    """Say what the result of a formula is; numbers go without saying."""
    cell.attrib.pop("t", "")
    if kind is not Kind.NUMBER:
        cell.set("t", "b" if kind is Kind.TRUTH else "str")


def _fill(made: Element, content: Content, stretches: tuple[Stretch, ...], formula: str) -> None:
    """Write a content into a cell; a formula that cannot stay leaves its value."""
    if formula:
        etree.SubElement(made, f"{S}f").text = formula
        _type(made, content.kind)
        etree.SubElement(made, f"{S}v").text = coded(fit(content.text))
        return
    if content.formula and content.kind is Kind.EMPTY:
        content = text_content(f"={content.formula}")
    if content.kind is Kind.TEXT:
        made.set("t", "inlineStr")
        _text(etree.SubElement(made, f"{S}is"), content.text, stretches)
    elif content.kind is not Kind.EMPTY:
        if content.kind is Kind.TRUTH:
            made.set("t", "b")
        etree.SubElement(made, f"{S}v").text = content.text


def _text(item: Element, text: str, stretches: tuple[Stretch, ...]) -> None:
    if not stretches or len(fit(text)) < len(text):
        _words(item, fit(text))
    for stretch in stretches if len(item) == 0 else ():
        run = etree.SubElement(item, f"{S}r")
        looks = etree.SubElement(run, f"{S}rPr")
        ways = {"b": stretch.bold, "i": stretch.italic, "strike": stretch.struck, "u": stretch.underline}
        for name in (name for name, wanted in ways.items() if wanted):
            etree.SubElement(looks, f"{S}{name}")
        etree.SubElement(looks, f"{S}sz", val=f"{stretch.size:g}")
        if stretch.ink:
            etree.SubElement(looks, f"{S}color", rgb=f"FF{stretch.ink}")
        etree.SubElement(looks, f"{S}rFont", val="Calibri")
        _words(run, stretch.text)


def _words(parent: Element, text: str) -> None:
    node = etree.SubElement(parent, f"{S}t")
    node.set(_SPACE, "preserve")
    node.text = coded(text)


def _by_column(row: Element) -> dict[int, Element]:
    found = {}
    for node in row.iterchildren(f"{S}c"):
        name = str(node.get("r", "")).rstrip("0123456789")
        number = 0
        for letter in name:
            number = number * 26 + ord(letter) - 64
        found[number] = node
    return found


def _styles(row: Element | None) -> dict[int, int]:
    return {} if row is None else {column: int(node.get("s", "0")) for column, node in _by_column(row).items()}
