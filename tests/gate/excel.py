"""What makes Excel offer a repair: sheets, names, tables, links and texts that contradict each other."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tests.gate.formula import Vocabulary, formula_findings
from tests.gate.package import REFERENCE, Element, Package
from tests.gate.sheets import S, Sheet, area, read_sheet, row_findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHART_FORMULA = "{http://schemas.openxmlformats.org/drawingml/2006/chart}f"
LONGEST_TEXT = 32_767
LONGEST_LIST = 255
LONGEST_SHEET_NAME = 31
PROMPT_LIMITS = {"promptTitle": 32, "prompt": 255, "errorTitle": 32, "error": 255}
NAME = re.compile(r"[^\W\d][\w.?\\]{0,254}|\\[\w.?\\]{0,254}")
LOOKS_LIKE_A_CELL = re.compile(r"[A-Z]{1,3}\d{1,7}|R\d*(C\d*)?|C\d*", re.IGNORECASE)
BAD_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$|^$")
ESCAPED = re.compile(r"_x(?P<code>[0-9A-Fa-f]{4})_")


def workbook_findings(package: Package, allowed: Sequence[str]) -> Iterator[str]:
    """Every fault of the workbook in this package; ``allowed`` are patterns of the formulas that may stand in it."""
    main = package.related("", "officeDocument")
    if main not in package.trees:
        yield "package: no workbook"
        return
    book = package.trees[main]
    sheets = _sheets(package, main)
    names = [str(node.get("name")) for node in book.iter(f"{S}definedName")]
    tables = [table for sheet in sheets for table in sheet.tables]
    known = Vocabulary(
        frozenset(sheet.name.casefold() for sheet in sheets),
        frozenset(name.casefold() for name in names),
        {str(table.get("displayName")).casefold(): _columns(table) for table in tables},
    )
    yield from _sheet_name_findings(sheets)
    yield from _name_findings(book, known)
    yield from _table_name_findings(tables, names)
    yield from _chart_findings(package, known)
    for text in _texts(package, main):
        yield from _text_findings(text)
    for sheet in sheets:
        findings = (*row_findings(sheet), *_formula_findings(sheet, known, allowed), *_link_findings(sheet, known))
        yield from (f"{sheet.name}: {finding}" for finding in (*findings, *_choice_findings(sheet, known)))
        for table in sheet.tables:
            yield from (f"table {table.get('displayName')}: {finding}" for finding in _table_findings(sheet, table))


def _sheets(package: Package, main: str) -> list[Sheet]:
    shared = package.trees.get(package.related(main, "sharedStrings"))
    texts = [] if shared is None else ["".join(t.text or "" for t in item.iter(f"{S}t")) for item in shared]
    relations = package.relations(main)
    nodes = list(package.trees[main].iter(f"{S}sheet"))
    places = [relations.get(str(node.get(f"{REFERENCE}id"))) for node in nodes]
    return [
        read_sheet(package, str(node.get("name")), one.target, texts)
        for node, one in zip(nodes, places, strict=True)
        if one and one.target in package.trees and package.trees[one.target].tag == f"{S}worksheet"
    ]


def _sheet_name_findings(sheets: list[Sheet]) -> Iterator[str]:
    for name, count in Counter(sheet.name.casefold() for sheet in sheets).items():
        if count > 1:
            yield f"sheet name {name} stands {count} times"
    for sheet in sheets:
        if len(sheet.name) > LONGEST_SHEET_NAME or BAD_IN_SHEET_NAME.search(sheet.name):
            yield f"sheet name {sheet.name!r} is not legal"
        if sheet.name.casefold() == "history":
            yield "sheet name History is reserved"


def _name_findings(book: Element, known: Vocabulary) -> Iterator[str]:
    places: Counter[tuple[str, str | None]] = Counter()
    for node in book.iter(f"{S}definedName"):
        name = str(node.get("name"))
        places[name.casefold(), node.get("localSheetId")] += 1
        bare = name.removeprefix("_xlnm.")
        if not NAME.fullmatch(bare) or LOOKS_LIKE_A_CELL.fullmatch(bare):
            yield f"defined name {name} is not legal"
        if int(node.get("localSheetId", "0")) >= len(list(book.iter(f"{S}sheet"))):
            yield f"defined name {name} belongs to a sheet that does not exist"
        yield from (f"defined name {name} {fault}" for fault in formula_findings(node.text or "", known))
    for (name, _), count in places.items():
        if count > 1:
            yield f"defined name {name} stands {count} times"


def _table_name_findings(tables: list[Element], names: list[str]) -> Iterator[str]:
    taken = Counter(name.casefold() for name in names)
    taken.update(str(table.get("displayName")).casefold() for table in tables)
    identifiers = Counter(table.get("id") for table in tables)
    for table in tables:
        name = str(table.get("displayName"))
        if taken[name.casefold()] > 1:
            yield f"table name {name} is also the name of something else"
        if identifiers[table.get("id")] > 1:
            yield f"table id {table.get('id')} stands several times"
        if not NAME.fullmatch(name) or LOOKS_LIKE_A_CELL.fullmatch(name):
            yield f"table name {name} is not legal"


def _table_findings(sheet: Sheet, table: Element) -> Iterator[str]:
    place = area(str(table.get("ref")))
    columns = [str(node.get("name")) for node in table.iter(f"{S}tableColumn")]
    declared = table.find(f"{S}tableColumns")
    if declared is None or int(declared.get("count", "0")) != len(columns) or len(columns) != place.width:
        yield f"{place.width} columns in its reference, {len(columns)} described"
    for name, count in Counter(name.casefold() for name in columns).items():
        if count > 1:
            yield f"column {name} stands {count} times"
    if table.get("headerRowCount", "1") != "0":
        header = [sheet.texts.get((place.top, column)) for column in range(place.left, place.right + 1)]
        for name, text in zip(columns, header, strict=False):
            if text is None or ESCAPED.sub(_decoded, text) != ESCAPED.sub(_decoded, name):
                yield f"column {name!r} has the header cell {text!r}"
    filtered = table.find(f"{S}autoFilter")
    totals = int(table.get("totalsRowCount", "0"))
    if filtered is not None and area(str(filtered.get("ref"))) != place.without_last_rows(totals):
        yield "its filter does not cover the same cells"
    if any(place.meets(merged) for merged in sheet.merges):
        yield "merged cells inside it"


def _chart_findings(package: Package, known: Vocabulary) -> Iterator[str]:
    for name, tree in package.trees.items():
        for node in tree.iter(CHART_FORMULA):
            yield from (f"{name}: {node.text} {fault}" for fault in formula_findings(node.text or "", known))


def _texts(package: Package, main: str) -> Iterator[str]:
    """Texts as stored: shared strings, then those written in the cells themselves."""
    parts = {package.related(main, "sharedStrings"), *(one.target for one in package.relations(main).values())}
    for part in sorted(parts & package.trees.keys()):
        for item in package.trees[part].iter(f"{S}si", f"{S}is"):
            yield "".join(node.text or "" for node in item.iter(f"{S}t"))


def _text_findings(text: str) -> Iterator[str]:
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        yield f"a text of more than {LONGEST_TEXT} characters: {text[:40]}..."
    for found in ESCAPED.finditer(text):
        if found["code"].upper() != "005F" and int(found["code"], 16) >= ord(" "):
            yield f"{found[0]} would be shown as a character: write _x005F{found[0]}"


def _formula_findings(sheet: Sheet, known: Vocabulary, allowed: Sequence[str]) -> Iterator[str]:
    for place, formula, filled in sheet.formulas:
        if not any(re.fullmatch(pattern, formula, re.DOTALL) for pattern in allowed):
            yield f"{place}: formula {formula[:60]!r} is not among those allowed"
        if not filled:
            yield f"{place}: formula without a stored result shows nothing until recalculated"
        yield from (f"{place}: formula {formula[:60]!r} {fault}" for fault in formula_findings(formula, known))


def _link_findings(sheet: Sheet, known: Vocabulary) -> Iterator[str]:
    for node in sheet.tree.iter(f"{S}hyperlink"):
        location = node.get("location")
        if location and location.casefold() not in known.names:
            yield from (f"link in {node.get('ref')} {fault}" for fault in formula_findings(location, known))


def _choice_findings(sheet: Sheet, known: Vocabulary) -> Iterator[str]:
    """Faults of drop-down lists and of the messages beside them."""
    for node in sheet.tree.iter(f"{S}dataValidation"):
        where = f"choice in {node.get('sqref')}"
        for name, limit in PROMPT_LIMITS.items():
            if len(node.get(name, "")) > limit:
                yield f"{where}: {name} is longer than {limit} characters"
        if node.get("showErrorMessage") not in {"1", "true"}:
            yield f"{where}: enforces nothing without showErrorMessage"
        for formula in node.iter(f"{S}formula1", f"{S}formula2"):
            text = formula.text or ""
            if text.startswith('"') and len(text) - 2 > LONGEST_LIST:
                yield f"{where}: list of more than {LONGEST_LIST} characters"
            yield from (f"{where}: {fault}" for fault in formula_findings(text, known))


def _columns(table: Element) -> frozenset[str]:
    names = (str(node.get("name")) for node in table.iter(f"{S}tableColumn"))
    return frozenset(ESCAPED.sub(_decoded, name).casefold() for name in names)


def _decoded(found: re.Match[str]) -> str:
    return chr(int(found["code"], 16))
