from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import get_args

import pytest

from planforge.document.blocks import (
    Block,
    CalloutKind,
    EditableZone,
    Emphasis,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    SectionBreak,
    SheetZone,
)
from planforge.document.text import text

KINDS: tuple[type, ...] = get_args(Block)


def test_every_block_but_a_break_has_an_id() -> None:
    assert len(KINDS) > 10
    without = {kind for kind in KINDS if "id" not in {field.name for field in fields(kind)}}
    assert without == {PageBreak, SectionBreak}


def test_a_block_is_a_value_that_nobody_changes_on_its_way() -> None:
    zone = EditableZone("notes", "Notes", (Paragraph(text("À la main")),))

    assert zone == EditableZone("notes", "Notes", (Paragraph(text("À la main")),))
    assert len({zone, EditableZone("notes", "Notes", (Paragraph(text("À la main")),))}) == 1
    with pytest.raises(FrozenInstanceError):
        zone.id = "autre"  # type: ignore[misc] # what must not work


def test_what_is_not_said_is_the_usual() -> None:
    assert Heading("a", 1, text("Objet")).numbered
    assert ListItem(text("un")).children == ()
    assert (SheetZone("z", "Zone", ()).span, SheetZone("z", "Zone", ()).emphasis) == (12, Emphasis.PLAIN)


def test_callouts_are_the_alerts_that_a_template_may_write() -> None:
    assert [kind.value for kind in CalloutKind] == ["note", "tip", "important", "warning", "caution"]
