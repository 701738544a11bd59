"""Room to write by hand, on paper printed from a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.html_text import element, words

if TYPE_CHECKING:
    from planforge.document.blocks import Blank, Blanks

_FINE, _COARSE, _LEAST, _MOST = 20, 10, 5, 150  # millimetres: heights that the style sheet knows


def blank_lines(block: Blanks, identifier: str) -> str:
    """Lines of blanks, on the twelve columns of the style sheet."""
    lines = "".join(element("div", "".join(map(_blank, line)), class_="blank-line") for line in block.lines)
    look = f"blanks{' ruled' if block.ruled else ''} {height_class(block.height)}"
    return element("div", lines, class_=look, id=identifier)


def height_class(millimetres: float) -> str:
    """The class of the greatest height of the style sheet that is no more: the page allows no style of its own."""
    step = 1 if millimetres < _FINE else _COARSE
    return f"mm-{int(min(max(millimetres, _LEAST), _MOST)) // step * step}"


def _blank(blank: Blank) -> str:
    boxes = "".join(element("label", f'<input type="checkbox"> {words(choice)}') for choice in blank.choices)
    label = element("span", words(blank.label)) if blank.label else ""
    return element("div", label + boxes, class_=f"blank span-{blank.span}")
