from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.binder.test_portfolio import folders

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


def test_a_line_each_then_the_files(planforge: Command, tmp_path: Path) -> None:
    done = planforge(
        "--as-of", "27/11/2026", "evidence", "--portfolio", "--output", tmp_path / "out", *folders(tmp_path)[:2]
    )
    assert done.code == 0
    assert [line.split("  ")[0] for line in done.out.splitlines()[1:3]] == ["CH de Murat", "CH de Allanche"]
    assert (tmp_path / "out" / "portefeuille.xlsx").is_file()


def test_a_folder_that_failed_is_told_and_counts(planforge: Command, tmp_path: Path) -> None:
    done = planforge("evidence", "--portfolio", "--dry-run", *folders(tmp_path))
    assert done.code == 5
    assert "casse : non lu (1 erreur)" in done.err


def test_json_sums_without_names(planforge: Command, tmp_path: Path) -> None:
    said = json.loads(planforge("--json", "evidence", "--portfolio", "--dry-run", *folders(tmp_path)).out)
    summed = said["portfolio"]
    assert (summed["folders"], len(summed["establishments"]), len(summed["failed"])) == (3, 2, 1)
    assert summed["establishments"][0]["coverage"].keys() == {"covered", "evidence-missing", "partial", "absent"}
