"""What changed between two states of a record: entities come and gone, fields with what they said before and after."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from planforge.analysis.results import ObjectRef, RecordPath
from planforge.analysis.shape import Kind, Slot, called, identifier, slots
from planforge.model.answer import ByScenario

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planforge.model.answer import Answer
    from planforge.model.entity import Part
    from planforge.model.plan import Plan


class ChangeKind(StrEnum):
    """What happened to an entity or to a field."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference. ``owners`` are the objects it belongs to, outermost first (a service, then its activity).

    ``field`` is the French title of the field, empty for an entity that came or went. ``before`` and ``after`` are what
    stands in the record: an answer, a tuple for a list, a plain choice; ``scenario`` says in which one, if not in all.
    """

    kind: ChangeKind
    section: str
    owners: tuple[ObjectRef, ...]
    field: str
    path: RecordPath
    before: object = None
    after: object = None
    scenario: str = ""


def differences(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Every difference, in the order of the file; entities are matched by identifier, other lists compared whole."""
    return tuple(_between(before, after, (), ()))


def _between(before: Part, after: Part, path: RecordPath, owners: tuple[ObjectRef, ...]) -> Iterator[Change]:
    for slot in _fields(type(after)):
        old, new = getattr(before, slot.name), getattr(after, slot.name)
        if old == new:
            continue
        place = (*path, slot.name)
        if slot.kind is Kind.PART:
            inner = owners if path else (ObjectRef(slot.name, slot.name, slot.title),)
            yield from _between(old, new, place, inner)
        elif slot.kind is Kind.PARTS and _matched(old, new):
            yield from _members(old, new, place, owners)
        elif slot.kind is Kind.ANSWER:
            yield from _answers(old, new, (slot.title, place), owners)
        else:
            yield Change(ChangeKind.CHANGED, str(place[0]), owners, slot.title, place, old, new)


@cache
def _fields(part: type[Part]) -> tuple[Slot, ...]:
    """Every field of a part but its identifier, in the order of the file; those that must be answered too."""
    known = {slot.name: slot for slot in slots(part)}
    return tuple(
        known.get(name) or Slot(name, field.title or name, Kind.CHOICE, minimum=True, default=None)
        for name, field in part.model_fields.items()
        if name != "id"
    )


def _matched(old: Sequence[Part], new: Sequence[Part]) -> bool:
    """Whether every member has an identifier, by which to find it again."""
    return all(identifier(one) for one in (*old, *new))


def _members(
    old: Sequence[Part], new: Sequence[Part], path: RecordPath, owners: tuple[ObjectRef, ...]
) -> Iterator[Change]:
    known = {identifier(one): one for one in old}
    kept = {identifier(one) for one in new}
    section, kind = str(path[0]), str(path[-1])
    for place, one in enumerate(new):
        name = identifier(one)
        whose = (*owners, ObjectRef(kind, name, called(one)))
        if name in known:
            yield from _between(known[name], one, (*path, place), whose)
        else:
            yield Change(ChangeKind.ADDED, section, whose, "", (*path, place))
    for one in old:
        if identifier(one) not in kept:
            whose = (*owners, ObjectRef(kind, identifier(one), called(one)))
            yield Change(ChangeKind.REMOVED, section, whose, "", path)


def _answers(
    old: Answer[Any], new: Answer[Any], said: tuple[str, RecordPath], owners: tuple[ObjectRef, ...]
) -> Iterator[Change]:
    """An answer, scenario by scenario where it has several."""
    title, path = said
    if isinstance(old, ByScenario) and isinstance(new, ByScenario):
        for scenario in dict.fromkeys((*old.scenarios, *new.scenarios)):
            one, other = old.scenarios.get(scenario), new.scenarios.get(scenario)
            if one != other:
                yield Change(ChangeKind.CHANGED, str(path[0]), owners, title, path, one, other, scenario)
        if _alone(old) == _alone(new):
            return
    yield Change(ChangeKind.CHANGED, str(path[0]), owners, title, path, old, new)


def _alone(answer: ByScenario[Any]) -> tuple[object, ...]:
    """The default part of an answer by scenario."""
    said = (answer.value, answer.min, answer.likely, answer.max, answer.unknown)
    return (*said, answer.source, answer.by, answer.on, answer.note)
