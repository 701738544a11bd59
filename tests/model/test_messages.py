"""Every kind of mistake that Pydantic can find in our models has its French sentence."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planforge.library.loading import Catalogue
from planforge.library.types import ServiceType
from planforge.model.answer import Answer
from planforge.model.establishment import Establishment
from planforge.model.messages import sentence, sentences
from planforge.model.plan import Plan
from planforge.model.problems import problems_of
from planforge.model.services import Activity, Service
from planforge.model.shapes import fields_of
from planforge.model.systems import Application
from planforge.model.workflow import WorkflowChanges
from planforge.source import Tree
from planforge.values import french

# By schema type of pydantic_core, the error types its validator can give for text, lists and mappings.
POSSIBLE: dict[str, set[str]] = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden", "model_attributes_type", "invalid_key"},
    "model-field": set(),
    "tuple": {"tuple_type", "too_short", "too_long", "missing"},
    "dict": {"dict_type", "mapping_type"},
    "enum": {"enum"},
    "function-plain": {"value_error", "assertion_error"},
    "function-before": {"value_error", "assertion_error"},
    "function-after": {"value_error", "assertion_error"},
    "function-wrap": {"value_error", "assertion_error"},
    "nullable": {"none_required"},
    "default": {"missing"},
    "definitions": set(),
    "definition-ref": {"recursion_loop"},
    "to-string": set(),
}
MODELS = (Plan, ServiceType, Catalogue)


def schema_types(raw: Any) -> set[str]:
    """The schema types met anywhere in a core schema."""
    found: set[str] = set()
    ahead, met = [raw], set()
    while ahead:
        here = ahead.pop()
        if id(here) in met:
            continue
        met.add(id(here))
        if isinstance(here, dict):
            kind = here.get("type")
            found |= {kind} if isinstance(kind, str) and not {"loc", "field_name"} & here.keys() else set()
            ahead += [value for key, value in here.items() if key not in {"metadata", "serialization"}]
        elif isinstance(here, list | tuple):
            ahead += here
    return found


def test_every_error_type_that_our_models_can_give_has_a_sentence() -> None:
    for model in MODELS:
        model.model_rebuild(force=True)
        kinds = schema_types(model.__pydantic_core_schema__) & set(POSSIBLE)
        assert {"model", "tuple", "enum", "function-plain"} <= kinds
        types = {one for kind in kinds for one in POSSIBLE[kind]}
        assert types - set(sentences("types")) == set()


def test_no_schema_type_is_left_out_of_the_list_above() -> None:
    known = {*POSSIBLE, "no-info", "field"}
    for model in MODELS:
        model.model_rebuild(force=True)
        assert schema_types(model.__pydantic_core_schema__) - known == set()


PARTS = (Plan, Establishment, Service, Activity, Application, Answer, WorkflowChanges)
KEYS = st.sampled_from([key for part in PARTS for key in fields_of(part)])
DATA = st.recursive(
    st.none()
    | st.sampled_from(["4 h", "à compléter", "?", "public", "oui", "dpi", "", "4", "x" * 700])
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=4),
    max_leaves=25,
)


@given(st.dictionaries(KEYS, DATA, max_size=6))
def test_any_data_gives_french_messages_of_known_types(data: dict[str, Any]) -> None:
    try:
        Plan.model_validate(data)
    except ValidationError as error:
        met = error.errors(include_url=False)
        assert {detail["type"] for detail in met} <= set(sentences("types"))
        for problem in problems_of(error, Tree("planforge.yaml", "", data), Plan):
            assert problem.message
            assert "nput" not in problem.message.replace(str(data), "")


def test_an_unknown_type_falls_back_on_a_french_sentence() -> None:
    message, hint = sentence("types", "a_type_of_tomorrow", {"value": "« 12 »", "title": "Lits"})
    assert message == "« 12 » ne convient pas ici."
    assert "Lits" in hint


def test_messages_have_french_typography() -> None:
    for section in ("types", "references"):
        for key, texts in sentences(section).items():
            assert french(texts["message"].replace("clé: valeur", "x")) == texts["message"].replace(
                "clé: valeur", "x"
            ), key
