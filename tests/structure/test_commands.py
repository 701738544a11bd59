"""The commands that people copy from the README are the ones that continuous integration runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SET_UP = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]'"
TEST = ".venv/bin/pytest -n auto"


def test_the_readme_gives_the_test_command_in_one_line(checkout: Path) -> None:
    assert f"{SET_UP} && {TEST}\n" in (checkout / "README.md").read_text("utf-8")


def test_continuous_integration_runs_the_same_command(checkout: Path) -> None:
    script = (checkout / ".ci" / "run").read_text("utf-8")
    assert f"{SET_UP} && " in script
    assert f"{TEST} --no-skips" in script
