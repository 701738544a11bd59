from __future__ import annotations

import json

import pytest

from planforge.cli.reporting import emit, exit_code, problems_of, report
from planforge.cli.root import Settings
from planforge.errors import LibraryError, Location, OutputError, Problem, RecordError, TemplateError

PROBLEM = Problem("a.b", "Manque.", Location("planforge.yaml", 1, 2), ("Services",), "Ajoutez.")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RecordError([PROBLEM]), 3),
        (LibraryError([PROBLEM]), 6),
        (TemplateError([PROBLEM]), 6),
        (OutputError("plein"), 6),
    ],
)
def test_each_error_has_its_exit_code(error: RecordError, code: int) -> None:
    assert exit_code(error) == code


def test_an_error_is_told_on_the_stream_of_messages(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(OutputError("Le disque est plein."), Settings(quiet=True), "build") == 6
    assert capsys.readouterr() == ("", "Le disque est plein.\n")


def test_an_error_is_the_json_object_of_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(RecordError([PROBLEM]), Settings(json=True), "build") == 3
    said = capsys.readouterr()
    assert said.err == ""
    assert json.loads(said.out) == {
        "schema": 1,
        "command": "build",
        "problems": [
            {
                "code": "a.b",
                "file": "planforge.yaml",
                "line": 1,
                "column": 2,
                "path": ["Services"],
                "message": "Manque.",
                "hint": "Ajoutez.",
            }
        ],
    }


def test_an_error_without_problems_is_one_problem() -> None:
    assert problems_of(OutputError("plein")) == [{"code": "OutputError", "message": "plein"}]


def test_json_is_ascii_so_that_any_console_passes_it_on(capsys: pytest.CaptureFixture[str]) -> None:
    emit("check", folder="é ’")
    assert capsys.readouterr().out.isascii()
