from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from planforge.answers.starter import example_names

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


def test_a_first_record_is_written_with_the_schema_of_its_editor(planforge: Command, tmp_path: Path) -> None:
    folder = tmp_path / "mon-hopital"
    done = planforge("init", folder, "--statute", "espic", "--activity", "mco,smr", "--activity", "ehpad")
    assert done.code == 0
    record = (folder / "planforge.yaml").read_text("utf-8")
    assert record.startswith("# yaml-language-server: $schema=.planforge/schema.json\n")
    assert "statute: espic" in record
    assert "activities: [mco, smr, ehpad]" in record
    assert "$defs" in json.loads((folder / ".planforge" / "schema.json").read_text("utf-8"))
    assert f"Écrit : {folder / 'planforge.yaml'}" in done.out
    assert f"Ensuite : planforge -C {folder} check, puis planforge -C {folder} build" in done.out
    assert planforge("-C", folder, "check").code == 0


def test_the_name_and_the_scope_are_those_asked_for(planforge: Command, tmp_path: Path) -> None:
    planforge("init", tmp_path / "a", "--name", "CH d’Aurillac", "--scope", "minimum")
    planforge("init", tmp_path / "b", "--scope", "all")
    small, large = ((tmp_path / name / "planforge.yaml").read_text("utf-8") for name in ("a", "b"))
    assert "name: CH d’Aurillac" in small
    assert small.count("- id:") < large.count("- id:")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["--statute", "publc"],
            "--statute : « publc » n’existe pas. Vouliez-vous dire « public » ? Valeurs : public, ",
        ),
        (["--statute", "zzz"], "--statute : « zzz » n’existe pas. Valeurs : public, espic, private, army, gcs."),
        (["--activity", "mco,mcoo"], "--activity : « mcoo » n’existe pas. Vouliez-vous dire « mco » ?"),
        (["--scope", "tout"], "--scope : « tout » n’existe pas. Valeurs : minimum, vital, all."),
        (["--example", "zzz"], "--example : « zzz » n’existe pas. Valeurs : "),
        (["--example", ""], "--example : «  » n’existe pas."),
    ],
)
def test_wrong_words_are_told_with_the_choices(
    planforge: Command, tmp_path: Path, arguments: list[str], expected: str
) -> None:
    done = planforge("init", tmp_path / "new", *arguments)
    assert done.code == 2
    assert expected in done.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("there", ["planforge.yaml", "restricted.yaml"])
@pytest.mark.parametrize("arguments", [[], ["--example", example_names()[0]]])
def test_nothing_is_overwritten(planforge: Command, tmp_path: Path, there: str, arguments: list[str]) -> None:
    (tmp_path / there).write_text("à moi", encoding="utf-8")
    done = planforge("init", tmp_path, *arguments)
    assert done.code == 6
    assert there in done.err
    assert "Rien n’a été écrit." in done.err
    assert [path.name for path in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text("utf-8") == "à moi"


@pytest.mark.parametrize("name", example_names())
def test_an_example_is_copied_and_can_be_read(planforge: Command, tmp_path: Path, name: str) -> None:
    done = planforge("--json", "init", tmp_path / name, "--example", name)
    said = json.loads(done.out)
    assert done.code == 0
    assert str(tmp_path / name / "planforge.yaml") in said["files"]
    assert planforge("-C", tmp_path / name, "check").code == 0


def test_the_current_folder_is_the_default(planforge: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert planforge("init").code == 0
    assert (tmp_path / "planforge.yaml").is_file()
