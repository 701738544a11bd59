from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from planforge.interview.terminal import console as consoles
from planforge.interview.terminal.console import folded, open_console
from planforge.interview.terminal.front import open_terminal
from tests.interview.terminal.conftest import Screen, terminal_on

if TYPE_CHECKING:
    from collections.abc import Callable


class Tty(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


class NoConsoleScreenBufferError(Exception):
    """What prompt_toolkit raises in Git Bash on Windows; its own class cannot be imported elsewhere."""


def _opened(output: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> consoles.Console | None:
    with create_pipe_input() as keyboard:
        monkeypatch.setattr(consoles, "create_input", lambda _: keyboard)
        monkeypatch.setattr(consoles, "create_output", output)
        return open_console(Tty(), Tty(), colours=True)


@pytest.mark.parametrize(("reader", "writer"), [(io.StringIO(), Tty()), (Tty(), io.StringIO())])
def test_nothing_is_drawn_where_a_stream_is_no_terminal(reader: io.StringIO, writer: io.StringIO) -> None:
    assert open_terminal(reader, writer, colours=True) is None


def test_a_console_that_fails_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> object:
        raise NoConsoleScreenBufferError

    assert _opened(fails, monkeypatch) is None


def test_the_terminal_is_never_asked_where_its_cursor_is(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _opened(lambda stream: Vt100_Output.from_pty(stream, term="xterm"), monkeypatch)
    assert found is not None
    assert not found.output.responds_to_cpr


class OldTty(io.TextIOWrapper):
    """The terminal of an old code page, whose stream says itself how to write what it lacks."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("encoding", "shown"), [("cp850", b"l&#8217;\x82t\x82"), ("utf-8", "l’été".encode())])
def test_what_a_code_page_lacks_is_written_as_its_stream_says(
    encoding: str, shown: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.BytesIO()
    with create_pipe_input() as keyboard:
        monkeypatch.setattr(consoles, "create_input", lambda _: keyboard)
        monkeypatch.setattr(consoles, "create_output", lambda stream: Vt100_Output(stream, lambda: Size(24, 80)))
        console = open_console(Tty(), OldTty(screen, encoding, "xmlcharrefreplace"), colours=True)
    assert console is not None
    console.write([("", "l’été")])
    assert shown in screen.getvalue()


@pytest.mark.parametrize("colours", [True, False])
def test_colours_are_sent_where_they_are_wanted(colours: bool) -> None:  # noqa: FBT001 - what is tried
    sent: list[str] = []

    class Kept(Screen):
        def write(self, text: str) -> int:
            sent.append(text)
            return super().write(text)

    with create_pipe_input() as keyboard:
        screen = Kept(80, 24)
        terminal_on(screen, keyboard, colours=colours).console.write([("class:notice", "Il manque l’unité.")])
    assert ("\x1b[0;31;1m" in "".join(sent)) is colours
    assert "\x1b[0;1m" in "".join(sent) or colours
    assert screen.text == "Il manque l’unité."


def test_words_are_kept_whole_and_non_breaking_spaces_too() -> None:
    assert folded("Le délai est de 4\u00a0h au plus", 18, "  ") == ["  Le délai est de", "  4\u00a0h au plus"]
    assert folded("", 20) == [""]
