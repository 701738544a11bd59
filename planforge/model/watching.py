"""Who reads what of a record: each attribute of its parts that is read while somebody watches."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from planforge.model.entity import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

Reads: TypeAlias = set[tuple[int, str]]
"""Whose attribute was read (its ``id``), and which."""

Kept: TypeAlias = dict[str, tuple[T, Reads]]
"""What was made once, by name, with what was read to make it."""

_watchers: list[Reads] = []


@contextmanager
def watched(into: Reads) -> Iterator[None]:
    """Adds what is read within to ``into``, and to no other watcher. For one thread at a time."""
    _watchers.append(into)
    if len(_watchers) == 1:
        Part.__getattribute__ = _noted  # type: ignore[method-assign, assignment] # costs nothing while nobody watches
    try:
        yield
    finally:
        _watchers.pop()
        if not _watchers:
            del Part.__getattribute__


def is_watched() -> bool:
    """Whether anybody watches."""
    return bool(_watchers)


def note(whose: int, name: str) -> None:
    """Tells whoever watches of a read of something else than a part of the record."""
    if _watchers:
        _watchers[-1].add((whose, name))


def shared(kept: Kept[T], name: str, make: Callable[[], T]) -> T:
    """What ``make`` gives, made once for all who ask: each of them has read what it took."""
    if name not in kept:
        reads: Reads = set()
        with watched(reads):
            kept[name] = (make(), reads)
    value, reads = kept[name]
    if _watchers:
        _watchers[-1].update(reads)
    return value


def _noted(self: Part, name: str) -> Any:  # noqa: ANN401 - any attribute
    _watchers[-1].add((id(self), name))
    return object.__getattribute__(self, name)
