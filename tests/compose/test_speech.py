from __future__ import annotations

import pytest

from planforge.compose.speech import ended


@pytest.mark.parametrize(
    ("words", "said"),
    [("Qui décide", "Qui décide."), ("Qui décide ?", "Qui décide ?"), ("C’est fait.", "C’est fait.")],
)
def test_a_sentence_closes_once(words: str, said: str) -> None:
    assert ended(words) == said
