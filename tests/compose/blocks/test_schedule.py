from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.analysis.reference_class import incidents
from planforge.analysis.schedule.estimates import Hold, Lever, LeverKind, ServiceGain, Standing
from planforge.compose.blocks import schedule
from planforge.document.text import Gap, Tone
from planforge.values import Duration, read_duration
from tests.compose.estimates import DAY, WHOLE_ATTACK, changed_service, estimate_of, made_system

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def test_a_service_has_its_dates_its_verdicts_and_what_is_left_to_cover(open_context: Open, at: At) -> None:
    context = open_context(WHOLE_ATTACK)
    found = estimate_of(context)
    table = schedule.services_table(context, found, found.services)
    assert table.id == "services-calcules-cyber"
    assert at(table, "urgences", "limit").value == read_duration("5 j")
    assert at(table, "urgences", "last").value == "Dossier patient"
    verdict = at(table, "urgences", "worst")
    assert (verdict.value, verdict.tone) == ("non tenable", Tone.STOP)
    gap, dates = at(table, "urgences", "worst-gap").value, found.services[0].dates
    assert isinstance(gap, Duration)
    assert dates is not None
    assert abs(gap.minutes - (dates.p90 - 5 * DAY)) <= DAY
    assert str(at(table, "urgences", "odds").value).startswith("environ ")


def test_a_service_that_cannot_be_told_has_gaps_and_what_is_missing(context: Context, at: At) -> None:
    found = estimate_of(context)
    unknown = {"dates": None, "odds": None, "likely_gap": None, "worst_gap": None, "last": "", "missing": ("ad",)}
    table = schedule.services_table(context, found, [changed_service(found, **unknown)])
    assert at(table, "urgences", "p50").value == Gap()
    assert at(table, "urgences", "gap").value == ""
    assert "Annuaire" in str(at(table, "urgences", "last").value)


def test_the_schedule_says_when_who_and_after_what(open_context: Open, at: At) -> None:
    context = open_context(WHOLE_ATTACK)
    found = estimate_of(context)
    table = schedule.schedule_table(context, found, 40)
    assert [row.id for row in table.rows] == list(found.order)
    assert "applications.xlsx" not in table.note
    first = found.order[0]
    assert at(table, first, "rank").value == 1
    assert at(table, first, "start").value == Duration(4 * DAY)
    assert at(table, first, "why").value == "délai avant toute restauration"
    assert at(table, "dpi", "team").value == "Équipe système"
    assert at(table, "dpi", "aim").value == read_duration("3 j")
    assert at(table, "dpi", "standing").value == "impossible"
    assert at(table, "dpi", "odds").value == "environ 1 sur 10"
    assert at(table, "coffre", "team").value == Gap()
    assert {at(table, one.system, "critical").value for one in found.systems} == {"environ 10 sur 10"}


def test_who_only_follows_has_no_team_and_says_whom(context: Context, at: At) -> None:
    follower = made_system("paie", own=0, hold=Hold.NEED, held_by="dpi", target=None, odds=None, critical=0.0)
    table = schedule.schedule_table(context, replace(estimate_of(context), systems=(follower,)), 40)
    assert at(table, "paie", "team").value == ""
    assert at(table, "paie", "why").value == "revient avec «\u00a0Dossier patient\u00a0»"
    assert [at(table, "paie", key).value for key in ("odds", "critical")] == ["", ""]


def test_a_page_shows_what_weighs_most_in_the_order_of_the_plan(context: Context) -> None:
    systems = (
        made_system("reseau", own=0, critical=0.0),
        made_system("ad", critical=0.0),
        made_system("coffre", critical=0.0, standing=Standing.MISSED),
        made_system("dpi", critical=0.0),
    )
    found = replace(estimate_of(context), systems=systems, chain=("coffre",))
    table = schedule.schedule_table(context, found, 3)
    assert [row.id for row in table.rows] == ["ad", "coffre", "dpi"]
    assert [row.cells[0].value for row in table.rows] == [2, 3, 4]
    assert "3 systèmes sur 4" in table.note
    assert "applications.xlsx" in table.note


def test_what_only_follows_is_left_out_when_it_would_repeat_a_date(context: Context) -> None:
    systems = (made_system("dpi"), *(made_system(name, own=0) for name in ("ad", "reseau", "coffre", "paie")))
    found = replace(estimate_of(context), systems=systems, chain=("dpi",))
    assert [row.id for row in schedule.schedule_table(context, found, 4).rows] == ["dpi"]


def _lever(kind: LeverKind, of: str, hours: int, uncovered: int, *gains: tuple[str, int, int]) -> Lever:
    return Lever(kind, of, hours, uncovered, tuple(ServiceGain(*gain) for gain in gains))


def test_levers_say_what_they_gain_for_whom_and_what_is_still_to_be_said(context: Context, at: At) -> None:
    levers = [
        _lever(LeverKind.PERSON, "equipe", 1123, 418, ("urgences", 3 * DAY, 2 * DAY), ("labo", DAY, 0)),
        _lever(LeverKind.AGREEMENT, "urgences", 0, 48, ("urgences", 0, 2 * DAY)),
        _lever(LeverKind.ON_CALL, "equipe", 0, 0),
    ]
    table = schedule.levers_table(context, estimate_of(context), levers)
    assert [row.id for row in table.rows] == ["levier.person.equipe", "levier.agreement.urgences"]
    assert at(table, "levier.person.equipe", "lever").value == (
        "Une personne de plus à l’équipe «\u00a0Équipe système\u00a0»"
    )
    assert at(table, "levier.person.equipe", "hours").value == 1120
    assert at(table, "levier.person.equipe", "uncovered").value == 420
    assert at(table, "levier.person.equipe", "services").value == "Urgences (3\u00a0j) ; Laboratoire (1\u00a0j)"
    assert at(table, "levier.agreement.urgences", "services").value == "Urgences (2\u00a0j)"
    assert {at(table, row.id, key).value for row in table.rows for key in ("cost", "owner")} == {Gap()}


def test_ten_levers_are_shown_and_the_others_counted(context: Context) -> None:
    levers = [_lever(LeverKind.PERSON, "equipe", 20 - place, 0) for place in range(12)]
    table = schedule.levers_table(context, estimate_of(context), levers)
    assert len(table.rows) == 10
    assert "2\u00a0autres leviers gagnent moins." in table.note
    assert schedule.levers_table(context, estimate_of(context), []).empty.startswith("Aucun des moyens")


def test_the_computed_record_stands_in_its_place_among_real_outages(context: Context, at: At) -> None:
    table = schedule.outages_table(context, estimate_of(context))
    order = [row.id for row in table.rows]
    assert len(order) == len(incidents()) + 2
    assert order.index("panne.1") < order.index("ici.p50") < order.index("ici.p90") < order.index("panne.14")
    assert at(table, "ici.p50", "case").value == "Centre hospitalier du Val, une fois sur deux"
    assert at(table, "panne.1", "date").value == "02/2024"
    days = [at(table, name, "days").value for name in order]
    assert all(isinstance(one, Duration) for one in days)
