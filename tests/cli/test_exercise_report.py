from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.exchange.grids import RECORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


def test_the_report_is_written_then_left_alone(planforge: Command, tmp_path: Path) -> None:
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    done = planforge("-C", tmp_path, "exercise", "report")
    assert (done.code, done.out.strip()) == (0, "retex-crise-1.docx : créé")
    assert "inchangé" in planforge("-C", tmp_path, "exercise", "report", "crise-1").out


def test_json_and_a_dry_run(planforge: Command, tmp_path: Path) -> None:
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    said = json.loads(planforge("-C", tmp_path, "--json", "exercise", "report", "--dry-run").out)
    assert (said["command"], said["exercise"], said["dry_run"]) == ("exercise report", "crise-1", True)
    assert [(one["path"], one["state"]) for one in said["files"]] == [("retex-crise-1.docx", "created")]
    assert not (tmp_path / "livrables").exists()


def test_what_cannot_be_reported_is_told(planforge: Command, tmp_path: Path) -> None:
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    done = planforge("-C", tmp_path, "exercise", "report", "crise-9")
    assert done.code == 2
    assert "L’exercice « crise-9 » n’existe pas. Vouliez-vous dire « crise-1 » ?" in done.err
    (tmp_path / "planforge.yaml").write_text(RECORD.replace("done_on", "planned_on"), "utf-8")
    done = planforge("-C", tmp_path, "exercise", "report")
    assert done.code == 1
    assert "planforge exercise record FICHIER" in done.err
