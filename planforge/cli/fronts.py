"""Which front end the questions are put with: the terminal where it can be used, plain text anywhere else."""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TextIO

import click

from planforge.cli.console import complain, shows_colours
from planforge.cli.entry import NEEDS_INPUT
from planforge.cli.reporting import emit

if TYPE_CHECKING:
    from planforge.cli.root import Settings
    from planforge.interview.plain import Lines
    from planforge.interview.steps import Front

_WIDEST = 99
_REDIRECTED = 79
_NO_INPUT = (
    "Entrée nécessaire : cette commande pose des questions, et il n’y a ni terminal ni réponses à lire. "
    "Lancez-la dans un terminal, ou envoyez-lui les réponses, une par ligne : planforge interview --text < reponses.txt"
)


def front_for(settings: Settings, command: str, *, text: bool) -> Front:
    """The front end to use. Leaves with « input needed » where there is no terminal and nothing to read."""
    reader = None if settings.json else _reader()
    if reader is None:
        raise _no_input(settings, command)
    from planforge.cli.keyboard import leftover  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.plain import Plain  # noqa: PLC0415 - kept out of start-up

    typed = is_terminal(sys.stdin)
    plain = Plain(reader, sys.stdout, _width(), not typed, partial(leftover, sys.stdin) if typed else tuple)
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


def _reader() -> Lines | None:
    """What the answers are read from; None where there is nothing to read."""
    if is_terminal(sys.stdin):
        return sys.stdin
    if sys.stdin is None or sys.stdin.closed:
        return None
    try:
        first = sys.stdin.readline()
    except OSError:
        return None
    return _Rest(first, sys.stdin) if first else None


class _Rest:
    """A stream from its first line on, which was read to know whether there is one."""

    def __init__(self, first: str, stream: TextIO) -> None:
        self._lines = chain([first], iter(stream.readline, ""))

    def readline(self) -> str:
        """The next line."""
        return next(self._lines, "")


def _no_input(settings: Settings, command: str) -> click.exceptions.Exit:
    if settings.json:
        emit(command, problems=[{"code": "input-needed", "message": _NO_INPUT}])
    else:
        complain(_NO_INPUT, settings)
    return click.exceptions.Exit(NEEDS_INPUT)
