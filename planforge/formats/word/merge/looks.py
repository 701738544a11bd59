"""The look of a run, as it differs from its paragraph's, and the looks that we do not carry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.merge.items import PLAIN, Look
from planforge.formats.word.merge.styles import VAL, given, look, said_of
from planforge.formats.word.style_names import CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.styles import Given, Styles

_OURS = frozenset(CHARACTERS)
_STYLE, _RAISE, _FONTS, _FACE = tag("rStyle"), tag("vertAlign"), tag("rFonts"), tag("ascii")
_SWITCHES = {
    tag("strike"): "texte barré",
    tag("dstrike"): "texte barré deux fois",
    tag("caps"): "majuscules",
    tag("smallCaps"): "petites majuscules",
    tag("vanish"): "texte masqué",
    tag("outline"): "contour",
    tag("shadow"): "ombre",
    tag("emboss"): "relief",
    tag("imprint"): "creux",
}
_RAISED = {"superscript": "exposant", "subscript": "indice"}
_OFF = frozenset({"0", "false", "off"})


def run_look(properties: Element | None, base: Given, styles: Styles) -> Look:
    """How a run differs from its paragraph: a style of ours by its name, any other by what it sets."""
    if properties is None:
        return PLAIN
    if not len(properties):
        return PLAIN
    identifier = said_of(properties, _STYLE)
    name = styles.name(identifier) if identifier else ""
    of_style = styles.characters(identifier) if identifier else {}
    direct = given(properties)
    if name not in _OURS:
        return look({**of_style, **direct}, base)
    told = look(direct, {**base, **of_style})
    return told if name == "Hyperlink" else replace(told, style=name)


def extras(properties: Element | None) -> Iterator[str]:
    """Looks that a merged file does not carry, in French."""
    for node in () if properties is None else properties:
        words = _SWITCHES.get(str(node.tag))
        if words and node.get(VAL, "1") not in _OFF:
            yield words
        elif node.tag == _RAISE and node.get(VAL) in _RAISED:
            yield _RAISED[node.get(VAL, "")]
        elif node.tag == _FONTS and node.get(_FACE):
            yield f"police {node.get(_FACE)}"
