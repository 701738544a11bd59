"""Word tables and pictures: whole rows, whole cells, and nothing wider than the page's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gate.package import DRAWING, REFERENCE, W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.gate.package import Element, Package

EMU_PER_TWIP = 635
ROUNDING = 20  # twips, a third of a millimetre: what rounding the columns of a wide table can add up to


def table_findings(package: Package, main: str) -> Iterator[str]:
    """Broken rows and cells anywhere; tables and pictures cut at the margin in the text, headers and footers."""
    for name, tree in package.trees.items():
        for number, table in enumerate(tree.iter(f"{W}tbl"), start=1):
            yield from (f"{name}: table {number}: {finding}" for finding in _grid_findings(table))
    for block, section in _sections(package.trees[main]):
        yield from (f"{main}: {finding}" for finding in _width_findings(block, _text_width(section)))
    for part, width in _header_widths(package, main).items():
        if part in package.trees:
            yield from (f"{part}: {finding}" for finding in _width_findings(package.trees[part], width))


def _grid_findings(table: Element) -> Iterator[str]:
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for number, row in enumerate(_children(table, "tr"), start=1):
        cells = _children(row, "tc")
        spans = [_number(cell.find(f"{W}tcPr/{W}gridSpan"), "val", 1) for cell in cells]
        skipped = [_number(row.find(f"{W}trPr/{W}{name}"), "val") for name in ("gridBefore", "gridAfter")]
        if sum(spans) + sum(skipped) != columns:
            yield f"row {number} fills {sum(spans) + sum(skipped)} columns of {columns}"
        for cell in cells:
            yield from _cell_findings(cell, number)


def _cell_findings(cell: Element, row: int) -> Iterator[str]:
    blocks = [node.tag for node in cell.iter(f"{W}p", f"{W}tbl") if _owner(node, "tc") is cell]
    if f"{W}p" not in blocks:
        yield f"a cell of row {row} has no paragraph"
    elif blocks[-1] != f"{W}p":
        yield f"a cell of row {row} does not end with a paragraph"
    asked = cell.find(f"{W}tcPr/{W}tcW")
    inner = _number(asked, "w") if asked is not None and asked.get(f"{W}type") == "dxa" else 0
    for nested in cell.iter(f"{W}tbl"):
        if _owner(nested, "tc") is cell and inner and _table_width(nested) > inner + ROUNDING:
            yield f"a table inside row {row} is wider than its cell"


def _width_findings(block: Element, available: int) -> Iterator[str]:
    for table in block.iter(f"{W}tbl"):
        if _owner(table, "tc") is None and _owner(table, "txbxContent") is None:
            width = _table_width(table)
            if width > available + ROUNDING:
                yield f"a table of {width} twips is cut at the margin: the text is {available} wide"
            wanted = table.find(f"{W}tblPr/{W}tblW")
            if wanted is not None and wanted.get(f"{W}type") == "pct" and _number(wanted, "w") > 5000:
                yield "a table is wider than 100 % of the text"
    for picture in block.iter(f"{DRAWING}inline"):
        extent = picture.find(f"{DRAWING}extent")
        width = 0 if extent is None else int(extent.get("cx", "0")) // EMU_PER_TWIP
        if width > available + ROUNDING:
            yield f"a picture of {width} twips is cut at the margin: the text is {available} wide"


def _table_width(table: Element) -> int:
    """Width in twips, indent included: the larger of the grid's sum and the width asked for."""
    grid = sum(_number(column, "w") for column in table.findall(f"{W}tblGrid/{W}gridCol"))
    wanted = table.find(f"{W}tblPr/{W}tblW")
    asked = _number(wanted, "w") if wanted is not None and wanted.get(f"{W}type") == "dxa" else 0
    return max(grid, asked) + max(0, _number(table.find(f"{W}tblPr/{W}tblInd"), "w"))


def _sections(document: Element) -> list[tuple[Element, Element]]:
    """Each block of the body with the properties of the section it lies in."""
    body = document.find(f"{W}body")
    pairs: list[tuple[Element, Element]] = []
    if body is None:
        return pairs
    section = body.find(f"{W}sectPr")
    for block in reversed(list(body)):
        own = next(block.iter(f"{W}sectPr"), None)
        section = section if own is None else own
        if section is not None:
            pairs.append((block, section))
    return pairs[::-1]


def _text_width(section: Element) -> int:
    """Width between the margins, or of one column, in twips."""
    page = _number(section.find(f"{W}pgSz"), "w")
    margins = sum(_number(section.find(f"{W}pgMar"), side) for side in ("left", "right", "gutter"))
    columns = section.find(f"{W}cols")
    count = max(1, _number(columns, "num", 1))
    return (page - margins - (count - 1) * _number(columns, "space", 720 if count > 1 else 0)) // count


def _header_widths(package: Package, main: str) -> dict[str, int]:
    """The narrowest text that each header or footer stands over; a section inherits those it does not replace."""
    relations = package.relations(main)
    current: dict[tuple[object, object], str] = {}
    widths: dict[str, int] = {}
    for section in package.trees[main].iter(f"{W}sectPr"):
        for node in section.iter(f"{W}headerReference", f"{W}footerReference"):
            identifier = str(node.get(f"{REFERENCE}id"))
            current[node.tag, node.get(f"{W}type")] = relations[identifier].target if identifier in relations else ""
        for part in current.values():
            widths[part] = min(widths.get(part, _text_width(section)), _text_width(section))
    return widths


def _children(node: Element, name: str) -> list[Element]:
    """Rows or cells, those inside content controls too."""
    inside = [f"{W}{name}", f"{W}sdt/{W}sdtContent/{W}{name}", f"{W}ins/{W}{name}"]
    return [child for path in inside for child in node.findall(path)]


def _owner(node: Element, name: str) -> Element | None:
    return next(node.iterancestors(f"{W}{name}"), None)


def _number(node: Element | None, name: str, missing: int = 0) -> int:
    text = "" if node is None else str(node.get(f"{W}{name}", ""))
    return int(text) if text.lstrip("-").isdigit() else missing
