"""Looks of a whole paragraph that a merged file does not carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from planforge.formats.word.adoption import tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

Room: TypeAlias = dict[str, int]  # twentieths of a point around a paragraph and between its lines

_P_PR, _SHD, _PBDR, _FILL, _IND, _SPACING = map(tag, ("pPr", "shd", "pBdr", "fill", "ind", "spacing"))
_EDGES = {"left": "left", "start": "left", "right": "right", "end": "right", "firstLine": "first"}
_AIR = ("before", "after", "line")
_NO_ROOM: Room = {"left": 0, "right": 0, "first": 0, "before": 0, "after": 0, "line": 240}
_WHOLE = re.compile("-?[0-9]{1,9}")
_ROUNDING = 12  # twentieths of a point: programs count in units of their own


def paragraph_extras(paragraph: Element, usual: Room) -> Iterator[str]:
    """The fill, the borders, the indent and the air that a paragraph has beside its style's, in French."""
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
    own = room([properties])
    for words, names in (("retrait", ("left", "right", "first")), ("espacement", _AIR)):
        told = [own.get(name, usual[name]) for name in names]
        if any(abs(value - usual[name]) > _ROUNDING for name, value in zip(names, told, strict=True)):
            yield f"{words} {' '.join(map(str, (round(value / _ROUNDING) for value in told)))}"


def usual_room(styles: Iterable[Element]) -> Room:
    """What a style gives; the styles that it is based on come first."""
    return {**_NO_ROOM, **room(properties for style in styles if (properties := style.find(_P_PR)) is not None)}


def room(properties: Iterable[Element]) -> Room:
    """What paragraph properties set, the last ones last."""
    told: Room = {}
    for each in properties:
        told.update(_indent(each.find(_IND)))
        told.update(_air(each.find(_SPACING)))
    return told


def _indent(node: Element | None) -> Room:
    if node is None:
        return {}
    told = {side: value for name, side in _EDGES.items() if (value := number(node.get(tag(name)))) is not None}
    hanging = number(node.get(tag("hanging")))
    return told if hanging is None else {**told, "first": -hanging}


def _air(node: Element | None) -> Room:
    if node is None:
        return {}
    return {name: value for name in _AIR if (value := number(node.get(tag(name)))) is not None}


def number(text: str | None) -> int | None:
    """The whole number that an attribute says, nothing for anything else."""
    return int(text) if text and _WHOLE.fullmatch(text) else None
