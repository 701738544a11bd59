from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.compose.blocks import backups
from planforge.document.text import Gap
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def test_the_backup_plan_names_what_is_protected(context: Context, at: At) -> None:
    table = backups.backup_plan(context)
    assert at(table, "nuit", "systems").value == "Dossier patient, Annuaire"
    assert at(table, "nuit", "interval").value == read_duration("24 h")
    assert at(table, "nuit", "retention").value == "30\u00a0j"
    assert at(table, "nuit", "encrypted").value == "oui"
    assert at(table, "nuit", "owner").value == "RSSI"
    assert at(table, "nuit", "procedure").value == Gap()
    assert "constraints" not in {column.key for column in table.columns}  # nobody was asked


def test_a_backup_of_nobody_knows_what_says_who_will(open_context: Open, at: At) -> None:
    context = open_context({"backups.0.systems": {"unknown": {"ask": "rssi", "due": "2027-01-05"}}})
    assert at(backups.backup_plan(context), "nuit", "systems").value == Gap("RSSI", date(2027, 1, 5))


def test_copies_have_their_own_interval_else_that_of_the_backup(context: Context, open_context: Open, at: At) -> None:
    table = backups.copies(context)
    assert at(table, "nuit.baie", "interval").value == read_duration("24 h")
    assert at(table, "nuit.bande", "interval").value == read_duration("7 j")
    assert at(table, "nuit.baie", "place").value == "Site Nord"
    assert at(table, "nuit.bande", "offline").value == Gap("RSSI", date(2027, 1, 5))
    assert at(table, "nuit.baie", "directory").value == "oui"
    asked = open_context({"backups.0.copies.0.interval": {"unknown": {"ask": "rssi"}}, "backups.0.interval": None})
    assert at(backups.copies(asked), "nuit.baie", "interval").value == Gap("RSSI")


def test_restore_tests_come_latest_first_with_what_they_measured(context: Context, at: At) -> None:
    table = backups.restore_tests(context)
    assert [row.id for row in table.rows] == ["dpi-2027", "ad-2026", "dpi-2025"]
    assert at(table, "dpi-2025", "elapsed").value == read_duration("3 h")
    assert at(table, "dpi-2025", "rto").value == read_duration("4 h")
    assert at(table, "dpi-2025", "activity").value == "Accueil et tri"
    assert at(table, "ad-2026", "result").value == "échec"
    assert at(table, "ad-2026", "tester").value == Gap()
    assert at(table, "ad-2026", "activity").value == Gap()
    assert at(table, "dpi-2027", "elapsed").value is None


def test_a_test_without_a_date_comes_last_and_a_default_target_is_marked(open_context: Open, at: At) -> None:
    context = open_context({"restore_tests.2.date": None, "restore_tests.1.system": "reseau"})
    table = backups.restore_tests(context)
    assert table.rows[-1].id == "dpi-2027"
    assert at(table, "ad-2026", "rto").default


def test_empty_tables_say_what_is_missing(minimum: Context) -> None:
    assert "Aucune sauvegarde" in backups.backup_plan(minimum).empty
    assert "aucune capacité de reprise n’est prouvée" in backups.restore_tests(minimum).empty
    assert not any(table(minimum).rows for table in (backups.backup_plan, backups.copies, backups.restore_tests))


@pytest.mark.parametrize(("answer", "inside"), [("oui", "non"), ("non", "oui"), ("?", Gap())])
def test_keys_end_with_whether_anything_else_is_only_in_the_information_system(
    context: Context, open_context: Open, at: At, answer: str, inside: object
) -> None:
    assert [row.id for row in backups.keys_and_isolation(context).rows] == ["nuit"]
    table = backups.keys_and_isolation(open_context({"continuity_means.secrets_offline": answer}))
    assert [row.id for row in table.rows] == ["nuit", "secrets"]
    assert at(table, "secrets", "inside").value == inside


def test_constraints_stand_where_somebody_was_asked(open_context: Open, at: At) -> None:
    told = backups.backup_plan(open_context({"backups.0.constraints": "Fenêtre de 20 h à 6 h"}))
    assert at(told, "nuit", "constraints").value == "Fenêtre de 20 h à 6 h"
