"""Data written as YAML with French comments: above each part what it is for, beside each gap what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.source.writing import STEP, flow, scalar
from planforge.values import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.model.shapes import Shape
    from planforge.source import Data

TO_COMPLETE = "à compléter"


@dataclass(frozen=True)
class Section:
    """A top-level key of the record, its content, and what to say of it."""

    key: str
    comment: str
    data: Data


def commented(sections: Iterable[Section]) -> str:
    """The text of the sections, one below the other; each field is explained at its first gap only."""
    writer = _Writer()
    blocks = ["\n".join([*_comment(section.comment), *writer.section(section)]) for section in sections]
    return "\n\n".join(blocks) + "\n"


def _comment(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]


class _Writer:
    def __init__(self) -> None:
        self._explained: set[tuple[str, str]] = set()

    def section(self, section: Section) -> Iterator[str]:
        """The lines of a section."""
        root = shape_of(Plan)
        yield from self._entry(section.key, section.data, (root, root.at({}, section.key)), 0)

    def _entry(self, key: str, value: Data, shapes: tuple[Shape, Shape], indent: int) -> Iterator[str]:
        """The lines of one key; ``shapes`` are those of what holds it and of its value."""
        head = f"{' ' * indent}{key}:"
        above, shape = shapes
        if isinstance(value, dict) and value:
            yield head
            yield from self._mapping(value, shape, indent + STEP)
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield head
            for item in value:
                yield from self._item(item, shape.item or shape.plain.item or shape, indent + STEP)
        elif value == TO_COMPLETE:
            yield f"{head} {TO_COMPLETE}{self._explanation(above, key, shape)}"
        else:
            yield f"{head} {scalar(value) if isinstance(value, str) else flow(value)}"

    def _mapping(self, data: dict[str, Data], shape: Shape, indent: int) -> Iterator[str]:
        for key, value in data.items():
            yield from self._entry(key, value, (shape, shape.at(data, key)), indent)

    def _item(self, item: Data, shape: Shape, indent: int) -> Iterator[str]:
        lines = [*self._mapping(item, shape, indent + STEP)] if isinstance(item, dict) else [flow(item)]
        yield f"{' ' * indent}- {lines[0].strip()}"
        yield from lines[1:]

    def _explanation(self, above: Shape, key: str, shape: Shape) -> str:
        place = (above.part.__name__ if above.part else "", key)
        if place in self._explained or not shape.title:
            return ""
        self._explained.add(place)
        return f"  # {shape.title}{f'{NBSP}: ' if shape.description else ''}{shape.description}"
