from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.compose.blocks import strategy
from planforge.document.text import Gap, Tone
from planforge.model.services import Loss
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def test_solutions_are_ranged_by_loss_and_holes_are_named(context: Context, at: At) -> None:
    table = strategy.solutions(context, Loss.SITE)
    assert at(table, "urgences.tri.1", "holds").value == read_duration("2 j")
    assert table.note == "Sans solution saisie : Laboratoire."
    empty = strategy.solutions(context, Loss.STAFF)
    assert empty.empty == "Aucune solution n’est saisie. Sans solution saisie : Urgences, Laboratoire."
    assert empty.note == ""  # said once


def test_the_loss_of_it_has_the_degraded_workflow(context: Context) -> None:
    assert "Urgences" not in strategy.solutions(context, Loss.IT).empty


def test_plans_say_what_is_left_to_validate_and_when_they_were_tried(context: Context, at: At) -> None:
    table = strategy.plans(context)
    assert at(table, "urgences", "reference").value == "PCRA-URGENCES-CHV"
    assert at(table, "urgences", "pending").value == 11
    assert at(table, "urgences", "pending").tone is Tone.WARNING
    assert at(table, "labo", "pending").tone is Tone.MET
    assert at(table, "urgences", "tested").value == date(2026, 3, 17)
    assert at(table, "urgences", "planned").value == date(2027, 2, 9)
    assert at(table, "labo", "tested").value == "jamais"  # a table-top exercise is no field test
    assert at(table, "labo", "planned").value == Gap()


@pytest.mark.parametrize("kind", ["table-top", "alert", "crisis", "restore"])
def test_only_a_field_test_proves_a_plan(kind: str, open_context: Open) -> None:
    context = open_context({"exercises.0.kind": kind})
    assert strategy.exercise_days(context, context.plan.service["urgences"])[0] is None


def test_the_last_test_and_the_next_one_count(open_context: Open) -> None:
    days = ("2024-01-01", "2025-05-05", "2023-03-03")
    done = [
        {"id": f"e{n}", "title": "E", "kind": "field", "services": ["labo"], "done_on": day}
        for n, day in enumerate(days)
    ]
    planned = [
        {"id": f"p{n}", "title": "P", "kind": "field", "services": ["labo"], "planned_on": day}
        for n, day in enumerate(("2028-01-01", "2027-07-07"))
    ]
    context = open_context({"exercises": [*done, *planned]})
    assert strategy.exercise_days(context, context.plan.service["labo"]) == (date(2025, 5, 5), date(2027, 7, 7))


def test_opinions_keep_their_dates(context: Context, minimum: Context, at: At) -> None:
    table = strategy.opinions(context)
    assert at(table, "avis.1", "date").value == date(2026, 10, 1)
    assert at(table, "avis.1", "kind").value == "avis"
    assert strategy.opinions(minimum).empty == "Aucune instance ne s’est encore prononcée."


def _means(context: Context) -> dict[str, object]:
    return {str(row.cells[0].value): row.cells[1].value for row in strategy.means(context).rows}


def test_means_that_nobody_named_are_gaps(context: Context, open_context: Open) -> None:
    assert _means(context)["PC de secours hors domaine"] == 4
    assert _means(context)["Numéros de secours par point de création"] == "Urgences : U-1 à U-99"
    assert _means(context)["Îlot sain"] == Gap()
    asked = {"unknown": {"ask": "rssi", "due": "2027-01-05"}}
    other = open_context({"continuity_means.number_ranges": asked, "continuity_means.clean_island": asked})
    assert _means(other)["Numéros de secours par point de création"] == Gap("RSSI", date(2027, 1, 5))
    assert _means(other)["Îlot sain"] == Gap("RSSI", date(2027, 1, 5))
    half = open_context({"continuity_means.number_ranges.0.last": asked})
    assert _means(half)["Numéros de secours par point de création"] == (
        "Urgences : U-1 à À COMPLÉTER (RSSI, avant le\u00a005/01/2027)"
    )


def test_the_perimeters_of_care_name_their_services(context: Context, minimum: Context, at: At) -> None:
    table = strategy.care_scope(context)
    assert at(table, "care", "services").value == "Urgences"
    assert at(table, "technical", "analysed").value == "aucun"
    assert at(table, "technical", "analysed").tone is Tone.WARNING
    assert len(strategy.care_scope(minimum).rows) == 3


def test_services_outside_what_care_asks_for_are_listed_too(open_context: Open, at: At) -> None:
    table = strategy.care_scope(open_context({"services.0.perimeter": "support"}))
    assert [row.id for row in table.rows] == ["care", "administrative", "technical", "support"]
    assert at(table, "support", "services").value == "Urgences"
    assert at(table, "support", "analysed").value == "tous"
