from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from planforge.compose.zones import Zone
from planforge.document.blocks import Paragraph
from planforge.document.text import text


def test_a_zone_has_no_note_of_its_own_unless_given() -> None:
    blocks = (Paragraph(text("A")),)
    assert Zone(blocks).note == ""
    assert Zone(blocks, "kit").note == "kit"


def test_a_zone_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Zone(()).note = "x"  # type: ignore[misc] # refused on purpose
