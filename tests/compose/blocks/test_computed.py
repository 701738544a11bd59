from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.schedule.estimates import Standing
from planforge.analysis.spoken import STANDINGS
from planforge.compose.blocks import computed
from planforge.document.text import Tone
from planforge.model.answer import Source
from planforge.values import Duration, read_duration
from tests.compose.estimates import DAY, HOUR, changed_service, estimate_of, made_system

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import Open

OUTAGE = {"id": "panne", "name": "Panne", "kind": "local-failure", "lost": ["dpi"], "gate": "1 h"}
ATTACK = {"id": "cyber", "name": "Cyberattaque", "kind": "cyber", "lost": ["dpi"], "gate": "4 j"}


def test_cyber_attacks_come_first_and_those_that_lack_something_do_not_come(open_context: Open) -> None:
    unknown = {"id": "site", "name": "Site perdu", "kind": "site-loss", "gate": "1 j"}
    context = open_context({"scenarios": [OUTAGE, unknown, ATTACK]})
    assert [scenario.id for scenario, _ in computed.cyber_first(context)] == ["cyber", "panne"]
    found = computed.cyber_estimate(context)
    assert found is not None
    assert found[0].id == "cyber"
    assert computed.cyber_estimate(open_context({"scenarios": [OUTAGE], "applications.0.rto": "4 h"})) is None


@pytest.mark.parametrize(
    ("basis", "said"),
    [(Source.MEASURED, Standing.MET), (Source.EXPERT, Standing.NOT_SHOWN), (None, Standing.NOT_SHOWN)],
)
def test_nothing_is_said_met_that_no_test_measured(basis: Source | None, said: Standing) -> None:
    one = made_system("dpi", basis=basis, standing=Standing.MET)
    assert computed.standing(one) is said
    assert computed.standing(replace(one, standing=Standing.IMPOSSIBLE)) is Standing.IMPOSSIBLE


def test_every_verdict_has_a_tone_and_only_what_is_met_is_green() -> None:
    assert set(computed.STANDING_TONES) == set(STANDINGS.values())
    green = [word for word, tone in computed.STANDING_TONES.items() if tone is Tone.MET]
    assert green == [STANDINGS[Standing.MET]]


def test_a_late_return_reads_later_than_its_target() -> None:
    late = 12 * DAY + 10 * HOUR
    assert computed.return_cell(late, 12 * DAY).value == Duration(12 * DAY + 12 * HOUR)
    assert computed.return_cell(late, 20 * DAY).value == Duration(12 * DAY)
    assert computed.return_cell(late, None).value == Duration(12 * DAY)


def test_chances_are_words_on_a_page_and_tenths_in_a_worksheet() -> None:
    assert computed.odds_cell(0.16).value == "environ 2 sur 10"
    assert computed.tenths(0.16).value == 2
    assert computed.odds_cell(None).value == computed.tenths(None).value == ""
    assert computed.often(0.04) == ""
    assert computed.often(0.5) == "environ 5 sur 10"


def test_the_record_is_the_one_that_most_services_wait_for(open_context: Open) -> None:
    changes = {
        "scenarios.0.lost": ["paie", "dpi"],
        "services.1.activities.0.applications": ["dpi"],
        "applications.1": {"id": "paie", "name": "Résidents", "type": "dui"},
    }
    context = open_context(changes)
    found = replace(estimate_of(context), systems=(made_system("paie"), made_system("dpi")))
    record = computed.record_of(context, found)
    assert record is not None
    assert record.system == "dpi"
    assert computed.record_of(context, replace(found, systems=(made_system("ad"),))) is None


def test_services_left_uncovered_the_longest_come_first(context: Context) -> None:
    found = estimate_of(context)
    held = changed_service(found, service="labo", worst_gap=0)
    both = replace(found, services=(held, found.services[0]))
    assert [one.service for one in computed.worst_first(both, vital=True)] == ["urgences", "labo"]
    assert computed.worst_first(both, vital=False) == ()


def test_the_target_is_that_of_the_scenario(context: Context) -> None:
    assert computed.target_cell(context, estimate_of(context), "dpi").value == read_duration("3 j")
    assert computed.target_cell(context, estimate_of(context), "reseau").default


def test_a_return_in_time_does_not_read_later_than_its_target() -> None:
    assert computed.return_cell(55 * HOUR, 56 * HOUR).value == Duration(56 * HOUR)
