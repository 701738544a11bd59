from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from planforge.answers.journal import Entry, append
from planforge.answers.locking import Holder, locked
from planforge.answers.reading import read_record
from planforge.interview.driver import Session
from planforge.interview.plain import Plain
from tests.cli.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Command, Done

    Typed = Callable[..., Done]


@pytest.fixture
def typed(planforge: Command, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """``typed(["oui", "q"], "interview")`` runs the command and types these lines."""

    def run(lines: list[str], *arguments: object) -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return planforge(*arguments)

    return run


def test_from_nothing_a_record_is_begun_with_three_questions(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = typed(["oui", "CH de Murat", "public", "1", "010000024", "q"], "entretien", "--role", "quality")
    assert done.code == 0
    assert "Il n’y a pas encore de dossier d’établissement" in done.out
    assert "Question 1 sur 3 – Commencer un dossier" in done.out
    assert done.out.endswith("Tout est enregistré. Pour reprendre : planforge interview --role quality\n")
    assert "Réponses écrites dans : planforge.yaml" in done.err
    establishment = read_record(tmp_path).plan.establishment
    assert (establishment.name, establishment.finess_ej.value) == ("CH de Murat", "010000024")


def test_a_new_folder_is_made_where_it_is_wanted(typed: Typed, tmp_path: Path) -> None:
    folder = tmp_path / "nouveau"
    assert typed(["oui", "CH", "q"], "-C", folder, "interview").code == 0
    assert sorted(path.name for path in folder.iterdir()) == [".planforge"]
    done = typed(["public", "mco", "q"], "-C", folder, "interview", "--role", "board")
    assert "Question 2 sur 3" in done.out
    assert (folder / "planforge.yaml").is_file()


@pytest.mark.parametrize("lines", [["non"], ["<"], ["peut-être"]])
def test_nothing_is_begun_against_somebody_s_will(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = typed(lines, "interview")
    assert done.code == 2
    assert done.err.startswith("Rien n’a été créé.")
    assert list(tmp_path.iterdir()) == []


def test_coming_back_says_so_and_goes_on(typed: Typed, murat: Path) -> None:
    first = typed(["", "q"], "-C", murat, "interview", "--role", "quality")
    assert "Question 1 sur" in first.out
    again = typed(["q"], "-C", murat, "interview", "--role", "quality")
    assert "Reprise : " in again.out
    assert "Question 1 sur" not in again.out


def test_at_the_end_the_record_is_checked_and_the_next_command_told(typed: Typed, murat: Path) -> None:
    done = typed(["?", "", ""] * 5, "-C", murat, "interview", "--role", "board")
    assert done.code == 0
    assert "Récapitulatif" in done.out
    assert "Ce que planforge remarque d’abord :" not in done.out  # the recap was not agreed
    last = typed([""], "-C", murat, "interview", "--role", "board")
    assert "Ce que planforge remarque d’abord :" in last.out
    assert f"Pour produire les documents : planforge -C {murat} build" in last.out


def test_whose_turn_it_is_is_told_to_who_has_answered_hers(typed: Typed, murat: Path) -> None:
    done = typed([*["?", "", ""] * 5, ""], "-C", murat, "interview", "--role", "board")
    assert "Il reste à interroger : qualité, environ " in done.out
    assert "(--role board)" not in done.out
    assert "(--role it)" in done.out


def test_a_folder_that_cannot_be_made_is_told(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    done = typed(["oui"], "-C", tmp_path / "fichier" / "murat", "interview")
    assert done.code == 6
    assert "ne peut pas être créé" in done.err


def test_the_options_choose_the_questions(typed: Typed, murat: Path) -> None:
    def asked(*options: str) -> str:
        return typed(["q"], "-C", murat, "interview", *options).out

    assert "Vos dix applications" in asked("--role", "it")
    assert "Qui décide en crise" in asked("--section", "crise")
    assert asked("--for", "fiche").splitlines()[0] != asked().splitlines()[0]
    assert "Rien à demander" in asked("--section", "crise", "--role", "it")
    assert asked("--section", "etablissement", "--depth", "expert") != asked("--section", "etablissement")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--section", "crisis"], "--section : « crisis » n’existe pas. Vouliez-vous dire « crise » ?"),
        (["--for", "fiches"], "--for : « fiches » n’existe pas. Vouliez-vous dire « fiche » ?"),
        (["--role", "dsi"], "dsi"),
    ],
)
def test_an_option_that_means_nothing_is_told(typed: Typed, murat: Path, options: list[str], said: str) -> None:
    done = typed([], "-C", murat, "interview", *options)
    assert done.code == 2
    assert said in done.err


def test_with_nobody_to_answer_the_command_says_what_to_do(typed: Typed, murat: Path) -> None:
    done = typed([], "-C", murat, "interview")
    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("Entrée nécessaire :")
    shape = json.loads(typed(["q"], "-C", murat, "--json", "interview").out)
    assert (shape["command"], shape["problems"][0]["code"]) == ("interview", "input-needed")


def test_one_person_at_a_time(typed: Typed, murat: Path) -> None:
    with locked(murat, Holder("Claire", "autre-poste", 12, "2026-11-27T09:00:00")):
        done = typed(["q"], "-C", murat, "interview")
    assert done.code == 6
    assert "déjà ouvert par Claire" in done.err
    assert typed(["q"], "-C", murat, "interview").code == 0


def test_control_c_leaves_every_answer_on_the_disk(typed: Typed, murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Plain, "taken", interrupted)
        done = typed(["CH de Murat et Condat"], "-C", murat, "interview", "--role", "quality")
    assert done.code == 130
    again = f"Tout est enregistré. Pour reprendre : planforge -C {murat} interview"
    assert again in " ".join(done.out.split())  # a long folder stands on a line of its own
    assert "Condat" not in (murat / "planforge.yaml").read_text("utf-8")
    assert read_record(murat).plan.establishment.name == "CH de Murat et Condat"
    done = typed(["q"], "-C", murat, "interview", "--role", "quality")
    assert "Condat" in (murat / "planforge.yaml").read_text("utf-8")


def test_a_record_that_is_not_yaml_is_told_with_its_line(typed: Typed, murat: Path) -> None:
    (murat / "planforge.yaml").write_text("a: [", encoding="utf-8")
    done = typed(["CH"], "-C", murat, "interview")
    assert done.code == 3
    assert "planforge.yaml:1" in done.err


@pytest.mark.parametrize(("version", "said"), [("99", "plus récent que ce planforge"), ("0", "planforge migrate")])
def test_a_record_of_another_format_is_left_as_it_is(typed: Typed, murat: Path, version: str, said: str) -> None:
    record = murat / "planforge.yaml"
    append(murat, Entry("set", ("services", "urgences", "beds"), "12"))
    record.write_text(re.sub("schema: .*", f"schema: {version}", record.read_text("utf-8")), encoding="utf-8")
    before = record.read_bytes()
    for words in (["interview"], ["edit", "crise"]):
        done = typed(["CH", "q"], "-C", murat, *words)
        assert done.code == 3
        assert said in done.err + done.out
    assert record.read_bytes() == before


def test_answers_survive_a_disk_that_refuses_one(typed: Typed, murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = Session.take

    def full(session: Session, reply: object) -> object:
        if session.interview.history:
            (murat / ".planforge" / "journal.jsonl").unlink()
            (murat / ".planforge" / "journal.jsonl").mkdir()
        return taken(session, reply)  # type: ignore[arg-type]  # a reply

    monkeypatch.setattr(Session, "take", full)
    done = typed(["CH de Murat et Condat", "010000024"], "-C", murat, "interview", "--role", "quality")
    assert done.code == 6
    assert "n’a pas pu être enregistrée" in done.err


def test_killed_at_any_answer_what_was_shown_as_taken_is_there(murat: Path) -> None:
    command = [sys.executable, "-m", "planforge", "-C", str(murat), "interview", "--role", "quality", "--text"]
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT"}}
    for rank, name in enumerate(("CH de Murat", "CH de Condat", "CH d’Allanche")):
        if rank:
            command = [*command[:9], "--restart"]
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            encoding="utf-8",
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{name}\n")
            process.stdin.flush()
            next(line for line in process.stdout if "Noté" in line)
            process.kill()
        assert read_record(murat).plan.establishment.name == name
