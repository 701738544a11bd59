"""What the styles of a file give, so that a look is told from what somebody set by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from planforge.formats.word.adoption import tag, value
from planforge.formats.word.merge.normal import Look
from planforge.formats.word.style_names import CHARACTERS, FRENCH, PARAGRAPHS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

Given: TypeAlias = dict[str, str | int | bool]  # what a style or a run sets, by property

_OFF = frozenset({"0", "false", "off", "none"})
_NOTHING: Given = {"bold": False, "italic": False, "underline": "none", "colour": "auto", "highlight": "none"}
_OURS = {name.lower(): name for name in (*PARAGRAPHS, *CHARACTERS, *TABLES)}
_CANONICAL = {
    **_OURS,
    **{alias: name for name, aliases in FRENCH.items() for alias in aliases},
    "normal": "",
    "standard": "",
    "default paragraph font": "",
    "internet link": "Hyperlink",
    "contents heading": "TOC Heading",
    "table normal": "Normal Table",
    **{f"contents {level}": f"toc {level}" for level in range(1, 10)},
}
_NAMED = {
    "FFFF00": "yellow",
    "00FF00": "green",
    "00FFFF": "cyan",
    "FF00FF": "magenta",
    "0000FF": "blue",
    "FF0000": "red",
    "000080": "darkBlue",
    "008080": "darkCyan",
    "008000": "darkGreen",
    "800080": "darkMagenta",
    "800000": "darkRed",
    "808000": "darkYellow",
    "808080": "darkGray",
    "C0C0C0": "lightGray",
    "000000": "black",
}
HIGHLIGHTS = frozenset({*_NAMED.values(), "white", "none"})
_SIDES = {"start": "left", "end": "right"}
# What each part of a table is called by its style, and the flag of the table that turns it on.
_BANDS = (("firstColumn", "firstCol", 0x80), ("lastColumn", "lastCol", 0x100))
_ENDS = (("firstRow", "firstRow", 0x20), ("lastRow", "lastRow", 0x40))


@dataclass(frozen=True, slots=True)
class Corner:
    """Where a cell stands in its table: its style gives some parts a look of their own."""

    style: str
    parts: frozenset[str] = frozenset()


class Styles:
    """The styles of one file, by id."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(tag("style"))
        self._by_id = {style.get(tag("styleId"), ""): style for style in found}
        defaults = None if root is None else root.find(f"{tag('docDefaults')}/{tag('rPrDefault')}/{tag('rPr')}")
        self._base: Given = {**_NOTHING, **given(defaults)}
        self._default = next((style.get(tag("styleId"), "") for style in found if _is_default(style)), "")
        self._known: dict[tuple[str, Corner | None], Given] = {}

    def name(self, identifier: str) -> str:
        """Our name of a style, its own name where we have none; empty for the standard one."""
        style = self._by_id.get(identifier)
        if style is None:
            return ""
        name = value(style, "name").removesuffix(" (planforge)")
        return _CANONICAL.get(name.lower(), name)

    def ids(self) -> dict[str, str]:
        """The id of each style by our name."""
        return {self.name(identifier): identifier for identifier in self._by_id}

    def changed(self, other: Styles) -> list[str]:
        """The styles of ours that both files have, and that look otherwise in the other one."""
        mine, theirs = self.ids(), other.ids()
        shared = [name for name in PARAGRAPHS if name in mine and name in theirs]
        return [name for name in shared if self.paragraph(mine[name]) != other.paragraph(theirs[name])]

    def paragraph(self, identifier: str, corner: Corner | None = None) -> Given:
        """What letters look like in a paragraph of that style, at that place of a table."""
        key = (identifier, corner)
        if key not in self._known:
            told = self._base | (self._table(corner) if corner else {})
            for style in reversed(self._lineage(identifier or self._default)):
                told = told | given(style.find(tag("rPr"))) | _aligned(style)
            self._known[key] = told
        return self._known[key]

    def characters(self, identifier: str) -> Given:
        """What a style of characters sets."""
        told: Given = {}
        for style in reversed(self._lineage(identifier)):
            told = told | given(style.find(tag("rPr")))
        return told

    def fill(self, corner: Corner) -> str:
        """What fills a cell at that place of a table, where nothing else does."""
        parts = [
            part
            for style in self._lineage(corner.style)
            for part in style.iterfind(tag("tblStylePr"))
            if part.get(tag("type"), "") in corner.parts
        ]
        found = (part.find(f"{tag('tcPr')}/{tag('shd')}") for part in parts)
        return next((shading.get(tag("fill"), "auto").upper() for shading in found if shading is not None), "AUTO")

    def _table(self, corner: Corner) -> Given:
        told: Given = {}
        for style in reversed(self._lineage(corner.style)):
            told = told | given(style.find(tag("rPr"))) | _aligned(style)
            for part in style.iterfind(tag("tblStylePr")):
                if part.get(tag("type"), "") in corner.parts:
                    told = told | given(part.find(tag("rPr"))) | _aligned(part)
        return told

    def _lineage(self, identifier: str) -> list[Element]:
        lineage: list[Element] = []
        style = self._by_id.get(identifier)
        while style is not None and style not in lineage:
            lineage.append(style)
            style = self._by_id.get(value(style, "basedOn"))
        return lineage


