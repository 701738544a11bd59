"""The hidden last column of every table: whose row it is, and marks of what its cells held when generated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from planforge.formats.excel.digests import MARK, WORDS, digest

if TYPE_CHECKING:
    from collections.abc import Iterable

KEY_TITLE = "Clé (ne pas modifier)"
DATA, TOTAL = "r", "t"
_LONGEST = 60
_NAME_PART, _WORDS_PART = 6, 4
ROW_DIGEST = _NAME_PART + _WORDS_PART
_PLAIN = re.compile(rf"[\w.:/\-]{{1,{_LONGEST}}}")
_KEY = re.compile(rf"([{DATA}{TOTAL}])/(\S{{1,{_LONGEST + 9}}})~([a-z2-7]*)")


class Key(NamedTuple):
    """A row's identity: kind (data or total), name, and the mark of each cell in the order of the columns."""

    kind: str
    name: str
    marks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The key as the hidden cell holds it."""
        return f"{self.kind}/{self.name}~{''.join(self.marks)}"


def row_names(identifiers: Iterable[str]) -> tuple[str, ...]:
    """A name for each identifier, in the same order: short, without a space, never twice."""
    seen: dict[str, int] = {}
    names = []
    for identifier in identifiers:
        name = identifier if _PLAIN.fullmatch(identifier) else f"#{digest(identifier, 12)}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}*{seen[name]}")
    return tuple(names)


def read_key(text: str) -> Key | None:
    """The key in a hidden cell; None when it holds something else."""
    found = _KEY.fullmatch(text)
    if found is None or len(found[3]) % MARK:
        return None
    return Key(found[1], found[2], tuple(found[3][place : place + MARK] for place in range(0, len(found[3]), MARK)))


def row_digest(name: str, marks: Iterable[str]) -> str:
    """What the passport of a sheet keeps of a row, so that a deleted row is known, and whether it changed since."""
    return digest(name, _NAME_PART) + digest("".join(mark[:WORDS] for mark in marks), _WORDS_PART)


def name_part(entry: str) -> str:
    """The part of a row's digest that follows its name alone."""
    return entry[:_NAME_PART]
