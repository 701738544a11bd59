from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.library.types import Layer
from planforge.model.answer import State
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.model.words import spoken_choices, word, word_or_code

if TYPE_CHECKING:
    from enum import StrEnum

    from planforge.model.shapes import Shape


def choices_below(shape: Shape, met: set[object]) -> set[type[StrEnum]]:
    """All the vocabularies that a part of the record draws from."""
    found = {shape.choices} if shape.choices else set()
    if shape.item:
        found |= choices_below(shape.item, met)
    if shape.part and shape.part not in met:
        met.add(shape.part)
        for field in shape.fields.values():
            found |= choices_below(field, met)
    return found


def test_every_choice_of_the_record_has_a_french_word() -> None:
    found = choices_below(shape_of(Plan), set())
    assert len(found) > 15
    assert found <= set(spoken_choices())
    for choices in found:
        for choice in choices:
            assert word(choice)


def test_a_choice_without_a_word_is_said_as_it_is_written() -> None:
    assert word_or_code(Layer.APPLICATION) == "application"
    assert word_or_code(State.KNOWN) == "known"
