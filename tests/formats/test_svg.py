from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from planforge.document.blocks import Figure
from planforge.document.diagrams import Arrow, Band, Box, Diagram
from planforge.document.text import Tone
from planforge.formats.svg import svg

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>x</script>" onload="x'


@pytest.fixture
def figure() -> Figure:
    boxes = (Box("ad", ("Annuaire", "72 h"), 5, 5, 30, 12, Tone.STOP), Box("dpi", ("DPI",), 60, 5, 30, 12, dashed=True))
    arrows = (Arrow("ad", "dpi", ((35, 11), (60, 11))), Arrow("dpi", "ad", ((60, 12.5), (35, 12.5)), dashed=True))
    drawing = Diagram(100, 20.5, boxes, arrows, (Band("Vague 0", 0, 0, 50, 20), Band("", 50, 0, 50, 20)))
    return Figure("ordre", drawing, "Dépendances", "De l’annuaire vers le DPI.")


def parsed(figure: Figure) -> ET.Element:
    return ET.fromstring(svg(figure))  # noqa: S314 - our own drawing


def test_a_unit_is_a_millimetre(figure: Figure) -> None:
    drawing = parsed(figure)

    assert drawing.get("viewBox") == "0 0 100 20.5"
    assert (drawing.get("width"), drawing.get("height")) == ("100mm", "20.5mm")


def test_the_drawing_has_a_name_and_a_text_for_those_who_cannot_see_it(figure: Figure) -> None:
    drawing = parsed(figure)
    described = drawing.find(f"{SVG}desc")

    assert (drawing.get("role"), drawing.get("aria-label")) == ("img", "Dépendances")
    assert described is not None
    assert described.get("id") == drawing.get("aria-describedby")
    assert described.text == "De l’annuaire vers le DPI."


def test_boxes_keep_their_place_their_tone_and_every_line_of_their_label(figure: Figure) -> None:
    boxes = [group for group in parsed(figure).findall(f"{SVG}g") if "box" in group.get("class", "")]

    assert [box.get("class") for box in boxes] == ["box tone-stop", "box tone-neutral dashed"]
    frames = [box.find(f"{SVG}rect") for box in boxes]
    assert [(frame.get("x"), frame.get("width")) for frame in frames if frame is not None] == [
        ("5", "30"),
        ("60", "30"),
    ]
    assert [line.text for line in boxes[0].iter(f"{SVG}tspan")] == ["Annuaire", "72 h"]


def test_what_is_wished_is_told_from_what_is_needed(figure: Figure) -> None:
    arrows = list(parsed(figure).iter(f"{SVG}polyline"))

    assert [arrow.get("class") for arrow in arrows] == ["arrow", "arrow wished"]
    assert arrows[1].get("points") == "60,12.5 35,12.5"
    (head,) = parsed(figure).iter(f"{SVG}marker")
    assert {arrow.get("marker-end") for arrow in arrows} == {f"url(#{head.get('id')})"}


def test_a_band_without_a_name_has_no_label(figure: Figure) -> None:
    labels = [each.text for each in parsed(figure).iter(f"{SVG}text") if each.get("class") == "band-label"]
    assert labels == ["Vague 0"]


def test_a_long_label_is_set_smaller_but_stays_readable() -> None:
    def size(*label: str) -> float:
        figure = Figure("f", Diagram(40, 20, (Box("b", label, 0, 0, 30, 12),)), "C", "")
        (found,) = re.findall(r'font-size="([\d.]+)"', svg(figure))
        return float(found)

    assert size("DPI") == 3.3
    assert 1.6 < size("x" * 20) < 3.3
    assert size("x" * 200) == 1.6
    assert size(*["x"] * 6) < size("x")
    assert size() == 3.3


def test_hostile_words_stay_words() -> None:
    box = Box("b", (HOSTILE,), 0, 0, 30, 12)
    drawing = parsed(Figure("f", Diagram(40, 20, (box,), (), (Band(HOSTILE, 0, 0, 9, 9),)), HOSTILE, HOSTILE))

    assert not list(drawing.iter(f"{SVG}script"))
    assert not [each for each in drawing.iter() if "onload" in each.attrib]
    assert drawing.get("aria-label") == HOSTILE


def test_two_figures_of_a_page_share_no_id(figure: Figure) -> None:
    ids = [
        each.get("id") for one in (figure, replace(figure, id="autre")) for each in parsed(one).iter() if each.get("id")
    ]
    assert len(ids) == len(set(ids)) == 4
