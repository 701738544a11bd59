from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

import planforge.analysis.rules
from planforge.analysis.results import ObjectRef, Undecided
from planforge.analysis.rules import RULES
from planforge.analysis.sentences import DOMAINS, Needs, say_undecided, wordings
from planforge.model.plan import Plan
from planforge.model.problems import NO_ID
from planforge.model.suggestions import DANGLING
from planforge.values import NBSP

if TYPE_CHECKING:
    from planforge.analysis.sentences import Wording

CODES = [rule.id for rule in RULES]
# Told when the record is read, by those who read it: listed with the rules, never found by one.
READING = [NO_ID, DANGLING]


def test_every_rule_has_its_sentence_and_every_sentence_its_rule_or_its_reading_error() -> None:
    assert sorted(wordings()) == sorted([*CODES, *READING])
    assert [code for code, wording in wordings().items() if wording.needs is Needs.READING] == READING


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_severity_is_the_same_in_code_and_words(rule: Any) -> None:
    assert wordings()[rule.id].severity is rule.severity


@pytest.mark.parametrize("code", [*CODES, *READING])
def test_words_are_whole(code: str) -> None:
    wording = wordings()[code]
    for text in (wording.title, wording.message, wording.why, wording.action, wording.who):
        assert text.strip()
    for text in (wording.message, wording.why, wording.action, *wording.variants.values()):
        assert text.endswith(".")
        assert "'" not in text
    assert wording.domain in DOMAINS


def _models(annotation: Any) -> list[Any]:
    """The parts a field may hold, whatever it is wrapped in."""
    if hasattr(annotation, "model_fields") and not annotation.__pydantic_generic_metadata__["origin"]:
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models(argument)]


def _exists(field: str) -> bool:
    models: list[Any] = [Plan]
    for name in field.split("."):
        owner = next((model for model in models if name in model.model_fields), None)
        if owner is None:
            return False
        models = _models(owner.model_fields[name].annotation)
    return True


@pytest.mark.parametrize("code", [*CODES, *READING])
def test_every_field_named_is_in_the_record(code: str) -> None:
    fields = wordings()[code].fields
    assert fields
    assert [field for field in fields if not _exists(field)] == []


def test_a_field_that_does_not_exist_is_seen() -> None:
    assert _exists("services.activities.dmia")
    assert not _exists("services.activities.rto")


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _sentences(wording: Wording) -> list[str]:
    return [wording.message, *wording.variants.values()]


def _words_of_rules() -> set[str]:
    """Every text literal of the modules of rules: keys of values and variants among them."""
    folder = Path(planforge.analysis.rules.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.py"))]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_placeholder_and_variant_is_given_by_some_rule() -> None:
    known = _words_of_rules()
    for wording in wordings().values():
        for sentence in _sentences(wording):
            assert _placeholders(sentence) <= known, wording.id
        assert set(wording.variants) <= known, wording.id


def test_undecided_says_what_is_missing() -> None:
    said = say_undecided(Undecided("KIT-NONE", (ObjectRef("services", "s", "Soins"),), ("le lieu du kit",)))
    assert said.message.replace(NBSP, " ") == "Règle non vérifiable : il manque le lieu du kit."
    assert said.action == "Compléter le lieu du kit."
