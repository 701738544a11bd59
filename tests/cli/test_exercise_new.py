from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.compose.records import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


@pytest.fixture
def exercise(planforge: Command, tmp_path: Path) -> Command:
    """The command on a copy of the small record."""
    for file in SMALL.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return lambda *arguments: planforge("-C", tmp_path, *arguments)


def test_a_kit_is_told_in_words(exercise: Command, tmp_path: Path) -> None:
    done = exercise("exercise", "new", "--level", "beginner")  # of crisis, where nothing else is said
    assert done.code == 0
    assert "Exercice de crise, niveau débutant : scénario « Cyberattaque », 1" in done.out
    assert "debutant-crise : 8 documents créés" in done.out
    assert "Rien à viser dans le dossier : " in done.out
    assert str(tmp_path / "livrables" / "exercices" / "debutant-crise") in done.err


def test_a_dry_run_lists_the_files_and_writes_none(exercise: Command, tmp_path: Path) -> None:
    done = exercise("exercise", "new", "--level", "confirmed", "--kind", "field", "--services", "urgences", "--dry-run")
    assert done.code == 0
    assert "Testé : Urgences." in done.out
    assert "  carte-observateur.docx : créé" in done.out
    assert "Rien n’a été écrit." in done.out
    assert not (tmp_path / "livrables").exists()


def test_machines_get_the_stimuli_and_what_they_hit(exercise: Command) -> None:
    command = ("--json", "exercise", "new", "--level", "beginner", "--kind", "crisis", "--seed", "3", "--dry-run")
    said = json.loads(exercise(*command).out)
    assert said["command"] == "exercise new"
    assert (said["level"], said["kind"], said["scenario"], said["seed"]) == ("beginner", "crisis", "cyber", 3)
    assert said["dry_run"] is True
    first = said["stimuli"][0]
    assert first.keys() == {"number", "id", "day", "minute", "cell", "aim", "objects"}
    assert first["number"] == "S01"
    assert first["objects"][0]["kind"] == "services"
    assert {one["state"] for one in said["files"]} == {"created"}
    assert said["output"].endswith("debutant-crise-graine-3")
    assert said["missing_aims"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--kind", "crisis"), 2, "--level"),
        (("--level", "expert", "--kind", "crisis"), 2, "beginner"),
        (("--level", "beginner", "--kind", "jeu"), 2, "crisis"),
        (("--level", "beginner", "--kind", "crisis", "--seed", "0"), 2, "--seed"),
        (("--level", "beginner", "--kind", "crisis", "--scenario", "x"), 2, "Scénarios du dossier : cyber."),
        (("--level", "beginner", "--kind", "crisis", "--services", "x"), 2, "Services du dossier : urgences, labo."),
        (("--level", "beginner", "--kind", "field", "--services", "labo"), 1, "Rien à tester sur le terrain"),
    ],
)
def test_a_wrong_choice_is_told(exercise: Command, words: tuple[str, ...], code: int, told: str) -> None:
    done = exercise("exercise", "new", *words)
    assert done.code == code
    assert told in done.err
    assert not done.out


def test_what_somebody_wrote_makes_the_command_say_so(exercise: Command, tmp_path: Path) -> None:
    words = ("exercise", "new", "--level", "beginner", "--kind", "crisis")
    exercise(*words)
    edited = tmp_path / "livrables" / "exercices" / "debutant-crise" / "briefing.docx"
    edited.write_bytes(b"ecrit par quelqu'un")
    done = exercise(*words)
    assert done.code == 1
    assert "briefing.docx : modifié à la main, conservé ; nouvelle version : briefing.nouveau.docx" in done.out
    assert edited.read_bytes() == b"ecrit par quelqu'un"
