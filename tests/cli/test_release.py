from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

RECORD = """\
schema: 1
establishment: {name: CH de Murat, statute: public}
services:
  - {id: urgences, name: Urgences, type: urgences}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    return tmp_path


@pytest.fixture
def command(planforge: Command, folder: Path) -> Command:
    return lambda *arguments: planforge("-C", folder, "--as-of", "27/11/2026", *arguments)


def waived(folder: Path, command: Command) -> None:
    """Every blocking finding accepted for a time."""
    found = json.loads(command("--json", "check").out)["findings"]
    rules = sorted({one["rule"] for one in found})
    lines = [f"  - {{rule: {rule}, author: Directeur, reason: Essai, until: 2026-12-31}}\n" for rule in rules]
    (folder / "planforge.yaml").write_text(RECORD + "waivers:\n" + "".join(lines), "utf-8")


def test_a_version_in_review_is_frozen_and_can_be_done_again(command: Command, folder: Path) -> None:
    done = command("release", "1.0", "--comment", "Première version")
    assert done.code == 0
    assert "Version 1.0 figée dans versions/1.0, en relecture, le 27/11/2026" in done.out
    assert (folder / "versions/1.0/dossier/planforge.yaml").read_text("utf-8") == RECORD
    assert (folder / "versions/1.0/livrables/pca.docx").read_bytes() == (folder / "livrables/pca.docx").read_bytes()
    assert command("release", "1.0").code == 0


def test_blocking_findings_stop_an_approval_and_change_nothing(command: Command, folder: Path) -> None:
    done = command("release", "1.0", "--approved-by", "Direction")
    assert done.code == 1
    assert "la version ne peut pas être approuvée" in done.err
    assert not (folder / "versions").exists()
    assert not (folder / "livrables").exists()


def test_an_approved_version_never_changes(command: Command, folder: Path) -> None:
    waived(folder, command)
    assert command("release", "1.0", "--approved-by", "Direction").code == 0
    again = command("release", "1.0", "--approved-by", "Direction")
    assert again.code == 1
    assert "La version 1.0 a été approuvée par Direction : elle ne change plus." in again.err


def test_dry_run_freezes_nothing(command: Command, folder: Path) -> None:
    done = command("release", "1.0", "--dry-run")
    assert done.code == 0
    assert "serait figée" in done.out
    assert not (folder / "versions").exists()


def test_json(command: Command) -> None:
    said = json.loads(command("--json", "release", "1.0").out)
    assert said["version"] == "1.0"
    assert said["rank"] == 1
    assert "dossier/planforge.yaml" in said["files"]
    assert said["codes"]["pca.docx"]


def test_a_name_that_cannot_be_is_told(command: Command) -> None:
    done = command("release", "../1")
    assert done.code == 6
    assert "ne peut pas nommer une version" in done.err


def test_drafts_name_the_version_they_come_after(command: Command, folder: Path) -> None:
    from docx import Document  # noqa: PLC0415 - this test alone

    command("release", "1.0", "--comment", "Première version")
    changed = RECORD.replace("name: Urgences,", "name: Urgences adultes,")
    (folder / "planforge.yaml").write_text(changed, "utf-8")
    assert command("build", "--jobs", "1").code == 0
    words = "\n".join(
        [p.text for p in Document(str(folder / "livrables/pca.docx")).paragraphs]
        + [c.text for t in Document(str(folder / "livrables/pca.docx")).tables for row in t.rows for c in row.cells]
    )
    assert "1.0+" in words
    assert "Première version" in words
    assert "Ce qui a changé depuis la version 1.0" in words
