from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.compose.blocks import recovery
from planforge.document.text import Gap, Tick
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def test_teams_say_how_many_they_are(context: Context, minimum: Context, at: At) -> None:
    table = recovery.teams(context)
    assert at(table, "equipe", "people").value == 4
    assert at(table, "equipe", "calendar").value == "24 h/24"
    assert recovery.teams(minimum).empty == "Aucune équipe de reprise n’est saisie."


def test_procedures_follow_the_restart_order(context: Context, at: At) -> None:
    table = recovery.procedures(context)
    assert [row.id for row in table.rows] == [place.system for place in context.results.restart_order.places]
    assert at(table, "dpi", "steps").value == "Monter ; Vérifier"
    assert at(table, "dpi", "prerequisites").value == "Licence"
    assert at(table, "dpi", "duration").value == read_duration("9 h")
    assert not at(table, "dpi", "duration").default


def test_the_library_s_checks_and_durations_are_marked(context: Context, at: At) -> None:
    table = recovery.procedures(context)
    assert at(table, "ad", "steps").default
    assert str(at(table, "ad", "steps").value).startswith("Contrôles usuels : ")
    assert at(table, "ad", "duration").default


def test_steps_that_somebody_was_asked_for_are_a_gap(open_context: Open, at: At) -> None:
    asked = {"unknown": {"ask": "rssi", "due": "2027-01-05"}}
    context = open_context({"infrastructure.0.restore": {"steps": asked, "prerequisites": asked, "total": asked}})
    table = recovery.procedures(context)
    for column in ("steps", "prerequisites", "duration"):
        assert at(table, "ad", column).value == Gap("RSSI", date(2027, 1, 5))


def test_a_supplier_without_whom_nothing_comes_back_is_named(context: Context, open_context: Open, at: At) -> None:
    assert "vendor" not in {column.key for column in recovery.procedures(context).columns}  # nobody was asked
    asked = {"unknown": {"ask": "rssi", "due": "2027-01-05"}}
    table = recovery.procedures(
        open_context(
            {
                "applications.0.restore.needs_vendor": "oui",
                "applications.1.restore": {"needs_vendor": "non"},
                "infrastructure.0.restore": {"needs_vendor": "oui"},
                "infrastructure.1.restore": {"needs_vendor": asked},
            }
        )
    )
    assert at(table, "dpi", "vendor").value == "Éditeur du dossier"
    assert at(table, "paie", "vendor").value == "non"
    assert at(table, "ad", "vendor").value == "oui"  # by whom, nobody said
    assert at(table, "reseau", "vendor").value == Gap("RSSI", date(2027, 1, 5))


def test_a_system_without_a_type_leaves_gaps(open_context: Open, at: At) -> None:
    table = recovery.procedures(open_context({"infrastructure.0.type": None}))
    assert at(table, "ad", "steps").value == Gap()
    assert at(table, "ad", "duration").value == Gap()


def test_reopening_takes_five_signatures(context: Context) -> None:
    table = recovery.go_no_go(context)
    assert len(table.rows) == 5
    assert all(row.cells[3].value == Tick() for row in table.rows)
