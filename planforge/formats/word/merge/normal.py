"""What a page says, whatever program saved it: the form in which versions are compared and written again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from planforge.formats.word.merge.items import PLAIN, Box, Letters, meanings, said

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.items import Item, Look, Span


@dataclass(frozen=True)
class Passage:
    """A paragraph. ``key`` is its own among all versions, ``wording`` what its bookmark remembers of its words."""

    items: tuple[Item, ...] = ()
    style: str = ""  # the name of its style, empty for the standard one
    align: str = ""  # where it is not the style's
    key: str = ""
    wording: str = ""
    level: int = -1  # of a list
    ordered: bool = False  # the list has numbers
    breaks: bool = False  # starts a page
    spans: tuple[Span, ...] = ()
    extras: tuple[str, ...] = ()  # other looks, in French
    label: str = ""  # of a conflict that nobody settled
    rival: Passage | None = None  # the text of the record, in such a conflict
    unknown: bool = False  # nothing says what it was, but its wording
    kept: bool = False  # opens the section of what lost its place
    element: Element | None = field(default=None, compare=False, repr=False)

    @cached_property
    def text(self) -> str:
        """Its words as plain text."""
        return "".join(said(item) for item in self.items)

    @cached_property
    def says(self) -> Hashable:
        """What it says, its look and the state of its boxes apart."""
        return tuple(meanings(self.items))

    @cached_property
    def letters(self) -> tuple[tuple[str, Look, str], ...]:
        """Each letter with its look and its link; what is no letter stands as U+FFFC."""
        found: list[tuple[str, Look, str]] = []
        for item in self.items:
            if isinstance(item, Letters):
                found += [(letter, item.look, item.link) for letter in item.text]
            else:
                found.append(("\ufffc", PLAIN, ""))
        return tuple(found)

    @property
    def keys(self) -> frozenset[str]:
        """Its key, if it has one."""
        return frozenset((self.key,)) if self.key else frozenset()

    @property
    def boxes(self) -> tuple[bool, ...]:
        """The state of each box."""
        return tuple(item.done for item in self.items if isinstance(item, Box))

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.items or not self.says

    @property
    def size(self) -> int | None:
        """The size of most of its letters, where it is not the style's."""
        counts: dict[int | None, int] = {}
        for item in self.items:
            if isinstance(item, Letters):
                counts[item.look.size] = counts.get(item.look.size, 0) + len(item.text)
        return max(counts, key=lambda size: counts[size], default=None)


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    blocks: tuple[Block, ...]
    span: int = 1
    fill: str = ""
    tall: bool = False  # merged with the one above or below
    element: Element | None = field(default=None, compare=False, repr=False)

    @cached_property
    def text(self) -> str:
        """Its words as plain text, a line for each paragraph."""
        return "\n".join(block.text for block in self.blocks if block.text)

    @cached_property
    def says(self) -> Hashable:
        """What it says."""
        return tuple(block.says for block in self.blocks if block.says)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key in it."""
        return frozenset().union(*(block.keys for block in self.blocks))


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    own_key: str = ""
    wording: str = ""
    header: bool = False
    unknown: bool = False
    element: Element | None = field(default=None, compare=False, repr=False)

    @cached_property
    def text(self) -> str:
        """Its words as plain text."""
        return " | ".join(cell.text for cell in self.cells)

    @cached_property
    def says(self) -> Hashable:
        """What it says; nothing when all its cells are empty."""
        said = tuple(cell.says for cell in self.cells)
        return said if any(said) else ()

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its own key, else all in it: rows that only lay out a page have none."""
        return frozenset((self.own_key,)) if self.own_key else frozenset().union(*(cell.keys for cell in self.cells))


@dataclass(frozen=True)
class Grid:
    """A table."""

    rows: tuple[Row, ...]
    style: str = ""
    widths: tuple[int, ...] = ()
    label: str = ""
    rival: Grid | None = None
    element: Element | None = field(default=None, compare=False, repr=False)

    @cached_property
    def text(self) -> str:
        """Its words as plain text, a line for each row."""
        return "\n".join(row.text for row in self.rows)

    @cached_property
    def says(self) -> Hashable:
        """What it says."""
        return tuple(row.says for row in self.rows if row.says)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its rows."""
        return frozenset().union(*(row.keys for row in self.rows))

    @property
    def columns(self) -> int:
        """How many cells its longest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


Block: TypeAlias = Passage | Grid


def passages(blocks: Iterable[Block]) -> Iterator[Passage]:
    """Every paragraph in reading order, those of tables included."""
    for block in blocks:
        if isinstance(block, Passage):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from passages(cell.blocks)
