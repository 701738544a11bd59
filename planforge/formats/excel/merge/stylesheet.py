"""The styles of the merged workbook: ours, and variants of them with what people changed."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.excel.palette import LINE
from planforge.formats.excel.reading.colours import Colours
from planforge.formats.excel.reading.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FONT = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign",
    "sz", "color", "name", "family", "charset", "scheme",
)  # fmt: skip
_SWITCHES = {"bold": "b", "italic": "i", "struck": "strike", "underline": "u"}
_FIRST_OWN = 164  # number formats below it are built in
_BUILT_IN = {"General": 0, "@": 49}


@dataclass(frozen=True, slots=True)
class Wish:
    """A style of ours with other looks; ``free`` unlocks the cell, ``quoted`` keeps its text from becoming a sum."""

    style: int
    looks: tuple[tuple[str, object], ...] = ()
    number_format: str = ""
    free: bool = False
    quoted: bool = False


class StyleSheet:
    """The part ``xl/styles.xml`` of ours, growing with each variant asked for."""

    def __init__(self, part: bytes) -> None:
        self._tree = etree.fromstring(part)
        self._formats = self._list("cellXfs")
        self._known: dict[Wish, int] = {}
        self._worn = Styles(etree.fromstring(part), Colours())

    def variant(self, wish: Wish) -> int:
        """The number of a style that looks as wished."""
        if wish not in self._known:
            self._known[wish] = self._add(wish)
        return self._known[wish]

    @property
    def part(self) -> bytes:
        """The part, all variants included."""
        for node in self._tree:
            if isinstance(node.tag, str) and node.get("count") is not None:
                node.set("count", str(len(node)))
        return etree.tostring(self._tree, encoding="UTF-8", xml_declaration=True)

    def _list(self, name: str) -> Element:
        found = self._tree.find(f"{S}{name}")
        if found is None:
            raise ValueError(f"no {name} in our own styles")
        return found

    def _add(self, wish: Wish) -> int:
        made = deepcopy(self._formats[wish.style if wish.style < len(self._formats) else 0])
        worn = self._worn.appearance(wish.style)
        looks = {name: value for name, value in wish.looks if value != getattr(worn, name)}
        if looks.keys() & {*_SWITCHES, "ink", "size"}:
            made.set("fontId", str(self._font(int(made.get("fontId", "0")), looks)))
            made.set("applyFont", "1")
        if "fill" in looks:
            made.set("fillId", str(self._fill(str(looks["fill"]))))
            made.set("applyFill", "1")
        if wish.number_format:
            made.set("numFmtId", str(self._number_format(wish.number_format)))
            made.set("applyNumberFormat", "1")
        if "border" in looks:
            made.set("borderId", str(self._border(drawn=bool(looks["border"]))))
            made.set("applyBorder", "1")
        _align(made, looks)
        if wish.free:
            _child(made, "protection", after="alignment").set("locked", "0")
            made.set("applyProtection", "1")
        if wish.quoted:
            made.set("quotePrefix", "1")
        return _place(self._formats, made)

    def _font(self, number: int, looks: Mapping[str, object]) -> int:
        fonts = self._list("fonts")
        font = deepcopy(fonts[number])
        for name, tag in _SWITCHES.items():
            if name in looks:
                _remove(font, tag)
                if looks[name]:
                    etree.SubElement(font, f"{S}{tag}")
        if "ink" in looks:
            _remove(font, "color")
            if looks["ink"]:
                etree.SubElement(font, f"{S}color").set("rgb", f"FF{looks['ink']}")
        if "size" in looks:
            _remove(font, "sz")
            etree.SubElement(font, f"{S}sz").set("val", f"{looks['size']:g}")
        font[:] = sorted(font, key=lambda node: _FONT.index(etree.QName(node).localname))
        return _place(fonts, font)

    def _fill(self, colour: str) -> int:
        fills = self._list("fills")
        if not colour:
            return 0
        fill = etree.Element(f"{S}fill")
        pattern = etree.SubElement(fill, f"{S}patternFill")
        pattern.set("patternType", "solid")
        etree.SubElement(pattern, f"{S}fgColor").set("rgb", f"FF{colour}")
        return _place(fills, fill)

    def _border(self, *, drawn: bool) -> int:
        border = etree.Element(f"{S}border")
        for name in ("left", "right", "top", "bottom", "diagonal"):
            side = etree.SubElement(border, f"{S}{name}")
            if drawn and name != "diagonal":
                side.set("style", "thin")
                etree.SubElement(side, f"{S}color", rgb=f"FF{LINE}")
        return _place(self._list("borders"), border)

    def _number_format(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        formats = self._tree.find(f"{S}numFmts")
        if formats is None:
            formats = etree.Element(f"{S}numFmts", count="0")
            self._tree.insert(0, formats)
        for node in formats:
            if node.get("formatCode") == code:
                return int(node.get("numFmtId", "0"))
        number = max([_FIRST_OWN - 1, *(int(node.get("numFmtId", "0")) for node in formats)]) + 1
        etree.SubElement(formats, f"{S}numFmt", numFmtId=str(number), formatCode=code)
        return number


def _place(parent: Element, node: Element) -> int:
    """The rank of a node among its likes, added at the end unless it is there already."""
    form = _form(node)
    for rank, known in enumerate(parent):
        if _form(known) == form:
            return rank
    parent.append(node)
    return len(parent) - 1


def _form(node: Element) -> tuple[object, ...]:
    return (node.tag, tuple(sorted(node.attrib.items())), tuple(map(_form, node)))


def _align(made: Element, looks: Mapping[str, object]) -> None:
    for name in ("horizontal", "vertical"):
        if name in looks:
            node = _child(made, "alignment")
            made.set("applyAlignment", "1")
            if looks[name]:
                node.set(name, str(looks[name]))
            elif name in node.attrib:
                del node.attrib[name]
    if "wrap" in looks:
        made.set("applyAlignment", "1")
        _child(made, "alignment").set("wrapText", "1" if looks["wrap"] else "0")


def _child(made: Element, name: str, after: str = "") -> Element:
    found = made.find(f"{S}{name}")
    if found is not None:
        return found
    node = etree.Element(f"{S}{name}")
    before = made.find(f"{S}{after}") if after else None
    made.insert(0 if before is None else made.index(before) + 1, node)
    return node


def _remove(font: Element, name: str) -> None:
    for node in font.findall(f"{S}{name}"):
        font.remove(node)
