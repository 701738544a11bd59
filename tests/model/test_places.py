from __future__ import annotations

import pytest

from planforge.errors import Location
from planforge.model.places import Places
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.source import read_tree

TEXT = """\
establishment: {name: CH, statute: public}
applications:
  - id: dpi
    name: DPI
    rto: {default: 4 h, cyber: 3 j}
    needs_to_run: [ad, {on: gam}]
  - {rto: 1 h}
"""
RTO = ("applications", 0, "rto")


@pytest.fixture
def places() -> Places:
    """The places of a small record."""
    tree = read_tree(TEXT, "planforge.yaml")
    return Places(tree, tree.data, shape_of(Plan))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ((), ()),
        (("establishment", "name"), ("Établissement", "Nom de l’établissement")),
        (RTO, ("Applications", "« DPI »", "RTO")),
        ((*RTO, "cyber"), ("Applications", "« DPI »", "RTO", "« cyber »")),
        ((*RTO, "default"), ("Applications", "« DPI »", "RTO", "par défaut")),
        (("applications", 1, "rto"), ("Applications", "n° 2", "RTO")),
        (("inconnue",), ("« inconnue »",)),
    ],
)
def test_a_path_is_said_in_french(places: Places, path: tuple[str | int, ...], said: tuple[str, ...]) -> None:
    assert tuple(step.replace("\u00a0", " ") for step in places.french(path)) == said


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((*RTO, "cyber"), "3 j"),
        (("applications", 0, "needs_to_run", 1, "on"), "gam"),
        (("applications", 9, "rto"), None),
        (("applications", "rto"), None),
        (("establishment", "name", "x"), None),
    ],
)
def test_what_stands_at_a_path_or_nothing(places: Places, path: tuple[str | int, ...], value: str | None) -> None:
    assert places.value(path) == value


def test_what_may_stand_at_a_path(places: Places) -> None:
    assert places.shape(("applications", 0, "name")).title == "Nom"
    assert places.shape(("establishment", "statute")).choices is not None


@pytest.mark.parametrize(
    ("loc", "path"),
    [
        (("applications", 0, "rto", "scenarios", "cyber", "value"), (*RTO, "cyber")),
        (("applications", 0, "rto", "value"), (*RTO, "default")),
        (("applications", 1, "rto", "value"), ("applications", 1, "rto")),
        (("applications", 0, "needs_to_run", 0, "on"), ("applications", 0, "needs_to_run", 0)),
        (("establishment", "sites"), ("establishment",)),
    ],
)
def test_our_own_wrappers_are_no_steps_of_the_file(
    places: Places, loc: tuple[str | int, ...], path: tuple[str | int, ...]
) -> None:
    assert places.path_of(loc) == path


def test_a_problem_stands_at_the_value_of_its_path(places: Places) -> None:
    problem = places.problem("x", (*RTO, "cyber"), ("Trop court.", "Écrivez 4 j."))

    assert problem.location == Location("planforge.yaml", 5, 32)
    assert (problem.message, problem.hint) == ("Trop court.", "Écrivez 4 j.")
    assert "rto: {default: 4 h, cyber: 3 j}" in problem.frame


def test_a_problem_of_a_whole_block_stands_at_its_key(places: Places) -> None:
    assert places.problem("x", RTO, ("", "")).location == Location("planforge.yaml", 5, 5)
    assert places.problem("x", (*RTO, "cyber"), ("", ""), at_key=True).location == Location("planforge.yaml", 5, 25)


def test_a_problem_of_what_is_missing_stands_at_what_should_hold_it(places: Places) -> None:
    problem = places.problem("x", ("applications", 0, "vendor", "value"), ("Il manque.", ""))

    assert problem.location.line == 3
    assert problem.path[-1].replace("\u00a0", " ") == "« DPI »"
