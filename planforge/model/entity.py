"""The base of every part of the record, and the helpers that declare its fields with French words."""

from __future__ import annotations

from functools import cache, partial
from typing import Any, ClassVar, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails

from planforge.model.answer import Answer, ByScenario, Unknown, read_unknown
from planforge.model.fields import Label, Slug

P = TypeVar("P", bound="Part")

Depth = Literal["minimum", "standard", "expert"]

_ABSENT: Answer[Any] = Answer()
_ABSENT_BY_SCENARIO: ByScenario[Any] = ByScenario()


class Part(BaseModel):
    """A frozen piece of the record. A list, a part or a choice may be said unknown: see ``unknown_lists``.

    ``stands_for`` names the field that a plain value stands for where a mapping is expected.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True, defer_build=True
    )

    stands_for: ClassVar[str] = ""

    @model_validator(mode="wrap")
    @classmethod
    def _read_plain_and_unknown(cls, raw: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401 - YAML
        if not isinstance(raw, dict):
            plain = isinstance(raw, str | list | tuple) and cls.stands_for
            return handler({plain: raw} if plain else raw)
        given, unknown = _sorted_out(cls, raw)
        return _with_unknown(handler, given, unknown) if unknown else handler(given)

    @property
    def unknown_lists(self) -> dict[str, Unknown]:
        """The lists, parts and choices of which somebody said « je ne sais pas encore », by field name."""
        return self.__pydantic_private__ or {}


def _sorted_out(part: type[Part], raw: dict[Any, Any]) -> tuple[dict[Any, Any], dict[str, object]]:
    """What is given, and the raw detail of what is said unknown; an empty value counts as absent."""
    given = raw
    unknown: dict[str, object] = {}
    may_be_unknown = defaulted(part)
    for key, value in raw.items():
        if key not in may_be_unknown:
            continue
        detail = read_unknown(value)
        if detail is None and value is not None:
            continue
        given = dict(raw) if given is raw else given
        del given[key]
        if detail is not None:
            unknown[key] = detail
    return given, unknown


def _with_unknown(handler: ModelWrapValidatorHandler[P], given: dict[Any, Any], unknown: dict[str, object]) -> P:
    """The part with what is unknown of it; both kinds of mistake are told at once."""
    faults: list[InitErrorDetails] = []
    details: dict[str, Unknown] = {}
    for name, raw in sorted(unknown.items()):
        try:
            details[name] = Unknown.model_validate(raw)
        except ValidationError as error:
            faults += _placed(error, (name, "unknown"))
    try:
        made = handler(given)
    except ValidationError as error:
        raise ValidationError.from_exception_data(error.title, [*_placed(error), *faults]) from error
    if faults:
        raise ValidationError.from_exception_data(type(made).__name__, faults)
    # Kept where Pydantic copies and compares it with the part; as a declared attribute, each of the thousands of parts
    # that say nothing unknown would pay for an empty one.
    object.__setattr__(made, "__pydantic_private__", details)
    return made


def _placed(error: ValidationError, above: tuple[str, ...] = ()) -> list[InitErrorDetails]:
    """The details of an error as Pydantic takes them back, placed under ``above``."""
    return [
        InitErrorDetails(
            type=detail["type"], loc=(*above, *detail["loc"]), input=detail["input"], ctx=detail.get("ctx", {})
        )
        for detail in error.errors(include_url=False)
    ]


@cache
def defaulted(part: type[Part]) -> frozenset[str]:
    """The fields, by their name in the file, that have a default and are not answers."""
    return frozenset(
        field.alias or name
        for name, field in part.model_fields.items()
        if not field.is_required() and not _is_answer(field.annotation)
    )


def _is_answer(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Answer)


class Entity(Part):
    """A part that other parts refer to by its identifier."""

    id: Slug = Field(title="Identifiant", description="Court, sans accent ni espace : urgences, dpi, ad")
    name: Label = Field(title="Nom", description="Tel qu’il s’imprime dans les documents")


def asked(title: str, description: str = "", *, depth: Depth = "standard") -> Any:  # noqa: ANN401 - a field declaration
    """A field answered by a value, a range or « je ne sais pas encore »; absent until asked."""
    return Field(default=_ABSENT, title=title, description=description, json_schema_extra={"depth": depth})


def asked_by_scenario(title: str, description: str = "", *, depth: Depth = "standard") -> Any:  # noqa: ANN401
    """A field whose answer may differ by scenario."""
    return Field(default=_ABSENT_BY_SCENARIO, title=title, description=description, json_schema_extra={"depth": depth})


def listed(title: str, description: str = "", *, depth: Depth = "standard") -> Any:  # noqa: ANN401
    """A list, empty until filled; the whole list may be said unknown."""
    return Field(default=(), title=title, description=description, json_schema_extra={"depth": depth})


def part(of: type[Part], title: str, description: str = "") -> Any:  # noqa: ANN401
    """A part of its own, empty until filled."""
    return Field(default_factory=partial(_empty, of), title=title, description=description)


@cache
def _empty(of: type[P]) -> P:
    """The same empty part each time: it is frozen, and making thousands of them costs."""
    return of()
