"""``planforge --help`` answers at once: it imports click, the names of the commands, and nothing that is heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"docx", "openpyxl", "pydantic", "jinja2", "yaml", "lxml", "markdown_it", "numpy", "rich", "prompt_toolkit"}
OTHERS = {"click", "colorama", "planforge"}  # click imports colorama on Windows
OURS = {"planforge", "planforge.cli"} | {f"planforge.cli.{module}" for module in ("console", "entry", "french", "root")}
PROGRAM = """
import sys
before = set(sys.modules)
from planforge.cli import main
sys.argv = ["planforge", *{arguments}]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("imported:", *sorted(set(sys.modules) - before))
"""


def _imported(*arguments: str) -> set[str]:
    """The modules that a command imports, seen from inside its process."""
    program = PROGRAM.format(arguments=list(arguments))
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("imported:")[2].split())


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_nothing_heavy_is_imported(argument: str) -> None:
    imported = {name.partition(".")[0] for name in _imported(argument)}
    assert {"click", "planforge"} <= imported
    assert not imported & HEAVY
    assert imported - sys.stdlib_module_names <= OTHERS


def test_of_our_own_only_the_frame_of_the_command_line_is_imported() -> None:
    ours = {name for name in _imported("--help") if name.partition(".")[0] == "planforge"}
    assert ours == OURS
