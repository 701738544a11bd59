"""The options of our own test run: golden files that complain and renew, missing tools that skip or fail."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gate.golden import compared, renewed
from tests.gate.schema import VARIABLE

CHECKOUT = Path(__file__).resolve().parents[2]
NEEDS_VALIDATOR = "tests/e2e/test_gate_tools.py::test_the_schema_validator_accepts_the_good_files"


def test_a_golden_file_says_what_differs_and_can_be_renewed(tmp_path: Path) -> None:
    file = tmp_path / "plans" / "pca.md"
    assert "no golden file yet" in compared(file, "Délai : 4 h\n")
    renewed(file, "Délai : 4 h\n")
    assert compared(file, "Délai : 4 h\n") == ""
    complaint = compared(file, "Délai : 6 h\n")
    assert "-Délai : 4 h" in complaint
    assert "+Délai : 6 h" in complaint
    assert r"+'Délai : 4 h\r\n'" in compared(file, "Délai : 4 h\r\n")


@pytest.mark.parametrize(("options", "code", "word"), [((), 0, "1 skipped"), (("--no-skips",), 1, "1 error")])
def test_a_missing_tool_skips_with_its_reason_or_fails(
    tmp_path: Path, options: tuple[str, ...], code: int, word: str
) -> None:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, NEEDS_VALIDATOR]
    environment = {**os.environ, VARIABLE: str(tmp_path / "nowhere")}
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout
    assert word in done.stdout
    assert "no schema validator: run « npm install" in done.stdout
