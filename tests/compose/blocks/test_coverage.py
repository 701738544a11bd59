from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.analysis.results import Verdict
from planforge.analysis.spoken import VERDICTS
from planforge.compose.blocks import coverage
from planforge.document.text import Gap, Tone
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def test_each_service_is_compared_with_each_cyber_scenario(context: Context, at: At) -> None:
    table = coverage.coverage_table(context)
    assert [row.id for row in table.rows] == ["urgences.cyber", "labo.cyber"]
    assert at(table, "urgences.cyber", "limit").value == read_duration("5 j")
    assert at(table, "urgences.cyber", "target").value == read_duration("3 j")
    assert at(table, "urgences.cyber", "of").value == "Dossier patient"
    assert at(table, "urgences.cyber", "scenario").value == "Cyberattaque"


def test_a_limit_that_cannot_be_told_says_who_will(open_context: Open, at: At) -> None:
    unknown = {"unknown": {"ask": "cadre", "due": "2027-01-31"}}
    context = open_context({"services.1.endurance.limit": unknown, "services.1.outer_limit": unknown})
    table = coverage.coverage_table(context)
    assert at(table, "labo.cyber", "limit").value == Gap("Cadre de santé", date(2027, 1, 31))
    assert at(table, "labo.cyber", "outer").value == Gap("Cadre de santé", date(2027, 1, 31))


def test_every_verdict_has_its_words_and_its_colour(context: Context) -> None:
    assert set(VERDICTS) == set(Verdict)
    tones = coverage.coverage_table(context).column("verdict").tones or {}
    assert set(tones) == set(VERDICTS.values())
    assert tones[VERDICTS[Verdict.UNKNOWN]] is not Tone.MET


def test_forms_are_numbers_and_what_lies_in_the_kit_is_not_invented(context: Context, at: At) -> None:
    table = coverage.forms_table(context, context.plan.service["urgences"])
    assert at(table, "F-ID", "need").value == 432
    assert at(table, "F-ID", "stock").value == 200
    assert at(table, "F-ID", "missing").value == 232
    assert at(table, "F-ID", "missing").tone is Tone.WARNING
    assert at(table, "F-PRE", "stock").value == Gap()


def test_an_unknown_volume_leaves_a_gap_that_says_who(open_context: Open, at: At) -> None:
    asked = {"unknown": {"ask": "cadre", "due": "2027-01-31"}}
    context = open_context({"services.0.volume_per_day": asked, "services.0.kit.stock.0.count": asked})
    table = coverage.forms_table(context, context.plan.service["urgences"])
    assert at(table, "F-ID", "need").value == Gap("Cadre de santé", date(2027, 1, 31))
    assert at(table, "F-ID", "stock").value == Gap("Cadre de santé", date(2027, 1, 31))
    assert at(table, "F-ID", "need").note == "Par passage ou acte"


def test_empty_tables_say_why(minimum: Context, context: Context) -> None:
    assert coverage.coverage_table(minimum).empty.startswith("Aucun scénario de cyberattaque")
    assert coverage.forms_table(context, context.plan.service["labo"]).empty.startswith("Aucun formulaire")
