"""What the record may hold at each place, read off the models: for messages, references and suggestions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from planforge.model.answer import Answer, ByScenario, is_detailed
from planforge.model.entity import Part
from planforge.model.fields import Read, Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.fields import FieldInfo

    from planforge.source import Path


@dataclass(frozen=True)
class Shape:
    """What one place may hold: a part (with its fields), a list of ``item``, or a leaf.

    ``part`` is also the model of an answer; then ``stands_for`` is the field that a plain value stands for.
    """

    title: str = ""
    description: str = ""
    part: type[BaseModel] | None = None
    item: Shape | None = None
    ref: Ref | None = None
    choices: type[StrEnum] | None = None
    read: Read | None = None
    stands_for: str = ""

    @property
    def example(self) -> str:
        """A value well written; "" where there is none to show."""
        return self.read.example if self.read is not None else ""

    @property
    def is_answer(self) -> bool:
        """Whether the place holds an answer: a value, a range, or « je ne sais pas encore »."""
        return self.part is not None and issubclass(self.part, Answer)

    @cached_property
    def fields(self) -> Mapping[str, Shape]:
        """The shape of each key, by its name in the file."""
        return fields_of(self.part) if self.part is not None else {}

    @cached_property
    def identifies(self) -> bool:
        """Whether a reference, or a list of parts that have identifiers, can stand here or anywhere below."""
        if self.ref is not None or self.by_scenario:
            return True
        if self.item is not None:
            return "id" in self.item.fields or self.item.identifies
        return any(field.identifies for field in self.fields.values())

    @property
    def plain(self) -> Shape:
        """The shape of the value that people write here: the answer's value, or what a plain value stands for."""
        return self.fields[self.stands_for] if self.stands_for else self

    @cached_property
    def by_scenario(self) -> bool:
        """Whether the answer may be a mapping by scenario."""
        return self.part is not None and issubclass(self.part, ByScenario)

    @cached_property
    def _in_scenario(self) -> Shape:
        """The shape of the answer in one scenario."""
        return replace(self, part=_alone(self.part), title="")

    def spread(self, raw: object) -> bool:
        """Whether the raw value is a mapping by scenario."""
        return self.by_scenario and isinstance(raw, dict) and not is_detailed(raw)

    def at(self, raw: object, step: str | int) -> Shape:
        """The shape of what stands at one step of the raw value; a shape that says nothing where nothing may."""
        if isinstance(step, int):
            return self.item or self.plain.item or _NOTHING
        return self._in_scenario if self.spread(raw) else self.fields.get(step, _NOTHING)

    def below(self, raw: object) -> Iterator[tuple[Path, Shape, object]]:
        """The steps that the raw value takes further, with their shapes; no step for a plain value."""
        if isinstance(raw, list) and self.item is not None:
            for index, item in enumerate(raw):
                yield (index,), self.item, item
        elif isinstance(raw, dict):
            shapes = dict.fromkeys(raw, self._in_scenario) if self.spread(raw) else self.fields
            for key, value in raw.items():
                if key in shapes:
                    yield (key,), shapes[key], value
        elif self.stands_for and raw is not None:
            yield (), self.plain, raw


_NOTHING = Shape()


@cache
def fields_of(part: type[BaseModel]) -> Mapping[str, Shape]:
    """The shape of each field of a part, by its name in the file."""
    return {field.alias or name: _field_shape(field) for name, field in part.model_fields.items()}


@cache
def shape_of(part: type[BaseModel]) -> Shape:
    """The shape of a whole part."""
    return _shape(part)


def _field_shape(field: FieldInfo) -> Shape:
    annotation: Any = field.annotation
    for mark in field.metadata:
        annotation = Annotated[annotation, mark]
    return replace(_shape(annotation), title=field.title or "", description=field.description or "")


def _shape(annotation: Any) -> Shape:  # noqa: ANN401 - any annotation
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _marked(_shape(inner[0]), inner[1:])
    if origin in {Union, UnionType}:
        return _shape(next(one for one in inner if one is not type(None)))
    if origin is tuple:
        return Shape(item=_shape(inner[0]))
    return _class_shape(annotation) if isinstance(annotation, type) else Shape()


def _class_shape(annotation: type) -> Shape:
    if issubclass(annotation, StrEnum):
        return Shape(choices=annotation)
    if issubclass(annotation, Answer):
        return Shape(part=annotation, stands_for="value")
    if issubclass(annotation, Part):
        return Shape(part=annotation, stands_for=annotation.stands_for)
    return Shape(part=annotation) if issubclass(annotation, BaseModel) else Shape()


def _marked(shape: Shape, marks: tuple[object, ...]) -> Shape:
    for mark in marks:
        if isinstance(mark, Ref):
            shape = replace(shape, ref=mark)
        elif isinstance(mark, Read):
            shape = replace(shape, read=mark)
    return shape


@cache
def _alone(by_scenario: type[BaseModel] | None) -> type[BaseModel] | None:
    """The plain answer of an answer by scenario: one scenario's answer does not differ by scenario again."""
    if by_scenario is None:
        return None
    (inner,) = by_scenario.__pydantic_generic_metadata__["args"]
    return Answer.__class_getitem__(inner)  # type: ignore[return-value]  # Pydantic gives a class
