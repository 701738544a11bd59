from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.cli.exercise import COMMANDS

if TYPE_CHECKING:
    from tests.cli.conftest import Command


def test_the_group_says_what_it_can_do(planforge: Command) -> None:
    done = planforge("exercise", "--help")
    assert done.code == 0
    assert all(name in done.out for name in COMMANDS)


def test_french_names_lead_to_the_same_commands(planforge: Command) -> None:
    assert planforge("exercice", "nouveau", "--help").code == 0


def test_a_command_that_does_not_exist_is_told_with_the_one_that_was_meant(planforge: Command) -> None:
    done = planforge("exercise", "neww")
    assert done.code == 2
    assert "Vouliez-vous dire « new » ?" in done.err
