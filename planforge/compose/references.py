"""What a template calls by name: a table, a checklist, a figure made of data, put where its fence stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from planforge.compose.escape import restored
from planforge.document.blocks import Block

KINDS = ("table", "checklist", "list", "figure", "blocks")
_WORDS = re.compile('(?:\U0010f7f0[^\U0010f7f0]*\U0010f7f0|"[^"]*"|\\S)+')


@dataclass(frozen=True, slots=True)
class Reference:
    """A fence such as ```` ```table restart-order scenario=cyber ````; ``caption`` is the text inside it."""

    kind: str
    name: str
    arguments: tuple[tuple[str, str], ...] = ()
    caption: str = ""
    line: int = 0

    def argument(self, key: str, default: str = "") -> str:
        """The value of ``key=value`` on the fence's line."""
        return dict(self.arguments).get(key, default)


class UnknownBlock(LookupError):  # noqa: N818 - reads as what it says of the reference
    """Nothing goes by that name; raised by whoever resolves references. The reader tells it with its place."""

    def __init__(self, reference: Reference, choices: tuple[str, ...] = ()) -> None:
        self.reference = reference
        self.choices = choices
        super().__init__(f"{reference.kind} {reference.name}")


Resolve: TypeAlias = Callable[[Reference], tuple[Block, ...]]


def nothing(reference: Reference) -> tuple[Block, ...]:
    """No block at all: for templates that call nothing by name."""
    raise UnknownBlock(reference)


def fence_words(info: str) -> list[str]:
    """The words of a fence's first line; quotes and inserted values hold their blanks."""
    return [restored(word) for word in _WORDS.findall(info)]


def read_arguments(words: list[str]) -> tuple[tuple[str, str], ...] | None:
    """``key=value`` pairs, quotes around a value taken off; ``None`` when a word is none of these."""
    pairs = [word.partition("=") for word in words]
    if not all(key.isidentifier() and sign for key, sign, _ in pairs):
        return None
    return tuple((key, _unquoted(value)) for key, _, value in pairs)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
