"""Answers already given, told in plain French: where, what was there before, what is there since."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.answers.addresses import path_of
from planforge.answers.collections import Collections
from planforge.answers.history import contraries
from planforge.answers.pending import edits_of
from planforge.interview.asking import PEOPLE, named
from planforge.interview.binding import is_blank, plain_value
from planforge.interview.patching import patched
from planforge.interview.spoken import say_unknown, say_value
from planforge.model.answer import is_detailed, read_unknown
from planforge.model.places import Places
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.values import french, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.answers.journal import Entry
    from planforge.interview.slots import Record
    from planforge.library.loading import Library
    from planforge.model.shapes import Shape
    from planforge.source import Data, Sources

NOTHING = "rien"
_BY_DEFAULT = "par défaut"
_MOST_ITEMS = 6
_LONGEST = 90  # characters


@dataclass(frozen=True)
class Told:
    """An answer in words: its place, as Services › « Urgences » › Responsable; the values before and after it."""

    entry: Entry
    path: tuple[str, ...]
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether it said something new."""
        return self.entry.op == "remove" or self.entry.was != self.entry.value


def retold(sources: Sources, library: Library, entries: Iterable[Entry]) -> tuple[Told, ...]:
    """The answers in words, newest first; ``sources`` are the record with all of them.

    Each is told with the names that the record had at that moment.
    """
    told: list[Told] = []
    data = sources.data
    for entry in entries:
        before = patched(data, edits_of(data, contraries(data, [entry])))
        removed = entry.op == "remove"
        moment = _Moment(sources, before if removed else data, library)
        shape = moment.shape(entry)
        after = NOTHING if removed else moment.say(shape, entry.value)
        told.append(Told(entry, moment.where(entry), moment.say(shape, entry.was), after))
        data = before
    return tuple(told)


@dataclass(frozen=True)
class _Moment:
    """The record as it was when an answer was given."""

    sources: Sources
    data: Record
    library: Library

    @cached_property
    def _places(self) -> Places:
        return Places(self.sources, self.data, shape_of(Plan))

    @cached_property
    def _collections(self) -> Collections:
        return Collections(self.data, self.library, frozenset())

    def where(self, entry: Entry) -> tuple[str, ...]:
        """The place in French; what is gone by hand since keeps the words of its address."""
        address = entry.address
        known = next(end for end in range(len(address), -1, -1) if path_of(self.data, address[:end]) is not None)
        found = path_of(self.data, address[:known]) or ()
        return (*self._places.french(found), *map(quoted, address[known:]))

    def shape(self, entry: Entry) -> Shape:
        """What may stand at the place of the answer."""
        return self._places.shape(path_of(self.data, entry.address) or ())

    def say(self, shape: Shape, raw: Data) -> str:
        """A raw value in words, on one line, cut where it is long."""
        said = " ".join(french(self._said(shape, raw)).split())
        return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"

    def _said(self, shape: Shape, raw: Data) -> str:
        if is_blank(raw):
            return NOTHING
        unknown = read_unknown(raw)
        if unknown is not None:
            return say_unknown(unknown, self._collections.known(PEOPLE))
        if shape.spread(raw) and isinstance(raw, dict):
            scenarios = (
                (_BY_DEFAULT if key == "default" else key, shape.at(raw, key), one) for key, one in raw.items()
            )
            return ", ".join(f"{key} : {self._said(inner, one)}" for key, inner, one in scenarios)
        if isinstance(raw, list):
            return self._items(shape.item or shape.plain.item or shape, raw)
        if isinstance(raw, dict) and not (shape.is_answer and is_detailed(raw)):
            return self._part(shape, raw)
        return self._plain(shape.plain, plain_value(raw))

    def _plain(self, leaf: Shape, value: Data) -> str:
        if isinstance(value, list):
            return self._items(leaf.item or leaf, value)
        text = value if isinstance(value, str) else ""
        return say_value(leaf, text, self._names(leaf)) or NOTHING

    def _items(self, shape: Shape, items: list[Data]) -> str:
        said = [self._said(shape, one) for one in items[:_MOST_ITEMS]]
        return ", ".join([*said, *(["…"] if len(items) > _MOST_ITEMS else [])])

    def _part(self, shape: Shape, raw: dict[str, Data]) -> str:
        """A part by what it calls itself, else by what it says first."""
        name = named({key: value for key, value in raw.items() if key != "id"})
        if name:
            return quoted(name)
        found = ((key, value) for key, value in raw.items() if not is_blank(value) and key != "id")
        first = next(((shape.fields[key], value) for key, value in found if key in shape.fields), None)
        return self._said(*first) if first is not None else named(raw) or "…"

    def _names(self, leaf: Shape) -> Mapping[str, str]:
        if leaf.ref is None:
            return {}
        return self.library.service_names if leaf.ref.library == "services" else self._collections.known(leaf.ref)
