from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from planforge.answers.journal import Entry, append
from planforge.binder import checking
from planforge.cli.menu import offers_menu
from planforge.cli.root import COMMANDS, Settings
from tests.cli.conftest import ROOT, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Command, Done

    Chosen = Callable[..., Done]

WORDS = "Que voulez-vous faire ?"


@pytest.fixture
def chosen(planforge: Command, monkeypatch: pytest.MonkeyPatch) -> Chosen:
    """``chosen(["4", "q"], "-C", folder)`` opens the menu on a terminal and types these lines."""
    monkeypatch.setattr("planforge.cli.menu.is_terminal", lambda _: True)
    monkeypatch.setattr("planforge.cli.fronts._REDIRECTED", 400)  # folders on one line

    def run(lines: list[str], *arguments: object) -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return planforge(*arguments)

    return run


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a record, where one is."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_terminal_the_help_is_printed(planforge: Command, murat: Path, apart: Command) -> None:
    assert planforge("-C", murat).out == planforge("--help").out
    assert apart(cwd=murat).out.startswith("Utilisation : planforge")


@pytest.mark.parametrize("settings", [Settings(json=True), Settings(text=True)])
def test_json_is_no_talk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planforge.cli.menu.is_terminal", lambda _: True)
    assert offers_menu(settings) is not settings.json


def test_the_menu_says_its_folder_and_leaves(chosen: Chosen, murat: Path) -> None:
    done = chosen(["q"], "-C", murat)
    assert done.code == 0
    assert f"Dossier : {murat} – CH de Murat\n{WORDS}\n" in done.out
    assert "1. Commencer le questionnaire" in done.out
    append(murat, Entry("visit", ("services", "urgences", "head")))
    assert "1. Reprendre le questionnaire" in chosen(["8"], "-C", murat).out


def test_it_ends_where_there_is_nothing_left_to_read(chosen: Chosen, murat: Path) -> None:
    assert chosen(["aide"], "-C", murat).code == 0


def test_it_offers_the_commands_that_there_are(chosen: Chosen, murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(COMMANDS, "edit")
    assert "Changer une chose" not in chosen(["q"], "-C", murat).out


def test_each_entry_runs_its_command_and_comes_back(chosen: Chosen, planforge: Command, murat: Path) -> None:
    done = chosen(["Vérifier le dossier", "q"], "-C", murat)
    assert planforge("-C", murat, "check").out in done.out
    assert done.out.count(WORDS) == 2


@pytest.mark.usefixtures("quick")
def test_documents_are_made(chosen: Chosen, murat: Path) -> None:
    done = chosen(["Produire les documents", "q"], "-C", murat)
    assert "CH de Murat : " in done.out
    assert (murat / "livrables" / "pca.docx").exists()


def test_questions_are_put_and_left(chosen: Chosen, murat: Path) -> None:
    done = chosen(["1", "1", "CH de Murat et Condat", "q", "q"], "-C", murat)
    assert done.code == 0
    assert done.out.count(WORDS) == 2
    assert f"– CH de Murat et Condat\n{WORDS}" in done.out


def test_the_questions_may_be_those_of_one_role(chosen: Chosen, murat: Path) -> None:
    done = chosen(["1", "direction", "3", "q", "1", "", "q"], "-C", murat)
    assert "À qui sont posées les questions ?" in done.out
    assert "Qui décide en crise (" in done.out
    assert "Pour reprendre :" in done.out
    assert done.out.count(WORDS) == 3


def test_one_thing_is_changed(chosen: Chosen, murat: Path) -> None:
    done = chosen(["Changer une chose", "pers", "1", "m 1", "1", "Directrice", "", "", "q"], "-C", murat)
    assert done.code == 0
    assert "Que voulez-vous changer ?" in done.out
    assert "Noté : Directrice" in done.out
    assert done.out.count(WORDS) == 2


def test_one_may_think_better_of_it(chosen: Chosen, murat: Path) -> None:
    assert chosen(["Changer une chose", "<", "q"], "-C", murat).out.count(WORDS) == 2


def test_help_is_in_words(chosen: Chosen, murat: Path) -> None:
    done = chosen(["aide", "Aide", "q"], "-C", murat)
    assert done.out.count("Vérifier le dossier : ce qui manque") == 2
    assert "planforge --help" in done.out


def test_the_folder_of_documents_is_opened(chosen: Chosen, murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("planforge.cli.menu.open_folder", lambda folder: not opened.append(folder))  # type: ignore[func-returns-value]  # noted, then true
    words = "Ouvrir le dossier des documents"
    assert (
        "Aucun document n’a encore été produit : choisissez « Produire les documents »."
        in chosen([words, "q"], "-C", murat).err
    )
    (murat / "livrables").mkdir()
    chosen([words, "q"], "-C", murat)
    assert opened == [murat / "livrables"]
    monkeypatch.setattr("planforge.cli.menu.open_folder", lambda _: False)
    done = chosen([words, "q"], "-C", murat)
    assert f"Vos documents sont dans : {murat / 'livrables'}" in done.out


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("99", "Ce numéro n’est pas dans la liste."),
        ("?", "Ce numéro n’est pas dans la liste."),
        ("zzz", "Ce numéro n’est pas dans la liste."),
        ("", "Ce numéro n’est pas dans la liste."),
    ],
)
def test_what_is_no_entry_is_said(chosen: Chosen, murat: Path, wrong: str, expected: str) -> None:
    assert expected in chosen([wrong, "q"], "-C", murat).out


