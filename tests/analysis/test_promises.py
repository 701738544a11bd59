from __future__ import annotations

import pytest

from planforge.analysis.promises import promises_in
from planforge.resources import questionnaires_folder, templates_folder
from planforge.values import NBSP


def found(text: str) -> list[str]:
    return [promise.replace(NBSP, " ") for promise in promises_in(text)]


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("Le contrat garantit la reprise en 4 h", "garantit"),
        ("La continuité EST GARANTIE", "est garantie"),
        ("Objectif : zero perte de données", "zéro perte"),
        (f"Réplication qui assure à{NBSP}100{NBSP}% la reprise", "assure à 100 %"),
        ("Copie fiable à 100%", "fiable à 100 %"),
        ("Un lien qui tient à coup sûr", "à coup sûr"),
        ("Ne pas appeler : le site garantit l’accès", "garantit"),
    ],
)
def test_a_promise_is_met_whatever_its_accents_capitals_and_spaces(text: str, promise: str) -> None:
    assert found(text) == [promise]


@pytest.mark.parametrize(
    "text",
    [
        "Le contrat ne garantit pas la reprise",
        "Rien ne le garantit",
        "L’accès n’est garanti par personne",
        "Reprendre sans garantir l’ordre",
        "Le retour n’est pas sans risque",
        "Garantie de temps de rétablissement : 4 h",
        "Garantir la continuité des soins",
        "Transfert sans risques connus",
        "",
    ],
)
def test_what_is_denied_aimed_at_or_contracted_is_no_promise(text: str) -> None:
    assert found(text) == []


def test_each_promise_is_told_once_in_reading_order() -> None:
    assert found("Sans risque : le site garantit tout, il garantit aussi le reste.") == ["sans risque", "garantit"]


def test_our_own_texts_promise_nothing() -> None:
    files = [path for path in questionnaires_folder().rglob("*.yaml") if path.name != "promises.yaml"]
    files += [path for path in templates_folder().rglob("*") if path.suffix in {".j2", ".yaml"}]
    lines = [(path.name, line) for path in files for line in path.read_text("utf-8").splitlines()]
    assert len(lines) > 10_000
    assert [(name, line) for name, line in lines if promises_in(line)] == []


def test_a_denial_does_not_reach_the_next_sentence() -> None:
    assert found("Ce n’est pas prévu. Le site garantit tout.") == ["garantit"]
