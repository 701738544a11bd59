from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.cli.console import protect_streams, rewrites_lines, shows_colours, strong
from planforge.cli.root import Settings

if TYPE_CHECKING:
    from tests.cli.conftest import Command, Establishment

ENCODINGS = ["cp1252", "cp850", "utf-8"]
ODD = "services: []\nteams:\n  - {id: x, name: Œuvre – « œdème » ≥ 3 › ☐ \U0001f3e5, skil: a}\n"


def written(text: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a console of that encoding shows of a text."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, newline=""))
    protect_streams()
    sys.stdout.write(text)
    sys.stdout.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "« Œuvre » › l’été… ≥ 3 → ☐ 5 € \U0001f3e5"),
        ("cp1252", "« Œuvre » › l’été… >= 3 -> [ ] 5 € ?"),
        ("cp850", "« OEuvre » > l'été... >= 3 -> [ ] 5 EUR ?"),
        ("ascii", '" OEuvre " > l\'ete... >= 3 -> [ ] 5 EUR ?'),
    ],
)
def test_what_a_console_lacks_is_written_with_letters_it_has(
    encoding: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "« Œuvre » › l’été… ≥ 3 → ☐ 5 € \U0001f3e5"
    assert written(text, encoding, monkeypatch) == expected


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=st.text(st.characters(exclude_characters="\r\n")))
def test_no_text_breaks_a_console(encoding: str, text: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        shown = written(text, encoding, monkeypatch)
    assert bool(shown) == bool(text)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "arguments", [["--help"], ["check"], ["status"], ["build", "--dry-run"], ["check", "--list-rules"]]
)
def test_every_console_gets_whole_answers(
    apart: Command, establishment: Establishment, encoding: str, arguments: list[str]
) -> None:
    folder = establishment(text="schema: 1\nestablishment: {name: Hôpital d’Œx, statute: public}\n")
    done = apart(*arguments, cwd=folder, encoding=encoding)
    assert done.code == 0, done.err
    assert done.out
    assert "?" not in done.out
    assert "Traceback" not in done.err


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_odd_letters_of_a_record_come_out_on_every_console(
    apart: Command, establishment: Establishment, encoding: str
) -> None:
    done = apart("check", cwd=establishment(text=ODD), encoding=encoding)
    assert done.code == 3
    assert "skil" in done.out
    assert "Traceback" not in done.err


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}])
def test_a_file_gets_no_colour(apart: Command, murat: Path, environment: dict[str, str]) -> None:
    done = apart("check", cwd=murat, **environment)
    assert done.code == 0
    assert "\x1b" not in done.out + done.err
    assert "BLOQUANT" in done.out


def test_colours_come_where_they_are_asked_for(apart: Command, murat: Path) -> None:
    assert "\x1b[" in apart("--color", "always", "check", cwd=murat, NO_COLOR="1").out
    assert "\x1b" not in apart("--color", "always", "--text", "check", cwd=murat).out
    assert "\x1b" not in apart("--color", "never", "check", cwd=murat).out


@pytest.mark.parametrize(
    ("wanted", "environment", "expected"),
    [
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {}, False),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, None),
        ("auto", {"TERM": "dumb"}, False),
        ("auto", {"TERM": "xterm"}, None),
    ],
)
def test_colours_follow_the_option_then_the_environment(
    wanted: str, environment: dict[str, str], expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, text in environment.items():
        monkeypatch.setenv(name, text)
    assert shows_colours(wanted) is expected


@pytest.mark.parametrize(
    ("settings", "term", "terminal", "expected"),
    [
        (Settings(), "xterm", True, True),
        (Settings(), "dumb", True, False),
        (Settings(), "xterm", False, False),
        (Settings(quiet=True), "xterm", True, False),
        (Settings(json=True), "xterm", True, False),
        (Settings(text=True), "xterm", True, False),
    ],
)
def test_lines_are_rewritten_on_a_real_terminal_only(
    settings: Settings, term: str, terminal: object, expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    assert rewrites_lines(settings) is expected


def test_strong_words_are_still_words() -> None:
    assert "ERREUR" in strong("ERREUR", "red")


def test_no_line_is_rewritten_where_there_is_no_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", None)
    assert rewrites_lines(Settings()) is False


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_result_that_cannot_be_written_is_said_without_traceback(murat: Path, options: tuple[str, ...]) -> None:
    program = [sys.executable, "-m", "planforge", "-q", "-C", str(murat), *options, "check"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 6
    said = done.stderr.decode().replace("\u00a0", " ")
    assert said.startswith(
        "" if options else "Le résultat ne peut pas être écrit là où vous l’envoyez (disque plein ?)."
    )
    assert "Traceback" not in said
