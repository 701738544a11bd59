from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

OWN = (
    "id: urgences\nname: Nos urgences\nperimeter: care\nworkflow:\n  stop:\n    - {id: tri, text: Personne sans tri}\n"
)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder without a record."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("nowhere")
def test_a_service_type_is_written_whole_without_a_record(planforge: Command) -> None:
    done = planforge("library", "show", "urgences")
    assert done.code == 0
    assert done.out.startswith("Urgences (adultes, pédiatriques, UHCD) (urgences)\n")
    assert "15 premières minutes\n  - " in done.out
    assert "bibliothèque livrée avec planforge." in done.err
    assert max(map(len, done.out.splitlines())) <= 80


def test_the_hospital_s_own_entry_is_the_one_that_is_written(planforge: Command, murat: Path) -> None:
    (murat / "library" / "services").mkdir(parents=True)
    (murat / "library" / "services" / "urgences.yaml").write_text(OWN, encoding="utf-8")
    done = planforge("-C", murat, "library", "show", "urgences")
    assert "Nos urgences (urgences)\n  Type de service, entrée de l’établissement" in done.out
    assert "  - Personne sans tri\n      identifiant : tri\n" in done.out
    assert f"Dossier : {murat}" in done.err


@pytest.mark.usefixtures("nowhere")
def test_the_kind_decides_between_entries_of_one_name(planforge: Command) -> None:
    done = planforge("library", "show", "dialyse")
    assert "Type de service" in done.out
    assert "« dialyse » est aussi un type d’application ou d’infrastructure, « Dialyse » : --kind systems" in done.err
    assert "Classe de reprise" in planforge("library", "show", "dialyse", "--kind", "systems").out


@pytest.mark.usefixtures("nowhere")
def test_json_is_the_entry_with_the_keys_of_its_file(planforge: Command) -> None:
    said = json.loads(planforge("--json", "library", "show", "dpu").out)
    assert {name: said[name] for name in ("command", "kind", "id", "own", "file")} == {
        "command": "library show",
        "kind": "systems",
        "id": "dpu",
        "own": False,
        "file": "systems.yaml",
    }
    assert said["entry"]["tier"] == "T1"
    assert {"id": "urgences", "name": "Urgences (adultes, pédiatriques, UHCD)", "level": "vital"} in said["users"]


def test_an_entry_that_cannot_be_read_says_where(planforge: Command, murat: Path) -> None:
    (murat / "library" / "services").mkdir(parents=True)
    (murat / "library" / "services" / "urgences.yaml").write_text("id: urgences\nnom: Nos urgences\n", encoding="utf-8")
    done = planforge("-C", murat, "library", "show", "urgences")
    assert done.code == 6
    assert "Clé inconnue « nom »." in done.err
    said = json.loads(planforge("--json", "-C", murat, "library", "show", "urgences").out)
    assert said["command"] == "library show"
    assert said["problems"][0]["file"] == "library/services/urgences.yaml"


@pytest.mark.usefixtures("nowhere")
def test_old_consoles_can_read_it(apart: Command, tmp_path: Path) -> None:
    for encoding in ("cp1252", "cp850"):
        done = apart("library", "show", "urgences", cwd=tmp_path, encoding=encoding)
        assert done.code == 0
        assert "?" not in done.out.partition("Questions du quart")[0]
