"""The interview as a value: what is asked, where one is, how far. No file, no screen, no clock.

An ``Interview`` never changes: ``operations.replied`` gives a ``Move``, with the entries to journal and the interview
after them, or a ``Refusal``. The caller journals the entries, and only then goes on from ``Move.after``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.answers.addresses import value_at
from planforge.answers.pending import edits_of
from planforge.interview.asking import Asking, Ground, Menu, named, token_of
from planforge.interview.binding import is_blank
from planforge.interview.library_view import LibraryView
from planforge.interview.outline import Asked, Outline, Repeated, outline
from planforge.interview.patching import patched
from planforge.interview.slots import Base, Key, Slot, Slots, Within, asked_slot
from planforge.interview.steps import Position, State, Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planforge.answers.addresses import Address
    from planforge.answers.journal import Entry
    from planforge.interview.outline import Filters
    from planforge.interview.questionnaire import Questionnaire, Section
    from planforge.interview.slots import Chunk, Record
    from planforge.interview.traces import Traces
    from planforge.library.loading import Library

ADDED = "+"
"""The last step but one of the address of a question about an entry that is not in its list yet."""


@dataclass(frozen=True)
class Progress:
    """How far a section is, in questions; a table counts as one."""

    section: Section
    total: int
    answered: int
    unknown: int
    passed: int
    open: int
    pace: float = 0.0

    @property
    def minutes(self) -> int:
        """How long all of them may take."""
        return round(self.pace * self.total)

    @property
    def minutes_left(self) -> int:
        """How long those still to be put may take."""
        return round(self.pace * self.open)

    @property
    def done(self) -> int:
        """Those that are not to be put any more."""
        return self.total - self.open


@dataclass(frozen=True)
class Given:
    """One line of the recap: ``token`` leads back to the question."""

    token: str
    title: str
    entry: str
    said: str
    state: State


@dataclass(frozen=True)
class Interview:
    """The questions of a record, and where one is among them.

    ``history`` are the questions answered in this sitting, in order; ``focus`` those asked for by name, to be put
    before the first open one.
    """

    slots: Slots
    library: Library
    data: Record
    traces: Traces
    history: tuple[Key, ...] = ()
    focus: tuple[Key, ...] = ()

    @property
    def outline(self) -> Outline:
        """What is asked this time."""
        return self.slots.outline

    @cached_property
    def ground(self) -> Ground:
        """What questions are asked on."""
        return Ground(self.data, self.library, self.slots.view, self.outline.filters.apart)

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """Every question at its place, section by section."""
        return self.slots.chunks(self.data)

    @cached_property
    def listed(self) -> tuple[Slot, ...]:
        """Every question at its place, in order."""
        return tuple(slot for chunk in self.chunks for slot in chunk.slots)

    @cached_property
    def total(self) -> int:
        """How many questions there are; a table is one."""
        return sum(chunk.total for chunk in self.chunks)

    def number(self, slot: Slot) -> int:
        """The number of a question, from 1; 0 for one that is put on demand only."""
        before = 0
        for chunk in self.chunks:
            if chunk.section.id == slot.node.section.id:
                rank = chunk.rank(slot)
                return before + rank if rank else 0
            before += chunk.total
        return 0

    @cached_property
    def current(self) -> Slot | None:
        """Where one is: in an unfinished add, at what was asked for, or at the first open question; None at the end."""
        if self.drafted is not None:
            return self.drafted
        asked_for = (self.slot(key) for key in self.focus)
        first = next((slot for slot in asked_for if slot is not None), None)
        if first is not None:
            return first
        return next((slot for chunk in self.chunks for slot in chunk.slots if self.state(slot) is State.OPEN), None)

    @cached_property
    def step(self) -> Step | None:
        """The question to put; None at the end."""
        return None if self.current is None else self.step_of(self.current)

    def step_of(self, slot: Slot) -> Step:
        """One of the questions, ready to be put."""
        asked = self.asking(slot) if isinstance(slot.node, Asked) else self.menu(slot)
        return asked.step(self._position(slot), self.state(slot))

    def asking(self, slot: Slot) -> Asking:
        """A question at its place."""
        names = self.ground.names(slot)
        if self.traces.draft is not None and ADDED in slot.address:
            names["item"] = self.traces.draft.values
        return Asking(self.ground, slot, names)

    def menu(self, slot: Slot) -> Menu:
        """A list at its place."""
        return Menu(self.ground, slot, self.ground.names(slot))

    def slot(self, key: Key) -> Slot | None:
        """The question of that key; None where its entry is gone, or its condition no longer holds."""
        for chunk in self.chunks:
            if key in chunk.by_key:
                return chunk.by_key[key]
        node = self.outline.by_rank.get(key[0])
        if not isinstance(node, Asked) or not self._is_beside(node):
            return None
        entry = key[1][: -len(node.binding.steps)]
        raw = value_at(self.data, entry)
        return asked_slot(node, Within(raw, entry), self.data) if isinstance(raw, dict) else None

    def _is_beside(self, node: Asked) -> bool:
        """Whether a question is put on demand only: the name of an entry."""
        return any(isinstance(one, Repeated) and one.naming is node for one in self.outline.by_rank.values())

    def at(self, token: str) -> Interview:
        """The interview at the question of that token; as it is where there is no such question any more."""
        found = next((slot for slot in self.listed if token_of(slot) == token), None)
        if found is None:
            return self
        return replace(self, focus=(found.key, *(key for key in self.focus if key != found.key)))

    @cached_property
    def drafted(self) -> Slot | None:
        """The next question about the entry that is being added; None where none is."""
        draft = self.traces.draft
        menu = self.draft_menu
        if draft is None or menu is None or not isinstance(menu.node, Repeated):
            return None
        missing = (one for one in menu.node.required if is_blank(draft.values.get(one.binding.name)))
        node = next(missing, None)
        entry = (*draft.address, ADDED)
        return None if node is None else Slot(node, (*entry, node.binding.name), entry, menu.entry, None, menu.table)

    @property
    def draft_menu(self) -> Slot | None:
        """The list that an entry is being added to."""
        draft = self.traces.draft
        if draft is None:
            return None
        menus = (slot for slot in self.listed if isinstance(slot.node, Repeated))
        return next((slot for slot in menus if slot.address == draft.address), None)

    def state(self, slot: Slot) -> State:
        """How a question stands."""
        settled = _SETTLED.get(slot.base)
        if settled is not None and not self.outline.filters.again and not slot.node.confirm:
            return settled
        # « à compléter » alone is what « planforge init » writes where nobody was asked.
        return _VISITED[slot.base] if slot.address in self.traces.visited else State.OPEN

    def progress(self) -> tuple[Progress, ...]:
        """How far each section is."""
        return tuple(self._progress(chunk) for chunk in self.chunks if chunk.slots)

    def _progress(self, chunk: Chunk) -> Progress:
        units: dict[Key, State] = {}
        for slot in chunk.slots:
            state = self.state(slot)
            units[slot.unit] = _worse(units.get(slot.unit, state), state)
        return _counted(chunk.section, list(units.values()), self._paces[chunk.section.id])

    @cached_property
    def _paces(self) -> Mapping[str, float]:
        return {part.section.id: part.pace for part in self.outline.parts}

    def given(self, section: str) -> tuple[Given, ...]:
        """The answers of a section, menus included, for the recap."""
        return tuple(self._given(slot) for slot in self.listed if slot.node.section.id == section)

    def _given(self, slot: Slot) -> Given:
        step = self.step_of(slot)
        said = step.former_text or ", ".join(one.label for one in step.entries)
        return Given(step.token, step.title, step.position.entry, said, step.state)

    def after(self, entries: Sequence[Entry]) -> Interview:
        """The interview once these entries are made; where one is among the questions stays."""
        data = patched(self.data, edits_of(self.data, entries))
        return replace(self, data=data, traces=self.traces.after(entries))

    def _position(self, slot: Slot) -> Position:
        rows = self._rows(slot)
        row = slot.entry[: len(slot.table) + 1] if slot.table else ()
        number = self.number(slot)
        return Position(
            section=slot.node.section.title,
            number=number,
            total=self.total if number else 0,
            entry=self._entry(slot),
            row=rows.index(row) + 1 if row in rows else 0,
            rows=len(rows) if row in rows else 0,
        )

    def _rows(self, slot: Slot) -> list[Address]:
        """The rows of the table that a slot is a part of."""
        if not slot.table:
            return []
        depth = len(slot.table) + 1
        chunk = next((one for one in self.chunks if one.section.id == slot.node.section.id), None)
        slots = chunk.slots if chunk is not None else ()
        rows = (one.entry[:depth] for one in slots if one.table == slot.table and len(one.entry) >= depth)
        return list(dict.fromkeys(rows))

    def _entry(self, slot: Slot) -> str:
        """« Urgences › Accueil et tri »: the entries that the question is about."""
        if self.traces.draft is not None and ADDED in slot.address:
            return named(self.traces.draft.values)
        names = [named(value_at(self.data, one)) for one in (slot.owner, slot.entry) if one]
        return " › ".join(name for name in names if name)


def interview(
    questionnaire: Questionnaire, library: Library, data: Record, traces: Traces, filters: Filters
) -> Interview:
    """The interview of a record: ``data`` with the answers not yet folded, ``traces`` of the answers already given."""
    slots = Slots(outline(questionnaire, filters), LibraryView(library))
    return Interview(slots, library, data, traces.afresh() if filters.again else traces)


# What the record settles by itself, and what a question without an answer is once it was put.
_SETTLED = {Base.KNOWN: State.ANSWERED, Base.UNKNOWN: State.UNKNOWN}
_VISITED = {
    Base.MENU: State.ANSWERED,
    Base.BLANK: State.PASSED,
    Base.BARE: State.UNKNOWN,
    Base.UNKNOWN: State.UNKNOWN,
    Base.KNOWN: State.ANSWERED,
}
_ORDER = (State.ANSWERED, State.PASSED, State.UNKNOWN, State.OPEN)


def _worse(one: State, other: State) -> State:
    return max(one, other, key=_ORDER.index)


def _counted(section: Section, states: list[State], pace: float) -> Progress:
    counts = {state: states.count(state) for state in State}
    return Progress(
        section,
        len(states),
        counts[State.ANSWERED],
        counts[State.UNKNOWN],
        counts[State.PASSED],
        counts[State.OPEN],
        pace,
    )
