"""What hangs on the cells of a returned sheet: notes, links, tables, pictures, rules of entry and of colour."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.formats.excel.places import Area, Place, read_area, read_place
from planforge.formats.excel.reading.cells import item_text
from planforge.values import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from planforge.formats.opening import Parts

REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on a sheet: where its first corner lies, its size in EMU, its file and its words for the blind."""

    place: Place
    width: int
    height: int
    suffix: str
    data: bytes
    words: str


@dataclass(slots=True)
class Surroundings:
    """``drawn`` are the words of what is drawn and is no picture; ``rules`` say what rules do, without where."""

    notes: dict[Place, str] = field(default_factory=dict)
    links: dict[Place, str] = field(default_factory=dict)
    tables: list[tuple[str, Area]] = field(default_factory=list)
    filtered: bool = False
    pictures: list[Picture] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)


def read_surroundings(parts: Parts, part: str, sheet: Element) -> Surroundings:
    """What hangs on the cells of the sheet in ``part``."""
    found = Surroundings()
    _notes(parts, part, found)
    _links(parts, part, sheet, found)
    _tables(parts, part, found)
    for drawing in parts.related(part, "drawing"):
        _drawing(parts, drawing, found)
    own = sheet.find("{*}autoFilter")
    found.filtered |= own is not None and own.find("{*}filterColumn") is not None
    found.rules = {_rule(node) for node in sheet.iter("{*}cfRule", "{*}dataValidation")}
    return found


def _notes(parts: Parts, part: str, found: Surroundings) -> None:
    for name in parts.related(part, "comments"):
        tree = parts.xml(name)
        for node in () if tree is None else tree.iter("{*}comment"):
            place, text = read_place(str(node.get("ref"))), node.find("{*}text")
            if place and text is not None:
                found.notes[place] = item_text(text)
    # What Excel calls a comment today has its true words in a part of its own, and a notice in the old one.
    threads: dict[Place, list[str]] = {}
    for name in parts.related(part, "threadedComment"):
        tree = parts.xml(name)
        for node in () if tree is None else tree.iter("{*}threadedComment"):
            place = read_place(str(node.get("ref")))
            if place:
                threads.setdefault(place, []).append(clean(node.findtext("{*}text") or ""))
    found.notes.update({place: "\n".join(words) for place, words in threads.items()})


def _links(parts: Parts, part: str, sheet: Element, found: Surroundings) -> None:
    relations = parts.relations(part)
    for node in sheet.iter("{*}hyperlink"):
        area, target = read_area(str(node.get("ref"))), relations.get(str(node.get(f"{REFERENCE}id")))
        if area is not None:
            found.links[area.first] = target.target if target is not None else f"#{node.get('location', '')}"


def _tables(parts: Parts, part: str, found: Surroundings) -> None:
    for name in parts.related(part, "table"):
        tree = parts.xml(name)
        area = None if tree is None else read_area(str(tree.get("ref")))
        if tree is not None and area is not None:
            found.tables.append((str(tree.get("displayName")), area))
            columns = tree.iter("{*}filterColumn")
            found.filtered |= any(node.find("*") is not None for node in columns)


def _drawing(parts: Parts, drawing: str, found: Surroundings) -> None:
    tree, relations = parts.xml(drawing), parts.relations(drawing)
    for anchor in () if tree is None else tree:
        blip = next(anchor.iter("{*}blip"), None)
        target = None if blip is None else relations.get(str(blip.get(f"{REFERENCE}embed")))
        if target is not None and target.target in parts:
            found.pictures.append(_picture(anchor, target.target, parts[target.target]))
        else:
            found.drawn.append(_drawn_words(anchor))


def _picture(anchor: Element, name: str, data: bytes) -> Picture:
    corner, size = anchor.find("{*}from"), next(anchor.iter("{*}ext"), None)
    row, column = (_whole(None if corner is None else corner.findtext(f"{{*}}{axis}")) for axis in ("row", "col"))
    width, height = (_whole(None if size is None else size.get(axis)) for axis in ("cx", "cy"))
    label = next(anchor.iter("{*}cNvPr"), None)
    words = "" if label is None else clean(str(label.get("descr") or label.get("name") or ""))
    return Picture(Place(row + 1, column + 1), width, height, name.rpartition(".")[2].lower(), data, words)


def _drawn_words(anchor: Element) -> str:
    words = clean(" ".join(node.text or "" for node in anchor.iter("{*}t"))).strip()
    return words or ("graphique" if next(anchor.iter("{*}graphicFrame"), None) is not None else "forme")


def _rule(node: Element) -> str:
    name = node.tag.rpartition("}")[2]
    formulas: Iterator[str] = (child.text or "" for child in node if str(child.tag).endswith(("formula", "formula1")))
    return f"{name} {node.get('type', '')} {_DIGITS.sub('', ' '.join(formulas)).replace('$', '')}"


def _whole(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() else 0
