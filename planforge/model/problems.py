"""What Pydantic refused, as problems in French at their place; its English text is never read."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from planforge.model.fields import SLUG_EXAMPLE, TEXT_EXAMPLE
from planforge.model.messages import sentence
from planforge.model.places import Places
from planforge.model.shapes import Shape, shape_of
from planforge.model.words import word_or_code
from planforge.values import ValueFault, close_matches, fold, make_slug, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

    from planforge.errors import Problem
    from planforge.model.places import Located
    from planforge.source import Data, Path

NO_ID = "DATA-NO-ID"
_SHORT = 40  # characters: a French meaning that fits beside its word
_MOST_KEYS = 30
_A_WORD = 3  # letters: « à » is the first word of « À compléter », and means nothing
_SURE = 0.75  # below this likeness, « urgence » would be taken for « endurance »


def problems_of(error: ValidationError, located: Located, model: type[BaseModel]) -> list[Problem]:
    """Every mistake once; an unknown key that is a missing one misspelt makes one problem, not two."""
    places = Places(located, located.data, shape_of(model))
    details = error.errors(include_url=False)
    missing = {
        (places.path_of(detail["loc"][:-1]), str(detail["loc"][-1])): detail
        for detail in details
        if detail["type"] == "missing"
    }
    found = [_unknown_key(places, detail, missing) for detail in details if detail["type"] == "extra_forbidden"]
    found += [_missing(places, above, name) for above, name in missing]
    found += [_refused(places, detail) for detail in details if detail["type"] not in {"missing", "extra_forbidden"}]
    return found


def _missing(places: Places, above: Path, name: str) -> Problem:
    given = places.value(above)
    field = places.shape(above).at(given, name)
    values = {"field": name, "title": field.title, "example": _example(field, given)}
    code = NO_ID if name == "id" else "shape.missing"
    return places.problem(code, above, sentence("types", "missing", values), at_key=True)


def _example(field: Shape, given: Data) -> str:
    """A value to write there; an identifier is made of the entity's own name."""
    named = given.get("name") if isinstance(given, dict) else None
    if field.plain.example == SLUG_EXAMPLE and isinstance(named, str):
        return make_slug(named)
    choices = [choice.value for choice in field.plain.choices or ()]
    return next(iter(choices), "") or field.plain.example.replace(TEXT_EXAMPLE, "") or "…"


def _unknown_key(places: Places, detail: ErrorDetails, missing: dict[tuple[Path, str], Any]) -> Problem:
    """The key with the field it was meant to be; that field is then no longer missing."""
    path = places.path_of(detail["loc"])
    above, key = path[:-1], str(detail["loc"][-1])
    shape, given = places.shape(above), places.value(above)
    fields = shape.fields
    absent = {name: field for name, field in fields.items() if not isinstance(given, dict) or name not in given}
    meant = _meant(key, absent)
    if meant:
        missing.pop((above, meant), None)
        values = {"value": quoted(key), "key": key, "field": meant, "title": fields[meant].title}
        said = sentence("types", "renamed", values)
    elif key[:1].isdigit() and places.value(path) is None:
        said = sentence("types", "comma", {"value": quoted(key)})
    elif shape.by_scenario:
        said = sentence("types", "misplaced", {"value": quoted(key)})
    else:
        said = sentence("types", "extra_forbidden", {"value": quoted(key), "holds": _keys(fields)})
    return places.problem("shape.unknown_key", path, said, at_key=True)


def _meant(key: str, fields: Mapping[str, Shape]) -> str:
    """The field a key was meant to be: by its name, or by its French title; "" when nothing is close."""
    by_title: dict[str, str] = {fold(field.title): name for name, field in reversed([*fields.items()]) if field.title}
    words = fold(key.replace("_", " "))
    firsts = {title.split()[0]: name for title, name in by_title.items()}
    by_title |= {word: name for word, name in firsts.items() if len(word) >= _A_WORD and word not in by_title}
    if words in by_title:
        return by_title[words]
    known = {name.replace("_", " "): name for name in fields} | by_title
    close = close_matches(words, known, 1)
    sure = close and SequenceMatcher(None, words, fold(close[0])).ratio() >= _SURE
    return known[close[0]] if sure else ""


def _refused(places: Places, detail: ErrorDetails) -> Problem:
    path = places.path_of(detail["loc"])
    fault = detail.get("ctx", {}).get("error")
    if isinstance(fault, ValueFault):
        code = NO_ID if fault.code in {"slug.empty", "value.empty"} and path[-1:] == ("id",) else fault.code
        return places.problem(code, path, (str(fault), fault.hint))
    shape = places.shape(path)
    if detail["type"] == "enum" and shape.plain.choices is not None:
        return places.problem("shape.enum", path, _not_a_choice(shape.plain, detail["input"]))
    values = {**detail.get("ctx", {}), **_said(detail["input"], shape)}
    if isinstance(detail["input"], dict) and any(str(key).startswith("-") for key in detail["input"]):
        return places.problem("source.dash_without_space", path, sentence("types", "stuck_dash", values))
    return places.problem(f"shape.{detail['type']}", path, sentence("types", detail["type"], _Lenient(values)))


class _Lenient(dict[str, object]):
    """Values of a sentence; one that Pydantic stopped giving leaves a gap, not a crash."""

    def __missing__(self, key: str) -> str:
        return "…"


def _said(raw: object, shape: Shape) -> dict[str, str]:
    choices = _choices(shape.plain)
    item = shape.item or Shape()
    fields = shape.fields or item.fields
    example = shape.plain.example or f"{next(iter(fields), '')}: …".removeprefix(": ")
    if isinstance(raw, str) and (item.part is None or item.stands_for):
        example = " ".join(raw.split())[:_SHORT]
    return {
        "value": _shown(raw),
        "title": shape.title,
        "example": example,
        "holds": _keys(fields),
        "choices": choices,
    }


def _shown(raw: object) -> str:
    if isinstance(raw, str):
        return quoted(raw)
    if raw is None:
        return "une valeur vide"
    return "une liste" if isinstance(raw, list | tuple) else "un bloc" if isinstance(raw, dict) else quoted(str(raw))


def _keys(fields: Iterable[str]) -> str:
    names = tuple(name for name in fields if name != "scenarios")
    return ", ".join(names[:_MOST_KEYS]) + ("…" if len(names) > _MOST_KEYS else "") or "aucune"


def _not_a_choice(shape: Shape, raw: object) -> tuple[str, str]:
    """The values allowed with their meaning; the one that was meant, also where its French word was written."""
    by_word: dict[str, str] = {}
    for choice in shape.choices or ():
        by_word.setdefault(fold(word_or_code(choice)), choice.value)
        by_word[choice.value.casefold()] = choice.value
    values = {"value": _shown(raw), "choices": _choices(shape)}
    words = fold(raw) if isinstance(raw, str) else ""
    close = [word for word in by_word if words and word.startswith(words)] or close_matches(words, by_word, 1)
    if not close:
        return sentence("types", "enum", values)
    return sentence("types", "enum_close", {**values, "field": by_word[close[0]]})


def _choices(shape: Shape) -> str:
    said = []
    for choice in shape.choices or ():
        meaning = word_or_code(choice).removeprefix(f"{choice.value} – ")
        short = len(meaning) <= _SHORT and fold(meaning) != choice.value
        said.append(f"{choice.value} ({meaning})" if short else choice.value)
    return ", ".join(said)
