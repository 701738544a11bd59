from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_release import RECORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    return tmp_path


@pytest.fixture
def command(planforge: Command, folder: Path) -> Command:
    return lambda *arguments: planforge("-C", folder, "--as-of", "27/11/2026", *arguments)


def test_without_a_version_there_is_nothing_to_compare(command: Command) -> None:
    done = command("diff")
    assert done.code == 6
    assert "Aucune version n’a encore été figée" in done.err


def test_what_changed_is_told_in_french(command: Command, folder: Path) -> None:
    command("release", "1.0")
    assert "Rien n’a changé." in command("diff").out
    (folder / "planforge.yaml").write_text(RECORD.replace("name: Urgences,", "name: Urgences adultes,"), "utf-8")
    done = command("diff")
    assert done.code == 0
    assert "De « 1.0 » à « dossier en cours »" in done.out
    assert "« Urgences adultes » : Nom Urgences → Urgences adultes." in done.out
    assert "services/urgences/fiche-urgences.docx (code" in done.out
    assert "À prévenir :" in done.out


def test_two_versions_and_json(command: Command, folder: Path) -> None:
    command("release", "1.0")
    (folder / "planforge.yaml").write_text(RECORD.replace("id: urgences,", "id: smur,"), "utf-8")
    command("release", "1.1")
    said = json.loads(command("--json", "diff", "1.0", "1.1").out)
    assert (said["before"], said["after"]) == ("1.0", "1.1")
    assert {(one["kind"], one["objects"][0]["id"]) for one in said["changes"]} == {
        ("added", "smur"),
        ("removed", "urgences"),
    }
    paths = {one["path"]: one for one in said["documents"]}
    assert paths["services/smur/pca-smur.docx"]["code_before"] == ""
    assert paths["services/urgences/pca-urgences.docx"]["code_after"] == ""


def test_an_unknown_version_is_told(command: Command) -> None:
    command("release", "1.0")
    done = command("diff", "0.9")
    assert done.code == 6
    assert "La version « 0.9 » n’existe pas. Versions figées : 1.0." in done.err
