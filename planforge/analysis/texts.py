"""The words that the hospital itself wrote in its record, each where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planforge.analysis.results import ObjectRef, RecordPath
from planforge.analysis.shape import called, identifier
from planforge.model.answer import Answer, ByScenario
from planforge.model.entity import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.model.plan import Plan


class Said(NamedTuple):
    """A text of the record: where it stands, and what it belongs to (a service, an application, a section)."""

    path: RecordPath
    object: ObjectRef
    text: str

    @property
    def section(self) -> str:
        """The top-level key of the record."""
        return str(self.path[0])


def texts(plan: Plan) -> Iterator[Said]:
    """Every text of a record, in the order of the file; what it inherits from the library is not its own."""
    for section, field in type(plan).model_fields.items():
        value = getattr(plan, section)
        whole = ObjectRef(section, section, field.title or section)
        if isinstance(value, Part):
            yield from _within(value, (section,), whole)
        elif isinstance(value, tuple):
            for index, member in enumerate(value):
                name = identifier(member)
                own = ObjectRef(section, name, called(member)) if name else whole
                yield from _within(member, (section, index), own)


def _within(part: Part, path: RecordPath, owner: ObjectRef) -> Iterator[Said]:
    for name, value in part.__dict__.items():
        yield from _of(value, (*path, name), owner)


def _of(value: object, path: RecordPath, owner: ObjectRef) -> Iterator[Said]:
    if type(value) is str:  # a choice is a text too, but a word of ours
        yield Said(path, owner, value)
    elif isinstance(value, Answer):
        yield from _answered(value, path, owner)
    elif isinstance(value, Part):
        yield from _within(value, path, owner)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _of(item, (*path, index), owner)


def _answered(answer: Answer[object], path: RecordPath, owner: ObjectRef) -> Iterator[Said]:
    if not answer.is_default:
        for said in (answer.best, answer.note):
            if type(said) is str and said:
                yield Said(path, owner, said)
    if isinstance(answer, ByScenario):
        for scenario, own in answer.scenarios.items():
            yield from _answered(own, (*path, scenario), owner)
