"""One thing of the record changed: the questionnaire cut down to it, its answers to choose among, its list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from planforge.answers.addresses import value_at
from planforge.answers.history import all_entries
from planforge.answers.journal import append
from planforge.answers.reading import OWN_LIBRARY
from planforge.interview.driver import Session
from planforge.interview.engine import interview
from planforge.interview.loading import load_questionnaire
from planforge.interview.opening import in_our_format, kept_apart
from planforge.interview.outline import Filters
from planforge.interview.questionnaire import Depth, Limits, Question, Questionnaire
from planforge.interview.slots import entries_of
from planforge.interview.traces import traces_of
from planforge.library.loading import load_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from planforge.interview.kinds import EditKind
    from planforge.interview.opening import Person
    from planforge.interview.questionnaire import Item, Listing
    from planforge.interview.steps import Option
    from planforge.source import Data, Sources


def keys_of(data: dict[str, Data], kind: EditKind) -> tuple[str, ...]:
    """What names each entry of a list in an address, in order."""
    return tuple(key for key, _ in entries_of(value_at(data, kind.address)))


@dataclass(frozen=True)
class Desk:
    """Where things of a record are changed: its folder, who does it, how deep the questions go.

    ``again`` puts every question, one after the other, with the answers filled in.
    """

    folder: Path
    person: Person
    depth: Depth = Depth.STANDARD
    again: bool = False

    def entry(self, kind: EditKind, key: str = "", *, fresh: bool = False) -> Session:
        """The questions of one entry of a list, or of a part of the record. The caller holds the lock.

        Nothing is left to be asked but what is new, unless ``fresh``: which answer to change is the person's choice.
        """
        sources = in_our_format(self.folder)
        data = sources.data
        asked = about(load_questionnaire(), kind, _condition(kind, key, data) if kind.is_list else "")
        # What is asked at a greater depth only is asked all the same: there would be nothing to change.
        sessions = [self._session(asked, sources, depth) for depth in dict.fromkeys([self.depth, Depth.EXPERT])]
        session = next((one for one in sessions if one.interview.listed), sessions[0])
        if fresh or self.again:
            return session
        here = session.interview
        traces = replace(here.traces, visited=here.traces.visited | {slot.address for slot in here.listed}, draft=None)
        return replace(session, interview=replace(here, traces=traces))

    def listing(self, kind: EditKind) -> Session:
        """The menu of a list, always there to be used. The caller holds the lock."""
        session = self._session(menu_of(load_questionnaire(), kind), in_our_format(self.folder), Depth.EXPERT)
        here = session.interview
        traces = replace(here.traces, visited=here.traces.visited - {kind.address})
        return replace(session, interview=replace(here, traces=traces))

    def entries(self, kind: EditKind) -> tuple[Option, ...]:
        """What a list holds: what names each entry in an address, and what people call it."""
        here = self.listing(kind).interview
        return here.step_of(here.listed[0]).entries

    def name(self, kind: EditKind, key: str = "") -> str:
        """What people call an entry, or the part where there is no key."""
        return next((one.label for one in self.entries(kind) if one.value == key), key) if key else kind.title

    def is_apart(self, kind: EditKind) -> bool:
        """Whether it stands in the restricted file, kept elsewhere: what is changed here would take its place."""
        return kind.address[0] in kept_apart(in_our_format(self.folder))

    def _session(self, questionnaire: Questionnaire, sources: Sources, depth: Depth) -> Session:
        filters = Filters(depth=depth, again=self.again, apart=kept_apart(sources))
        library = load_library(self.folder / OWN_LIBRARY)
        made = interview(questionnaire, library, sources.data, traces_of(all_entries(self.folder)), filters)
        return Session(made, partial(append, self.folder), self.person.now, self.person.name)


def about(questionnaire: Questionnaire, kind: EditKind, where: str = "") -> Questionnaire:
    """The questions of one kind only; of a list, those of the entries that the expression ``where`` is true of.

    An entry's name comes first. How long a section takes says nothing of a part of it, and is left out.
    """
    if not kind.is_list:
        return _cut(questionnaire, lambda items: (one for one in items if one.field.startswith(f"{kind.path}.")))
    menu = _menu(questionnaire, kind)
    named = Question(id="appellation", field=menu.named, why=menu.why) if menu is not None else None
    cut = _cut(questionnaire, lambda items: (_entries(one, kind, where) for one in items if _lists(one, kind)))
    return cut if named is None else _with_first(cut, named)


def menu_of(questionnaire: Questionnaire, kind: EditKind) -> Questionnaire:
    """The first list menu of a kind, and what is asked of its entries."""
    menu = _menu(questionnaire, kind)
    return _cut(questionnaire, lambda items: (one for one in items if one is menu))


def has_menu(questionnaire: Questionnaire, kind: EditKind) -> bool:
    """Whether entries of that kind can be added and taken away."""
    return kind.is_list and _menu(questionnaire, kind) is not None


def _cut(questionnaire: Questionnaire, keep: Callable[[tuple[Item, ...]], Iterator[Item]]) -> Questionnaire:
    sections = []
    for section in questionnaire.sections:
        items = tuple(keep(section.items))
        if items:
            sections.append(section.model_copy(update={"items": items, "minutes": 0, "intro": ""}))
    return Questionnaire.model_construct(sections=tuple(sections))


def _lists(item: Item, kind: EditKind) -> bool:
    return not isinstance(item, Question) and item.field == kind.path


def _menu(questionnaire: Questionnaire, kind: EditKind) -> Listing | None:
    items = (item for section in questionnaire.sections for item in section.items)
    found = (item for item in items if not isinstance(item, Question) and _lists(item, kind) and item.menu)
    return next(found, None)


def _entries(item: Item, kind: EditKind, where: str) -> Item:
    """A list without its menu, whose entries are those of ``where``, whatever the scope of an interview."""
    if isinstance(item, Question) or not _lists(item, kind):
        return item
    both = f"({item.where}) and ({where})" if item.where and where else item.where or where
    return item.model_copy(update={"menu": False, "where": both, "scopes": Limits()})


def _with_first(questionnaire: Questionnaire, question: Question) -> Questionnaire:
    """The same with a question put first to each entry, unless it is put already."""
    first, *rest = questionnaire.sections
    listing, *others = first.items
    if isinstance(listing, Question) or any(one.field == question.field for one in _asks(questionnaire)):
        return questionnaire
    key = "each" if "each" in type(listing).model_fields else "columns"
    named = listing.model_copy(update={key: (question, *listing.asks)})
    return Questionnaire.model_construct(sections=(first.model_copy(update={"items": (named, *others)}), *rest))


def _asks(questionnaire: Questionnaire) -> Iterator[Item]:
    for section in questionnaire.sections:
        for item in section.items:
            if not isinstance(item, Question):
                yield from item.asks


def _condition(kind: EditKind, key: str, data: dict[str, Data]) -> str:
    """The expression that is true of one entry of a list."""
    if kind.has_ids:
        return f"item.id == {key!r}"
    rank = keys_of(data, kind).index(key)
    return f"item == data.{kind.path}[{rank}]"
