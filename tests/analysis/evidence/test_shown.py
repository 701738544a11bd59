from __future__ import annotations

import pytest

from planforge.analysis.evidence.shown import ShownState, counted, fact_words, parts, some
from planforge.library.requirement_types import Fact


def test_every_fact_has_its_words() -> None:
    words = fact_words()
    assert set(words) == set(Fact)
    assert all(one.title and one.who and len(one.sentences) > 1 for one in words.values())


@pytest.mark.parametrize(
    ("done", "total", "state"), [(0, 0, "none"), (0, 2, "lacks"), (1, 2, "partly"), (2, 2, "holds")]
)
def test_all_some_or_none(done: int, total: int, state: str) -> None:
    assert counted(done, total).state is ShownState(state)


def test_what_is_empty_is_missing() -> None:
    assert parts(a_b=(), c="x").values["missing"] == "a b"


def test_many_names_are_counted() -> None:
    assert some(["a", "b", "c", "d", "e"]) == "a, b, c et 2 autres"
    assert some(["a", "b", "c", "d"]) == "a, b, c et d"
