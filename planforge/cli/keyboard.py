"""Lines read from a terminal or a file, in whatever encoding; and what a terminal sent before it was asked."""

from __future__ import annotations

import io
import select
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_WINDOWS = "cp1252"


class Reader:
    """The lines of a stream, the ``first`` of which may have been read already, to know whether there is one."""

    def __init__(self, stream: TextIO, first: str = "") -> None:
        self._stream = stream
        self._first = first

    def readline(self) -> str:
        """The next line with its end; "" where there is none left."""
        line, self._first = self._first or self._stream.readline(), ""
        return mended(line)

    def leftover(self) -> tuple[str, ...]:
        """The lines of a paste that wait already at a terminal: taken away, so that they answer no other question."""
        if not self._stream.isatty():
            return ()
        return tuple(mended(line) for line in (_on_windows() if sys.platform == "win32" else _waiting(self._stream)))


def any_bytes(stream: TextIO) -> None:
    """Have the stream read whatever comes: an answer in another encoding is mended, and ends nothing."""
    # What was read from once cannot be told any more: it was told then.
    if isinstance(stream, io.TextIOWrapper) and stream.errors != "surrogateescape":
        stream.reconfigure(errors="surrogateescape")


def mended(text: str) -> str:
    """The text with what its stream could not read taken for Windows letters, as a file of answers has them."""
    if text.isprintable() or not any("\udc80" <= letter <= "\udcff" for letter in text):
        return text
    return "".join(
        bytes([ord(letter) - 0xDC00]).decode(_WINDOWS, "ignore") if "\udc80" <= letter <= "\udcff" else letter
        for letter in text
    )


def _waiting(stream: TextIO) -> list[str]:
    found = []
    try:
        while _ready(stream) and (line := stream.readline()):
            found.append(line.rstrip("\r\n"))
        if found:
            # The last line of a paste may have no end: it would begin the next answer.
            _forget(stream)
    except OSError:  # the terminal is gone
        pass
    return found


def _forget(stream: TextIO) -> None:
    """Take away what was typed of a line that is not ended."""
    import termios  # noqa: PLC0415 - no such thing on Windows

    termios.tcflush(stream, termios.TCIFLUSH)


def _ready(stream: TextIO) -> bool:
    """Whether a whole line waits: a terminal hands lines over one by one, so that none waits in Python's buffer."""
    try:
        return bool(select.select([stream], [], [], 0)[0])
    except (OSError, ValueError, TypeError):  # a stream that the system does not know: nothing can be told
        return False


def _on_windows() -> Iterator[str]:
    import msvcrt  # noqa: PLC0415 - Windows only

    keys = ""
    while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]  # on Windows only
        keys += msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]  # same
    yield from keys.splitlines()
