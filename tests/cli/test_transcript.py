"""The interview that README shows is the one that people get."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.conftest import plain

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Command

README = Path(__file__).resolve().parents[2] / "README.md"
CALL = "$ planforge -C mon-hopital "
LEFT_OUT = "[…]"


def transcript() -> tuple[list[str], list[str]]:
    """The words of the command, and the lines that follow."""
    text = plain(README.read_text("utf-8"))
    found = re.search(rf"```text\n{re.escape(CALL)}(?P<words>.*)\n(?P<lines>(?:.*\n)*?)```", text)
    assert found
    return found["words"].split(), found["lines"].splitlines()


def test_the_interview_of_the_readme_is_the_one_that_people_get(
    planforge: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, shown = transcript()
    typed = [line.removeprefix("> ") for line in shown if line.startswith("> ")]
    assert len(typed) > 3
    monkeypatch.chdir(tmp_path)
    planforge("init", "mon-hopital", "--name", "CH de Valmont", "--activity", "mco", "--activity", "smr")
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    done = planforge("-C", "mon-hopital", *words)
    assert done.code == 0
    rest = done.out
    for part in "\n".join(shown).split(LEFT_OUT):
        before, lines, rest = rest.partition(part.strip("\n"))
        assert lines, f"not said, or not in this order:\n{part}\n\nleft:\n{before}"
