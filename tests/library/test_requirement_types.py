from __future__ import annotations

import pytest
from pydantic import ValidationError

from planforge.library.requirement_types import Condition, Fact, Per, Piece, Requirement


def test_a_piece_is_asked_once_and_always_unless_said_otherwise() -> None:
    piece = Piece.model_validate({"id": "pssi", "name": "PSSI", "who": "RSSI"})
    assert (piece.condition, piece.per, piece.since, piece.days) == (Condition.ALWAYS, Per.ESTABLISHMENT, None, 0)


def test_facts_are_a_closed_set() -> None:
    line = {"id": "X.1", "title": "Titre", "must": "Texte"}
    assert Requirement.model_validate({**line, "facts": ["share"]}).facts == (Fact.SHARE,)
    with pytest.raises(ValidationError):
        Requirement.model_validate({**line, "facts": ["on-a-bien-travaille"]})
