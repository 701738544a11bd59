"""Where questions stand in the record as it is now: one slot for each question of each entry, in the order asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from operator import is_
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from planforge.interview.binding import BY_DEFAULT, is_blank, plain_value
from planforge.interview.expressions import is_true
from planforge.interview.outline import Asked, Repeated
from planforge.model.answer import read_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.answers.addresses import Address
    from planforge.interview.library_view import LibraryView
    from planforge.interview.outline import Node, Outline, Part
    from planforge.interview.questionnaire import Section
    from planforge.source import Data

Record = dict[str, "Data"]
Key: TypeAlias = "tuple[int, Address]"


class Base(Enum):
    """What the record alone says of a question; what was visited decides the rest."""

    MENU = "menu"
    BLANK = "blank"
    BARE = "bare"  # « à compléter », who and when not said
    UNKNOWN = "unknown"
    KNOWN = "known"


class Slot(NamedTuple):
    """A question or a list menu at its place: ``entry`` is the address of the entry that holds it, () at the root.

    ``raw`` is what the record says there. ``table`` is the address of the table that the slot is a part of, or ().
    """

    node: Node
    address: Address
    entry: Address
    owner: Address
    raw: Data
    table: Address = ()
    base: Base = Base.BLANK

    @property
    def key(self) -> tuple[int, Address]:
        """What tells it apart from every other, whatever becomes of the record."""
        return self.node.rank, self.address

    def is_at(self, other: Slot) -> bool:
        """Whether the other is the same question at the same place, whatever its answer."""
        return self.node is other.node and self.address == other.address

    @property
    def unit(self) -> tuple[int, Address]:
        """What it is counted as: a table is one question."""
        return (0, self.table) if self.table else self.key


class Within(NamedTuple):
    """An entry whose questions are listed: its raw value, its address and that of the entry above."""

    raw: Data
    address: Address = ()
    owner: Address = ()
    owner_raw: Data = None
    table: Address = ()


@dataclass(frozen=True, eq=False)
class Chunk:
    """The slots of one section, listed once and looked at as long as nothing of them changes."""

    section: Section
    slots: tuple[Slot, ...]

    @cached_property
    def by_key(self) -> Mapping[Key, Slot]:
        """Each slot by its key."""
        return {slot.key: slot for slot in self.slots}

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """The rank of each slot's question, from 1; all slots of a table, which stand together, have the same."""
        rank, ranks = 0, []
        table: Address = ()
        for slot in self.slots:
            rank += not slot.table or slot.table != table
            table = slot.table
            ranks.append(rank)
        return tuple(ranks)

    @property
    def total(self) -> int:
        """How many questions there are; a table is one."""
        return self.ranks[-1] if self.ranks else 0

    def rank(self, slot: Slot) -> int:
        """The rank of a slot's question; 0 for one that is not of the section."""
        found = (rank for one, rank in zip(self.slots, self.ranks, strict=True) if one.is_at(slot))
        return next(found, 0)


