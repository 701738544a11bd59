"""A line where an answer is written: questionary's text prompt, with our keys, pastes and refusals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

import questionary
from prompt_toolkit.filters import Always
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Dimension, HSplit, Window
from prompt_toolkit.layout.controls import FormattedTextControl

from planforge.interview.terminal import words
from planforge.interview.terminal.console import STYLE, folded
from planforge.interview.terminal.keys import quick, shared_keys

if TYPE_CHECKING:
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.key_binding import KeyBindingsBase, KeyPressEvent

    from planforge.interview.steps import Reply
    from planforge.interview.terminal.console import Console

_MARGIN = "   "
_LEAST = 2  # lines of the text in sight: less, and the hint gives its own up


class Breaks(Enum):
    """What the line breaks of a paste become."""

    SPACES = " "  # one line is wanted
    SEPARATORS = "; "  # each line is an item of a list
    KEPT = "\n"

    def applied(self, text: str) -> str:
        """The pasted text as it is written in the line."""
        lines = [line.strip() if self is not Breaks.KEPT else line.rstrip() for line in text.splitlines()]
        return self.value.join(line for line in lines if line or self is Breaks.KEPT)


@dataclass(frozen=True)
class Writing:
    """A line to be written: ``text`` is there already, and kept by Enter; ``fresh`` has it replaced by the first key.

    ``hint`` stands above it, ``title`` before it, ``notice`` under it; together they take at most ``room`` lines.
    """

    text: str = ""
    notice: str = ""
    hint: str = ""
    title: str = ""
    fresh: bool = True
    breaks: Breaks = Breaks.SPACES
    room: int = 4


def write(console: Console, writing: Writing) -> str | Reply:
    """What was written, or the reply that a key stands for. Raises ``KeyboardInterrupt``, ``EOFError``."""
    prompt = f"{writing.title} {words.PROMPT}".strip()
    question = questionary.text(
        prompt,
        default=writing.text,
        qmark="",
        style=STYLE,
        key_bindings=_keys(writing.breaks),
        erase_when_done=True,
        color_depth=console.depth,
        input=console.input,
        output=console.output,
        reserve_space_for_menu=0,
    )
    if writing.fresh:
        _select_all(question.application.current_buffer)
    _lay_out(question, writing, console.width)
    quick(question.application)
    answer: str | Reply = question.unsafe_ask()
    return answer


def _select_all(buffer: Buffer) -> None:
    """Select what is there, as forms do: the first key replaces it, an arrow keeps it to be changed."""
    if buffer.text:
        buffer.cursor_position = 0
        buffer.start_selection()
        assert buffer.selection_state is not None  # noqa: S101 - it was just started
        buffer.selection_state.enter_shift_mode()
        buffer.cursor_position = len(buffer.text)


def _lay_out(question: questionary.Question, writing: Writing, width: int) -> None:
    """Put the notice right under the line, whatever room there is below; scroll a long text in its own lines."""
    layout = question.application.layout
    notice = folded(writing.notice, width, _MARGIN) if writing.notice else []
    hint = folded(writing.hint, width) if writing.hint else []
    if len(hint) + len(notice) + _LEAST > writing.room:
        hint = []
    layout.current_window.height = Dimension(max=max(writing.room - len(hint) - len(notice), 1))
    assert isinstance(layout.container, HSplit)  # noqa: S101 - so PromptSession makes it
    layout.container.children.insert(1, _still(notice, "class:notice"))
    layout.container.children.insert(0, _still(hint, "class:hint"))
    for window in layout.find_all_windows():
        window.dont_extend_height = Always()


def _still(lines: list[str], style: str) -> Window:
    """Lines that nobody types in."""
    return Window(FormattedTextControl([(style, "\n".join(lines))]), height=len(lines))


@cache
def _keys(breaks: Breaks) -> KeyBindingsBase:
    """The shared keys, and pastes."""
    keys = KeyBindings()

    @keys.add("c-u", eager=True)
    def clear(event: KeyPressEvent) -> None:
        event.current_buffer.exit_selection()
        event.current_buffer.text = ""

    @keys.add(Keys.BracketedPaste, eager=True)
    def paste(event: KeyPressEvent) -> None:
        _insert(event, breaks.applied(event.data))

    if breaks is Breaks.KEPT:

        @keys.add("escape", "enter")
        def new_line(event: KeyPressEvent) -> None:
            _insert(event, "\n")

    return merge_key_bindings([shared_keys(), keys])


def _insert(event: Any, text: str) -> None:  # noqa: ANN401 - the event of any key
    buffer: Buffer = event.current_buffer
    if buffer.selection_state is not None:
        buffer.cut_selection()
    buffer.insert_text(text)
