"""Which front end the questions are put with: the terminal where it can be used, plain text anywhere else."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

import click

from planforge.cli.console import complain, drop_results, shows_colours
from planforge.cli.entry import NEEDS_INPUT
from planforge.cli.keyboard import Reader, any_bytes
from planforge.cli.reporting import emit

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.cli.root import Settings
    from planforge.interview.steps import Front

_WIDEST = 99
_REDIRECTED = 79
_NOT_SHOWN = (
    "Les questions ne peuvent pas être écrites là où vous les envoyez (disque plein ?). Vos réponses sont enregistrées."
)
_NO_INPUT = "Entrée nécessaire : cette commande pose des questions, et il n’y a ni terminal ni réponses à lire."
_IN_A_TERMINAL = "Lancez-la dans un terminal."
_FROM_A_FILE = "Ou envoyez-lui les réponses, une par ligne : planforge interview --text < reponses.txt"


def front_for(settings: Settings, command: str, *, text: bool) -> Front:
    """The front end to use. Leaves with « input needed » where there is no terminal and nothing to read."""
    reader = None if settings.json else _reader()
    if reader is None:
        raise _no_input(settings, command)
    from planforge.interview.plain import Plain  # noqa: PLC0415 - kept out of start-up

    plain = Plain(reader, Writer(sys.stdout), _width(), not is_terminal(sys.stdin), reader.leftover)
    if text or settings.text or speaks_plainly():
        return plain
    from planforge.interview.terminal.front import open_terminal  # noqa: PLC0415 - kept out of start-up, and of text

    # A console that cannot be drawn on (Git Bash on Windows) can still be written to.
    return open_terminal(sys.stdin, sys.stdout, colours=shows_colours(settings.color) is not False) or plain


def speaks_plainly() -> bool:
    """Whether lines must stay as they are written: a screen reader, a dumb terminal, a stream that is none."""
    asked = os.environ.get("ACCESSIBLE", "0") not in {"", "0"} or os.environ.get("TERM") == "dumb"
    return asked or not (is_terminal(sys.stdin) and is_terminal(sys.stdout))


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sits at the other end."""
    return stream is not None and not stream.closed and stream.isatty()


def _width() -> int:
    return min(shutil.get_terminal_size().columns - 1, _WIDEST) if is_terminal(sys.stdout) else _REDIRECTED


def _reader() -> Reader | None:
    """What the answers are read from; None where there is nothing to read, or nowhere to write the questions."""
    if sys.stdin is None or sys.stdin.closed or sys.stdout is None or sys.stdout.closed:
        return None
    any_bytes(sys.stdin)
    if is_terminal(sys.stdin):
        return Reader(sys.stdin)
    try:
        first = sys.stdin.readline()
    except OSError:
        return None
    return Reader(sys.stdin, first) if first else None


class Writer:
    """Standard output; what cannot be written there ends the command with a word about it, and loses no answer."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> object:
        """Write the text. Raises ``OutputError``."""
        return self._told(lambda: self._stream.write(text))

    def flush(self) -> object:
        """Have it shown now. Raises ``OutputError``."""
        return self._told(self._stream.flush)

    @staticmethod
    def _told(work: Callable[[], object]) -> object:
        try:
            return work()
        except BrokenPipeError:
            raise
        except OSError as error:
            drop_results()
            from planforge.errors import OutputError  # noqa: PLC0415 - only when something went wrong

            raise OutputError(_NOT_SHOWN) from error


def _no_input(settings: Settings, command: str) -> click.exceptions.Exit:
    lines = [_NO_INPUT, _IN_A_TERMINAL, *([_FROM_A_FILE] if command == "interview" else [])]
    if settings.json:
        emit(command, problems=[{"code": "input-needed", "message": " ".join(lines)}])
    else:
        complain("\n".join(lines), settings)
    return click.exceptions.Exit(NEEDS_INPUT)
