from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from planforge.cli.fronts import front_for, is_terminal, speaks_plainly
from planforge.cli.root import Settings
from planforge.interview.plain import Plain

if TYPE_CHECKING:
    from tests.cli.conftest import Command


class Screen(io.StringIO):
    """A stream with a person at the other end."""

    def isatty(self) -> bool:
        return True


def on_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both streams are a terminal that can be drawn on: within the test, since pytest has its own before it."""
    monkeypatch.setattr(sys, "stdin", Screen("une ligne\n"))
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("ACCESSIBLE", raising=False)


def test_a_terminal_is_drawn_on(monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_screen(monkeypatch)
    assert not speaks_plainly()
    assert is_terminal(sys.stdin)
    assert not is_terminal(None)


@pytest.mark.parametrize(("name", "value"), [("ACCESSIBLE", "1"), ("TERM", "dumb")])
def test_a_screen_reader_and_a_dumb_terminal_get_plain_lines(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    on_a_screen(monkeypatch)
    monkeypatch.setenv(name, value)
    assert speaks_plainly()
    front = front_for(Settings(), "interview", text=False)
    assert isinstance(front, Plain)
    assert not front.echo


@pytest.mark.parametrize(("settings", "text"), [(Settings(), True), (Settings(text=True), False)])
def test_plain_lines_may_be_asked_for(monkeypatch: pytest.MonkeyPatch, settings: Settings, *, text: bool) -> None:
    on_a_screen(monkeypatch)
    front = front_for(settings, "interview", text=text)
    assert isinstance(front, Plain)
    assert front.width < 100


def test_lines_of_a_file_are_all_read_and_written_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("oui\nnon\n"))
    front = front_for(Settings(), "interview", text=False)
    assert isinstance(front, Plain)
    assert front.echo
    assert [front.reader.readline() for _ in range(3)] == ["oui\n", "non\n", ""]


@pytest.mark.parametrize("stream", [None, io.StringIO("")])
def test_nothing_to_read_is_told(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO | None) -> None:
    monkeypatch.setattr(sys, "stdin", stream)
    with pytest.raises(click.exceptions.Exit) as left:
        front_for(Settings(), "interview", text=True)
    assert left.value.exit_code == 4


def test_with_nowhere_to_ask_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(click.exceptions.Exit) as left:
        front_for(Settings(), "interview", text=True)
    assert left.value.exit_code == 4


def test_the_command_says_what_to_do_in_its_place(planforge: Command, murat: Path) -> None:
    assert "planforge interview --text < reponses.txt" in planforge("-C", murat, "interview").err
    assert "reponses.txt" not in planforge("-C", murat, "edit", "crise").err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_questions_that_cannot_be_shown_are_told(murat: Path) -> None:
    command = [sys.executable, "-m", "planforge", "-C", str(murat), "interview", "--text"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, input="q\n", stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 6
    assert "Les questions ne peuvent pas être écrites" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_stream_is_nothing_to_read(planforge: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO("q\n")
    closed.close()
    monkeypatch.setattr(sys, "stdin", closed)
    assert planforge("interview").code == 4
