from __future__ import annotations

from planforge.model.mentions import census, twin_problems
from planforge.model.places import Places
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.source import read_tree


def places(text: str) -> Places:
    """The places of a text."""
    tree = read_tree(text, "planforge.yaml")
    return Places(tree, tree.data, shape_of(Plan))


def mentioned(text: str) -> list[tuple[str, str]]:
    """(first collection or library part, identifier) of each mention."""
    return [(one.ref.library or one.ref.collections[0], one.identifier) for one in census(places(text)).mentions]


def test_every_way_of_naming_a_system() -> None:
    text = "applications:\n  - {id: a, name: A, needs_to_run: [b, {on: c}, {any_of: [d, e]}], feeds: [f]}\n"
    assert [one for _, one in mentioned(text)] == ["b", "c", "d", "e", "f"]


def test_scenarios_are_named_by_the_keys_of_an_objective() -> None:
    text = "applications:\n  - {id: a, name: A, rto: {default: 4 h, cyber: 3 j}, rpo: {value: 4 h, source: vendor}}\n"
    assert mentioned(text) == [("scenarios", "cyber")]


def test_unknown_answers_name_nobody() -> None:
    assert mentioned("services:\n  - {id: a, name: A, head: à compléter, site: {unknown: {ask: dsi}}}\n") == []


def test_detailed_answers_name_somebody() -> None:
    assert mentioned("services:\n  - {id: a, name: A, head: {value: dir, by: moi}}\n") == [("people", "dir")]


def test_types_and_forms_are_named_too() -> None:
    text = "services:\n  - {id: a, name: A, type: bloc, workflow: {forms: {add: [{id: F-ID}]}}}\n"
    assert mentioned(text) == [("services", "bloc"), ("forms", "F-ID")]


def test_twins_by_case_are_twins() -> None:
    text = "services:\n  - {id: bloc, name: A}\n  - {id: BLOC, name: B}\n  - {id: autre, name: C}\n"
    (problem,) = twin_problems(places(text))
    assert problem.message == "L’identifiant « BLOC » est déjà pris (planforge.yaml:2:10)."
    assert problem.location.line == 3


def test_lists_below_lists_are_looked_at() -> None:
    text = "services:\n  - {id: s, name: S, activities: [{id: a, name: A}, {id: a, name: B}]}\n"
    assert len(twin_problems(places(text))) == 1
    assert twin_problems(places("services:\n  - {id: s, name: S}\nteams:\n  - {id: s, name: S}\n")) == []
