"""Colours as spreadsheets name them, by value, by theme or by index, as six hexadecimal digits."""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING

from openpyxl.styles.colors import COLOR_INDEX

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# The order in which themes are numbered is not the order in which they are written: light and dark change places.
_THEME = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2",
    "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_OFFICE = (
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D",
    "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080",
)  # fmt: skip
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")


class Colours:
    """The colours of one workbook: its theme, and the standard numbered palette."""

    def __init__(self, theme: Element | None = None) -> None:
        self._theme = _OFFICE if theme is None else _theme(theme)

    def read(self, node: Element | None) -> str:
        """The colour of a node such as ``<color theme="4" tint="0.4"/>``; empty when automatic or unknown."""
        if node is None:
            return ""
        base = self._named(node)
        return _tinted(base, _number(node.get("tint"))) if base else ""

    def _named(self, node: Element) -> str:
        value = _HEX.fullmatch(str(node.get("rgb", "")))
        if value:
            return value[1].upper()
        theme, index = str(node.get("theme", "")), str(node.get("indexed", ""))
        if theme.isdecimal() and int(theme) < len(self._theme):
            return self._theme[int(theme)]
        if index.isdecimal() and int(index) < len(COLOR_INDEX) and index not in {"64", "65"}:
            return COLOR_INDEX[int(index)][-6:].upper()
        return ""


def _theme(tree: Element) -> tuple[str, ...]:
    scheme = next(tree.iter("{*}clrScheme"), None)
    found = (
        {} if scheme is None else {node.tag.rpartition("}")[2]: node for node in scheme if isinstance(node.tag, str)}
    )
    return tuple(_scheme_colour(found.get(name), usual) for name, usual in zip(_THEME, _OFFICE, strict=True))


def _scheme_colour(node: Element | None, usual: str) -> str:
    value = node[0] if node is not None and len(node) else None
    text = "" if value is None else str(value.get("lastClr") or value.get("val") or "")
    return text.upper() if _HEX.fullmatch(text) else usual


def _tinted(colour: str, tint: float) -> str:
    """The colour made lighter (tint above 0) or darker, as ECMA-376 part 1, 18.8.19, says."""
    if not tint:
        return colour
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
