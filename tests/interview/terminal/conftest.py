"""A person at a keyboard in the test's own process: keys go in by a pipe, the screen is read by an emulator."""

from __future__ import annotations

import io
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer
from typing import TYPE_CHECKING, Any

import pyte
import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.key_binding.defaults import load_key_bindings
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from planforge.interview.driver import conduct
from planforge.interview.steps import Kind, Position, Refusal, Step
from planforge.interview.terminal.console import Console
from planforge.interview.terminal.front import Terminal
from tests.interview.conftest import small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.input import PipeInput

    from planforge.interview.driver import Ending
    from planforge.interview.steps import Reply
    from tests.interview.conftest import Sitting

ENTER, SPACE, CTRL_C, CTRL_D, CTRL_U, BACKSPACE = "\r", " ", "\x03", "\x04", "\x15", "\x7f"
F1, F2, F3, UP, DOWN, LEFT, ALT_ENTER = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1b[A", "\x1b[B", "\x1b[D", "\x1b\r"
PATIENCE = 30  # seconds


def pasted(text: str) -> str:
    """What a terminal sends for a paste."""
    return f"\x1b[200~{text}\x1b[201~"


@pytest.fixture(autouse=True, scope="session")
def _quick_keys() -> Iterator[None]:
    """Make prompt_toolkit's own key bindings once: it makes them again for each prompt, which is half of the time."""
    keys = load_key_bindings()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prompt_toolkit.application.application.load_key_bindings", lambda: keys)
        yield


class Screen(io.StringIO):
    """A terminal that shows what is written to it; once it shows ``until``, the keyboard is unplugged."""

    encoding = "utf-8"

    def __init__(self, columns: int, rows: int, until: str = "", keyboard: PipeInput | None = None) -> None:
        super().__init__()
        self.pages = pyte.HistoryScreen(columns, rows, history=1000)
        self._feed = pyte.Stream(self.pages).feed
        self._until = until
        self._keyboard = keyboard
        self.seen = ""

    def write(self, text: str) -> int:
        """Show the text."""
        self._feed(text)
        return len(text)

    def flush(self) -> None:
        """Look at the screen."""
        if self._until and self._keyboard is not None and not self.seen and self._until in self.text:
            self.seen = self.text
            self._keyboard.close()

    @property
    def text(self) -> str:
        """The screen, with plain spaces."""
        return "\n".join(line.rstrip() for line in self.pages.display).replace("\u00a0", " ").strip("\n")


def terminal_on(screen: Screen, keyboard: PipeInput, *, colours: bool = True) -> Terminal:
    """The front end on that screen."""
    size = Size(screen.pages.lines, screen.pages.columns)
    return Terminal(Console(keyboard, Vt100_Output(screen, lambda: size, term="xterm", enable_cpr=False), colours))


def asked(step: Step, *keys: str, refusal: str = "") -> Reply:
    """The reply to a question. Raises ``EOFError`` where the keys do not make one."""
    with create_pipe_input() as keyboard:
        keyboard.send_text("".join(keys))
        keyboard.close()
        return Terminal(Console(keyboard, DummyOutput())).ask(step, Refusal(refusal) if refusal else None)


def shown(step: Step, *keys: str, until: str, columns: int = 80, rows: int = 24, refusal: str = "") -> str:
    """The screen as soon as it shows ``until``, the question having been put, and refused where it was."""
    with create_pipe_input() as keyboard, _within_patience(keyboard):
        screen = Screen(columns, rows, until, keyboard)
        front = terminal_on(screen, keyboard)
        keyboard.send_text("".join(keys))
        if refusal:
            front.ask(step, None)
        with pytest.raises(EOFError):
            front.ask(step, Refusal(refusal) if refusal else None)
    assert screen.seen, screen.text
    return screen.seen


@contextmanager
def _within_patience(keyboard: PipeInput) -> Iterator[None]:
    """Unplug the keyboard of a test that waits for what does not come."""
    timer = Timer(PATIENCE, keyboard.close)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@dataclass(frozen=True)
class Conversation:
    """An interview held with keys: how it ended, what was journalled, all that was left on the screen."""

    ending: Ending
    sitting: Sitting
    text: str


def held(sitting: Sitting, *keys: str, columns: int = 80, rows: int = 24, whole: bool = False) -> Conversation:
    """Put the questions of a sitting to somebody who types these keys, then leaves."""
    with create_pipe_input() as keyboard:
        screen = Screen(columns, rows)
        keyboard.send_text("".join(keys))
        keyboard.close()
        ending = conduct(sitting.session, terminal_on(screen, keyboard), whole=whole)
    above = ["".join(line[column].data for column in range(columns)) for line in screen.pages.history.top]
    text = "\n".join([*(line.rstrip() for line in above), screen.text]).replace("\u00a0", " ")
    return Conversation(ending, sitting, text)


def made(kind: Kind, **more: Any) -> Step:
    """A question of that kind."""
    values: dict[str, Any] = {
        "token": "1/x",
        "section": small().sections[0],
        "address": ("x",),
        "position": Position("Une partie", 1, 9),
        "heading": "Question 1 sur 9 – Une partie",
        "title": "Que répondez-vous ?",
        "why": "On en a besoin.",
        **more,
    }
    return Step(kind=kind, **values)
