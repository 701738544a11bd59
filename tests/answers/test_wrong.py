"""Wrong records, each with its expected messages beside it in ``wrong/<case>/expected.txt``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planforge.answers.reading import read_record
from planforge.errors import ProblemsError
from planforge.library.loading import load_library
from planforge.library.resolution import resolve

if TYPE_CHECKING:
    from planforge.errors import Problem
    from tests.conftest import Golden

WRONG = Path(__file__).parent / "wrong"
CASES = sorted(path.name for path in WRONG.iterdir() if path.is_dir())


def test_there_is_something_to_check() -> None:
    assert len(CASES) > 30


@pytest.mark.parametrize("case", CASES)
def test_wrong_record_is_refused_with_the_messages_expected(case: str, golden: Golden) -> None:
    folder = WRONG / case
    with pytest.raises(ProblemsError) as refused:
        resolve(read_record(folder).plan, load_library(folder / "library"))
    golden(folder / "expected.txt", "\n".join(as_text(problem) for problem in refused.value.problems))


@pytest.mark.parametrize("case", CASES)
def test_messages_are_french_and_say_what_to_write(case: str) -> None:
    folder = WRONG / case
    with pytest.raises(ProblemsError) as refused:
        resolve(read_record(folder).plan, load_library(folder / "library"))
    for problem in refused.value.problems:
        assert problem.message.endswith((".", "?")), problem
        assert problem.hint, problem
        assert "nput" not in problem.message, problem
        for mark in (" ?", " !", " ;", "« ", " »"):
            assert mark not in problem.message, problem


def as_text(problem: Problem) -> str:
    lines = [f"{problem.location}  {' › '.join(problem.path)}".rstrip(), f"  [{problem.code}] {problem.message}"]
    lines += [f"  → {problem.hint}"] if problem.hint else []
    return "\n".join([*lines, *(f"    {line}" for line in problem.frame.splitlines())]) + "\n"
