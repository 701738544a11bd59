"""What a paragraph holds, whatever program wrote it: letters of a look, boxes, pictures, numbers, drawings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

_SPACES = re.compile(r"\s+")
TICKED, UNTICKED = "☒☑", "☐"


@dataclass(frozen=True, slots=True)
class Look:
    """How letters differ from what the style of their paragraph gives; ``None`` where they do not."""

    bold: bool | None = None
    italic: bool | None = None
    underline: str | None = None
    colour: str | None = None
    highlight: str | None = None  # a name that Word knows, else six digits
    size: int | None = None  # half points
    style: str = ""  # one of our character styles


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Letters:
    """Text of one look; ``link`` is ``#bookmark`` or an address."""

    text: str
    look: Look = PLAIN
    link: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick."""

    done: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, its size in English metric units."""

    content: bytes
    width: int
    height: int
    words: str  # for those who cannot see it


@dataclass(frozen=True, slots=True)
class Field:
    """A number that the program counts: compared by its code, never by its result."""

    code: str
    result: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawing that is no picture, and the text in it."""

    text: str


Item: TypeAlias = Letters | Box | Picture | Field | Shape


@dataclass(frozen=True, slots=True)
class Span:
    """What a remark is about: a stretch of a paragraph, where each letter and each other item counts one."""

    remark: str
    start: int
    end: int


def said(item: Item) -> str:
    """An item as plain text."""
    match item:
        case Letters():
            return item.text
        case Field():
            return item.result
        case Box():
            return TICKED[0] if item.done else UNTICKED
        case Shape():
            return item.text
        case Picture():
            return "[image]"


def joined(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items, neighbours of one look made one: programs cut text where they like."""
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if isinstance(item, Letters) and isinstance(last, Letters) and (last.look, last.link) == (item.look, item.link):
            found[-1] = replace(last, text=last.text + item.text)
        elif not isinstance(item, Letters) or item.text:
            found.append(item)
    return tuple(found)


def folded(text: str) -> str:
    """The text, its hyphens alike and each run of spaces one space."""
    return _SPACES.sub(" ", text.replace("\u2011", "-").replace("\u00ad", ""))


def meanings(items: Iterable[Item]) -> Iterator[Hashable]:
    """What items say: text with its spaces folded, and what else stands between."""
    pending = ""
    for item in items:
        if isinstance(item, Letters):
            pending += item.text
            continue
        if words := folded(pending).strip():
            yield words
        pending = ""
        yield _meaning(item)
    if words := folded(pending).strip():
        yield words


def _meaning(item: Item) -> Hashable:
    match item:
        case Picture():
            return ("picture", item.content)
        case Field():
            return ("field", item.code)
        case _:
            return (type(item).__name__,)