def given(properties: Element | None) -> Given:
    """What run properties set: bold, italic, underline, colour, highlight, size."""
    return {} if properties is None else dict(_given(properties))


def look(told: Given, base: Given) -> Look:
    """The difference between what a run sets and what its paragraph gives."""
    differing = {name: said for name, said in told.items() if said != base.get(name) and name != "align"}
    return replace(Look(), **differing)  # type: ignore[arg-type] # each property under the name of its field


def side(properties: Element | None) -> str:
    """How paragraph properties align, or nothing."""
    found = None if properties is None else properties.find(tag("jc"))
    told = "" if found is None else found.get(tag("val"), "")
    return _SIDES.get(told, told)


def corners(table: Element | None, row: int, column: int, last: tuple[int, int]) -> frozenset[str]:
    """The parts of a table's style that a cell belongs to; ``table`` are its properties."""
    flags = None if table is None else table.find(tag("tblLook"))
    if flags is None:
        return frozenset()
    places = {"firstRow": row == 0, "lastRow": row == last[0], "firstCol": column == 0, "lastCol": column == last[1]}
    number = int(flags.get(tag("val"), "0") or "0", 16)
    return frozenset(
        part
        for name, part, flag in (*_ENDS, *_BANDS)
        if places[part] and (flags.get(tag(name)) in {"1", "true"} or (flags.get(tag(name)) is None and number & flag))
    )


def _is_default(style: Element) -> bool:
    return style.get(tag("type")) == "paragraph" and style.get(tag("default")) in {"1", "true", "on"}


def _aligned(style: Element) -> Given:
    told = side(style.find(tag("pPr")))
    return {"align": told} if told else {}


def _given(properties: Element) -> Iterator[tuple[str, str | int | bool]]:
    for name, field in (("b", "bold"), ("i", "italic")):
        found = properties.find(tag(name))
        if found is not None:
            yield field, found.get(tag("val"), "1") not in _OFF
    underline = properties.find(tag("u"))
    if underline is not None:
        yield "underline", underline.get(tag("val"), "single")
    colour = properties.find(tag("color"))
    if colour is not None:
        yield "colour", _colour(colour.get(tag("val"), "auto"))
    size = value(properties, "sz")
    if size.isdigit():
        yield "size", int(size)
    marked = _highlight(properties)
    if marked:
        yield "highlight", marked


def _highlight(properties: Element) -> str:
    """The colour behind letters, whether a program calls it a highlight or a shading."""
    told = value(properties, "highlight")
    if told in HIGHLIGHTS:
        return told
    shading = properties.find(tag("shd"))
    fill = "" if shading is None else shading.get(tag("fill"), "auto")
    return "none" if fill == "auto" else _NAMED.get(fill.upper(), _hexadecimal(fill))


def _hexadecimal(text: str) -> str:
    """Six digits, or nothing: what else stands in a file stays out of ours."""
    digits = text.upper()
    return digits if len(digits) == 6 and set(digits) <= set("0123456789ABCDEF") else ""  # noqa: PLR2004 - RRGGBB


def _colour(text: str) -> str:
    return "auto" if text.lower() == "auto" else _hexadecimal(text) or "auto"
