"""The mark of each value that composers can read: of the record, of its degraded workflows, of what analysis found."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any
from zlib import crc32

from pydantic import BaseModel

from planforge.document.spelling import spelled
from planforge.model.entity import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.analysis.study import Results
    from planforge.library.resolution import Resolved
    from planforge.model.plan import Plan
    from planforge.model.watching import Reads

RESULTS, FACTS = 0, 1  # stand for an ``id`` in what was read: no object has these
_BESIDE_FIELDS = ("__pydantic_private__", "__pydantic_fields_set__")  # what is unknown, what was given
_ALL = "__dict__"
_MARK = 8  # bytes


class RecordMarks:
    """Marks by key: a short number that stands for a part of the record by its place, and one of its attributes.

    Two attributes that bear one key are marked together. A part is marked by its place wherever another one holds it:
    whoever looks into it reads its attributes, which have their own marks.
    """

    def __init__(self, resolved: Resolved, results: Results) -> None:
        self._results = results
        self._places: dict[int, bytes] = {}
        self._parts: dict[int, Part] = {}
        self._marks: dict[int, bytes] = {}
        self._walk(resolved.plan, b"plan")
        for name, workflow in resolved.workflows.items():
            self._walk(workflow, b"workflow/" + name.encode())
        for number, role in enumerate(resolved.roles):
            if role.record is not None:
                self._walk(role.record, b"role/%d" % number)

    def keys(self, reads: Reads) -> frozenset[int]:
        """The keys of what was read; reads of methods, and of what is no part of the record, have none."""
        found = (self._key(whose, name) for whose, name in reads)
        return frozenset(key for key in found if key is not None)

    def mark(self, key: int) -> bytes:
        """The mark of the values of a key, that of nothing where nobody bears it any longer.

        Raises ``TypeError`` for a result that cannot be spelled out.
        """
        if key not in self._marks:
            told = [self._told(holder, name) for holder, name in self._holders.get(key, ())]
            self._marks[key] = hashlib.blake2b(
                "".join(told).encode("utf-8", "surrogatepass"), digest_size=_MARK
            ).digest()
        return self._marks[key]

    @cached_property
    def _holders(self) -> dict[int, list[tuple[int, str]]]:
        """By key, the ``id`` of each part that has the attribute, and its name."""
        found: dict[int, list[tuple[int, str]]] = {}
        for whose, part in self._parts.items():
            place = crc32(self._places[whose])
            for name in (*type(part).model_fields, *_derived(type(part)), *_BESIDE_FIELDS, _ALL):
                holders = found.setdefault(crc32(name.encode(), place), [])
                if (whose, name) not in holders:
                    holders.append((whose, name))
        kinds: tuple[tuple[int, Any], ...] = ((RESULTS, type(self._results)), (FACTS, type(self._results.facts)))
        for whose, kind in kinds:
            for name in _attributes(kind):
                found.setdefault(crc32(name.encode(), whose), []).append((whose, name))
        return found

    def _key(self, whose: int, name: str) -> int | None:
        place = self._places.get(whose)
        if place is None and whose not in {RESULTS, FACTS}:
            return None
        key = crc32(name.encode(), whose if place is None else crc32(place))
        return key if key in self._holders else None

    def _walk(self, part: Part, place: bytes) -> None:
        if id(part) in self._places:
            return
        self._places[id(part)], self._parts[id(part)] = place, part
        for name, value in part.__dict__.items():
            if isinstance(value, Part):
                self._walk(value, b"%b.%b" % (place, name.encode()))
            elif type(value) is tuple:
                for number, member in enumerate(value):
                    if isinstance(member, Part):
                        called = str(getattr(member, "id", "")) or str(number)
                        self._walk(member, b"%b.%b/%b" % (place, name.encode(), called.encode()))

    def _told(self, whose: int, name: str) -> str:
        if whose in {RESULTS, FACTS} and name == "outlook":
            outlook = self._results.outlook
            scenarios = outlook.ground.plan.scenarios
            return self._spelled([(outlook.estimate(one), outlook.levers(one)) for one in scenarios])
        if whose in {RESULTS, FACTS}:
            return self._spelled(getattr(self._results if whose == RESULTS else self._results.facts, name))
        part = self._parts[whose]
        if name == _ALL:
            return self._spelled([part.__dict__[field] for field in type(part).model_fields])
        return self._spelled(getattr(part, name))

    def _spelled(self, value: object) -> str:
        return spelled(value, unfold=self._unfolded)

    def _unfolded(self, thing: Any) -> Iterable[object]:  # noqa: ANN401 - any value
        if isinstance(thing, Part) and id(thing) in self._places:
            return (self._places[id(thing)],)
        if isinstance(thing, BaseModel):
            return _given(thing)
        if isinstance(thing, list):
            return (len(thing), *thing)
        if isinstance(thing, frozenset | set):
            return (len(thing), *sorted(thing))
        raise TypeError(f"{thing.__class__} cannot be spelled out")


def index(plan: Plan) -> None:
    """Makes all that is computed once of a plan."""
    for name in _derived(type(plan)):
        getattr(plan, name)


def _given(model: BaseModel) -> Iterator[object]:
    """What a model holds, less the many fields that nobody filled."""
    for name, value in model.__dict__.items():
        if value is not None and value != "":
            yield name
            yield value


@cache
def _derived(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a class
    """The attributes of a part that are computed once from others."""
    return tuple(
        name for base in kind.__mro__ for name, value in vars(base).items() if isinstance(value, cached_property)
    )


@cache
def _attributes(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a class
    """The computed attributes of results."""
    return tuple(name for name, value in vars(kind).items() if isinstance(value, cached_property | property))
