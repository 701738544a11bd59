from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

import click
import pytest

from planforge import __version__
from planforge.binder import checking
from planforge.cli.root import COMMANDS, FrenchDate, Settings, root
from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


def test_without_a_command_the_help_is_the_answer(planforge: Command) -> None:
    done = planforge()
    assert done.code == 0
    assert done.out.startswith("Utilisation : planforge")
    assert done.out == planforge("--help").out
    assert all(f"  {name} " in done.out for name in COMMANDS)


def test_french_aliases_work_and_stay_hidden(planforge: Command, murat: Path) -> None:
    for name, entry in COMMANDS.items():
        assert planforge(entry.alias, "--help").code == 0, name
        assert f"  {entry.alias} " not in planforge("--help").out
    said = planforge("-C", murat, "--json", "verifier").out
    assert json.loads(said)["command"] == "check"


def test_every_command_and_every_option_has_its_help() -> None:
    commands = [root, *(import_module(entry.module).command for entry in COMMANDS.values())]
    assert len(commands) > 13
    for command in commands:
        assert command.help, command.name
        options = [one for one in command.params if isinstance(one, click.Option)]
        assert [one.name for one in options if not one.help] == []


def test_the_version_is_said(planforge: Command) -> None:
    assert planforge("--version").out == f"planforge {__version__}\n"


@pytest.mark.parametrize("written", ["2026-11-20", "20/11/2026", "20 novembre 2026"])
def test_dates_are_read_as_people_write_them(written: str) -> None:
    assert FrenchDate().convert(written, None, None) == date(2026, 11, 20)


def test_settings_are_handed_to_the_command(planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Settings] = []

    def spy(*_: object) -> None:
        seen.append(click.get_current_context().obj)
        raise OutputError("assez")

    monkeypatch.setattr(checking, "check", spy)
    planforge("-C", murat, "--as-of", "01/02/2026", "-q", "-v", "--text", "check")
    assert seen == [Settings(murat, date(2026, 2, 1), quiet=True, verbose=True, text=True)]


def test_an_error_of_ours_is_drawn_once_without_traceback(planforge: Command, tmp_path: Path) -> None:
    done = planforge("-C", tmp_path, "migrate")
    assert done.code == 3
    assert done.out == ""
    assert "Il n’y a pas de fichier planforge.yaml dans ce dossier." in done.err
    assert "1 erreur. Rien n’a été modifié." in done.err
    assert "Traceback" not in done.err


def test_an_error_is_json_where_json_is_asked_for(planforge: Command, tmp_path: Path) -> None:
    done = planforge("-C", tmp_path, "--json", "migrer")
    said = json.loads(done.out)
    assert done.code == 3
    assert said["schema"] == 1
    assert said["command"] == "migrate"
    assert [problem["code"] for problem in said["problems"]] == ["source.no_record"]


def test_messages_are_copied_to_the_log(planforge: Command, murat: Path, tmp_path: Path) -> None:
    log = tmp_path / "journal.txt"
    for _ in range(2):
        done = planforge("-q", "--log-file", log, "-C", murat, "check")
        assert done.err == ""
    (murat / "planforge.yaml").write_text("a: b", encoding="utf-8")
    planforge("--color", "always", "--log-file", log, "-C", murat, "build")
    text = log.read_text("utf-8")
    assert text.count(f"Dossier\u00a0: {murat}\n") == 3
    assert "Clé inconnue" in text
    assert "\x1b" not in text


def test_a_reader_who_leaves_ends_the_command_quietly(murat: Path) -> None:
    program = [sys.executable, "-m", "planforge", "-q", "-C", str(murat), "check", "--list-rules"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("option", ["--json", "-v", "-C"])
def test_a_global_option_after_its_command_is_told_where_to_go(planforge: Command, option: str) -> None:
    done = planforge("build", option)
    assert done.code == 2
    assert f"« {option} » se place avant la commande : planforge {option} build" in done.err


@pytest.mark.parametrize(
    ("arguments", "command"),
    [(("nimporte",), ""), (("build", "--only", "nimporte"), "build"), (("--as-of", "demain", "check"), "")],
)
def test_a_badly_written_command_is_json_too(
    planforge: Command, murat: Path, arguments: list[str], command: str
) -> None:
    done = planforge("--json", "-C", murat, *arguments)
    said = json.loads(done.out)
    assert done.code == 2
    assert (said["schema"], said["command"]) == (1, command)
    assert [problem["code"] for problem in said["problems"]] == ["usage"]
    assert done.err.rstrip().endswith(said["problems"][0]["message"].replace("\u00a0", " "))
