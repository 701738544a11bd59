from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.compose.blocks import activities
from planforge.document.text import Gap
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open

BY_CADRE = Gap("Cadre de santé", date(2027, 1, 31))


def test_the_shortest_dmia_comes_first_and_the_unknown_ones_last(context: Context) -> None:
    table = activities.critical_activities(context)
    assert [row.id for row in table.rows] == ["urgences.tri", "urgences.suites", "labo.bilans"]
    assert [row.cells[0].value for row in table.rows] == [1, 2, 3]


def test_equal_needs_follow_their_priority_then_the_record(open_context: Open) -> None:
    context = open_context(
        {
            "services.0.activities.1.dmia": "30 min",
            "services.0.activities.1.priority": "0",
            "services.1.activities.0.dmia": "30 min",
        }
    )
    rows = activities.critical_activities(context).rows
    assert [row.id for row in rows] == ["urgences.suites", "urgences.tri", "labo.bilans"]


def test_objectives_keep_their_type_and_gaps_say_who(context: Context, at: At) -> None:
    table = activities.critical_activities(context)
    assert at(table, "urgences.tri", "dmia").value == read_duration("30 min")
    assert at(table, "urgences.suites", "pdma").value == BY_CADRE
    assert at(table, "labo.bilans", "dmia").value == Gap()
    assert at(table, "urgences.tri", "perimeter").default
    assert not at(table, "labo.bilans", "perimeter").default


def test_an_activity_without_applications_of_its_own_has_the_vital_ones_of_its_service(
    context: Context, open_context: Open, at: At
) -> None:
    table = activities.critical_activities(context)
    assert at(table, "urgences.tri", "systems").value == "Dossier patient"
    assert at(table, "labo.bilans", "systems").value == "Paie"
    unknown = {"unknown": {"ask": "cadre", "due": "2027-01-31"}}
    asked = open_context({"services.1.activities.0.applications": unknown, "services.0.applications": unknown})
    table = activities.critical_activities(asked)
    assert at(table, "labo.bilans", "systems").value == BY_CADRE
    assert at(table, "urgences.tri", "systems").value == BY_CADRE


def test_one_service_alone(context: Context) -> None:
    table = activities.critical_activities(context, [context.plan.service["labo"]])
    assert [row.id for row in table.rows] == ["labo.bilans"]


def test_impacts_name_the_owner_of_the_activity_else_the_head_of_the_service(
    context: Context, open_context: Open, at: At
) -> None:
    assert at(activities.impact_table(context), "urgences.tri", "owner").value == "Cadre de santé"
    assert at(activities.impact_table(context), "urgences.tri", "priority").value is None
    asked = open_context({"services.0.activities.0.owner": {"unknown": {"ask": "DIM"}}})
    assert at(activities.impact_table(asked), "urgences.tri", "owner").value == Gap("DIM")


def test_impacts_over_time_have_their_level_as_a_number(context: Context) -> None:
    (row,) = activities.impacts_over_time(context).rows
    assert [cell.value for cell in row.cells] == [
        "Urgences",
        "Accueil et tri",
        "sécurité des patients",
        read_duration("1 h"),
        4,
    ]


def test_services_mark_the_library_s_endurance(context: Context, at: At) -> None:
    table = activities.services_table(context)
    assert at(table, "urgences", "full").value == read_duration("24 h")
    assert not at(table, "urgences", "full").default
    assert at(table, "urgences", "reduced").default
    assert at(table, "urgences", "vital").default
    assert at(table, "labo", "vital").value == "oui"
    assert at(table, "urgences", "volume").value == 120
    assert at(table, "urgences", "beds").value == Gap("Cadre de santé", date(2027, 3, 1))
    assert at(table, "labo", "beds").value is None
    assert at(table, "urgences", "site").value == "Site Nord"


def test_resources_say_what_is_missing(context: Context, open_context: Open, at: At) -> None:
    table = activities.resources_table(context)
    assert at(table, "urgences", "equipment").value == "Échographe"
    assert at(table, "urgences", "night").value == Gap()
    assert at(table, "labo", "equipment").value is None
    assert at(table, "labo", "data").value == Gap()
    asked = open_context({"services.1.equipment": {"unknown": {"ask": "DIM"}}})
    assert at(activities.resources_table(asked), "labo", "equipment").value == Gap("DIM")


def test_interdependencies_name_both_services(context: Context) -> None:
    (row,) = activities.interdependencies(context).rows
    assert row.id == "urgences.labo"
    assert [cell.value for cell in row.cells] == ["Urgences", "Laboratoire", "Bilans", "Coursier"]


def test_empty_tables_say_what_is_missing(minimum: Context) -> None:
    assert activities.critical_activities(minimum).empty == "Aucune activité critique n’est encore saisie."
    for table in (
        activities.critical_activities(minimum),
        activities.impact_table(minimum),
        activities.impacts_over_time(minimum),
        activities.services_table(minimum),
        activities.resources_table(minimum),
        activities.interdependencies(minimum),
    ):
        assert not table.rows
        assert table.empty.startswith("Auc")
