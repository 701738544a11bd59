"""What answers change in a record, each weighed against what was seen when it was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.answers.addresses import child, identifier, place_of
from planforge.answers.journal import is_key
from planforge.model.answer import is_detailed, read_unknown
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.source import REMOVE, Edit, edited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.answers.addresses import Address, Place
    from planforge.answers.journal import Entry
    from planforge.model.shapes import Shape
    from planforge.source import Data, Path


@dataclass(frozen=True, slots=True)
class Conflict:
    """An answer that did not enter the record: its place was changed by hand since, is gone, or has no room for it.

    The file wins; the answer stays in the journal, then in the history.
    """

    address: Address
    in_file: Data
    answered: Data


@dataclass(frozen=True, slots=True)
class Changes:
    """What entries do to a record: the edits, one after the other, and the answers that the files contradict."""

    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def changes_of(data: dict[str, Data], entries: Iterable[Entry], known: Iterable[Conflict] = ()) -> Changes:
    """What the entries do to the data, one after the other; ``data`` stays as it was.

    One conflict at most for each address, the last one; none where a later entry settled it. ``known`` are those of
    entries that came before these.
    """
    desk = _Desk(data, known)
    for entry in entries:
        if entry.op != "visit":
            desk.take(entry)
    return Changes(tuple(desk.edits), tuple(desk.conflicts.values()))


class _Desk:
    """The record as it becomes, entry after entry."""

    def __init__(self, data: dict[str, Data], known: Iterable[Conflict]) -> None:
        self.edits: list[Edit] = []
        self.conflicts = {conflict.address: conflict for conflict in known}
        self._data = edited(data, ())

    def take(self, entry: Entry) -> None:
        """Note the edit of one entry, its conflict, or nothing where the record says the same already."""
        place = place_of(self._data, entry.address)
        value, was = (_whole(one, place, entry.address) for one in (entry.value, entry.was))
        removes = entry.op == "remove"
        wanted = None if removes else value
        now = place.value if place is not None else None
        if now == wanted and not (removes and place is not None and place.there):
            self._settle(entry.address)
            return
        edit = None
        if place is not None and now in (was, wanted):
            edit = Edit(place.path, REMOVE) if removes else self._put(place, wanted)
        if edit is None:
            self.conflicts[entry.address] = Conflict(entry.address, now, wanted)
            return
        self._settle(entry.address)
        self.edits.append(edit)
        _apply(self._data, edit)

    def _put(self, place: Place, value: Data) -> Edit | None:
        """The edit that puts the value there; None where the record has no room for it."""
        if place.by_id and not isinstance(value, dict):
            return None  # without its identifier, nobody would find it again
        return _grafted(self._data, place.path, value)

    def _settle(self, address: Address) -> None:
        """Forget the conflicts at the address and below it: whatever they were about has an answer now."""
        self.conflicts = {one: conflict for one, conflict in self.conflicts.items() if one[: len(address)] != address}


def _whole(value: Data, place: Place | None, address: Address) -> Data:
    """The value with the identifier that its address gives it, where it is an entity: it keeps it for ever."""
    if place is None or not place.by_id or not isinstance(value, dict) or identifier(value) == address[-1]:
        return value
    return {"id": address[-1], **{key: inner for key, inner in value.items() if key != "id"}}


def _grafted(data: dict[str, Data], path: Path, value: Data) -> Edit | None:
    """The edit that puts the value at the path: at the first place on the way that cannot hold what comes below.

    None where that would destroy something written there, or make a key that no file can hold.
    """
    shape = shape_of(Plan)
    raw: Data = data
    for rank, step in enumerate(path):
        if rank and not _holds(raw, shape, step):
            grown = _grown(raw, shape, path[rank:], value)
            return None if grown is None else Edit(path[:rank], grown)
        if isinstance(step, str) and isinstance(raw, dict) and step not in raw and not is_key(step):
            return None
        shape, (_, raw) = shape.at(raw, step), child(raw, step)
    return Edit(path, value)


def _holds(raw: Data, shape: Shape, step: str | int) -> bool:
    """Whether the step can be taken from what stands there."""
    if isinstance(step, int):
        return isinstance(raw, list)
    if not isinstance(raw, dict) or (step not in raw and read_unknown(raw) is not None):
        return False
    # {value: 4 h, source: expert} says nothing of a scenario: it becomes what holds by default.
    return not (raw and _is_scenario(shape, step) and is_detailed(raw))


def _grown(raw: Data, shape: Shape, steps: Path, value: Data) -> Data:
    """The collection that holds the value at the end of the steps, and what stood there; None where it cannot."""
    step, *rest = steps
    for inner in reversed(rest):
        if isinstance(inner, str) and not is_key(inner):
            return None
        value = [value] if isinstance(inner, int) else {inner: value}
    if isinstance(step, int):
        return [value] if _says_nothing(raw) else None
    if not is_key(step):
        return None
    if raw and _is_scenario(shape, step):
        return {"default": raw, step: value}
    if _says_nothing(raw):
        return {step: value}
    return {shape.stands_for: raw, step: value} if shape.stands_for and not isinstance(raw, dict) else None


def _is_scenario(shape: Shape, step: str) -> bool:
    return shape.by_scenario and step not in shape.fields


def _says_nothing(raw: Data) -> bool:
    return not raw or read_unknown(raw) is not None


def _apply(data: dict[str, Data], edit: Edit) -> None:
    """Change the data in place: copying a large record for each of a thousand answers would take minutes."""
    *above, step = edit.path
    holder: Data = data
    for one in above:
        _, holder = child(holder, one)
    if edit.value is REMOVE:
        del holder[step]  # type: ignore[union-attr,arg-type]  # the path was found in these data
        return
    (value,) = edited({"value": edit.value}, ()).values()  # never the entry's own value: it must not change later
    if isinstance(holder, list) and step == len(holder):
        holder.append(value)
    else:
        holder[step] = value  # type: ignore[index]  # same
