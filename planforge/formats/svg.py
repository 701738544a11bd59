"""A drawing as inline SVG: a unit is a millimetre, colours come from the page's style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.html_text import element, marks, words

if TYPE_CHECKING:
    from planforge.document.blocks import Figure
    from planforge.document.diagrams import Arrow, Band, Box

_LARGEST, _SMALLEST = 3.3, 1.6  # mm: 9.5 and 4.5 points
_PITCH = 1.22
_LETTER = 0.53  # average width of a letter, in sizes


def svg(figure: Figure) -> str:
    """The figure's drawing with its text for those who cannot see it."""
    drawing = figure.diagram
    head = f"pointe-{figure.id}"
    parts = [
        element("desc", words(figure.alt), id=f"texte-{figure.id}"),
        _head(head),
        *map(_band, drawing.bands),
        *(_arrow(arrow, head) for arrow in drawing.arrows),
        *map(_box, drawing.boxes),
    ]
    size = f"0 0 {_number(drawing.width)} {_number(drawing.height)}"
    described = marks(role="img", aria_label=figure.caption, aria_describedby=f"texte-{figure.id}")
    width = marks(width=f"{_number(drawing.width)}mm", height=f"{_number(drawing.height)}mm")
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"{width}{described}>{"".join(parts)}</svg>'


def _head(identifier: str) -> str:
    frame = marks(id=identifier, viewBox="0 0 6 6", refX="5.6", refY="3", markerWidth="6", markerHeight="6")
    return f'<defs><marker{frame} orient="auto"><path class="head" d="M0 0L6 3L0 6z"/></marker></defs>'


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _frame(shape: Box | Band) -> str:
    sides = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height}
    return "".join(f' {name}="{_number(value)}"' for name, value in sides.items())


def _band(band: Band) -> str:
    label = f'<text class="band-label" x="{_number(band.x + 1.5)}" y="{_number(band.y + 4)}">{words(band.label)}</text>'
    return f'<rect class="band"{_frame(band)}/>{label if band.label else ""}'


def _arrow(arrow: Arrow, head: str) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in arrow.points)
    look = marks(class_="arrow wished" if arrow.dashed else "arrow", marker_end=f"url(#{head})")
    return f'<polyline points="{points}"{look}/>'


def _box(box: Box) -> str:
    look = f"box tone-{box.tone}{' dashed' if box.dashed else ''}"
    return f'<g class="{look}"><rect{_frame(box)} rx="1"/>{_label(box)}</g>'


def _label(box: Box) -> str:
    lines = max(len(box.label), 1)
    longest = max((len(line) for line in box.label), default=1) or 1
    size = min(_LARGEST, box.height / (lines * _PITCH), (box.width - 1.5) / (longest * _LETTER))
    size = max(size, _SMALLEST)
    first = box.y + box.height / 2 - (lines - 1) / 2 * size * _PITCH + size * 0.35
    middle = _number(box.x + box.width / 2)
    spans = (
        f'<tspan x="{middle}" y="{_number(first + number * size * _PITCH)}">{words(line)}</tspan>'
        for number, line in enumerate(box.label)
    )
    return f'<text font-size="{_number(size)}">{"".join(spans)}</text>'
