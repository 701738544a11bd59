"""The looks and number formats of a returned workbook, by style number."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import BUILTIN_FORMATS

from planforge.formats.excel.appearance import Appearance, Stretch
from planforge.values import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planforge.formats.excel.reading.colours import Colours

_ON = {None, "1", "true", "single", "double", "singleAccounting", "doubleAccounting"}
_BLACK = "000000"
_GENERAL = "General"
# What a file may say; what is usual goes without saying, and anything else is nothing.
_ALIGNMENTS = {
    "horizontal": {"left", "center", "right", "fill", "justify", "centerContinuous", "distributed"},
    "vertical": {"top", "center", "justify", "distributed"},
}
_SMALLEST, _USUAL, _LARGEST = 1.0, 11.0, 409.0  # points
_LONGEST_CODE = 200


class Styles:
    """Reads style numbers of one workbook; unknown ones look like its default cell."""

    def __init__(self, tree: Element | None, colours: Colours) -> None:
        self._colours = colours
        self._fonts = _children(tree, "fonts")
        self._fills = _children(tree, "fills")
        self._borders = _children(tree, "borders")
        self._formats = _children(tree, "cellXfs")
        self._codes = {str(node.get("numFmtId")): str(node.get("formatCode")) for node in _children(tree, "numFmts")}
        self.appearance = cache(self._appearance)
        self.number_format = cache(self._number_format)

    def stretch(self, text: str, look: Element | None, cell: Appearance) -> Stretch:
        """Characters of a rich text; without a look of their own they look as the cell says."""
        if look is None:
            return Stretch(text, cell.bold, cell.italic, cell.underline, cell.struck, cell.ink, cell.size)
        font = self._font(look)
        return Stretch(text, font.bold, font.italic, font.underline, font.struck, font.ink, font.size)

    def _appearance(self, number: int) -> Appearance:
        format_ = _at(self._formats, number)
        if format_ is None:
            return Appearance()
        font = _at(self._fonts, _index(format_.get("fontId")))
        look = Appearance() if font is None else self._font(font)
        fill = self._fill(_at(self._fills, _index(format_.get("fillId"))))
        border = _has_border(_at(self._borders, _index(format_.get("borderId"))))
        return look.under({"fill": fill, "border": border, **_alignment(format_)})

    def _number_format(self, number: int) -> str:
        format_ = _at(self._formats, number)
        identifier = "0" if format_ is None else str(format_.get("numFmtId", "0"))
        code = self._codes.get(identifier) or BUILTIN_FORMATS.get(_index(identifier), _GENERAL)
        return clean(code) if len(code) <= _LONGEST_CODE else _GENERAL

    def _font(self, node: Element) -> Appearance:
        size = node.find("{*}sz")
        return Appearance(
            bold=_is_on(node, "b"),
            italic=_is_on(node, "i"),
            underline=_is_on(node, "u"),
            struck=_is_on(node, "strike"),
            ink=_ink(self._colours.read(node.find("{*}color"))),
            size=_size(size),
        )

    def _fill(self, node: Element | None) -> str:
        pattern = None if node is None else node.find("{*}patternFill")
        if pattern is None or pattern.get("patternType", "none") == "none":
            return ""
        solid = pattern.get("patternType") == "solid"
        return self._colours.read(pattern.find("{*}fgColor" if solid else "{*}bgColor"))


def _alignment(format_: Element) -> dict[str, object]:
    node = format_.find("{*}alignment")
    found = {name: "" if node is None else str(node.get(name, "")) for name in _ALIGNMENTS}
    wrap = node is not None and node.get("wrapText") in {"1", "true"}
    return {**{name: value if value in _ALIGNMENTS[name] else "" for name, value in found.items()}, "wrap": wrap}


def _ink(colour: str) -> str:
    """Black is what automatic ink looks like, and some programs write it so."""
    return "" if colour == _BLACK else colour


def _has_border(node: Element | None) -> bool:
    return node is not None and any(side.get("style", "none") != "none" for side in node if isinstance(side.tag, str))


def _children(tree: Element | None, name: str) -> list[Element]:
    parent = None if tree is None else tree.find(f"{{*}}{name}")
    return [] if parent is None else [node for node in parent if isinstance(node.tag, str)]


def _is_on(node: Element, name: str) -> bool:
    found = node.find(f"{{*}}{name}")
    return found is not None and found.get("val") in _ON


def _size(node: Element | None) -> float:
    try:
        size = _USUAL if node is None else float(node.get("val", ""))
    except ValueError:
        return _USUAL
    return size if _SMALLEST <= size <= _LARGEST else _USUAL


def _at(nodes: list[Element], number: int) -> Element | None:
    return nodes[number] if 0 <= number < len(nodes) else None


def _index(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
