from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.document.blocks import Figure, Orientation
from planforge.document.diagrams import Arrow, Box, Diagram

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.documents import Document

EMU = 36_000
BOXES = (Box("a", ("Annuaire", "72 h"), 0, 0, 40, 12), Box("b", ("GAM",), 60, 20, 40, 12, dashed=True))
ARROW = Arrow("a", "b", ((40, 6), (50, 6), (50, 26), (60, 26)))


def _figure(width: float, height: float) -> Figure:
    return Figure("fig", Diagram(width, height, BOXES, (ARROW,)), "Dépendances", "Annuaire puis GAM")


def _extent(xml: str) -> tuple[int, int]:
    found = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', xml)
    assert found
    return int(found[1]), int(found[2])


def test_a_drawing_that_fits_keeps_its_size(document_of: Callable[..., Document], body_of: Callable[..., str]) -> None:
    assert _extent(body_of(document_of(_figure(100, 32)))) == (100 * EMU, 32 * EMU)


def test_a_wide_or_tall_drawing_is_scaled_to_the_text(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    width, height = _extent(body_of(document_of(_figure(340, 100))))
    assert abs(width - 170 * EMU) < EMU / 2
    assert abs(width / height - 3.4) < 0.01
    assert _extent(body_of(document_of(_figure(100, 900))))[1] == 225 * EMU
    wide = document_of(_figure(340, 100))
    assert _extent(body_of(replace(wide, orientation=Orientation.LANDSCAPE)))[0] > 250 * EMU


def test_shapes_are_native_with_heads_dashes_and_text(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(_figure(100, 32)))
    assert xml.count('prst="roundRect"') == 2
    assert xml.count('prst="straightConnector1"') == 3
    assert xml.count("<a:tailEnd ") == 1
    assert xml.count('<a:prstDash val="dash"/>') == 1
    assert "Annuaire" in xml
    assert 'descr="Annuaire puis GAM"' in xml
    assert len(set(re.findall(r'(?:docPr|cNvPr) id="(\d+)"', xml))) == 6


def test_the_caption_below_carries_the_number_of_the_figure(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(_figure(100, 32), replace(_figure(50, 20), id="other")))
    assert re.findall(r"SEQ Figure .*?<w:t [^>]*>(\d)<", xml) == ["1", "2"]
    assert xml.index("</mc:AlternateContent>") < xml.index("SEQ Figure")
