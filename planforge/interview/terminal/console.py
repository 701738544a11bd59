"""The console that prompts are drawn on: opened where it can be, measured, written to."""

from __future__ import annotations

import codecs
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO, TypeAlias

from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import create_input
from prompt_toolkit.output import ColorDepth, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.shortcuts import print_formatted_text
from prompt_toolkit.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

Line: TypeAlias = tuple[str, str]
"""A style and one line of text, as prompt_toolkit takes them."""

_WIDEST = 99  # longer lines are hard to read
_NARROWEST = 20

STYLE = Style.from_dict(
    {
        "title": "bold",
        "notice": "bold ansired",
        "pointed": "bold",
        "question": "nobold",  # questionary's own default is bold
        "answer": "noinherit",  # questionary's own default is orange on any background
    }
)


@dataclass(frozen=True)
class Console:
    """Where keys come from and where prompts are drawn; ``colours`` off leaves bold letters only."""

    input: Input
    output: Output
    colours: bool = True

    @property
    def width(self) -> int:
        """The columns that text is folded to; the last one is left free, for some terminals jump a line there."""
        return max(min(self.output.get_size().columns - 1, _WIDEST), _NARROWEST)

    @property
    def rows(self) -> int:
        """The lines of the screen."""
        return self.output.get_size().rows

    @property
    def depth(self) -> ColorDepth | None:
        """How many colours may be sent; None for as many as the terminal has."""
        return None if self.colours else ColorDepth.DEPTH_1_BIT

    def write(self, lines: Iterable[Line]) -> None:
        """Write the lines for good."""
        text = FormattedText([part for style, line in lines for part in ((style, line), ("", "\n"))])
        print_formatted_text(text, end="", style=STYLE, output=self.output, color_depth=self.depth)


def open_console(reader: TextIO, writer: TextIO, *, colours: bool) -> Console | None:
    """The console behind the two streams; None where there is none that prompts can be drawn on.

    With a stream that is no terminal, questionary answers questions by itself: it never gets there.
    """
    if not (reader.isatty() and writer.isatty()):
        return None
    try:
        output = create_output(_Letters(writer) if _lacks_letters(writer) else writer)  # type: ignore[arg-type]  # all it needs
        console = Console(create_input(reader), output, colours)
    except Exception:  # noqa: BLE001 - NoConsoleScreenBufferError (Git Bash) and its like exist on Windows only
        return None
    if isinstance(output, Vt100_Output):
        # Where the cursor stands is never asked: a terminal that does not answer would be complained of, in English.
        output.enable_cpr = False
    return console


def _lacks_letters(writer: TextIO) -> bool:
    """Whether an old code page lacks some of the letters that we write."""
    return not codecs.lookup(writer.encoding or "utf-8").name.startswith("utf")


class _Letters:
    """A stream that writes what its code page lacks with letters that it has, as its own error handler says.

    Given the stream itself, prompt_toolkit would write bytes past that handler, and « ? » for every apostrophe.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding
        self.write, self.flush = stream.write, stream.flush
        self.fileno, self.isatty = stream.fileno, stream.isatty


def folded(text: str, width: int, indent: str = "") -> list[str]:
    """The text in lines of that width, words kept whole."""
    lines = textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    return lines or [indent]
