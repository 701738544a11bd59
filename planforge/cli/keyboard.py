"""A terminal read line by line, and what it sent before it was asked: the lines of a paste, mostly."""

from __future__ import annotations

import select
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator


def leftover(stream: TextIO) -> tuple[str, ...]:
    """The lines that wait already at a terminal; they are taken away, so that they answer no question."""
    if sys.platform == "win32":
        return tuple(_typed_ahead_on_windows())
    return tuple(_waiting(stream))


def _waiting(stream: TextIO) -> Iterator[str]:
    while _ready(stream):
        try:
            line = stream.readline()
        except OSError:  # the terminal is gone
            return
        if not line:
            return
        yield line.rstrip("\r\n")


def _ready(stream: TextIO) -> bool:
    """Whether a whole line waits: a terminal hands lines over one by one, so that none waits in Python's buffer."""
    try:
        return bool(select.select([stream], [], [], 0)[0])
    except (OSError, ValueError):  # a stream that the system does not know: nothing can be told
        return False


def _typed_ahead_on_windows() -> Iterator[str]:
    import msvcrt  # noqa: PLC0415 - Windows only

    keys = ""
    while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
        keys += msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
    yield from keys.splitlines()
