"""The two streams: results on standard output, messages on standard error, readable on any console."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from planforge.cli.root import Settings

# What old Windows consoles (cp850, cp1252) lack, in letters they have.
_PLAIN = {
    "\u00a0": " ",
    "\u00ab": '"',
    "\u00bb": '"',
    "\u202f": " ",
    "\u2011": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2026": "...",
    "\u203a": ">",
    "\u20ac": "EUR",
    "\u2192": "->",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2610": "[ ]",
    "\u2611": "[x]",
    "\u0152": "OE",
    "\u0153": "oe",
}
_HANDLER = "planforge.plain"


def protect_streams() -> None:
    """Make both streams survive any character: what the console lacks is written with letters it has."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # The handler knows its stream's encoding: the errors of Windows code pages do not name it.
            handler = f"{_HANDLER}.{stream.encoding}"
            codecs.register_error(handler, partial(_plain_letters, stream.encoding))
            stream.reconfigure(errors=handler)


def _plain_letters(encoding: str, error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_plain(letter, encoding) for letter in error.object[error.start : error.end]), error.end


def _plain(letter: str, encoding: str) -> str:
    """Letters that the encoding has: from our own table, else the letter without its accent, else « ? »."""
    bare = _PLAIN.get(letter) or unicodedata.normalize("NFKD", letter)
    return bare.encode(encoding, "ignore").decode(encoding) or "?"


def result(text: str) -> None:
    """Print a result on standard output. Raises ``OutputError`` where it cannot be written: a full disk, mostly."""
    try:
        click.echo(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_results()
        from planforge.errors import OutputError  # noqa: PLC0415 - only when something went wrong

        told = "Le résultat ne peut pas être écrit là où vous l’envoyez (disque plein ?)."
        raise OutputError(f"{told} Les documents, eux, ne sont pas en cause.") from error


def drop_results() -> None:
    """Send what is left for standard output nowhere, so that Python does not complain of it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str, settings: Settings) -> None:
    """Print a message on standard error, unless ``--quiet``; copy it to ``--log-file``."""
    if not settings.quiet:
        click.echo(text, err=True)
    _log(text, settings)


def complain(text: str, settings: Settings) -> None:
    """Print on standard error what went wrong, ``--quiet`` or not; copy it to ``--log-file``."""
    click.echo(text, err=True)
    _log(text, settings)


def _log(text: str, settings: Settings) -> None:
    if settings.log_file is not None:
        settings.log_file.write(f"{click.unstyle(text)}\n")
        settings.log_file.flush()


def strong(text: str, colour: str) -> str:
    """The words in bold colour, where colours are shown; the words say everything by themselves."""
    return click.style(text, fg=colour, bold=True)


def shows_colours(wanted: str) -> bool | None:
    """Whether to send colours: as ``--color`` says; ``None`` leaves it to click, which looks for a terminal."""
    if wanted != "auto":
        return wanted == "always"
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def rewrites_lines(settings: Settings) -> bool:
    """Whether progress may be rewritten in place: a real terminal, not a dumb one, and nobody asked for plain text."""
    plain = settings.quiet or settings.json or settings.text or os.environ.get("TERM") == "dumb"
    # Without a console (pythonw, a stream closed by the caller) Python gives no stream at all.
    return not plain and sys.stderr is not None and sys.stderr.isatty()
