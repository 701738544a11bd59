"""Every French word that a hospital reads from our data, against a dictionary and the words of the trade."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from planforge.resources import library_folder, questionnaires_folder, requirements_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN_WORDS = Path(__file__).with_name("words.txt")
# Values under these keys are codes or identifiers, not French.
CODES = {
    "id", "type", "domain", "certainty", "kind", "per", "horizon", "reentry", "source_kind", "level", "harm", "tier",
    "layer", "perimeter", "driver", "service_type", "forms", "needs_to_run", "needs_to_restore", "safety", "about",
    "after", "full", "reduced", "limit", "fields_read", "zone", "emphasis", "key", "number", "severity", "statutes",
    "activities_kinds", "min", "likely", "max", "default", "cyber", "roles", "point", "needs",
    "aim", "objective", "objectives", "criterion", "criteria", "cells", "cell", "phase", "anchor", "sort", "scenarios",
    "family", "channel", "perimeters", "activities", "voice_of", "start",
    "contact", "words", "content", "fill", "receivers", "sender_cell",
    "document", "sections", "facts", "made_from", "condition", "scope",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
CODE = re.compile(
    r"#\w+|\bF-[A-Z]{2,7}\b|\{[^}]*\}|\{%[^%]*%\}|«[ \u00a0]?[a-z_-]+:[^»]*»|`[^`]*`"
    r"|«[ \u00a0]requirements[ \u00a0]»|\b[\w.-]+\.(?:yaml|docx|xlsx|json|fr|com)\b"
)
FIELD = re.compile(r"[a-z_]+(?:\.[a-z_]+)+|default")  # a place in the record
ELIDED = re.compile(r"^(?:[cdjlmnstCDJLMNST]|qu|Qu|lorsqu|jusqu|Jusqu|puisqu|quelqu)['’]")


def yaml_files() -> list[Path]:
    library = sorted(library_folder().rglob("*.yaml"))
    rules = (questionnaires_folder() / "rules").glob("*.yaml")
    others = [*sorted(rules), *sorted((templates_folder() / "tables").glob("*.yaml"))]
    judged = [*sorted(requirements_folder().glob("*.yaml")), questionnaires_folder() / "facts.yaml"]
    return [*library, *others, *judged]


def scalars(node: yaml.Node, key: str = "") -> Iterator[yaml.ScalarNode]:
    """The texts of a file, those that are words of the program left out."""
    if isinstance(node, yaml.ScalarNode) and key not in CODES and not FIELD.fullmatch(node.value):
        yield node
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from scalars(child, key)
    if isinstance(node, yaml.MappingNode):
        for name, child in node.value:
            yield from scalars(child, name.value)


def words(text: str) -> Iterator[str]:
    """The words of a text, elided articles taken off: the dictionary knows « eau », not « l’eau »."""
    for found in WORD.findall(CODE.sub(" ", text)):
        yield ELIDED.sub("", found.replace("’", "'"))


def unknown(candidates: set[str]) -> set[str]:
    program = shutil.which("hunspell")
    assert program
    command = [program, "-d", "fr", "-i", "utf-8", "-l"]
    done = subprocess.run(command, input="\n".join(sorted(candidates)), capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@cache
def met() -> dict[str, list[str]]:
    """Each word with the places where it is met."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in yaml_files():
        with path.open(encoding="utf-8") as stream:
            root = yaml.compose(stream, Loader=yaml.SafeLoader)
        assert root is not None, path
        for scalar in scalars(root):
            for word in words(scalar.value):
                places[word].append(f"{path.name}:{scalar.start_mark.line + 1}")
    for path in sorted(templates_folder().rglob("*.md.j2")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.startswith("```"):
                for word in words(re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#[^}]*\}|\[\[[^]]*\]\]|\(#[^)]*\)", " ", line)):
                    places[word].append(f"{path.name}:{number}")
    return places


def own_words() -> set[str]:
    return {line for line in OWN_WORDS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}


@pytest.mark.spelling
def test_a_misspelt_word_would_be_found() -> None:
    assert unknown({"urgence", "hopital", "identité"}) == {"hopital"}


@pytest.mark.spelling
def test_every_word_is_french_or_of_the_trade() -> None:
    places = met()
    assert len(places) > 2000
    wrong = sorted(unknown(set(places)) - own_words())
    assert not wrong, "\n".join(f"{word}: {', '.join(places[word][:3])}" for word in wrong)


def test_the_words_of_the_trade_are_sorted_and_met() -> None:
    listed = [line for line in OWN_WORDS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert listed == sorted(set(listed))
    assert not set(listed) - set(met())
