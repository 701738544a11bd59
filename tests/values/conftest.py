"""Text as people type it, right or wrong, for the readers' fuzzing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from planforge.values import ValueFault

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = (
    "0", "1", "4", "07", "12", "30", "1 200", "1,5", "1.200", "½", "1/2", "1/0", "٣", "²", "h", "j", "min",
    "mn", "m", "s", "sem", "mois", "ans", "journée", "P", "T", "H", "M", "Go", "Gb", "To/j", "Mo/s", "%", "à",
    "-", "–", "/", ":", ".", ",", "+", "~", "<", "et", "demie", "un", "une", "environ", "max", "24h/24",
    "7j/7", "ouvrés", "2026", "26", "20/11/2026", "2026-11-20", "novembre", "1er", "2A", "010000024", "+33",
    "0033", "(0)", "oui", "é", "à compléter", " ", "\u00a0", "\u202f", "\t", "\n", "\u2212", "\u2044",
    "\ud800", "\u202e", "\x00", "«", "{}", "{h}", "%s",
)  # fmt: skip


@pytest.fixture(scope="session")
def typed_text() -> st.SearchStrategy[str]:
    """Any text, and texts made of the words that readers know."""
    return st.text() | st.lists(st.sampled_from(_WORDS), max_size=8).map("".join)


@pytest.fixture(scope="session")
def fault_of() -> Callable[[Callable[[str], object], str], ValueFault | None]:
    """What a reader refuses a text with, None where it reads it; any other exception goes through."""

    def attempt(read: Callable[[str], object], text: str) -> ValueFault | None:
        try:
            read(text)
        except ValueFault as fault:
            return fault
        return None

    return attempt
