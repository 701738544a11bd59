from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING

import click
import pytest

from planforge.cli.library import COMMANDS

if TYPE_CHECKING:
    from tests.cli.conftest import Command


def test_the_help_names_both_commands(planforge: Command) -> None:
    done = planforge("library", "--help")
    assert done.code == 0
    assert all(f"  {name} " in done.out for name in COMMANDS)
    assert "planforge library show urgences" in done.out


def test_every_command_and_every_option_has_its_help() -> None:
    commands = [import_module(entry.module).command for entry in COMMANDS.values()]
    assert len(commands) == 2
    for command in commands:
        assert command.help, command.name
        assert [one.name for one in command.params if isinstance(one, click.Option) and not one.help] == []


def test_french_aliases_work_and_stay_hidden(planforge: Command) -> None:
    for entry in COMMANDS.values():
        assert planforge("bibliotheque", entry.alias, "--help").code == 0
        assert f"  {entry.alias} " not in planforge("library", "--help").out


@pytest.mark.parametrize(
    ("arguments", "command", "expected"),
    [
        (["library", "shwo"], "library", "La commande « shwo » n’existe pas. Vouliez-vous dire « show » ?"),
        (["library", "zzzz"], "library", "La commande « zzzz » n’existe pas. Commandes : show, copy."),
        (["library", "show", "zzzz"], "library show", "Aucune entrée de la bibliothèque ne s’appelle « zzzz »."),
        (
            ["library", "copy", "x", "-v"],
            "library copy",
            "« -v » se place avant la commande : planforge -v library copy",
        ),
    ],
)
def test_a_badly_written_command_is_told_by_its_whole_name(
    planforge: Command, arguments: list[str], command: str, expected: str
) -> None:
    done = planforge("--json", *arguments)
    said = json.loads(done.out)
    assert done.code == 2
    assert said["command"] == command
    assert expected in done.err
    assert expected in said["problems"][0]["message"].replace("\u00a0", " ")
