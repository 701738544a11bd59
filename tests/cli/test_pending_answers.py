from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from planforge.answers.journal import JOURNAL, Entry, append
from planforge.answers.locking import Holder, locked
from planforge.answers.reading import read_files

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.answers.addresses import Address
    from planforge.source import Data
    from tests.cli.conftest import Command

ONE = "1 réponse du questionnaire pas encore rangée dans planforge.yaml : elle compte."
TWO = "2 réponses du questionnaire pas encore rangées dans planforge.yaml : elles comptent."
BEDS: Address = ("services", "urgences", "beds")


def answered(folder: Path, address: Address = BEDS, value: Data = "12", was: Data = None) -> None:
    append(folder, Entry("set", address, value, was, "2026-11-27T09:00:00", "Marie"))


def beds(folder: Path) -> object:
    services: object = read_files(folder).data["services"]
    return services[0].get("beds") if isinstance(services, list) and isinstance(services[0], dict) else None


@pytest.mark.parametrize("command", [("check",), ("status",), ("list", "services"), ("build", "--dry-run")])
@pytest.mark.usefixtures("quick")
def test_commands_that_read_say_that_answers_are_pending(
    planforge: Command, murat: Path, command: tuple[str, ...]
) -> None:
    before = (murat / "planforge.yaml").read_bytes()
    assert "questionnaire" not in planforge("-C", murat, *command).err
    answered(murat)
    assert ONE in planforge("-C", murat, *command).err.splitlines()
    answered(murat, ("services", "urgences", "head"), "dsi")
    answered(murat, value="14", was="12")  # the same place again
    done = planforge("-C", murat, *command)
    assert TWO in done.err.splitlines()
    assert TWO not in planforge("-q", "-C", murat, *command).err
    assert (murat / JOURNAL).exists()
    assert (murat / "planforge.yaml").read_bytes() == before


def test_they_count(planforge: Command, murat: Path) -> None:
    answered(murat, ("services", "urgences", "head"), "dis")
    done = planforge("-C", murat, "check")
    assert done.code == 3
    assert "Vouliez-vous dire « dsi »" in done.out


def test_questions_that_were_passed_are_no_answers(planforge: Command, murat: Path) -> None:
    append(murat, Entry("visit", BEDS))
    assert "questionnaire" not in planforge("-C", murat, "check").err


def test_an_answer_that_the_file_contradicts_does_not_count(planforge: Command, murat: Path) -> None:
    answered(murat, ("services", "urgences", "name"), "Urgences adultes", "Ancien nom")
    assert "questionnaire" not in planforge("-C", murat, "check").err


def test_before_there_is_a_record_nothing_is_said(planforge: Command, tmp_path: Path) -> None:
    answered(tmp_path, ("establishment", "name"), "CH de Murat")
    done = planforge("-C", tmp_path, "check")
    assert done.code == 3
    assert "questionnaire" not in done.err


@pytest.mark.usefixtures("quick")
def test_build_files_them_first_and_says_so(planforge: Command, murat: Path) -> None:
    answered(murat)
    done = planforge("-C", murat, "build")
    assert "Réponses écrites dans : planforge.yaml" in done.err
    assert beds(murat) == "12"
    assert not (murat / JOURNAL).exists()
    assert not (murat / ".planforge" / "lock").exists()
    assert "Documents : " in planforge("-C", murat, "status").out
    assert "à refaire" not in planforge("-C", murat, "status").out


@pytest.mark.usefixtures("quick")
def test_documents_are_stale_as_soon_as_an_answer_is_pending(planforge: Command, murat: Path) -> None:
    planforge("-C", murat, "build")
    answered(murat)
    assert "à refaire, le dossier a changé" in planforge("-C", murat, "status").out


@pytest.mark.usefixtures("quick")
def test_build_says_what_the_files_contradict(planforge: Command, murat: Path) -> None:
    answered(murat, ("services", "urgences", "name"), "Urgences adultes", "Ancien nom")
    done = planforge("-C", murat, "build")
    assert done.code == 0
    assert "1 réponse n’a pas été écrite" in done.err
    assert "le fichier garde « Urgences », vous aviez répondu « Urgences adultes »" in " ".join(done.err.split())


@pytest.mark.usefixtures("quick")
def test_while_somebody_answers_build_goes_on_with_what_is_answered(planforge: Command, murat: Path) -> None:
    answered(murat)
    somebody = Holder("marie", "poste-12", os.getpid(), "2026-11-27T09:00:00")
    with locked(murat, somebody):
        done = planforge("-C", murat, "build")
    assert done.code == 0
    assert "marie (poste poste-12) répond en ce moment au questionnaire" in done.err
    assert ONE in done.err
    assert (murat / JOURNAL).exists()
    assert "à refaire" not in planforge("-C", murat, "status").out


@pytest.mark.usefixtures("quick")
def test_a_lock_that_says_nothing_is_somebody_s(planforge: Command, murat: Path) -> None:
    answered(murat)
    (murat / ".planforge" / "lock").write_bytes(b"")
    assert "Quelqu’un répond en ce moment au questionnaire" in planforge("-C", murat, "build").err


@pytest.mark.usefixtures("quick")
def test_where_the_files_cannot_be_written_build_goes_on(
    planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    answered(murat)
    monkeypatch.setattr("planforge.answers.locking._acquire", refused)
    done = planforge("-C", murat, "build", "--output", murat / "ailleurs")
    assert done.code == 0
    assert "impossible d’écrire ici" in done.err
    assert ONE in done.err


@pytest.mark.usefixtures("quick")
def test_a_record_that_is_no_yaml_is_told_once_and_the_answers_stay(planforge: Command, murat: Path) -> None:
    answered(murat)
    (murat / "planforge.yaml").write_text("a: [\n", encoding="utf-8")
    done = planforge("-C", murat, "build")
    assert done.code == 3
    assert done.err.count("planforge.yaml:") == 1
    assert (murat / JOURNAL).exists()
    assert planforge("-C", murat, "status").code == 0


def test_migrate_files_them_and_waits_for_whoever_answers(planforge: Command, murat: Path) -> None:
    answered(murat)
    assert ONE in planforge("-C", murat, "migrate", "--dry-run").err
    with locked(murat, Holder("marie", socket.gethostname(), os.getpid(), "2026-11-27T09:00:00")):
        done = planforge("-C", murat, "migrate")
    assert done.code == 6
    assert "Ce dossier est déjà ouvert par marie" in done.err
    assert "Réponses écrites dans : planforge.yaml" in planforge("-C", murat, "migrate").err
    assert beds(murat) == "12"
