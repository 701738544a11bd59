"""Looks of a whole paragraph that a merged file does not carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_P_PR, _SHD, _PBDR, _FILL = tag("pPr"), tag("shd"), tag("pBdr"), tag("fill")


def paragraph_extras(paragraph: Element) -> Iterator[str]:
    """The fill and the borders that somebody gave a paragraph, in French."""
    properties = paragraph.find(_P_PR)
    if properties is None:
        return
    shading = properties.find(_SHD)
    fill = "auto" if shading is None else shading.get(_FILL, "auto")
    if fill.lower() != "auto":
        yield f"fond de paragraphe {fill.upper()}"
    borders = properties.find(_PBDR)
    if borders is not None and any(edge.get(tag("val"), "none") not in {"none", "nil"} for edge in borders):
        yield "bordures de paragraphe"
