from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from planforge.answers.reading import read_sources
from planforge.answers.schema import DRAFT, json_schema
from planforge.answers.starter import example_names, starter_record
from planforge.model.plan import Plan
from planforge.model.shapes import fields_of
from planforge.resources import examples_folder
from planforge.source import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = json_schema()
KEYWORDS = {
    "$schema", "$defs", "$ref", "title", "description", "type", "properties", "additionalProperties", "required",
    "items", "anyOf", "enum", "not", "propertyNames", "examples",
}  # fmt: skip
TYPES = {"string", "number", "object", "array"}


def schemas(raw: Any) -> Iterator[dict[str, Any]]:
    """Every schema below a schema."""
    yield raw
    for key in ("items", "additionalProperties", "propertyNames", "not"):
        if isinstance(raw.get(key), dict):
            yield from schemas(raw[key])
    for one in raw.get("anyOf", ()):
        yield from schemas(one)
    for key in ("properties", "$defs"):
        for one in raw.get(key, {}).values():
            yield from schemas(one)


def fits(schema: dict[str, Any], data: Any) -> bool:
    """Whether text data fits, by the keywords that this schema uses."""
    if "$ref" in schema:
        return fits(SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], data)
    if "anyOf" in schema:
        return any(fits(one, data) for one in schema["anyOf"])
    if "enum" in schema:
        return data in schema["enum"]
    if isinstance(data, dict):
        return schema["type"] == "object" and fits_mapping(schema, data)
    if isinstance(data, list):
        return schema["type"] == "array" and all(fits(schema["items"], item) for item in data)
    return isinstance(data, str) and "string" in schema["type"]


def fits_mapping(schema: dict[str, Any], data: dict[str, Any]) -> bool:
    others = schema["additionalProperties"]
    return all(key in data for key in schema.get("required", ())) and all(
        fits(schema["properties"][key], value)
        if key in schema.get("properties", {})
        else isinstance(others, dict) and key not in schema["propertyNames"]["not"]["enum"] and fits(others, value)
        for key, value in data.items()
    )


def test_it_is_a_schema_of_the_draft_that_editors_read() -> None:
    assert SCHEMA["$schema"] == DRAFT
    found = [*schemas(SCHEMA)]
    assert len(found) > 500
    for schema in found:
        assert schema.keys() <= KEYWORDS
        assert (
            {schema.get("type", "object")}
            if isinstance(schema.get("type"), str)
            else set(schema.get("type", [])) <= TYPES
        )
        assert schema.get("$ref", "#/$defs/Service").removeprefix("#/$defs/") in SCHEMA["$defs"]
        assert set(schema.get("required", ())) <= set(schema.get("properties", schema.get("required", ())))


def test_every_key_of_the_record_is_there_with_its_french_title() -> None:
    assert list(SCHEMA["properties"]) == list(fields_of(Plan))
    for key, field in fields_of(Plan).items():
        assert SCHEMA["properties"][key]["title"] == field.title
    service = SCHEMA["$defs"]["Service"]["properties"]
    assert service["perimeter"]["title"] == "Périmètre CaRE"
    assert "soins" in service["perimeter"]["description"]
    assert "origin" not in SCHEMA["$defs"]["Step"]["properties"]


def test_yes_or_no_is_a_choice_of_words() -> None:
    assert {"enum": ["oui", "non", True, False]} in SCHEMA["$defs"]["answer-yes-no"]["anyOf"]


def test_a_finess_without_quotes_is_marked_by_editors() -> None:
    assert SCHEMA["$defs"]["answer-finess"]["anyOf"][0]["type"] == "string"


def test_it_is_the_same_each_time() -> None:
    assert json.dumps(json_schema()) == json.dumps(SCHEMA)


@pytest.mark.parametrize("activities", [("mco", "smr"), ("ehpad",)])
def test_a_starter_fits(activities: tuple[str, ...]) -> None:
    data = read_tree(starter_record("public", activities, "all"), "planforge.yaml").data
    assert fits(SCHEMA, data)


@pytest.mark.parametrize("name", example_names())
def test_an_example_fits(name: str) -> None:
    sources = read_sources(examples_folder() / name)
    assert "establishment" in sources.data
    assert fits(SCHEMA, sources.data)


@pytest.mark.parametrize(
    "text",
    [
        "couleur: bleu",
        "establishment: {name: CH, statute: publique}",
        "establishment: {statute: public}",
        "services: [{id: a, name: A, vital: peut-être}]",
        "services: {id: a, name: A}",
        "scenarios: [{id: a, name: A, kind: cyber, gate: {valeur: 4 h}}]",
    ],
)
def test_faults_are_shown_in_the_editor(text: str) -> None:
    assert not fits(SCHEMA, read_tree(text, "planforge.yaml").data)


@pytest.mark.parametrize(
    "text",
    [
        "services: à compléter",
        "services:",
        "services: {unknown: {ask: dsi, due: 2026-12-15}}",
        "services: [{id: a, name: A, vital: oui, beds: {min: 2, likely: 3, max: 4, source: expert}}]",
        "applications: [{id: a, name: A, rto: {default: 4 h, cyber: {value: 3 j}}, needs_to_run: [b, {any_of: [c]}]}]",
        "services: [{id: a, name: A, workflow: {stop: [{id: b, text: C}], steps: {remove: [d]}}}]",
    ],
)
def test_all_ways_of_answering_fit(text: str) -> None:
    assert fits(SCHEMA, read_tree(text, "planforge.yaml").data)