def test_an_error_is_drawn_and_the_menu_comes_back(chosen: Chosen, murat: Path) -> None:
    (murat / "planforge.yaml").write_text("a: [", encoding="utf-8")
    done = chosen(["Vérifier le dossier", "1", "1", "q"], "-C", murat)
    assert done.code == 0
    assert done.out.count("planforge.yaml:1") == 1
    assert done.err.count("planforge.yaml:1") == 1
    assert done.out.count(WORDS) == 3


def test_ctrl_c_in_a_command_comes_back(chosen: Chosen, murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "check", interrupted)
    done = chosen(["Vérifier le dossier", "q"], "-C", murat)
    assert done.code == 0
    assert "Interrompu. Aucun fichier n’est à moitié écrit." in done.err
    assert done.out.count(WORDS) == 2


def test_ctrl_c_in_the_menu_leaves(chosen: Chosen, murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planforge.interview.menu.choose_act", interrupted)
    assert chosen([], "-C", murat).code == 4  # nothing to read at all
    assert chosen(["1"], "-C", murat).code == 130


def test_a_badly_written_command_is_told_in_the_menu_too(
    chosen: Chosen, murat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planforge.interview.menu.choose_kind", lambda *_: "n’importe quoi")
    done = chosen(["Changer une chose", "q"], "-C", murat)
    assert "« n’importe quoi » ne se change pas." in done.err
    assert done.code == 0


def test_where_there_is_no_record_one_is_begun(chosen: Chosen, nowhere: Path) -> None:
    done = chosen(["1", "", "oui", "CH de Murat", "public", "mco", "q", "q"])
    assert done.code == 0
    folder = nowhere / "mon-etablissement"
    assert f"Aucun dossier d’établissement ici ({nowhere})." in done.out
    assert (folder / "planforge.yaml").is_file()
    assert f"Dossier : {folder} – CH de Murat\n{WORDS}\n  1. Reprendre le questionnaire" in done.out


def test_a_folder_that_is_not_there_yet_is_proposed(chosen: Chosen, nowhere: Path) -> None:
    done = chosen(["1", "<", "q"], "-C", nowhere / "murat")
    assert done.code == 0
    assert f"Proposition : {nowhere / 'murat'}" in done.out
    assert not (nowhere / "murat").exists()


def test_nothing_is_begun_that_was_not_agreed(chosen: Chosen, nowhere: Path) -> None:
    done = chosen(["1", "", "non", "q"])
    assert done.code == 0
    assert "Rien n’a été créé." in done.err
    assert list(nowhere.iterdir()) == []


def test_an_example_is_opened_and_opened_again(chosen: Chosen, nowhere: Path) -> None:
    done = chosen(["Ouvrir un exemple", "ehpad", "q"])
    folder = nowhere / "exemple-ehpad"
    assert f"Dossier : {folder} – Résidence des Tilleuls" in done.out
    (folder / "planforge.yaml").write_text("establishment: {name: Ma résidence}\n", encoding="utf-8")
    done = chosen(["Ouvrir un exemple", "1", "q"])
    assert f"Dossier : {folder} – Ma résidence" in done.out
    assert done.err == ""
    assert chosen(["Ouvrir un exemple", "<", "q"]).out.count(WORDS) == 2


@pytest.mark.parametrize("written", ["{folder}", '"{folder}"', "murat"])
def test_a_folder_begun_elsewhere_is_opened(chosen: Chosen, murat: Path, nowhere: Path, written: str) -> None:
    assert murat.parent == nowhere
    done = chosen(["Ouvrir un dossier déjà commencé", written.format(folder=murat), "Vérifier le dossier", "q"])
    assert f"Dossier : {murat} – CH de Murat" in done.out
    assert "Constats au " in done.out


def test_a_folder_that_holds_nothing_is_told(chosen: Chosen, nowhere: Path) -> None:
    (nowhere / "vide").mkdir()
    words = "Ouvrir un dossier déjà commencé"
    done = chosen([words, "vide", words, "", "q"])
    assert done.err == "Le dossier « vide » n’existe pas, ou ne contient pas de fichier planforge.yaml.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")
@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"ACCESSIBLE": "1", "TERM": "xterm"}])
def test_on_a_real_terminal_that_speaks_plainly(murat: Path, environment: dict[str, str]) -> None:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT"}}
    ours, theirs = os.openpty()
    program = [sys.executable, "-m", "planforge", "-C", str(murat)]
    with subprocess.Popen(
        program,
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
    ) as process:
        os.close(theirs)
        said = read_until(ours, "> ")
        assert WORDS in said
        assert "\x1b" not in said
        os.write(ours, b"Quitter\n")
        assert process.wait(30) == 0
    os.close(ours)


def read_until(terminal: int, end: str) -> str:
    """What a terminal shows, up to the prompt that waits for a line."""
    said = b""
    while not said.endswith(end.encode()):
        said += os.read(terminal, 1 << 16)
    return plain(said.decode()).replace("\r\n", "\n")
