"""What each reply changes: the entries to journal, and the interview after them; or why it cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.answers.addresses import Address, value_at
from planforge.answers.journal import Entry
from planforge.interview import steps
from planforge.interview.binding import BY_DEFAULT, LISTS, Refusal, is_blank, tidied
from planforge.interview.identifiers import list_of, new_identifier, taken_in
from planforge.interview.outline import Asked, Repeated
from planforge.interview.removal import removal
from planforge.interview.slots import Slot, Within, asked_slot
from planforge.interview.steps import find
from planforge.interview.taking import is_no_number, take, take_unknown
from planforge.interview.traces import Draft
from planforge.interview.wording import (
    AT_THE_START,
    BEFORE_ADDING,
    CREATABLE,
    FINISH_WORDS,
    INDISPENSABLE,
    LIST_NOT_EMPTY,
    NAME_MISSING,
    NO_NAMES,
    NOT_A_NAME,
    NOT_AN_ENTRY,
    NOT_HERE,
    ONE_BY_ONE,
    no_number,
    not_listed,
)
from planforge.values import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from planforge.interview.asking import Asking
    from planforge.interview.binding import Binding
    from planforge.interview.engine import Interview
    from planforge.interview.library_view import Typical
    from planforge.interview.slots import Key
    from planforge.source import Data


@dataclass(frozen=True)
class Move:
    """What a reply changes: nothing is to be shown as taken before ``entries`` are on the disk."""

    entries: tuple[Entry, ...]
    after: Interview


def replied(here: Interview, reply: steps.Reply) -> Move | Refusal:
    """What a reply to the current question changes. ``Help`` and ``Quit`` are the front end's and the driver's."""
    slot = here.current
    if isinstance(reply, steps.Back):
        return _back(here)
    if slot is None:
        return Refusal(NOT_HERE)
    act = (_IN_MENU if isinstance(slot.node, Repeated) else _AT_QUESTION).get(type(reply))
    return Refusal(NOT_HERE) if act is None else act(here, slot, reply)


def _went_on(here: Interview, entries: Sequence[Entry], done: Key | None = None) -> Move:
    """The interview after the entries; past the question ``done`` where it is one."""
    after = here.after(entries) if entries else here
    if done is None:
        return Move(tuple(entries), after)
    focus = tuple(key for rank, key in enumerate(here.focus) if rank or key != done)
    return Move(tuple(entries), replace(after, focus=focus, history=(*here.history, done)))


def _back(here: Interview) -> Move | Refusal:
    """To the question answered before, however many of those are gone by now; to the one above on another day."""
    if here.drafted is not None and here.traces.draft is not None:
        return _went_on(here, [Draft(here.traces.draft.address, {}).entry(here.drafted.node.section.id)])
    history = list(here.history)
    while history:
        key = history.pop()
        if here.slot(key) is not None:
            return Move((), replace(here, history=tuple(history), focus=_first_of(here, key)))
    keys = [slot.key for slot in here.listed]
    rank = keys.index(here.current.key) if here.current is not None and here.current.key in keys else len(keys)
    # Nothing was answered in this sitting: who comes back the next day goes up the list.
    return Move((), replace(here, history=(), focus=_first_of(here, keys[rank - 1]))) if rank else Refusal(AT_THE_START)


def _first_of(here: Interview, key: Key) -> tuple[Key, ...]:
    """The question of that key first, then the one that was asked for by name, if any, then the others."""
    current = [here.current.key] if here.current is not None and here.current.key in here.focus else []
    return (key, *current, *(one for one in here.focus if one not in {key, *current}))


def _answered(here: Interview, slot: Slot, reply: steps.Reply) -> Move | Refusal:
    assert isinstance(reply, steps.Answer)  # noqa: S101 - the table below pairs them
    asking = here.asking(slot)
    taken = take(asking, reply.raw)
    if isinstance(taken, Refusal):
        return taken
    created, names = _created(here, asking.collection, taken.created, slot.node.section.id)
    return _put(here, slot, _renamed(taken.value, names), created)


def _created(
    here: Interview, collection: str, typical: Sequence[Typical], section: str
) -> tuple[list[Entry], dict[str, str]]:
    """The entries that put usual ones into their list, and the identifiers that they get there."""
    entries: list[Entry] = []
    names: dict[str, str] = {}
    address = list_of(collection) if collection else ()
    taken = taken_in(here.data, address, here.traces.past) if typical else set()
    for one in typical:
        names[one.id] = new_identifier(one.id, taken)
        taken.add(names[one.id])
        record: dict[str, Data] = {**one.record, "id": names[one.id]}
        entries.append(Entry("set", (*address, names[one.id]), record, section=section))
    return entries, names


def _renamed(value: Data, names: Mapping[str, str]) -> Data:
    """The answer with the identifiers that what it names really got."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    return {key: _renamed(one, names) for key, one in value.items()} if isinstance(value, dict) else value


