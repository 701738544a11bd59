from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


def test_a_document_nobody_touched_is_told(planforge: Command, murat: Path) -> None:
    assert planforge("-C", murat, "build", "--only", "pca", "--jobs", "1").code == 0
    done = planforge("-C", murat, "adopt", murat / "livrables" / "pca.docx")
    assert done.code == 0
    assert "Rien n’a été écrit à la main dans ce document." in done.out


def test_json_and_a_file_from_elsewhere(planforge: Command, murat: Path, tmp_path: Path) -> None:
    planforge("-C", murat, "build", "--only", "pca", "--jobs", "1")
    said = json.loads(planforge("-C", murat, "--json", "adopt", murat / "livrables" / "pca.docx", "--dry-run").out)
    assert (said["command"], said["edits"], said["dry_run"]) == ("adopt", [], True)
    stranger = tmp_path / "autre.docx"
    stranger.touch()
    done = planforge("-C", murat, "adopt", stranger)
    assert done.code == 6
    assert "n’est pas dans le dossier des documents" in done.err
