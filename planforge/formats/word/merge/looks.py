"""The look of a run, as it differs from its paragraph's, and the looks that we do not carry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag, value
from planforge.formats.word.merge.normal import Look
from planforge.formats.word.merge.styles import given, look
from planforge.formats.word.style_names import CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.styles import Given, Styles

_OURS = frozenset(CHARACTERS)
_SWITCHES = {
    "strike": "texte barré",
    "dstrike": "texte barré deux fois",
    "caps": "majuscules",
    "smallCaps": "petites majuscules",
    "vanish": "texte masqué",
    "outline": "contour",
    "shadow": "ombre",
    "emboss": "relief",
    "imprint": "creux",
}
_RAISED = {"superscript": "exposant", "subscript": "indice"}
_OFF = frozenset({"0", "false", "off"})


def run_look(properties: Element | None, base: Given, styles: Styles) -> Look:
    """How a run differs from its paragraph: a style of ours by its name, any other by what it sets."""
    if properties is None:
        return Look()
    identifier = value(properties, "rStyle")
    name = styles.name(identifier) if identifier else ""
    of_style = styles.characters(identifier) if identifier else {}
    direct = given(properties)
    if name not in _OURS:
        return look({**of_style, **direct}, base)
    told = look(direct, {**base, **of_style})
    return told if name == "Hyperlink" else replace(told, style=name)


def extras(properties: Element | None) -> Iterator[str]:
    """Looks that a merged file does not carry, in French."""
    if properties is None:
        return
    for name, words in _SWITCHES.items():
        found = properties.find(tag(name))
        if found is not None and found.get(tag("val"), "1") not in _OFF:
            yield words
    raised = _RAISED.get(value(properties, "vertAlign"))
    if raised:
        yield raised
    fonts = properties.find(tag("rFonts"))
    face = "" if fonts is None else fonts.get(tag("ascii"), "")
    if face:
        yield f"police {face}"
