"""A returned workbook, read whole: its sheets in order, each with what hangs on its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.formats.excel.reading.colours import Colours
from planforge.formats.excel.reading.grids import Grid, GridReader
from planforge.formats.excel.reading.styles import Styles
from planforge.formats.excel.reading.surroundings import REFERENCE, Surroundings, read_surroundings
from planforge.formats.opening import EXCEL, open_parts, refusal

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planforge.formats.opening import Parts


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet as read, and the part it was read from."""

    name: str
    part: str
    hidden: bool
    grid: Grid
    around: Surroundings


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets in order; ``others`` are the names of sheets that hold no cells (charts, dialogs)."""

    parts: Parts
    sheets: tuple[ReadSheet, ...]
    others: tuple[str, ...]


def read_book(data: bytes) -> Book:
    """The workbook in these bytes. Raises ``CannotReadError``."""
    parts = open_parts(data, EXCEL)
    main = next(iter(parts.related("", "officeDocument")), "")
    tree = parts.xml(main) if main else None
    if tree is None:
        raise refusal("Le classeur est incomplet : sa liste de feuilles manque.")
    settings = tree.find("{*}workbookPr")
    if settings is not None and settings.get("date1904") in {"1", "true"}:
        raise refusal("Le classeur compte les dates depuis 1904 : choisissez « 1900 ».")
    reader = GridReader(_shared(parts, main), Styles(_styles(parts, main), Colours(_theme(parts, main))))
    relations = parts.relations(main)
    sheets, others = [], []
    for node in tree.iter("{*}sheet"):
        name, relation = str(node.get("name")), relations.get(str(node.get(f"{REFERENCE}id")))
        if relation is None or relation.kind != "worksheet" or relation.target not in parts:
            others.append(name)
            continue
        hidden = node.get("state", "visible") != "visible"
        sheets.append(_sheet(parts, ReadSheet(name, relation.target, hidden, Grid(), Surroundings()), reader))
    return Book(parts, tuple(sheets), tuple(others))


def _sheet(parts: Parts, sheet: ReadSheet, reader: GridReader) -> ReadSheet:
    grid = reader.read(parts[sheet.part], sheet.part)
    around = Surroundings() if grid.tail is None else read_surroundings(parts, sheet.part, grid.tail)
    return ReadSheet(sheet.name, sheet.part, sheet.hidden, grid, around)


def _shared(parts: Parts, main: str) -> list[Element]:
    found = parts.related(main, "sharedStrings")
    tree = parts.xml(found[0]) if found else None
    return [] if tree is None else list(tree.iterchildren("{*}si"))


def _styles(parts: Parts, main: str) -> Element | None:
    found = parts.related(main, "styles")
    return parts.xml(found[0]) if found else None


def _theme(parts: Parts, main: str) -> Element | None:
    found = parts.related(main, "theme")
    return parts.xml(found[0]) if found else None
