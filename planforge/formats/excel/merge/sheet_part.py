"""The part of a sheet of ours rewritten after its plan: rows, columns, and every reference around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.excel.layout import letters
from planforge.formats.excel.merge.note_parts import write_notes
from planforge.formats.excel.merge.pictures import draw_pictures
from planforge.formats.excel.merge.stylesheet import S
from planforge.formats.excel.merge.writing import RowWriter
from planforge.formats.excel.places import Area, Place, read_area

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from planforge.formats.excel.merge.moves import Moves
    from planforge.formats.excel.merge.parcel import Parcel
    from planforge.formats.excel.merge.plan import NewCell, SheetPlan
    from planforge.formats.excel.merge.stylesheet import StyleSheet

_REFERENCE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ID = f"{{{_REFERENCE}}}id"
_USUAL_WIDTH, _NARROWEST = 16.0, 4.0
# The order of what follows the rows of a sheet, as the schema wants it (ECMA-376 part 1, 18.3.1.99).
_AFTER_LINKS = ("printOptions", "pageMargins")
_AFTER_DRAWING = (
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the sheets of one workbook share while they are written."""

    parcel: Parcel
    styles: StyleSheet
    moves: Moves
    typed: Callable[[NewCell, SheetPlan], str]
    author: str


def write_sheet(shop: Workshop, plan: SheetPlan) -> None:
    """Rewrite the part of a sheet."""
    tree = shop.parcel.tree(plan.part)
    key_column = _key_column(shop, plan) if plan.ours_name else 0
    widths = _write_columns(tree, plan, key_column)
    _write_rows(shop, plan, tree, RowSetting(widths, key_column))
    if plan.ours_name:
        _move_ranges(shop, plan, tree)
        _move_table(shop, plan)
    _hang(shop, plan, tree)


@dataclass(frozen=True, slots=True)
class RowSetting:
    """The widths of the columns, and which one is hidden."""

    widths: dict[int, float]
    key_column: int


def _key_column(shop: Workshop, plan: SheetPlan) -> int:
    """The column of keys: the last of the table, the only hidden one of a sheet without a table."""
    tables = shop.parcel.related(plan.part, "table")
    area = read_area(str(shop.parcel.tree(tables[0][1]).get("ref"))) if tables else None
    if area is not None:
        return area.right
    hidden = [node for node in shop.parcel.tree(plan.part).iter(f"{S}col") if node.get("hidden") == "1"]
    return int(hidden[0].get("min", "0")) if hidden else 0


def _write_columns(tree: Element, plan: SheetPlan, key_column: int) -> dict[int, float]:
    """Write the widths, ours but for what people set; gives them back."""
    parent = tree.find(f"{S}cols")
    if parent is None:
        return {}
    widths = {int(node.get("min", "0")): float(node.get("width", "0")) for node in parent}
    widths.update(plan.widths)
    hidden = {key_column, *plan.hidden_columns}
    for number, column in enumerate(plan.columns, start=key_column + 1):
        widths[number] = max(column.width or _USUAL_WIDTH, _NARROWEST)
        hidden |= {number} if column.hidden else set()
    parent[:] = []
    for number in sorted(widths):
        node = etree.SubElement(parent, f"{S}col", min=str(number), max=str(number))
        node.set("width", f"{widths[number]:g}")
        node.set("customWidth", "1")
        if number in hidden:
            node.set("hidden", "1")
    return widths


def _write_rows(shop: Workshop, plan: SheetPlan, tree: Element, setting: RowSetting) -> None:
    data = tree.find(f"{S}sheetData")
    if data is None:
        return
    writer = RowWriter(
        rows={int(row.get("r", "0")): row for row in data},
        styles=shop.styles,
        widths=setting.widths,
        key_column=setting.key_column,
        added=tuple(
            range(setting.key_column + 1, setting.key_column + 1 + sum(1 for one in plan.columns if one.title))
        ),
        data=(plan.first_data, plan.last_data),
        ours=lambda formula: shop.moves.formula(formula, plan.ours_name),
        typed=lambda cell: shop.typed(cell, plan),
    )
    written = (writer.write(row, number) for number, row in enumerate(plan.rows, start=1))
    data[:] = [row for row in written if row is not None]
    _set_extent(tree, data)


def _set_extent(tree: Element, data: Element) -> None:
    """Say which cells the sheet covers."""
    places = [area.first for cell in data.iter(f"{S}c") if (area := read_area(str(cell.get("r"))))]
    if places:
        extent = str(Area(1, 1, max(place.row for place in places), max(place.column for place in places)))
        for node in (*tree.iter(f"{S}dimension"), *tree.iter(f"{S}ignoredError")):
            node.set("ref" if node.tag == f"{S}dimension" else "sqref", extent)