@dataclass
class Slots:
    """Lists slots, section by section and entry by entry; only what may have changed is listed anew.

    A record is never changed in place: what is the same object says the same.
    """

    outline: Outline
    view: LibraryView
    _chunks: dict[str, tuple[tuple[object, ...], Chunk]] = field(default_factory=dict)
    _entries: dict[tuple[int, Address], tuple[tuple[object, ...], tuple[Slot, ...]]] = field(default_factory=dict)

    def of(self, data: Record) -> tuple[Slot, ...]:
        """Every slot of the record, in order."""
        return tuple(slot for chunk in self.chunks(data) for slot in chunk.slots)

    def chunks(self, data: Record) -> tuple[Chunk, ...]:
        """The same by section; a section whose slots are the same is the same object."""
        return tuple(self._chunk(part, data) for part in self.outline.parts)

    def _chunk(self, part: Part, data: Record) -> Chunk:
        seen = _seen(part.keys, data)
        known = self._chunks.get(part.section.id)
        if known is not None and all(map(is_, known[0], seen)):
            return known[1]
        chunk = Chunk(part.section, tuple(self.below(part.nodes, Within(data), data)))
        self._chunks[part.section.id] = (seen, chunk)
        return chunk

    def below(self, nodes: tuple[Node, ...], within: Within, data: Record) -> Iterator[Slot]:
        """The slots of these nodes in one entry."""
        names = self._names(within, data)
        for node in nodes:
            if not is_true(node.when, names):
                continue
            if isinstance(node, Asked):
                slot = asked_slot(node, within, data)
                if slot is not None:
                    yield slot
            else:
                yield from self._repeated(node, within, data)

    def _names(self, within: Within, data: Record) -> dict[str, Any]:
        item = within.raw if within.address else {}
        return {"data": data, "item": item, "owner": within.owner_raw or {}, "library": self.view}

    def _repeated(self, node: Repeated, within: Within, data: Record) -> Iterator[Slot]:
        slot = repeated_slot(node, within)
        if node.listing.menu:
            yield slot
        above = within.raw if within.address else None
        for key, raw in entries_of(slot.raw):
            inner = Within(raw, (*slot.address, key), within.address, above, slot.table)
            if self._kept(node, inner, data):
                yield from self._entry(node, inner, data)

    def _entry(self, node: Repeated, inner: Within, data: Record) -> tuple[Slot, ...]:
        """The slots of one entry of a list."""
        seen = (inner.raw, inner.owner_raw, *_seen(node.keys_below, data))
        known = self._entries.get((node.rank, inner.address))
        if known is not None and all(map(is_, known[0], seen)):
            return known[1]
        slots = tuple(self.below(node.each, inner, data))
        self._entries[(node.rank, inner.address)] = (seen, slots)
        return slots

    def _kept(self, node: Repeated, within: Within, data: Record) -> bool:
        """Whether the entry is gone through: by ``where``, and in the scope of this interview."""
        limit = getattr(node.listing.scopes, self.outline.filters.scope)
        if not node.listing.where and not limit:
            return True
        names = self._names(within, data)
        return is_true(node.listing.where, names) and is_true(limit, names)


def _seen(keys: frozenset[str], data: Record) -> tuple[object, ...]:
    """The parts of the record that these keys name; the whole of it for « * »."""
    return (data,) if "*" in keys else tuple(data.get(key) for key in sorted(keys))


def asked_slot(node: Asked, within: Within, data: Record) -> Slot | None:
    """The slot of a question in an entry; None where it is about a scenario that the record does not have."""
    raw, address = dug(within.raw, node.binding.steps), (*within.address, *node.binding.steps)
    if node.binding.scenario:
        scenario = scenario_of(node.binding.scenario, data)
        if not scenario:
            return None
        address = (*address, scenario)
        if node.binding.shape.spread(raw):
            raw = raw.get(scenario) if isinstance(raw, dict) else None
        elif scenario != BY_DEFAULT:
            raw = None
    return Slot(node, address, within.address, within.owner, raw, within.table, base_of(raw))


def repeated_slot(node: Repeated, within: Within) -> Slot:
    """The slot of a list's menu in an entry."""
    address = (*within.address, *node.steps)
    table = within.table or (address if node.is_table else ())
    raw = dug(within.raw, node.steps)
    base = Base.UNKNOWN if read_unknown(raw) else Base.MENU
    return Slot(node, address, within.address, within.owner, raw, table, base)


def base_of(raw: Data) -> Base:
    """What a raw answer alone says."""
    unknown = read_unknown(raw)
    if unknown is not None:
        return Base.UNKNOWN if unknown else Base.BARE
    return Base.BLANK if is_blank(raw) else Base.KNOWN


def scenario_of(kind: str, data: Record) -> str:
    """The identifier of the record's first scenario of that kind; "" where it has none."""
    if kind == BY_DEFAULT:
        return BY_DEFAULT
    for _, scenario in entries_of(data.get("scenarios")):
        if plain_value(scenario.get("kind")) == kind and isinstance(scenario.get("id"), str):
            return str(scenario["id"])
    return ""


def entries_of(raw: Data) -> Iterator[tuple[str, dict[str, Data]]]:
    """The entries of a list with what names each in an address: its identifier, else its rank."""
    for rank, entry in enumerate(raw if isinstance(raw, list) else ()):
        if isinstance(entry, dict):
            own = entry.get("id")
            yield own if isinstance(own, str) and own else str(rank), entry


def dug(raw: Data, steps: tuple[str, ...]) -> Data:
    """What stands at some keys below a raw value; None where nothing does."""
    for step in steps:
        if not isinstance(raw, dict):
            return None
        raw = raw.get(step)
    return raw
