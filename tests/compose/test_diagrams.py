from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planforge.compose.diagrams import EdgeSpec, NodeSpec, layered, without_shortcuts, wrap_label
from planforge.document.diagrams import Box, Diagram
from planforge.document.text import Tone


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[NodeSpec], list[EdgeSpec], dict[str, int] | None]:
    count = draw(st.integers(1, 25))
    nodes = [NodeSpec(f"n{number}", f"Application {number} " + "x" * (number % 30)) for number in range(count)]
    ends = st.integers(0, count - 1).map(lambda number: f"n{number}")
    edges = draw(st.lists(st.builds(EdgeSpec, ends, ends, st.booleans()), max_size=50))
    layers = draw(st.none() | st.fixed_dictionaries({node.id: st.integers(0, 3) for node in nodes}))
    return nodes, edges, layers


def crosses(box: Box, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a level or upright stretch runs through the inside of a box."""
    inset = 0.05
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return (
        right > box.x + inset
        and left < box.x + box.width - inset
        and bottom > box.y + inset
        and top < box.y + box.height - inset
    )


def check(diagram: Diagram, width: float) -> None:
    assert diagram.width <= width + 0.1
    for box in diagram.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= diagram.width + 0.05
        assert box.y + box.height <= diagram.height + 0.05
    for one, other in combinations(diagram.boxes, 2):
        apart = (
            one.x + one.width <= other.x + 0.05
            or other.x + other.width <= one.x + 0.05
            or one.y + one.height <= other.y + 0.05
            or other.y + other.height <= one.y + 0.05
        )
        assert apart, (one, other)
    for arrow in diagram.arrows:
        for (x1, y1), (x2, y2) in pairwise(arrow.points):
            assert abs(x1 - x2) < 0.011 or abs(y1 - y2) < 0.011
            assert not [box for box in diagram.boxes if crosses(box, (x1, y1), (x2, y2))]


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from([180.0, 267.0]))
def test_boxes_never_overlap_and_lines_never_run_behind_a_box(
    graph: tuple[list[NodeSpec], list[EdgeSpec], dict[str, int] | None], width: float
) -> None:
    nodes, edges, layers = graph
    labels = {layer: f"Vague {layer}" for layer in range(4)} if layers else None

    diagram = layered(nodes, edges, width, layers, labels)

    check(diagram, width)
    assert [box.id for box in diagram.boxes] == [node.id for node in nodes]
    wanted = {edge for edge in edges if edge.source != edge.target}
    assert {EdgeSpec(arrow.source, arrow.target, arrow.dashed) for arrow in diagram.arrows} == wanted
    assert layered(nodes, edges, width, layers, labels) == diagram


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_arrows_touch_the_boxes_they_join(graph: tuple[list[NodeSpec], list[EdgeSpec], dict[str, int] | None]) -> None:
    diagram = layered(*graph[:2], 180.0, graph[2])

    boxes = {box.id: box for box in diagram.boxes}
    for arrow in diagram.arrows:
        for end, point in ((arrow.source, arrow.points[0]), (arrow.target, arrow.points[-1])):
            box = boxes[end]
            assert box.x - 0.05 <= point[0] <= box.x + box.width + 0.05
            assert min(abs(point[1] - box.y), abs(point[1] - box.y - box.height)) < 0.05


def names(*ids: str) -> list[NodeSpec]:
    return [NodeSpec(each, each) for each in ids]


def test_what_is_needed_stands_above_what_needs_it() -> None:
    diagram = layered(names("gam", "ad", "dpi"), [EdgeSpec("ad", "gam"), EdgeSpec("gam", "dpi")], 180)

    tops = {box.id: box.y for box in diagram.boxes}
    assert tops["ad"] < tops["gam"] < tops["dpi"]


def test_a_cycle_is_drawn_with_an_arrow_that_leads_up() -> None:
    diagram = layered(names("a", "b"), [EdgeSpec("a", "b"), EdgeSpec("b", "a")], 180)

    assert [(arrow.source, arrow.points[0][1] < arrow.points[-1][1]) for arrow in diagram.arrows] == [
        ("a", True),
        ("b", False),
    ]


def test_given_layers_are_bands_that_hold_their_boxes() -> None:
    nodes = names(*(f"n{number}" for number in range(60)))
    layers = {f"n{number}": number // 20 for number in range(60)}

    diagram = layered(nodes, [EdgeSpec("n0", "n50")], 267, layers, {0: "Vague 0", 1: "Vague 1", 2: "Vague 2"})

    assert [band.label for band in diagram.bands] == ["Vague 0", "Vague 1", "Vague 2"]
    for box in diagram.boxes:
        band = diagram.bands[layers[box.id]]
        assert band.y <= box.y
        assert box.y + box.height <= band.y + band.height + 0.05
    assert len({box.y for box in diagram.boxes}) > 3
    assert diagram.height <= 130


def test_tone_and_dashes_are_kept() -> None:
    node = NodeSpec("a", "Annuaire", Tone.STOP, dashed=True)

    (box,) = layered([node], [], 180).boxes

    assert (box.tone, box.dashed, box.label) == (Tone.STOP, True, ("Annuaire",))


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert layered([], [], 180) == Diagram(180, 0.0, ())


def test_edges_to_nowhere_are_left_out() -> None:
    assert layered(names("a"), [EdgeSpec("a", "z"), EdgeSpec("a", "a")], 180).arrows == ()


@pytest.mark.parametrize(
    ("edges", "kept"),
    [
        ("ab bc ac", "ab bc"),
        ("ab bc cd ad", "ab bc cd"),
        ("ab ac bc cb", "ac bc cb"),
        ("ab ba", "ab ba"),
    ],
)
def test_shortcuts_are_left_out_without_changing_what_leads_where(edges: str, kept: str) -> None:
    specs = tuple(EdgeSpec(*pair) for pair in edges.split())

    assert without_shortcuts(specs) == tuple(EdgeSpec(*pair) for pair in kept.split())


def test_labels_wrap_and_long_words_are_cut() -> None:
    assert wrap_label("Dossier patient informatisé") == ("Dossier patient", "informatisé")
    assert wrap_label("x" * 40) == ("x" * 17, "x" * 17, "x" * 6)
    assert wrap_label("") == ("",)