def _move_ranges(shop: Workshop, plan: SheetPlan, tree: Element) -> None:
    """Move what refers to rows: merges, rules, links, the frozen part, breaks between pages."""
    moves, sheet = shop.moves, plan.ours_name
    rows = moves.rows(sheet)
    for node in list(tree.iter(f"{S}mergeCell")):
        node.set("ref", moves.ranges(str(node.get("ref")), sheet))
    for node in list(tree.iter(f"{S}hyperlink")):
        _move_link(node, moves, sheet)
    for node in tree.iter(f"{S}conditionalFormatting", f"{S}dataValidation"):
        node.set("sqref", moves.ranges(str(node.get("sqref")), sheet))
        for formula in node.iter(f"{S}formula", f"{S}formula1", f"{S}formula2"):
            formula.text = moves.rule(formula.text or "", sheet)
    for pane in (node for node in tree.iter(f"{S}pane") if node.get("ySplit")):
        pane.set("topLeftCell", moves.ranges(str(pane.get("topLeftCell")), sheet).partition(":")[0])
        pane.set("ySplit", str(rows.start(int(pane.get("ySplit", "0")) + 1) - 1))
    for node in tree.iter(f"{S}brk"):
        node.set("id", str(rows.end(int(node.get("id", "0")))))


def _move_link(node: Element, moves: Moves, sheet: str) -> None:
    """Move a link with its cell; it goes with a row that is gone."""
    area, parent = read_area(str(node.get("ref"))), node.getparent()
    if area is not None and parent is not None and not moves.rows(sheet).has(area.top):
        parent.remove(node)
        holder = parent.getparent()
        if not len(parent) and holder is not None:
            holder.remove(parent)
        return
    if area is not None:
        node.set("ref", str(area.moved(moves.rows(sheet).exact(area.top))))
    if node.get("location"):
        node.set("location", moves.location(str(node.get("location"))))


def _move_table(shop: Workshop, plan: SheetPlan) -> None:
    """Stretch the table over its rows and over the titled columns that people added; its titles are those it shows."""
    for _, name in shop.parcel.related(plan.part, "table"):
        table = shop.parcel.tree(name)
        area = read_area(str(table.get("ref")))
        if area is None:
            continue
        titled = sum(1 for column in plan.columns if column.title)
        reference = str(Area(plan.first_data - 1, area.left, plan.last_data, area.right + titled))
        table.set("ref", reference)
        for node in table.iter(f"{S}autoFilter"):
            node.set("ref", reference)
        columns = table.find(f"{S}tableColumns")
        if columns is not None:
            _title_columns(columns, _titles(shop.parcel.tree(plan.part), plan.first_data - 1, area.right + titled))


def _titles(tree: Element, row: int, last: int) -> list[str]:
    """The titles as the cells show them."""
    found = {str(cell.get("r")): "".join(str(text) for text in cell.itertext()) for cell in tree.iter(f"{S}c")}
    return [found.get(f"{letters(number)}{row}", "") for number in range(1, last + 1)]


def _title_columns(columns: Element, titles: list[str]) -> None:
    for number, title in enumerate(titles, start=1):
        node = (
            columns[number - 1]
            if number <= len(columns)
            else etree.SubElement(columns, f"{S}tableColumn", id=str(number))
        )
        node.set("name", title)
    columns.set("count", str(len(titles)))


def _hang(shop: Workshop, plan: SheetPlan, tree: Element) -> None:
    """Write notes and links, and draw pictures."""
    notes: dict[Place, str] = {}
    for number, row in enumerate(plan.rows, start=1):
        notes.update({Place(number, column): text for column, text in row.notes.items()})
        for column, target in row.links.items():
            _link(shop, plan, tree, (str(Place(number, column)), target))
    identifier = write_notes(shop.parcel, plan.part, notes, shop.author)
    for node in tree.findall(f"{S}legacyDrawing"):
        tree.remove(node)
    if identifier:
        _insert(tree, "legacyDrawing", _AFTER_DRAWING[1:]).set(_ID, identifier)
    drawing = draw_pictures(shop.parcel, plan.part, plan.pictures)
    if drawing:
        _insert(tree, "drawing", _AFTER_DRAWING).set(_ID, drawing)


def _link(shop: Workshop, plan: SheetPlan, tree: Element, link: tuple[str, str]) -> None:
    parent = tree.find(f"{S}hyperlinks")
    if parent is None:
        parent = _insert(tree, "hyperlinks", _AFTER_LINKS)
    node = etree.SubElement(parent, f"{S}hyperlink", ref=link[0])
    node.set(_ID, shop.parcel.relate(plan.part, "hyperlink", link[1], external=True))


def _insert(tree: Element, name: str, before: tuple[str, ...]) -> Element:
    """A new child of the sheet, where the schema wants it."""
    made = etree.Element(f"{S}{name}")
    followers = [node for node in tree if isinstance(node.tag, str) and node.tag.removeprefix(S) in before]
    if followers:
        followers[0].addprevious(made)
    else:
        tree.append(made)
    return made
