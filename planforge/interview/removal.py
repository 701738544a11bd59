"""Taking an entry away without leaving its name behind: an identifier that names nothing cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from planforge.answers.addresses import Address, address_of, path_of, value_at
from planforge.answers.journal import Entry
from planforge.interview.slots import entries_of
from planforge.model.entity import Part, defaulted
from planforge.model.mentions import census
from planforge.model.places import Places
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.source import REMOVE, Edit, edited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from planforge.interview.slots import Record
    from planforge.model.mentions import Mention
    from planforge.source import Data, Path, Span

_COLLECTIONS: dict[Address, str] = {("establishment", "sites"): "sites"}
_ACTIVITIES = "activities"


@dataclass(frozen=True)
class _Raw:
    """A record as the census looks at it; it stands in no file."""

    data: Record

    def place(self, path: Path) -> Span | None:
        """Nowhere."""
        del path
        return None

    def nearest(self, path: Path) -> Path:
        """The path itself."""
        return path

    def frame(self, path: Path, *, key: bool = False) -> str:
        """No line."""
        del path, key
        return ""


def removal(data: Record, address: Address, section: str) -> tuple[Entry, ...]:
    """The entries that take the entry at ``address`` away, what names it first."""
    made: list[Entry] = []
    names = _named_by(data, address)
    while True:
        # One at a time: taking an item out of a list moves those behind it.
        path = next(_uses(data, address, names), None)
        if path is None:
            break
        here = _removable(data, path)
        at = address_of(data, here)
        made.append(Entry("remove", at, None, value_at(data, at), section=section))
        data = edited(data, [Edit(here, REMOVE)])
    return (*made, Entry("remove", address, None, value_at(data, address), section=section))


def uses(data: Record, address: Address) -> int:
    """How many answers outside the entry name it, or one of its activities."""
    return sum(1 for _ in _uses(data, address, _named_by(data, address)))


def _named_by(data: Record, address: Address) -> frozenset[tuple[str, str]]:
    """What goes away with the entry: (collection, identifier)."""
    entry = value_at(data, address)
    own = entry.get("id") if isinstance(entry, dict) else None
    collection = _COLLECTIONS.get(address[:-1], address[-2] if len(address) > 1 else "")
    gone = {(collection, own)} if isinstance(own, str) else set()
    if collection == "services" and isinstance(entry, dict):
        activities = [key for key, _ in entries_of(entry.get(_ACTIVITIES))]
        gone |= {(_ACTIVITIES, one) for one in activities or [str(own)]}
    return frozenset(gone)


def _uses(data: Record, address: Address, names: frozenset[tuple[str, str]]) -> Iterator[Path]:
    inside = path_of(data, address)
    for mention in census(Places(_Raw(data), data, shape_of(Plan))).mentions:
        if _is_one_of(mention, names) and not (inside and mention.path[: len(inside)] == inside):
            yield mention.path


def _is_one_of(mention: Mention, names: frozenset[tuple[str, str]]) -> bool:
    return any((collection, mention.identifier) in names for collection in mention.ref.collections)


def _removable(data: Record, path: Path) -> Path:
    """The place to take away: the answer itself, or the part that says nothing without it."""
    places = Places(_Raw(data), data, shape_of(Plan))
    for end in range(len(path), 0, -1):
        here = path[:end]
        if isinstance(here[-1], int):
            alone = places.value((*here[:-1], 1)) is None
            if not (alone and _needed(places, here[:-1])):
                return here
        elif places.shape(here[:-1]).by_scenario or _is_optional(places, here):
            # The name of a scenario is a key of the answer; what else an answer says goes away with it.
            return here
    return path


def _is_optional(places: Places, key: Path) -> bool:
    """Whether a part of the record may do without one of its keys."""
    part = places.shape(key[:-1]).part
    return part is not None and issubclass(part, Part) and key[-1] in _optional(part) and not _needed(places, key)


def _needed(places: Places, key: Path) -> bool:
    """Whether the part above can be read, and could not without this key: « one of » nothing."""
    held, part = places.value(key[:-1]), places.shape(key[:-1]).part
    if part is None or not isinstance(held, dict):
        return False
    return _reads(part, held) and not _reads(part, {name: value for name, value in held.items() if name != key[-1]})


def _reads(part: type[BaseModel], raw: dict[str, Data]) -> bool:
    try:
        part.model_validate(raw)
    except ValidationError:
        return False
    return True


def _optional(part: type[Part]) -> frozenset[str]:
    """The fields, by their name in the file, that an entry can do without."""
    answers = {field.alias or name for name, field in part.model_fields.items() if not field.is_required()}
    return defaulted(part) | frozenset(answers)
