"""A list to choose in: the keys over ``Choices``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from questionary import Question

from planforge.interview.terminal import words
from planforge.interview.terminal.choices import Choices
from planforge.interview.terminal.console import STYLE
from planforge.interview.terminal.keys import quick, shared_keys
from planforge.interview.terminal.lines import Breaks

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit.key_binding import KeyBindingsBase, KeyPressEvent

    from planforge.interview.steps import Reply
    from planforge.interview.terminal.choices import Listing, Row
    from planforge.interview.terminal.console import Console


@dataclass(frozen=True)
class Chosen:
    """The row that was chosen, the values that were ticked, what was typed."""

    row: Row
    ticked: tuple[str, ...] = ()
    typed: str = ""


def choose(console: Console, listing: Listing) -> Chosen | Reply:
    """What was chosen, or the reply that a key or a typed word stands for.

    Raises ``KeyboardInterrupt``, ``EOFError``.
    """
    choices = Choices(listing, lambda: console.width)
    app: Application[Any] = Application(
        layout=Layout(Window(choices, dont_extend_height=True)),
        key_bindings=merge_key_bindings([_keys(choices), shared_keys()]),
        style=STYLE,
        erase_when_done=True,
        color_depth=console.depth,
        input=console.input,
        output=console.output,
    )
    quick(app)
    chosen: Chosen | Reply = Question(app).unsafe_ask()
    return chosen


def _keys(choices: Choices) -> KeyBindingsBase:
    """Arrows move, letters search, the space bar ticks, Enter chooses."""
    effects: dict[Keys | str, Callable[[KeyPressEvent], None]] = {
        "up": lambda _: choices.move(-1),
        "s-tab": lambda _: choices.move(-1),
        "down": lambda _: choices.move(1),
        "tab": lambda _: choices.move(1),
        "backspace": lambda _: choices.search(choices.typed[:-1]),
        "c-u": lambda _: choices.search(""),
        "c-d": lambda event: event.app.exit(exception=EOFError()),
        "enter": lambda event: _enter(choices, event),
        Keys.BracketedPaste: lambda event: choices.search(choices.typed + Breaks.SPACES.applied(event.data)),
        Keys.Any: lambda event: _type(choices, event.data),
    }
    keys = KeyBindings()
    for key, effect in effects.items():
        keys.add(key, eager=key is not Keys.Any)(effect)
    return keys


def _type(choices: Choices, letter: str) -> None:
    row = choices.row
    if letter == " " and choices.listing.many and row is not None and row.value:
        choices.tick()
    elif letter.isprintable():
        choices.search(choices.typed + letter)


def _enter(choices: Choices, event: KeyPressEvent) -> None:
    chosen = _entered(choices)
    if chosen is not None:
        event.app.exit(result=chosen)


def _entered(choices: Choices) -> Chosen | Reply | None:
    """What Enter chooses; None where it only ticks what was searched for, or there is nothing to choose."""
    row = choices.row
    if row is None:
        said = words.no_match(choices.typed)
        choices.search("")
        choices.notice = said
        return None
    if choices.listing.many and row.value:
        return _ticked(choices, row)
    return row.reply or Chosen(row, choices.ticked, choices.typed.strip())


def _ticked(choices: Choices, row: Row) -> Chosen | None:
    """What is ticked, once something is; Enter after a search ticks what was found, as people expect it to."""
    if choices.typed.strip():
        choices.tick(back=False)
        return None
    if choices.ticked:
        return Chosen(row, choices.ticked)
    choices.notice = words.NOTHING_TICKED
    return None
