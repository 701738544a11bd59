from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from planforge.document.diagrams import Arrow, Band, Box, Diagram
from planforge.document.text import Tone


def drawing(*, dashed: bool = False) -> Diagram:
    boxes = (Box("ad", ("Annuaire",), 0, 0, 30, 12), Box("dpi", ("DPI",), 60, 0, 30, 12, Tone.STOP))
    return Diagram(
        90, 20, boxes, (Arrow("ad", "dpi", ((30, 6), (60, 6)), dashed=dashed),), (Band("Vague 0", 0, 0, 40, 20),)
    )


def test_two_drawings_are_the_same_when_all_their_strokes_are() -> None:
    assert drawing() == drawing()
    assert hash(drawing()) == hash(drawing())
    assert drawing() != drawing(dashed=True)


def test_a_drawing_that_is_laid_out_does_not_move() -> None:
    with pytest.raises(FrozenInstanceError):
        drawing().boxes[0].x = 3  # type: ignore[misc] # what must not work
