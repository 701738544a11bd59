"""Results of small records, judged at a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.evidence.checks import shown
from planforge.analysis.evidence.shown import fact_words
from planforge.analysis.study import study
from planforge.library.loading import load_library
from planforge.library.requirement_types import Fact
from planforge.library.resolution import resolve
from planforge.values import NBSP
from tests.analysis.conftest import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.study import Results

TODAY = date(2026, 11, 27)


def results_of(**sections: Any) -> Results:
    """The results of a record at a day."""
    return study(resolve(build(**sections), load_library(None)), TODAY)


@pytest.fixture
def results() -> Callable[..., Results]:
    return results_of


@pytest.fixture
def fact() -> Callable[..., tuple[str, str]]:
    """``fact("share", sites...)``: the state of a fact, and its sentence with plain spaces."""

    def told(name: str, **sections: Any) -> tuple[str, str]:
        one = Fact(name)
        found = shown(results_of(**sections), one)
        return found.state.value, fact_words()[one].say(found).replace(NBSP, " ").replace("\u202f", " ")

    return told
