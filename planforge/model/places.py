"""From a path in the data to a problem that a person can find: file, line, column and French path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from planforge.errors import Location, Problem
from planforge.values import quoted

if TYPE_CHECKING:
    from planforge.model.shapes import Shape
    from planforge.source import Data, Path, Span

_NAMING = (
    "name",
    "function",
    "title",
    "label",
    "id",
    "type",
    "body",
    "task",
    "what",
    "decision",
    "requirement",
    "rule",
)


class Located(Protocol):
    """Data that knows where each value stands: a tree, or all the sources of a record."""

    @property
    def data(self) -> dict[str, Data]:
        """The data, all text."""

    def place(self, path: Path) -> Span | None:
        """Where the value at ``path`` stands."""

    def nearest(self, path: Path) -> Path:
        """The longest beginning of ``path`` that stands somewhere."""

    def frame(self, path: Path, *, key: bool = False) -> str:
        """The lines around it."""


@dataclass(frozen=True)
class Places:
    """Problems at the places of some data, whose root has the given shape."""

    located: Located
    data: dict[str, Data]
    root: Shape

    def problem(self, code: str, path: Path, said: tuple[str, str], *, at_key: bool = False) -> Problem:
        """A problem at the value of ``path``, or at its key; ``said`` is its message and its hint."""
        path = self.located.nearest(path)
        # A list item has no key; a block's value starts on the line below its key, where nobody looks for it.
        at_key = at_key or (bool(path) and isinstance(path[-1], str) and isinstance(self.value(path), dict | list))
        span = self.located.place(path)
        place = Location() if span is None else span.key if at_key else span.value
        message, hint = said
        return Problem(code, message, place, self.french(path), hint, self.located.frame(path, key=at_key))

    def value(self, path: Path) -> Data:
        """What stands at the path; None where nothing does."""
        raw: Data = self.data
        for step in path:
            raw = _child(raw, step)
        return raw

    def french(self, path: Path) -> tuple[str, ...]:
        """The path in French titles and the entities' own names: Applications, « DPI », RTO."""
        said: list[str] = []
        shape, raw = self.root, self.data if isinstance(self.data, dict) else {}
        found: Data = raw
        for step in path:
            spread = shape.spread(found)
            shape, found = shape.at(found, step), _child(found, step)
            if isinstance(step, int):
                said.append(_named(found, step))
            elif spread:
                said.append(quoted(step) if step != "default" else "par défaut")
            else:
                said.append(shape.title or quoted(step))
        return tuple(said)

    def shape(self, path: Path) -> Shape:
        """What may stand at the path."""
        shape, raw = self.root, self.data
        found: Data = raw
        for step in path:
            shape, found = shape.at(found, step), _child(found, step)
        return shape

    def path_of(self, loc: tuple[str | int, ...]) -> Path:
        """The steps of one of Pydantic's locations that are in the data; it names our own wrappers as well."""
        path: list[str | int] = []
        shape, raw = self.root, self.data
        found: Data = raw
        for step in loc:
            if not _has(found, step) and shape.spread(found) and step != "scenarios" and _has(found, "default"):
                path.append("default")
                shape, found = shape.at(found, "default"), _child(found, "default")
            if _has(found, step):
                path.append(step)
                shape, found = shape.at(found, step), _child(found, step)
        return tuple(path)


def _has(raw: Data, step: str | int) -> bool:
    if isinstance(raw, dict):
        return step in raw
    return isinstance(raw, list) and isinstance(step, int) and 0 <= step < len(raw)


def _child(raw: Data, step: str | int) -> Data:
    if isinstance(raw, dict) and isinstance(step, str):
        return raw.get(step)
    if isinstance(raw, list) and isinstance(step, int) and 0 <= step < len(raw):
        return raw[step]
    return None


def _named(raw: Data, index: int) -> str:
    """The entity's own name between guillemets, else its rank."""
    if isinstance(raw, dict):
        for key in _NAMING:
            name = raw.get(key)
            if isinstance(name, str) and name.strip():
                return quoted(name)
    return f"n° {index + 1}"
