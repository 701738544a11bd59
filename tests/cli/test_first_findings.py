from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.cli.first_findings import tell_findings
from planforge.cli.root import Settings
from tests.cli.conftest import plain

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_gravest_findings_come_in_words_with_what_to_do(murat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tell_findings(murat, Settings(as_of=date(2026, 3, 1)))
    lines = plain(capsys.readouterr().out).strip().splitlines()
    assert lines[0] == "Ce que planforge remarque d’abord :"
    assert [line[:2] for line in lines[1:-2]].count("- ") == len([line for line in lines if "À faire : " in line]) == 3
    assert all(line.startswith(("- ", "  ")) and len(line) <= 80 for line in lines[1:-2])
    assert lines[-2].endswith(f"Pour les voir : planforge -C {murat} check")
    assert lines[-1] == f"Pour produire les documents : planforge -C {murat} build"
