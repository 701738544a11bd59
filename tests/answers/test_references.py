from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.collections import Collections
from planforge.answers.references import reference_problems
from planforge.library.loading import load_library
from planforge.model.places import Places
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.source import read_tree
from planforge.values import NBSP

if TYPE_CHECKING:
    from planforge.errors import Problem
    from planforge.model.mentions import Mention


def checked(text: str, *restricted: str) -> tuple[list[Problem], tuple[Mention, ...]]:
    tree = read_tree(text, "planforge.yaml")
    places = Places(tree, tree.data, shape_of(Plan))
    return reference_problems(places, Collections(tree.data, load_library(None), frozenset(restricted)))


def messages(text: str, *restricted: str) -> list[str]:
    return [problem.message.replace(NBSP, " ") for problem in checked(text, *restricted)[0]]


# What a record says of identifiers, and what the person reads.
REFUSED = [
    (
        "services: [{id: bloc, name: Bloc}]\nworkstations: {priority_services: [blocs]}\n",
        ["Service inconnu « blocs ». Vouliez-vous dire « bloc » (Bloc) ?"],
    ),
    (
        "applications: [{id: ad, name: A}]\ninfrastructure: [{id: AD, name: B}]\n",
        ["L’identifiant « ad » est déjà pris (planforge.yaml:2:23)."],
    ),
    (
        "scenarios: [{id: default, name: D, kind: cyber}]\n",
        ["« default » est un mot réservé : un scénario ne peut pas porter cet identifiant."],
    ),
    (
        "services: [{id: u, name: U, type: urgences, workflow: {steps: {remove: [jamais-vue]}}}]\n",
        ["Aucune ligne de la bibliothèque ne porte l’identifiant « jamais-vue »."],
    ),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_names_nothing_is_refused_in_french(text: str, said: list[str]) -> None:
    assert messages(text) == said


def test_all_problems_come_at_once() -> None:
    assert len(messages("".join(text for text, _ in (REFUSED[1], REFUSED[2])))) == 2


def test_what_points_into_a_list_kept_apart_is_told_and_not_refused() -> None:
    text = "governance: {sponsor: directeur}\nservices: [{id: a, name: A, site: sud, head: directeur}]\n"
    problems, apart = checked(text, "people")

    assert [mention.path for mention in apart] == [("governance", "sponsor"), ("services", 0, "head")]
    assert [problem.path[-1] for problem in problems] == ["Site"]


def test_a_name_that_reads_as_no_identifier_has_its_own_problem_elsewhere() -> None:
    assert messages("services: [{id: a, name: A, site: 'Site du Nord !'}]\n") == []


def test_looking_for_close_names_stops_after_a_while() -> None:
    unknown = ", ".join(f"bloc{number}" for number in range(30))
    said = messages(f"services: [{{id: bloc, name: Bloc}}]\nworkstations: {{priority_services: [{unknown}]}}\n")

    assert len(said) == 30
    assert [("Vouliez-vous" in message) for message in said] == [True] * 20 + [False] * 10
