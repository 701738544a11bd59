from __future__ import annotations

import json
from typing import TYPE_CHECKING

from planforge.library.loading import load_library

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Command


def test_a_service_type_is_copied_beside_the_record(planforge: Command, murat: Path) -> None:
    path = murat / "library" / "services" / "urgences.yaml"
    done = planforge("-C", murat, "library", "copy", "urgences")
    assert done.code == 0
    assert done.out.startswith(f"Écrit : {path}\n")
    assert "« validations » du service, « referents »" in " ".join(done.out.split())
    assert path.read_text("utf-8").startswith("# Copie de «\u00a0urgences\u00a0», livré avec planforge ")
    assert load_library(murat / "library").service_type("urgences") == load_library(None).service_type("urgences")
    assert planforge("-C", murat, "check").code == 0


def test_nothing_is_overwritten(planforge: Command, murat: Path) -> None:
    planforge("-C", murat, "library", "copy", "urgences")
    path = murat / "library" / "services" / "urgences.yaml"
    path.write_text(path.read_text("utf-8").replace("name: Urgences", "name: Nos urgences"), encoding="utf-8")
    done = planforge("-C", murat, "library", "copy", "urgences")
    assert done.code == 6
    assert f"Déjà présent : {path}. Corrigez ce fichier-là ; rien n’a été écrit." in done.err
    assert "Nos urgences" in path.read_text("utf-8")


def test_a_trial_writes_nothing(planforge: Command, murat: Path) -> None:
    done = planforge("-C", murat, "library", "copy", "bloc", "--dry-run")
    assert done.code == 0
    assert "Serait écrit : " in done.out
    assert [path.name for path in murat.iterdir()] == ["planforge.yaml"]


def test_an_entry_of_a_list_is_told_with_its_lines(planforge: Command, murat: Path) -> None:
    done = planforge("-C", murat, "library", "copy", "dpu")
    told = " ".join(done.out.split())
    assert done.code == 0
    assert "« dpu » se trouve dans une liste : rien n’a été écrit." in told
    assert "systems.yaml, créez ce fichier avec ces lignes, puis corrigez." in told
    assert "\n\nsystems:\n  - id: dpu\n    name: Dossier des urgences\n" in done.out
    assert [path.name for path in murat.iterdir()] == ["planforge.yaml"]


def test_a_list_that_is_there_is_added_to_by_hand(planforge: Command, murat: Path) -> None:
    (murat / "library").mkdir()
    file = murat / "library" / "scenarios.yaml"
    file.write_text(planforge("-C", murat, "library", "copy", "panne-locale").out.partition("\n\n")[2], "utf-8")
    assert "« scenarios: », une seule fois" in " ".join(planforge("-C", murat, "library", "copy", "cyber").out.split())
    done = planforge("-C", murat, "library", "copy", "panne-locale")
    assert done.code == 6
    assert f"Déjà présent : « panne-locale » dans {file}." in done.err


def test_json_gives_the_files_or_the_lines(planforge: Command, murat: Path) -> None:
    said = json.loads(planforge("--json", "-C", murat, "library", "copy", "bloc", "--kind", "services").out)
    path = murat / "library" / "services" / "bloc.yaml"
    assert {name: said[name] for name in ("command", "kind", "id", "files", "lines", "dry_run")} == {
        "command": "library copy",
        "kind": "services",
        "id": "bloc",
        "files": [str(path)],
        "lines": "",
        "dry_run": False,
    }
    said = json.loads(planforge("--json", "-C", murat, "library", "copy", "dpu").out)
    assert said["files"] == []
    assert said["lines"].startswith("systems:\n  - id: dpu\n")
    refused = json.loads(planforge("--json", "-C", murat, "library", "copy", "bloc").out)
    assert (refused["command"], len(refused["problems"])) == ("library copy", 1)


def test_a_copy_needs_a_record(planforge: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = planforge("library", "copy", "urgences")
    assert done.code == 2
    assert "Aucun dossier d’établissement ici" in done.err
