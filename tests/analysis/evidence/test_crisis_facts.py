from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.evidence.crisis_facts import recent_exercises

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.study import Results

    Told = Callable[..., tuple[str, str]]


def played(on: str, **answers: Any) -> dict[str, Any]:
    return {"id": f"e{on}", "title": "Essai", "kind": "table-top", "done_on": on, **answers}


def test_recent_exercises_the_last_first(results: Callable[..., Results]) -> None:
    done = [played(day) for day in ("2025-11-26", "2025-11-27", "2026-03-01", "2026-11-28")]
    assert [one.id for one in recent_exercises(results(exercises=done))] == ["e2026-03-01", "e2025-11-27"]


@pytest.mark.parametrize(
    ("exercises", "state"),
    [([], "lacks"), ([played("2026-03-01")], "partly"), ([played("2026-03-01", report="R")], "holds")],
)
def test_an_exercise_counts_with_its_report(fact: Told, exercises: list[dict[str, Any]], state: str) -> None:
    assert fact("exercise-recent", exercises=exercises)[0] == state


def test_the_direction_takes_part(fact: Told) -> None:
    assert fact("exercise-direction", exercises=[played("2026-03-01")])[0] == "lacks"
    assert fact("exercise-direction", exercises=[played("2026-03-01", direction_present="oui")])[0] == "holds"


def test_alert_upwards_downwards_and_outside(fact: Told) -> None:
    contacts = [{"id": "ars", "name": "ARS", "kind": "ars", "number": "01 99 00 12 34"}]
    state, said = fact("alert-both-ways", crisis={"alert_number": "01 99 00 12 34"}, contacts=contacts)
    assert state == "partly"
    assert said.endswith("manque : rappel du personnel et CERT Santé.")


def test_cells_are_led(fact: Told) -> None:
    people = [{"id": "dg", "function": "Directrice"}]
    cell = {"id": "c", "name": "Cellule", "lead": "dg", "members": ["dg"]}
    crisis = {"cells": [cell], "trigger": {"person": "dg"}}
    assert fact("crisis-cells", people=people, crisis=crisis)[0] == "holds"
    assert fact("crisis-cells", people=people, crisis={"cells": [cell]})[0] == "partly"


@pytest.mark.parametrize(
    ("name", "sections", "state"),
    [
        ("reviewed", {"document": {"date": "2025-11-27"}}, "holds"),
        ("reviewed", {"document": {"date": "2025-11-26"}}, "lacks"),
        ("review-planned", {"document": {"next_review": "2026-11-26"}}, "lacks"),
        ("users-council", {"document": {"opinions": [{"body": "CVS", "date": "2026-01-01"}]}}, "holds"),
        ("users-council", {"document": {"opinions": [{"body": "CME", "date": "2026-01-01"}]}}, "lacks"),
        ("bodies-consulted", {"document": {"opinions": [{"body": "CME", "date": "2026-01-01"}]}}, "holds"),
        ("paper-copy", {"document": {"paper_place": "Salle de crise"}}, "holds"),
        ("training-recent", {"trainings": [{"id": "t", "title": "T", "done_on": "2026-05-01"}]}, "partly"),
        (
            "training-recent",
            {"trainings": [{"id": "t", "title": "T", "done_on": "2026-05-01", "attendance": 4}]},
            "holds",
        ),
        ("actions-owned", {"actions": [{"id": "a", "title": "A", "due": "2026-11-26"}]}, "lacks"),
        ("actions-owned", {"actions": [{"id": "a", "title": "A", "status": "done"}]}, "none"),
        ("crisis-messages", {"crisis": {"messages": [{"id": "m", "name": "M", "text": "Bonjour"}]}}, "holds"),
    ],
)
def test_dates_and_lists(fact: Told, name: str, sections: dict[str, Any], state: str) -> None:
    assert fact(name, **sections)[0] == state


def test_a_programme_reaches_the_third_year(fact: Told) -> None:
    coming = [
        {"id": f"e{year}", "title": "E", "kind": "crisis", "planned_on": f"{year}-06-01"} for year in (2027, 2028, 2029)
    ]
    assert fact("three-year-programme", exercises=coming)[0] == "holds"
    assert fact("three-year-programme", exercises=coming[:2])[1] == "Exercices datés dans 2 des 3 prochaines années."
