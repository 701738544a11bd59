"""A graph of dependencies laid out in layers, top to bottom, in millimetres: what every format then only draws."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from planforge.compose.lanes import Item, Spread, reaches, spread
from planforge.compose.ranking import Pair, Ranking, rank
from planforge.document.diagrams import Arrow, Band, Box, Diagram
from planforge.document.text import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIZE = 2.8  # mm: type of about 8 points
_LETTER = 0.53  # average width of a letter, in sizes
_PITCH = 1.22
_WRAP = 17  # characters a line of a label
_NARROWEST, _WIDEST = 20.0, 36.0
_BOX_GAP = 4.0
_LANES = 0.15  # share of the width kept for lines that pass between boxes
_TRACK = 1.3  # mm between two lines that run side by side
_CLEAR = 2.6  # mm kept free above and below the boxes of a line: heads of arrows
_BAND_TITLE = 7.5
_BAND_GAP = 1.5
_EDGE = 2.5  # mm between the drawing's edge and what it holds
_FACTORS = (1.0, 1.2, 1.45, 1.75, 2.1)  # widths tried, in widths of the page; the drawing is then shrunk to fit
_TALLEST_PORTRAIT, _TALLEST_LANDSCAPE = 196.0, 130.0  # mm that leave room for a heading and a caption
_LANDSCAPE = 200.0  # mm: wider drawings stand on paper that lies
_PORT = 2.0  # mm between two arrows that enter one box


@dataclass(frozen=True, slots=True)
class NodeSpec:
    """A box to draw."""

    id: str
    label: str
    tone: Tone = Tone.NEUTRAL
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class EdgeSpec:
    """An arrow to draw, from what comes first to what needs it."""

    source: str
    target: str
    dashed: bool = False


def layered(
    nodes: Sequence[NodeSpec],
    edges: Sequence[EdgeSpec],
    width: float,
    layers: Mapping[str, int] | None = None,
    labels: Mapping[int, str] | None = None,
) -> Diagram:
    """The graph drawn in layers: the longest path, or ``layers``, each a band named by ``labels``.

    Boxes never overlap, lines never run behind a box, wide layers take several lines. The same input gives the same
    drawing. Cycles are drawn: the arrow that closes one leads up. ``width`` in millimetres is what may be used.
    """
    if not nodes:
        return Diagram(width, 0.0, ())
    wrapped = {node.id: wrap_label(node.label) for node in nodes}
    longest = max(len(line) for lines in wrapped.values() for line in lines)
    box = min(max(longest * _LETTER * _SIZE + 3, _NARROWEST), _WIDEST)
    ids, pairs = [node.id for node in nodes], [(edge.source, edge.target) for edge in edges]
    tried = []
    for factor in _FACTORS:
        inside = width * factor - 2 * _EDGE
        per_line = max(int((inside * (1 - _LANES) + _BOX_GAP) / (box + _BOX_GAP)), 1)
        ranking = rank(ids, pairs, layers, per_line)
        drawing = _Drawing(ranking, spread(ranking, box, inside), wrapped, box)
        tried.append(drawing.drawn(nodes, edges, labels or {}))
    tallest = _TALLEST_LANDSCAPE if width > _LANDSCAPE else _TALLEST_PORTRAIT
    scales = [min(1.0, width / each.width, tallest / each.height) for each in tried]
    best = scales.index(max(scales))
    return scaled(tried[best], scales[best])


def scaled(diagram: Diagram, scale: float) -> Diagram:
    """The same drawing, every measure multiplied."""

    def size(value: float) -> float:
        return round(value * scale, 2)

    def framed(shape: _Shape) -> _Shape:
        width, height = size(shape.width), size(shape.height)
        return replace(shape, x=size(shape.x), y=size(shape.y), width=width, height=height)

    return Diagram(
        size(diagram.width),
        size(diagram.height),
        tuple(framed(box) for box in diagram.boxes),
        tuple(replace(arrow, points=tuple((size(x), size(y)) for x, y in arrow.points)) for arrow in diagram.arrows),
        tuple(framed(band) for band in diagram.bands),
    )


def without_shortcuts(edges: Sequence[EdgeSpec]) -> tuple[EdgeSpec, ...]:
    """The edges less those that a longer way says already, for a drawing too dense: what leads where stays the same."""
    after: dict[str, list[str]] = {}
    for edge in edges:
        after.setdefault(edge.source, []).append(edge.target)
    kept = []
    for edge in edges:
        after[edge.source].remove(edge.target)
        if not _leads(edge.source, edge.target, after):
            after[edge.source].append(edge.target)
            kept.append(edge)
    return tuple(kept)


def _leads(source: str, target: str, after: Mapping[str, Sequence[str]]) -> bool:
    seen = {source}
    waiting = [source]
    while waiting:
        for node in after.get(waiting.pop(), ()):
            if node == target:
                return True
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return False


def wrap_label(label: str) -> tuple[str, ...]:
    """The label on lines of a box; a word too long for one is cut."""
    return tuple(textwrap.wrap(label, _WRAP)) or ("",)


_Shape = TypeVar("_Shape", Box, Band)


class _Drawing:
    """One drawing in the making: lines of boxes from the top, tracks between them."""

    def __init__(self, ranking: Ranking, places: Spread, wrapped: Mapping[str, tuple[str, ...]], box: float) -> None:
        self._ranking, self._places, self._wrapped, self._box = ranking, places, wrapped, box
        self._line = {node: number for number, line in enumerate(ranking.lines) for node in line}
        self._heights = [max(len(wrapped[node]) for node in line) * _SIZE * _PITCH + 2.6 for line in ranking.lines]
        self._ports = self._entries()
        self._into: dict[tuple[str, int], list[str]] = {}
        for source, target in ranking.edges:
            self._into.setdefault((source, self._line[target]), []).append(target)
        self._reaches = reaches(ranking)
        self._tracks = [self._gap_tracks(number) for number in range(len(ranking.lines) - 1)]
        self._tops: list[float] = []
        self._bands: list[tuple[int, float, float]] = []

    def drawn(self, nodes: Sequence[NodeSpec], edges: Sequence[EdgeSpec], labels: Mapping[int, str]) -> Diagram:
        """The whole drawing."""
        height = self._stack(banded=bool(labels))
        width = self._places.width + 2 * _EDGE
        boxes = tuple(self._drawn_box(node) for node in nodes)
        arrows = tuple(arrow for edge in dict.fromkeys(edges) if (arrow := self._drawn_arrow(edge)))
        bands = tuple(
            Band(labels.get(layer, ""), 0.0, round(top, 2), round(width, 2), round(bottom - top, 2))
            for layer, top, bottom in self._bands
        )
        return Diagram(round(width, 2), round(height, 2), boxes, arrows, bands)

    def _entries(self) -> dict[Pair, float]:
        """How far from the middle of its target's top each edge ends: left sources to the left."""
        incoming: dict[str, list[str]] = {}
        for source, target in self._ranking.edges:
            incoming.setdefault(target, []).append(source)
        ports = {}
        for target, sources in incoming.items():
            above = self._line[target] - 1
            sources.sort(key=lambda source: self._x(above, source))
            step = min(_PORT, (self._box - 4) / len(sources))
            for place, source in enumerate(sources):
                ports[source, target] = (place - (len(sources) - 1) / 2) * step
        return ports

    def _x(self, number: int, source: str) -> float:
        """Where the edges of a source leave a line: under its box, or along its lane."""
        item: Item = (source, self._line[source] == number)
        return self._places.centres[number][item] + _EDGE

    def _ends(self, number: int, source: str) -> list[float]:
        """Where the edges of a source go below a line: into boxes of the next one, and on along a lane."""
        below = number + 1
        targets = self._into.get((source, below), ())
        ends = [self._x(below, target) + self._ports[source, target] for target in targets]
        lane = (source, False) in self._places.centres[below]
        return [*ends, self._x(below, source)] if lane else ends

    def _gap_tracks(self, number: int) -> dict[str, int]:
        """The track that each source runs along between a line and the next; tracks shared where they do not meet."""
        spans = []
        for source, last in self._reaches.items():
            if self._line[source] <= number < last:
                places = [self._x(number, source), *self._ends(number, source)]
                spans.append((min(places), max(places), source))
        taken: list[float] = []
        tracks = {}
        for left, right, source in sorted(spans):
            free = next((track for track, end in enumerate(taken) if end + _TRACK < left), len(taken))
            taken[free : free + 1] = [right]
            tracks[source] = free
        return tracks

    def _stack(self, *, banded: bool) -> float:
        """Set the top of each line and of each band; the height of the whole."""
        y = 0.0
        lines, layers = self._ranking.lines, self._ranking.layers
        opened = 0.0
        for number in range(len(lines)):
            first = number == 0 or layers[number] != layers[number - 1]
            if banded and first:
                opened = y
                y += _BAND_TITLE
            y += self._gap_height(number - 1) if number else (0.0 if banded else _EDGE)
            self._tops.append(y)
            y += self._heights[number]
            last = number == len(lines) - 1 or layers[number] != layers[number + 1]
            if banded and last:
                y += _CLEAR
                self._bands.append((layers[number], opened, y))
                y += 0.0 if number == len(lines) - 1 else _BAND_GAP
        return y if banded else y + _EDGE

    def _gap_height(self, number: int) -> float:
        count = max(self._tracks[number].values(), default=-1) + 1
        return 2 * _CLEAR + max(count - 1, 0) * _TRACK

    def _track_y(self, number: int, source: str) -> float:
        return self._tops[number + 1] - self._gap_height(number) + _CLEAR + self._tracks[number][source] * _TRACK

    def _drawn_box(self, node: NodeSpec) -> Box:
        number = self._line[node.id]
        centre = self._places.centres[number][node.id, True] + _EDGE
        left, top = round(centre - self._box / 2, 2), round(self._tops[number], 2)
        size = round(self._box, 2), round(self._heights[number], 2)
        return Box(node.id, self._wrapped[node.id], left, top, *size, node.tone, node.dashed)

    def _drawn_arrow(self, edge: EdgeSpec) -> Arrow | None:
        """The arrow along lanes and tracks, heading up when its edge was turned; nothing for an edge to nowhere."""
        if (edge.source, edge.target) in self._ports:
            points = self._path(edge.source, edge.target)
        elif (edge.target, edge.source) in self._ranking.turned or (edge.target, edge.source) in self._ports:
            points = self._path(edge.target, edge.source)[::-1]
        else:
            return None
        return Arrow(edge.source, edge.target, tuple(points), edge.dashed)

    def _path(self, source: str, target: str) -> list[tuple[float, float]]:
        start, end = self._line[source], self._line[target]
        x = self._x(start, source)
        points = [(x, self._tops[start] + self._heights[start])]
        for number in range(start, end):
            y = self._track_y(number, source)
            last = number == end - 1
            following = self._x(number + 1, target if last else source)
            following += self._ports[source, target] if last else 0
            points += [(x, y), (following, y)]
            x = following
        points.append((x, self._tops[end]))
        return _straightened(points)


def _straightened(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of a path: no point twice, none in the middle of a straight stretch."""
    kept: list[tuple[float, float]] = []
    for x, y in ((round(x, 2), round(y, 2)) for x, y in points):
        if kept and (x, y) == kept[-1]:
            continue
        if len(kept) > 1 and ((kept[-2][0] == kept[-1][0] == x) or (kept[-2][1] == kept[-1][1] == y)):
            kept[-1] = (x, y)
        else:
            kept.append((x, y))
    return kept
