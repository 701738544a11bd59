from __future__ import annotations

import pickle

import pytest

from planforge.errors import (
    LibraryError,
    Location,
    OutputError,
    PlanforgeError,
    Problem,
    ProblemsError,
    RecordError,
    TemplateError,
)

FIRST = Problem("b", "Il manque un nom.", Location("planforge.yaml", 3, 5))
SECOND = Problem("a", "Durée illisible.", Location("planforge.yaml", 12, 1))


@pytest.mark.parametrize(
    ("location", "said"),
    [
        (Location(), ""),
        (Location("planforge.yaml"), "planforge.yaml"),
        (Location("planforge.yaml", 6), "planforge.yaml:6"),
        (Location("planforge.yaml", 6, 11), "planforge.yaml:6:11"),
        (
            Location("inventaire.xlsx", sheet="Applis", cell="D9"),
            "inventaire.xlsx, feuille «\u00a0Applis\u00a0», cellule D9",
        ),
    ],
)
def test_a_place_is_said_as_far_as_it_is_known(location: Location, said: str) -> None:
    assert str(location) == said


def test_lines_are_in_the_order_of_numbers_not_of_letters() -> None:
    assert sorted([SECOND.location, FIRST.location]) == [FIRST.location, SECOND.location]


def test_problems_come_by_place_whatever_order_they_were_found_in() -> None:
    error = RecordError([SECOND, FIRST])

    assert error.problems == (FIRST, SECOND)
    assert str(error) == "planforge.yaml:3:5 Il manque un nom.\nplanforge.yaml:12:1 Durée illisible."


def test_of_two_problems_at_one_place_the_order_is_always_the_same() -> None:
    twin = Problem("a", "Autre.", FIRST.location)

    assert RecordError([FIRST, twin]).problems == RecordError([twin, FIRST]).problems == (twin, FIRST)


@pytest.mark.parametrize("kind", [RecordError, LibraryError, TemplateError])
def test_an_error_survives_the_way_back_from_another_process(kind: type[ProblemsError]) -> None:
    back = pickle.loads(pickle.dumps(kind([SECOND, FIRST])))  # noqa: S301 - our own bytes

    assert type(back) is kind
    assert back.problems == (FIRST, SECOND)


def test_all_that_a_person_can_mend_is_one_family() -> None:
    assert all(issubclass(kind, PlanforgeError) for kind in (RecordError, LibraryError, TemplateError, OutputError))
