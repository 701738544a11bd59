"""The answers of a record, walked once in the order of the file: where each one is, whose it is, what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin

from planforge.analysis.results import ObjectRef, RecordPath
from planforge.model.answer import Answer
from planforge.model.entity import Part

if TYPE_CHECKING:
    from planforge.model.answer import Unknown
    from planforge.model.plan import Plan


class Kind(Enum):
    """What a field holds."""

    ANSWER = auto()
    PART = auto()
    PARTS = auto()  # a list of parts
    WORDS = auto()  # a list of plain values
    CHOICE = auto()  # a plain value with a default


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of a part."""

    name: str
    title: str
    kind: Kind
    minimum: bool
    default: object


class Spot(NamedTuple):
    """A field met in the record. ``answer`` is ``None`` for a list, part or choice: ``empty``, unknown or filled."""

    path: RecordPath
    object: ObjectRef
    slot: Slot
    answer: Answer[Any] | None
    unknown: Unknown | None
    empty: bool

    @property
    def section(self) -> str:
        """The top-level key of the record."""
        return str(self.path[0])


@cache
def slots(part: type[Part]) -> tuple[Slot, ...]:
    """The fields of a part that may be left unanswered."""
    found = []
    for name, field in part.model_fields.items():
        kind = _kind(field.annotation)
        if kind is not Kind.CHOICE or not field.is_required():
            extra = field.json_schema_extra
            minimum = isinstance(extra, dict) and extra.get("depth") == "minimum"
            found.append(Slot(name, field.title or name, kind, minimum, field.default))
    return tuple(found)


def _kind(annotation: Any) -> Kind:  # noqa: ANN401 - a type as Pydantic keeps it
    if get_origin(annotation) is tuple:
        return Kind.PARTS if _is_a(get_args(annotation)[0], Part) else Kind.WORDS
    if _is_a(annotation, Answer):
        return Kind.ANSWER
    return Kind.PART if _is_a(annotation, Part) else Kind.CHOICE


def _is_a(annotation: Any, base: type) -> bool:  # noqa: ANN401 - same
    return isinstance(annotation, type) and issubclass(annotation, base)


def spots(plan: Plan) -> tuple[Spot, ...]:
    """Every answer said, and whatever the minimum depth asks, in the order of the file."""
    found: list[Spot] = []
    _walk(plan, (), ObjectRef("plan", "", ""), found)
    return tuple(found)


def _walk(part: Part, path: RecordPath, owner: ObjectRef, found: list[Spot]) -> None:
    unknown = part.unknown_lists
    values = part.__dict__
    for slot in slots(type(part)):
        value = values[slot.name]
        if unknown and slot.name in unknown:
            found.append(Spot((*path, slot.name), owner, slot, None, unknown[slot.name], empty=True))
        elif slot.kind is Kind.ANSWER:
            # The default answer is one shared value: nothing was said here.
            if slot.minimum or value is not slot.default:
                found.append(Spot((*path, slot.name), owner, slot, value, value.unknown, empty=False))
        elif slot.kind is Kind.PART:
            name = owner if path else ObjectRef(slot.name, slot.name, slot.title)
            _walk(value, (*path, slot.name), name, found)
        elif slot.minimum and slot.kind is not Kind.CHOICE:
            found.append(Spot((*path, slot.name), owner, slot, None, None, empty=not value))
        if value and slot.kind is Kind.PARTS:
            for index, member in enumerate(value):
                _walk(member, (*path, slot.name, index), _name(member, slot, owner), found)


def _name(member: Part, slot: Slot, owner: ObjectRef) -> ObjectRef:
    """The member itself when it has an identifier; else the object that holds it."""
    return ObjectRef(slot.name, identifier(member), called(member)) if _said_by(type(member))[0] else owner


def identifier(part: Part) -> str:
    """The identifier of a part; empty for a part that has none."""
    field, _ = _said_by(type(part))
    return str(getattr(part, field)) if field else ""


def called(part: Part) -> str:
    """The name people know it by: its function, name or title, else its identifier."""
    field, words = _said_by(type(part))
    return next((str(name) for one in (*words, field) if one and (name := getattr(part, one))), "")


@cache
def _said_by(part: type[Part]) -> tuple[str, tuple[str, ...]]:
    """The field of the identifier, and those of the name; asking a model for a field it lacks is slow."""
    fields = part.model_fields
    words = ("function",) if "function" in fields else ("name", "title")
    return "id" if "id" in fields else "", tuple(word for word in words if word in fields)
