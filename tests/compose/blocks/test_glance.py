from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import glance
from planforge.document.text import Tone

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open

CYBER = {"id": "cyber", "name": "Cyberattaque", "kind": "cyber", "lost": ["dpi"], "gate": "4 j"}
LONGER = {"id": "long", "name": "Attaque longue", "kind": "cyber", "lost": ["dpi"], "gate": "20 j"}
OUTAGE = {"id": "panne", "name": "Panne", "kind": "local-failure", "lost": ["dpi"], "gate": "1 h"}


def test_vital_services_are_counted_by_verdict_in_both_cases_where_they_differ(open_context: Open, at: At) -> None:
    context = open_context({"services.0.endurance": {"full": "24 h", "limit": "6 j"}, "scenarios": [OUTAGE, CYBER]})
    table = glance.verdicts(context)
    assert [row.id for row in table.rows] == ["cyber.deux", "cyber.dix", "panne.deux"]
    assert at(table, "cyber.deux", "reduced").value == 1
    assert at(table, "cyber.dix", "beyond").value == 1
    assert at(table, "cyber.dix", "beyond").tone is Tone.STOP
    assert at(table, "cyber.dix", "held").tone is Tone.NEUTRAL
    assert at(table, "panne.deux", "held").value == 1


def test_the_hardest_scenarios_are_told_and_the_others_counted(open_context: Open) -> None:
    table = glance.verdicts(open_context({"scenarios": [OUTAGE, CYBER, LONGER]}))
    assert {row.id.partition(".")[0] for row in table.rows} == {"cyber", "long"}
    assert table.note.endswith("1\u00a0autre scénario, voir le PRA.")


def test_a_service_that_is_not_vital_is_not_counted(open_context: Open) -> None:
    context = open_context({"services.0.vital": "non"})
    assert not glance.verdicts(context).rows
    assert not glance.most_exposed(context).rows


def test_the_most_exposed_services_say_how_long_they_hold_and_wait(context: Context, open_context: Open) -> None:
    table = glance.most_exposed(context)
    assert [row.id for row in table.rows] == ["urgences"]
    assert table.columns[0].title == "Les plus exposés (Cyberattaque)"
    assert table.rows[0].cells[1].value == context.plan.service["urgences"].endurance.limit.best
    several = open_context(
        {
            "scenarios": [CYBER, {**LONGER, "lost": ["paie"]}],
            "applications.1": {"id": "paie", "name": "Paie", "restore": {"total": "9 h", "team": "equipe"}},
        }
    )
    table = glance.most_exposed(several)
    assert {row.id: row.cells[0].value for row in table.rows} == {
        "urgences": "Urgences (Cyberattaque)",
        "labo": "Laboratoire (Attaque longue)",
    }


def test_nothing_is_exposed_where_nothing_is_computed(minimum: Context) -> None:
    assert not glance.exposed(minimum)
    assert glance.verdicts(minimum).empty.startswith("Rien n’est encore calculé")
