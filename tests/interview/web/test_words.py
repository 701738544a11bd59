"""Every French sentence of the web form is typeset, in its code and in its templates."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from planforge.interview.questionnaire import Depth, Role, Scope
from planforge.interview.web import words
from planforge.resources import templates_folder
from planforge.values import french

TEMPLATES = sorted((templates_folder() / "web").glob("*.html"))
_CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)


def test_every_constant_is_typeset() -> None:
    constants = [value for name, value in vars(words).items() if name.isupper() and isinstance(value, str)]
    assert len(constants) > 15
    assert [one for one in constants if one != french(one)] == []


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda path: path.name)
def test_every_template_is_typeset(page: Any) -> None:
    text = html.unescape(_TAG.sub("\n", _CODE.sub("\n", page.read_text("utf-8"))))
    lines = [line.strip(" ") for line in text.split("\n") if line.strip()]
    assert [line for line in lines if line != french(line)] == []


def test_no_template_switches_escaping_off_or_holds_a_script() -> None:
    assert TEMPLATES
    texts = {path.name: path.read_text("utf-8") for path in TEMPLATES}
    assert [
        name for name, text in texts.items() if re.search(r"\|\s*safe|autoescape|<script|<style|style=", text)
    ] == []


def test_every_role_depth_and_scope_has_its_words() -> None:
    assert [set(words.ROLES), set(words.DEPTHS), set(words.SCOPES)] == [set(Role), set(Depth), set(Scope)]


def test_counts_are_said_in_french() -> None:
    said = [
        words.saved(""),
        words.saved("oui"),
        words.saved_cells(1),
        words.to_correct(1),
        words.to_correct(3),
        words.length(0, 5),
        words.length(12, 20),
        words.length(12, 0),
        words.counts(1, 2),
        words.not_written(1),
        words.written(["a", "b"]),
    ]
    assert [one.replace("\u00a0", " ") for one in said] == [
        "Enregistré.",
        "Enregistré : oui",
        "Enregistré : 1 réponse dans le tableau.",
        "Réponse à corriger",
        "3 réponses à corriger",
        "tout a une réponse",
        "12 questions, environ 20 minutes",
        "12 questions",
        "En tout : 1 constat, 2 réponses à compléter.",
        "1 réponse n’a pas été écrite",
        "Le dossier est commencé. Écrit : a, b.",
    ]
