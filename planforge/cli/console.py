"""The two streams: results on standard output, messages on standard error, readable on any console."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from planforge.cli.root import Settings

# What old Windows consoles (cp850, cp1252) lack, in letters they have.
_PLAIN = {
    "\u202f": " ",
    "\u2011": "-",
    "\u2192": "->",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2610": "[ ]",
    "\u2611": "[x]",
    "\u25ca": "*",
    "\u2013": "-",
    "\u2014": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2026": "...",
    "\u0153": "oe",
    "\u0152": "OE",
    "\u20ac": "EUR",
}


def protect_streams() -> None:
    """Make both streams survive any character: what the console lacks is replaced by letters it has."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def readable(text: str, stream: TextIO) -> str:
    """The text with each character that the stream cannot show replaced by a plain one."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_shown(letter, encoding) for letter in text)
    return text


def _shown(letter: str, encoding: str) -> str:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return _PLAIN.get(letter, "?")
    return letter


def result(text: str) -> None:
    """Print a result on standard output."""
    click.echo(readable(text, sys.stdout))


def say(text: str, settings: Settings | None = None) -> None:
    """Print a message on standard error, unless ``--quiet``; copy it to ``--log-file``."""
    if settings is None or not settings.quiet:
        click.echo(readable(text, sys.stderr), err=True)
    if settings is not None and settings.log_file is not None:
        with settings.log_file.open("a", encoding="utf-8") as log:
            log.write(text + "\n")


def rewrites_lines() -> bool:
    """Whether progress may be rewritten in place: a real terminal that is not a dumb one."""
    import os  # noqa: PLC0415 - only asked for long work

    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