def _put(here: Interview, slot: Slot, value: Data, before: Sequence[Entry] = ()) -> Move:
    """The move that answers a question: in the record, or in the entry that is being added."""
    if slot == here.drafted:
        return _drafted(here, slot, value, before)
    address = _written_at(here, slot)
    ahead = here.after(before) if before else here
    entry = Entry("set", address, value, value_at(ahead.data, address), section=slot.node.section.id)
    # Where the answer by default is written as the answer itself, the question was put all the same.
    seen = [Entry("visit", slot.address, section=slot.node.section.id)] if address != slot.address else []
    return _went_on(here, [*before, entry, *seen], slot.key)


def _written_at(here: Interview, slot: Slot) -> Address:
    """Where the answer goes: an answer by default is written alone as long as no scenario has its own."""
    node = slot.node
    if not isinstance(node, Asked) or node.binding.scenario != BY_DEFAULT:
        return slot.address
    above = slot.address[:-1]
    return slot.address if node.binding.shape.spread(value_at(here.data, above)) else above


def _create(here: Interview, slot: Slot, reply: steps.Reply) -> Move | Refusal:
    """Answer with something new, created under that name; with what is there already under it."""
    assert isinstance(reply, steps.Create)  # noqa: S101 - the table below pairs them
    asking = here.asking(slot)
    name = tidied(reply.name, one_line=True)
    if asking.collection not in CREATABLE:
        return Refusal(*not_listed(name))
    if not name:
        return Refusal(NAME_MISSING)
    if _names_nothing(name, letters=True):
        return Refusal(NOT_A_NAME)
    there = find(asking.options, name)
    if there is not None:
        return _answered(here, slot, steps.Answer(_with(asking, there)))
    address = list_of(asking.collection)
    one = new_identifier(name, taken_in(here.data, address, here.traces.past))
    naming = "function" if asking.collection == "people" else "name"
    entry = Entry("set", (*address, one), {"id": one, naming: name}, section=slot.node.section.id)
    ahead = here.after([entry])
    taken = take(replace(ahead.asking(slot), slot=slot), _with(asking, one))
    return taken if isinstance(taken, Refusal) else _put(here, slot, taken.value, [entry])


_NAMES = frozenset({"name", "function"})


def _names_nothing(name: str, *, letters: bool) -> bool:
    """Whether somebody said yes, no or a number where a name is wanted."""
    if not name:
        return False
    return fold(name) in NO_NAMES | FINISH_WORDS or (letters and not any(map(str.isalpha, name)))


def _with(asking: Asking, one: str) -> str | tuple[str, ...]:
    """An answer with one more identifier in it, where several make one answer."""
    if asking.kind not in LISTS:
        return one
    return (*asking.former, one)


def _unknown(here: Interview, slot: Slot, reply: steps.Reply) -> Move | Refusal:
    assert isinstance(reply, steps.Unknown)  # noqa: S101 - the table below pairs them
    if slot == here.drafted:
        return Refusal(BEFORE_ADDING)
    asking = here.asking(slot) if isinstance(slot.node, Asked) else None
    if asking is None and not is_blank(slot.raw) and isinstance(slot.raw, list):
        return Refusal(LIST_NOT_EMPTY)
    taken = take_unknown(asking, reply.ask or "", reply.due or "")
    return taken if isinstance(taken, Refusal) else _put(here, slot, taken.value)


def _passed(here: Interview, slot: Slot, reply: steps.Reply) -> Move | Refusal:
    """Leave the question, or the list, for now."""
    del reply
    if slot == here.drafted:
        return Refusal(BEFORE_ADDING)
    if isinstance(slot.node, Asked) and is_blank(slot.raw) and not here.asking(slot).may_be_unknown:
        return Refusal(INDISPENSABLE)
    return _went_on(here, [Entry("visit", slot.address, section=slot.node.section.id)], slot.key)


def _picked(here: Interview, slot: Slot, reply: steps.Reply) -> Move | Refusal:
    """Put usual entries into the list; the last may need an answer first."""
    assert isinstance(reply, steps.Pick)  # noqa: S101 - the table below pairs them
    assert isinstance(slot.node, Repeated)  # noqa: S101 - a menu
    typical = here.menu(slot).typical
    unknown = [one for one in reply.values if one not in typical]
    if unknown or not reply.values:
        return Refusal(*not_listed(", ".join(unknown)))
    named = slot.node.listing.named
    records = [{named: typical[one].name, **typical[one].record} for one in dict.fromkeys(reply.values)]
    short = [record for record in records if _lacks(slot.node, record)]
    if len(short) > 1:
        return Refusal(ONE_BY_ONE)
    entries = _inserted(here, slot, [record for record in records if record not in short])
    section = slot.node.section.id
    return _went_on(here, [*entries, *(Draft(slot.address, record).entry(section) for record in short)])


