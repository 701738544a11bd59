from __future__ import annotations

import click

from planforge.cli.drawing import place_line, problem_text, problems_text
from planforge.errors import Location, Problem

PROBLEM = Problem(
    "shape.enum",
    "« publique » n’est pas une valeur prévue.",
    Location("planforge.yaml", 6, 11),
    ("Établissement", "Statut"),
    "Écrivez « public ».",
    "6 |   statute: publique\n  |            ^^^^^^^^",
)


def test_a_problem_shows_place_sentence_lines_and_what_to_write() -> None:
    assert problem_text(PROBLEM) == (
        "planforge.yaml:6:11   Établissement › Statut\n"
        "    « publique » n’est pas une valeur prévue.\n"
        "    6 |   statute: publique\n"
        "      |            ^^^^^^^^\n"
        "    → Écrivez « public ».\n"
    )


def test_what_a_problem_lacks_takes_no_line() -> None:
    assert problem_text(Problem("a", "Rien.", Location("a.yaml"))) == "a.yaml\n    Rien.\n"


def test_problems_end_with_their_count() -> None:
    text = click.unstyle(problems_text([PROBLEM, PROBLEM]))
    assert text.count("publique » n’est pas") == 2
    assert text.endswith("\n2\u00a0erreurs.")


def test_a_place_without_file_is_its_path() -> None:
    assert place_line(Location(), ("Services", "« Urgences »")) == "Services › « Urgences »"
