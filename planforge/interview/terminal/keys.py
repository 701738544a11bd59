"""The keys and the typed words that mean the same in every prompt."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from prompt_toolkit.key_binding import KeyBindings

from planforge.interview import wording
from planforge.interview.steps import Back, Help, Pass, Quit, Unknown
from planforge.values import fold

if TYPE_CHECKING:
    from typing import Any

    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyPressEvent

    from planforge.interview.steps import Reply

_ESCAPE_WAIT = 0.05  # seconds: enough to know an arrow from Escape, short enough not to be felt


def command(text: str) -> Reply | None:
    """What was typed instead of an answer; None for anything that may be one."""
    word = plain(text)
    commands: tuple[tuple[frozenset[str], Reply], ...] = (
        (wording.BACK_WORDS, Back()),
        (wording.UNKNOWN_WORDS, Unknown()),
        (wording.HELP_WORDS, Help()),
        (wording.PASS_WORDS, Pass()),
        (wording.QUIT_WORDS, Quit()),
    )
    return next((reply for words, reply in commands if word in words), None)


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """The text as it is searched and compared: no accents, no capitals, single spaces."""
    return " ".join(fold(text).split())


@cache
def shared_keys() -> KeyBindings:
    """F1 help, F2 back, F3 « je ne sais pas encore »; Ctrl-C goes up to the driver; no search in English."""
    keys = KeyBindings()
    replies: dict[str, Reply] = {"f1": Help(), "f2": Back(), "f3": Unknown()}
    for key, reply in replies.items():
        keys.add(key, eager=True)(_leaving(reply))

    @keys.add("c-c", eager=True)
    @keys.add("<sigint>")
    def interrupt(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    @keys.add("c-r", eager=True)
    @keys.add("c-s", eager=True)
    def nothing(event: KeyPressEvent) -> None:
        """Do nothing: prompt_toolkit would search a history that there is not, and say so in English."""

    return keys


def _leaving(reply: Reply) -> Any:  # noqa: ANN401 - prompt_toolkit's own handler type is as wide
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=reply)

    return leave


def quick(app: Application[Any]) -> None:
    """Make Escape, and keys that begin like it, take effect at once: half a second is felt."""
    app.ttimeoutlen = _ESCAPE_WAIT
    app.timeoutlen = _ESCAPE_WAIT
