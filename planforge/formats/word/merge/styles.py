"""What the styles of a file give, so that a look is told from what somebody set by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from planforge.formats.word.adoption import tag, value
from planforge.formats.word.merge.items import Look
from planforge.formats.word.merge.paragraph_looks import number, usual_room
from planforge.formats.word.style_names import CHARACTERS, FRENCH, PARAGRAPHS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.paragraph_looks import Room

Given: TypeAlias = dict[str, str | int | bool]  # what a style or a run sets, by property

R_PR, P_PR, VAL = tag("rPr"), tag("pPr"), tag("val")
_JC, _U, _COLOUR = tag("jc"), tag("u"), tag("color")
_SIZE, _HIGHLIGHT, _SHADING = tag("sz"), tag("highlight"), tag("shd")
_SWITCHES = ((tag("b"), "bold"), (tag("i"), "italic"))
_OFF = frozenset({"0", "false", "off", "none"})
_NOTHING: Given = {
    "bold": False,
    "italic": False,
    "underline": "none",
    "colour": "auto",
    "highlight": "none",
    "align": "left",
}
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
_FILL = f"{tag('tcPr')}/{tag('shd')}"
_SIDES = {"start": "left", "end": "right"}


class Styles:
    """The styles of one file, by id."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(tag("style"))
        self._by_id = {style.get(tag("styleId"), ""): style for style in found}
        defaults = None if root is None else root.find(f"{tag('docDefaults')}/{tag('rPrDefault')}/{tag('rPr')}")
        self._base: Given = {**_NOTHING, **given(defaults)}
        self._default = next((style.get(tag("styleId"), "") for style in found if _is_default(style)), "")
        self._known: dict[str, Given] = {}
        self._rooms: dict[str, Room] = {}
        self._defaults = [] if root is None else root.findall(f"{tag('docDefaults')}/{tag('pPrDefault')}")
        self._fills: dict[str, frozenset[str]] = {}

    def name(self, identifier: str) -> str:
        """Our name of a style, its own name where we have none; empty for the standard one."""
        style = self._by_id.get(identifier)
        if style is None:
            return ""
        name = value(style, "name").removesuffix(" (planforge)")
        return _CANONICAL.get(name.lower(), name)

    def ids(self) -> dict[str, str]:
        """The id of each style by our name, the standard ones apart: what has none of them needs none."""
        return {name: identifier for identifier in self._by_id if (name := self.name(identifier))}

    def changed(self, other: Styles) -> list[str]:
        """The styles of ours that both files have, and that look otherwise in the other one."""
        mine, theirs = self.ids(), other.ids()
        shared = [name for name in PARAGRAPHS if name in mine and name in theirs]
        return [name for name in shared if self.paragraph(mine[name]) != other.paragraph(theirs[name])]

    def paragraph(self, identifier: str) -> Given:
        """What letters look like in a paragraph of that style.

        What the style of a table adds is left out: some programs write it into each of its cells, some do not.
        """
        if identifier not in self._known:
            told = self._base
            for style in reversed(self._lineage(identifier or self._default)):
                told = told | given(style.find(R_PR)) | _aligned(style)
            self._known[identifier] = told
        return self._known[identifier]

    def room(self, identifier: str) -> Room:
        """The indents and the air that a style gives a paragraph."""
        if identifier not in self._rooms:
            self._rooms[identifier] = usual_room(
                [*self._defaults, *reversed(self._lineage(identifier or self._default))]
            )
        return self._rooms[identifier]

    def characters(self, identifier: str) -> Given:
        """What a style of characters sets."""
        told: Given = {}
        for style in reversed(self._lineage(identifier)):
            told = told | given(style.find(R_PR))
        return told

    def fills(self, table: str) -> frozenset[str]:
        """What the style of a table fills cells with: some programs write it into each of them."""
        if table not in self._fills:
            parts = (part for style in self._lineage(table) for part in style.iterfind(f"{tag('tblStylePr')}/{_FILL}"))
            self._fills[table] = frozenset(shading.get(tag("fill"), "auto").upper() for shading in parts)
        return self._fills[table]

    def _lineage(self, identifier: str) -> list[Element]:
        lineage: list[Element] = []
        style = self._by_id.get(identifier)
        while style is not None and style not in lineage:
            lineage.append(style)
            style = self._by_id.get(value(style, "basedOn"))
        return lineage


def given(properties: Element | None) -> Given:
    """What run properties set: bold, italic, underline, colour, highlight, size."""
    return {} if properties is None or not len(properties) else dict(_given(properties))


def look(told: Given, base: Given) -> Look:
    """The difference between what a run sets and what its paragraph gives."""
    differing = {name: said for name, said in told.items() if said != base.get(name) and name != "align"}
    return replace(Look(), **differing)  # type: ignore[arg-type] # each property under the name of its field


def side(properties: Element | None) -> str:
    """How paragraph properties align, or nothing."""
    found = None if properties is None else properties.find(_JC)
    told = "" if found is None else found.get(VAL, "")
    return _SIDES.get(told, told)


def said_of(parent: Element, path: str) -> str:
    """The ``w:val`` of the element at a path of whole names, or nothing."""
    found = parent.find(path)
    return "" if found is None else found.get(VAL, "")


def _is_default(style: Element) -> bool:
    return style.get(tag("type")) == "paragraph" and style.get(tag("default")) in {"1", "true", "on"}


def _aligned(style: Element) -> Given:
    told = side(style.find(P_PR))
    return {"align": told} if told else {}


def _given(properties: Element) -> Iterator[tuple[str, str | int | bool]]:
    for name, field in _SWITCHES:
        found = properties.find(name)
        if found is not None:
            yield field, found.get(VAL, "1") not in _OFF
    underline = properties.find(_U)
    if underline is not None:
        yield "underline", underline.get(VAL, "single")
    colour = properties.find(_COLOUR)
    if colour is not None:
        yield "colour", _colour(colour.get(VAL, "auto"))
    size = number(said_of(properties, _SIZE))
    if size is not None and size > 0:
        yield "size", size
    marked = _highlight(properties)
    if marked:
        yield "highlight", marked


def _highlight(properties: Element) -> str:
    """The colour behind letters, whether a program calls it a highlight or a shading."""
    told = said_of(properties, _HIGHLIGHT)
    if told in HIGHLIGHTS:
        return told
    shading = properties.find(_SHADING)
    fill = "" if shading is None else shading.get(tag("fill"), "auto")
    return "none" if fill == "auto" else _NAMED.get(fill.upper(), _hexadecimal(fill))


def _hexadecimal(text: str) -> str:
    """Six digits, or nothing: what else stands in a file stays out of ours."""
    digits = text.upper()
    return digits if len(digits) == 6 and set(digits) <= set("0123456789ABCDEF") else ""  # noqa: PLR2004 - RRGGBB


def _colour(text: str) -> str:
    return "auto" if text.lower() == "auto" else _hexadecimal(text) or "auto"
