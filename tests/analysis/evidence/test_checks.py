from __future__ import annotations

import pytest

from planforge.analysis.evidence.checks import CHECKS, shown
from planforge.analysis.evidence.shown import ShownState, fact_words
from planforge.library.requirement_types import Fact
from tests.analysis.evidence.conftest import results_of


def test_every_fact_has_its_check() -> None:
    assert set(CHECKS) == set(Fact)


@pytest.mark.parametrize("fact", list(Fact))
def test_an_empty_record_shows_nothing_and_says_so(fact: Fact) -> None:
    found = shown(results_of(), fact)
    assert found.state is not ShownState.HOLDS
    assert fact_words()[fact].say(found)
