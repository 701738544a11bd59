"""The JSON Schema of the record, for text editors: French titles, descriptions and allowed words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.model.answer import RESERVED, Answer, Unknown
from planforge.model.entity import Part, defaulted
from planforge.model.plan import SCHEMA, Plan
from planforge.model.shapes import fields_of
from planforge.model.words import word_or_code

if TYPE_CHECKING:
    from pydantic import BaseModel

    from planforge.model.shapes import Shape

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_OURS = frozenset({"origin"})  # planforge alone writes these
_TO_COMPLETE: dict[str, Any] = {"enum": ["à compléter", "?", None]}

Json = dict[str, Any]


def json_schema() -> Json:
    """The schema, draft 2020-12: plain values first, since that is what people write.

    Nothing is mandatory at the top: a key may stand in a file of its own, and « planforge check » reads them all.
    """
    definitions = _Definitions()
    properties = {key: definitions.field(shape, Plan, key) for key, shape in fields_of(Plan).items()}
    properties["schema"] = {"title": "Version du format", "enum": [SCHEMA, str(SCHEMA)]}
    return {
        "$schema": DRAFT,
        "title": "Dossier planforge",
        "description": "Les réponses d’un établissement, d’où planforge écrit ses plans de continuité et de reprise.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": dict(sorted(definitions.made.items())),
    }


class _Definitions:
    """The shapes that the schema refers to, each defined once."""

    def __init__(self) -> None:
        self.made: dict[str, Json] = {}

    def field(self, shape: Shape, part: type[BaseModel], key: str) -> Json:
        """The schema of a field with its French words; an optional one may be left empty or unknown."""
        said = {name: text for name, text in (("title", shape.title), ("description", _description(shape))) if text}
        value = self._value(shape)
        if issubclass(part, Part) and key in defaulted(part):
            return {**said, "anyOf": [value, _TO_COMPLETE, self._refer("unknown", self._unknown)]}
        return {**said, **value}

    def _value(self, shape: Shape) -> Json:
        if shape.item is not None:
            return {"type": "array", "items": self._value(shape.item)}
        if shape.is_answer:
            return self._answer(shape)
        if shape.part is not None:
            part = shape.part
            whole = self._refer(part.__name__, lambda: self._mapping(part))
            return {"anyOf": [self._value(shape.plain), whole]} if shape.stands_for else whole
        return _leaf(shape)

    def _answer(self, shape: Shape) -> Json:
        plain = shape.plain
        name = plain.read.name if plain.read is not None else plain.choices.__name__ if plain.choices else "text"
        one = self._refer(f"answer-{name}", lambda: self._one_answer(shape))
        if not shape.by_scenario:
            return one
        scenarios = {
            "type": "object",
            "propertyNames": {"not": {"enum": sorted(RESERVED)}},
            "additionalProperties": one,
        }
        return self._refer(f"by-scenario-{name}", lambda: {"anyOf": [one, {"title": "Par scénario", **scenarios}]})

    def _one_answer(self, shape: Shape) -> Json:
        leaf = _leaf(shape.plain)
        detailed = self._mapping(Answer)
        for key in ("value", "min", "likely", "max"):
            detailed["properties"][key] |= leaf
        return {"anyOf": [leaf, _TO_COMPLETE, {"title": "Réponse détaillée", **detailed}]}

    def _unknown(self) -> Json:
        below = self._refer("Unknown", lambda: self._mapping(Unknown))
        return {
            "type": "object",
            "required": ["unknown"],
            "additionalProperties": False,
            "properties": {"unknown": below},
        }

    def _mapping(self, part: type[BaseModel]) -> Json:
        required = [field.alias or name for name, field in part.model_fields.items() if field.is_required()]
        properties = {key: self.field(shape, part, key) for key, shape in fields_of(part).items() if key not in _OURS}
        return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}

    def _refer(self, name: str, make: Any) -> Json:  # noqa: ANN401 - a function without arguments
        safe = name.replace("[", "-").replace("]", "")
        if safe not in self.made:
            self.made[safe] = {}
            self.made[safe] = make()
        return {"$ref": f"#/$defs/{safe}"}


def _leaf(shape: Shape) -> Json:
    if shape.choices is not None:
        return {"enum": [choice.value for choice in shape.choices]}
    return shape.read.json_schema() if shape.read is not None else {}


def _description(shape: Shape) -> str:
    """The field's own words, then what each choice means, or what the identifier names."""
    plain = shape.plain if shape.stands_for else shape.item or shape
    said = [shape.description] if shape.description else []
    if plain.choices is not None:
        said.append(", ".join(f"{choice.value} : {word_or_code(choice)}" for choice in plain.choices))
    if plain.ref is not None:
        where = f"library: {plain.ref.library}" if plain.ref.library else ", ".join(plain.ref.collections)
        said.append(f"Identifiant pris dans {where}")
    return ". ".join(said)
