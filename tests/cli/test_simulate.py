from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.binder.test_simulating import RECORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


@pytest.fixture
def simulate(planforge: Command, tmp_path: Path) -> Command:
    """The command on a small record, at a date."""
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    return lambda *arguments: planforge("-C", tmp_path, "--as-of", "27/11/2026", *arguments)


def test_everything_is_told_in_words(simulate: Command) -> None:
    done = simulate("simulate")
    assert done.code == 0
    assert "Scénario « Cyberattaque » : rien ne se restaure avant 2 j (1 j au mieux, 4 j au pire)." in done.out
    for title in ("Services vitaux", "Systèmes, dans l’ordre de reprise", "Planning", "Hypothèses"):
        assert title in done.out
    assert "Chaîne qui retient tout : Réseau → DPI." in done.out
    assert "sur 10" in done.out
    assert "pas un engagement" in done.out
    assert "Attend" not in done.out
    assert "attend « Réseau »" in simulate("-v", "simulate").out


def test_a_what_if_is_told(simulate: Command) -> None:
    assert (
        "Et si : Une personne de plus à l’équipe « Informatique »."
        in simulate("simulate", "--what-if", "person:si").out
    )


def test_levers_are_listed_best_first(simulate: Command) -> None:
    assert "Leviers : heures gagnées, tous services vitaux ensemble" in simulate("simulate", "--levers").out


def test_json_is_one_object(simulate: Command) -> None:
    said = json.loads(simulate("--json", "simulate", "--runs", "100").out)
    assert sorted(said) == ["as_of", "changed", "command", "estimate", "levers", "problems", "schema", "without"]
    assert said["command"] == "simulate"
    first = said["estimate"]["systems"][0]
    assert {"system", "start", "end", "hold", "held_by", "dates", "odds", "critical", "standing"} <= first.keys()
    assert said["estimate"]["services"][0]["service"] == "urgences"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--scenario", "incendie"), 2, "n’existe pas"),
        (("--what-if", "magie"), 2, "Ce qui se change"),
        (("--runs", "3"), 2, "--runs"),
        (("--scenario", "greve"), 1, "ne peut pas être calculé"),
    ],
)
def test_what_cannot_be_simulated_is_told(simulate: Command, words: tuple[str, ...], code: int, told: str) -> None:
    done = simulate("simulate", *words)
    assert done.code == code
    assert told in done.err
