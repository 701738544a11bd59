from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.compose.documents import restore_sheets
from planforge.document.blocks import Sheet
from planforge.document.tables import Table
from planforge.document.text import Gap
from planforge.values import Duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from tests.compose.records import Open


def sheets(context: Context) -> list[Sheet]:
    return [block for block in restore_sheets.compose(context, "").body if isinstance(block, Sheet)]


def tables_of(sheet: Sheet) -> dict[str, Table]:
    blocks = (block for row in sheet.rows for zone in row.zones for block in zone.blocks)
    return {block.id: block for block in blocks if isinstance(block, Table)}


def value(sheet: Sheet, table: str, label: str, place: int = 1) -> object:
    return next(row.cells[place].value for row in tables_of(sheet)[table].rows if row.cells[0].value == label)


def planned(identifier: str, **answers: object) -> dict[str, object]:
    return {"id": identifier, "system": "dpi", "result": "planned", **answers}


def test_there_is_a_page_for_each_planned_test_by_date_and_a_blank_one(open_context: Open) -> None:
    tests = [
        planned("tard", date="2027-05-01"),
        planned("un-jour"),
        planned("tot", date="2027-02-01"),
        planned("fait", date="2026-01-01") | {"result": "success"},
    ]
    found = sheets(open_context({"restore_tests": tests}))
    assert [sheet.id for sheet in found] == ["rest-tot", "rest-tard", "rest-un-jour", "rest-vierge"]
    assert [sheet.title for sheet in found] == ["Dossier patient"] * 3 + ["Feuille vierge"]


def test_what_the_record_knows_is_printed_and_the_rest_is_left_to_write(open_context: Open) -> None:
    answers = {"backup": "nuit", "service": "urgences", "activity": "tri", "date": "2027-02-01", "tester": "IOA"}
    sheet, _blank = sheets(
        open_context({"restore_tests": [planned("t", **answers)], "backups": [{"id": "nuit", "name": "Chaque nuit"}]})
    )
    assert value(sheet, "objet", "Jeu de sauvegarde") == "Chaque nuit"
    assert value(sheet, "objet", "Activité servie") == "Accueil et tri"
    assert value(sheet, "objet", "Date prévue") == date(2027, 2, 1)
    assert value(sheet, "mesures", "Durée (RTO)") == Duration(240)
    assert value(sheet, "mesures", "Durée (RTO)", 2) == ""
    assert value(sheet, "signatures", "Testeur métier") == "IOA"
    steps = [str(row.cells[0].value) for row in tables_of(sheet)["test-restauration-etapes"].rows]
    assert steps[:3] == ["Choix du point de restauration", "Copie des données", "Analyse antivirale"]


def test_who_will_know_is_said_where_somebody_was_asked(open_context: Open) -> None:
    asked = {"unknown": {"ask": "cadre", "due": "2027-01-15"}}
    sheet, _blank = sheets(open_context({"restore_tests": [planned("t", date=asked, service="urgences")]}))
    assert value(sheet, "objet", "Date prévue") == Gap("Cadre de santé", date(2027, 1, 15))
    assert value(sheet, "objet", "Activité servie") == "Urgences"
    assert value(sheet, "objet", "Jeu de sauvegarde") is None


def test_the_blank_page_asks_for_the_system(minimum: Context, strings: Callable[[object], list[str]]) -> None:
    (sheet,) = sheets(minimum)
    assert value(sheet, "objet", "Système") is None
    said = " ".join(strings(sheet))
    assert "« Tests de restauration » du dossier" in said.replace("\u00a0", " ")
    assert {"Réussi", "Partiel", "Échec"} <= set(strings(sheet))


def test_a_long_page_gives_up_lines_before_it_takes_two(open_context: Open) -> None:
    long = "Stocks et délivrance de la pharmacie à usage intérieur"
    short, _blank = sheets(open_context({"restore_tests": [planned("t")]}))
    context = open_context({"restore_tests": [planned("t")], "applications.0.name": long})
    sheet, _blank = sheets(context)
    assert len(tables_of(sheet)["anomalies"].rows) < len(tables_of(short)["anomalies"].rows)
