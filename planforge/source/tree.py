"""An all-text tree with the place of every value in the file it came from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TypeAlias

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from planforge.errors import Location, Problem
from planforge.source.frames import frame

Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands: places of its key (of itself in a list) and of itself, offsets into the text."""

    key: Location
    value: Location
    key_start: int
    key_end: int
    start: int
    end: int


class Lines:
    """Line and column, counted from 1, of any offset into a text."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """The offset of each line, worked out only where a place is asked for."""
        return tuple(accumulate([len(line) + 1 for line in self._text.split("\n")], initial=0))

    def place(self, offset: int) -> Location:
        """The location of a character."""
        line = bisect_right(self._starts, offset)
        return Location(self._file, line, offset - self._starts[line - 1] + 1)


@dataclass(frozen=True)
class Tree:
    """What one file says: ``data`` holds text only, every value of it can be placed in ``text``."""

    file: str
    text: str = field(repr=False)
    data: dict[str, Data]
    root: Node | None = field(default=None, repr=False, compare=False)

    @cached_property
    def lines(self) -> Lines:
        """The places of all offsets."""
        return Lines(self.file, self.text)

    def place(self, path: Path) -> Span | None:
        """Where the value at ``path`` stands; the whole file for ``()``; None where nothing is."""
        if not path:
            start = self.root.start_mark.index if self.root is not None else 0
            end = self.root.end_mark.index if self.root is not None else 0
            here = self.lines.place(start)
            return Span(here, here, start, start, start, end)
        found = self._walk(path)
        if found is None:
            return None
        key, value = found
        return Span(
            self.lines.place(key.start_mark.index),
            self.lines.place(value.start_mark.index),
            key.start_mark.index,
            key.end_mark.index,
            value.start_mark.index,
            value.end_mark.index,
        )

    def nearest(self, path: Path) -> Path:
        """The longest beginning of ``path`` that the file holds, ``()`` at worst."""
        while path and self._walk(path) is None:
            path = path[:-1]
        return path

    def frame(self, path: Path, *, key: bool = False) -> str:
        """The lines around the value (or the key) nearest to ``path``."""
        span = self.place(self.nearest(path))
        if span is None:
            return ""
        place = span.key if key else span.value
        length = span.key_end - span.key_start if key else span.end - span.start
        return frame(self.text, place.line, place.column, length)

    def _walk(self, path: Path) -> tuple[Node, Node] | None:
        """The key node and the value node at the end of ``path``."""
        found = None if self.root is None else (self.root, self.root)
        for step in path:
            if found is None:
                return None
            found = _child(found[1], step)
        return found


def _child(node: Node, step: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == step:
                return key, value
    elif isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return node.value[step], node.value[step]
    return None


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake at an offset of the text, before its place is known."""

    code: str
    message: str
    hint: str
    offset: int
    length: int = 1

    def problem(self, text: str, lines: Lines) -> Problem:
        """The same with its place and the lines around it."""
        place = lines.place(self.offset)
        shown = frame(text, place.line, place.column, self.length)
        return Problem(self.code, self.message, place, hint=self.hint, frame=shown)