def _added(here: Interview, slot: Slot, reply: steps.Reply) -> Move | Refusal:
    """Add an entry of that name; what it cannot be read without is asked first."""
    assert isinstance(reply, steps.Add)  # noqa: S101 - the table below pairs them
    node = slot.node
    assert isinstance(node, Repeated)  # noqa: S101 - a menu
    name = tidied(reply.name, one_line=True)
    menu = here.menu(slot)
    picked = find(menu.options, name)
    if picked is not None:
        return _picked(here, slot, steps.Pick((picked,)))
    if menu.closed or node.naming is None:
        return Refusal(*not_listed(name))
    refusal = _name_refusal(node.naming.binding, name)
    if refusal is not None:
        return refusal
    record: dict[str, Data] = {node.listing.named: name}
    if _lacks(node, record):
        return _went_on(here, [Draft(slot.address, record).entry(node.section.id)])
    return _went_on(here, _inserted(here, slot, [record]))


def _name_refusal(binding: Binding, name: str) -> Refusal | None:
    """Why an entry cannot be added under that name."""
    if not name:
        return Refusal(NAME_MISSING)
    if _names_nothing(name, letters=binding.name in _NAMES):
        return Refusal(NOT_AN_ENTRY)
    if binding.kind is steps.Kind.PHONE and is_no_number(name):
        return Refusal(*no_number(name))
    return binding.refusal(name)


def _lacks(node: Repeated, record: Mapping[str, Data]) -> bool:
    return any(is_blank(record.get(one.binding.name)) for one in node.required)


def _drafted(here: Interview, slot: Slot, value: Data, before: Sequence[Entry]) -> Move:
    """One more answer about the entry that is being added; with the last one, it enters its list."""
    draft, menu = here.traces.draft, here.draft_menu
    assert draft is not None  # noqa: S101 - there is a drafted question
    assert menu is not None  # noqa: S101 - same
    assert isinstance(menu.node, Repeated)  # noqa: S101 - same
    record = {**draft.values, slot.address[-1]: value}
    if _lacks(menu.node, record):
        return _went_on(here, [*before, Draft(draft.address, record).entry(slot.node.section.id)])
    return _went_on(here, [*before, *_inserted(here, menu, [record])])


def _inserted(here: Interview, slot: Slot, records: Sequence[Mapping[str, Data]]) -> list[Entry]:
    """The entries that put these at the end of a list, each with an identifier where its entries have one."""
    node = slot.node
    assert isinstance(node, Repeated)  # noqa: S101 - a menu
    taken = taken_in(here.data, slot.address, here.traces.past)
    end = len(slot.raw) if isinstance(slot.raw, list) else 0
    made: list[Entry] = []
    for rank, record in enumerate(records, end):
        bare = {key: value for key, value in record.items() if key != "id"}
        step = str(rank)
        if node.has_ids:
            step = str(record.get("id") or record.get(node.listing.named) or "")
            step = new_identifier(step, taken) if node.makes_ids else step
            taken.add(step)
            bare = {"id": step, **bare}
        made.append(Entry("set", (*slot.address, step), bare, section=node.section.id))
    return made


def _changed(here: Interview, slot: Slot, reply: steps.Reply) -> Move | Refusal:
    """Through the questions of an entry again, its name first; then back to the menu."""
    assert isinstance(reply, steps.Change)  # noqa: S101 - the table below pairs them
    node = slot.node
    assert isinstance(node, Repeated)  # noqa: S101 - a menu
    entry = (*slot.address, reply.entry)
    raw = value_at(here.data, entry)
    if not isinstance(raw, dict):
        return Refusal(*not_listed(reply.entry))
    owner = value_at(here.data, slot.entry) if slot.entry else None
    within = Within(raw, entry, slot.entry, owner, slot.table)
    asked = [one.key for one in here.slots.below(node.each, within, here.data)]
    naming = asked_slot(node.naming, within, here.data) if node.naming is not None else None
    first = [naming.key] if naming is not None and all(key[1] != naming.address for key in asked) else []
    rest = tuple(key for key in here.focus if key != slot.key)
    return Move((), replace(here, focus=(*first, *asked, slot.key, *rest), history=(*here.history, slot.key)))


def _removed(here: Interview, slot: Slot, reply: steps.Reply) -> Move | Refusal:
    """Take an entry away, and every answer that names it."""
    assert isinstance(reply, steps.Remove)  # noqa: S101 - the table below pairs them
    entry = (*slot.address, reply.entry)
    if not isinstance(value_at(here.data, entry), dict):
        return Refusal(*not_listed(reply.entry))
    return _went_on(here, removal(here.data, entry, slot.node.section.id))


_AT_QUESTION: Mapping[type, Callable[[Interview, Slot, steps.Reply], Move | Refusal]] = {
    steps.Answer: _answered,
    steps.Create: _create,
    steps.Unknown: _unknown,
    steps.Pass: _passed,
}
_IN_MENU: Mapping[type, Callable[[Interview, Slot, steps.Reply], Move | Refusal]] = {
    steps.Pick: _picked,
    steps.Add: _added,
    steps.Change: _changed,
    steps.Remove: _removed,
    steps.Finish: _passed,
    steps.Unknown: _unknown,
    steps.Pass: _passed,
}
