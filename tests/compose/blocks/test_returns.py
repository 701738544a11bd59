from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.analysis.results import Verdict
from planforge.compose.blocks import returns
from planforge.document.tables import RowKind
from planforge.document.text import Gap, Tone, plain
from planforge.model.answer import Source
from planforge.values import NBSP, Duration
from tests.compose.estimates import DAY, WHOLE_ATTACK, changed_service, estimate_of

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open

OUTAGE = {"id": "panne", "name": "Panne", "kind": "local-failure", "lost": ["dpi"], "gate": "1 h"}
UNTOLD = {"id": "site", "name": "Site perdu", "kind": "site-loss"}
NOBODY = {"id": "greve", "name": "Grève", "kind": "staff", "lost": ["equipe"], "gate": "1 j"}
CYBER = {"id": "cyber", "name": "Cyberattaque", "kind": "cyber", "lost": ["dpi"], "gate": "4 j"}


def test_every_verdict_has_its_tone_and_only_what_holds_is_green() -> None:
    assert set(returns.TONES) == set(Verdict)
    assert [one for one, tone in returns.TONES.items() if tone is Tone.MET] == [Verdict.HELD]


@pytest.mark.parametrize(
    ("verdict", "gap", "said"),
    [
        (Verdict.BREAK, 3 * DAY, "rupture de continuité : 3 j à couvrir"),
        (Verdict.BREAK, None, "rupture de continuité"),
        (Verdict.BEYOND, 3 * DAY, "non tenable"),
        (Verdict.UNKNOWN, None, "non démontré"),
    ],
)
def test_a_verdict_says_what_is_left_to_cover(verdict: Verdict, gap: int | None, said: str) -> None:
    assert returns.verdict_words(verdict, gap).replace(NBSP, " ") == said


def test_what_cannot_be_computed_is_a_gap_and_names_what_is_missing(context: Context) -> None:
    one = changed_service(estimate_of(context), dates=None, missing=("dpi",), likely_gap=None, odds=None)
    assert [cell.value for cell in returns.dates_cells(one)] == [Gap(), Gap()]
    assert returns.gap_words(None).value == returns.gap_cell(None).value == returns.odds_cell(one).value == Gap()
    assert returns.last_back(context, one).value == "Dossier patient : sans date"
    assert returns.lacking(context, one) == "la date de retour de Dossier patient"
    without = changed_service(estimate_of(context), limit=None)
    assert returns.lacking(context, without) == "la limite du mode dégradé"


def test_nothing_to_cover_is_said(context: Context) -> None:
    assert returns.gap_words(0).value == "rien"
    assert returns.gap_cell(0).value == ""
    assert returns.lacking(context, estimate_of(context).services[0]) == ""


def test_scenarios_that_wait_for_something_say_what(open_context: Open) -> None:
    context = open_context({"scenarios": [CYBER, UNTOLD, NOBODY]})
    assert [(scenario.id, lacks) for scenario, lacks in returns.waiting(context)] == [("site", "ce qui est perdu")]
    ungated = open_context({"scenarios": [{**CYBER, "gate": {"unknown": {"ask": "rssi"}}}]})
    assert [lacks for _, lacks in returns.waiting(ungated)] == ["le délai avant toute restauration"]
    untimed = open_context({"applications.0": {"id": "dpi", "name": "Dossier"}, "restore_tests": []})
    assert [lacks for _, lacks in returns.waiting(untimed)] == ["la durée de restauration de ce qui est perdu"]


def test_assumptions_are_short_and_say_where_the_gate_comes_from(open_context: Open) -> None:
    context = open_context({"scenarios": [CYBER, OUTAGE, UNTOLD]})
    cyber, outage, untold = (plain(item.text).replace(NBSP, " ") for item in returns.assumptions(context).items)
    assert cyber.startswith("Cyberattaque : aucune restauration avant 4 j après l’attaque (entre ")
    assert "sans provenance" in cyber
    assert "1 durée mesurée" in cyber
    assert "après la perte" in outage
    assert untold.startswith("Site perdu : À COMPLÉTER, il manque ce qui est perdu")
    kept = returns.assumptions(context, {"panne"}).items
    assert [item.id for item in kept] == ["hypotheses.panne", "hypotheses.site"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source.MEASURED, "durée mesurée"),
        (Source.DEFAULT, "valeur par défaut à valider"),
        (None, "durée sans provenance"),
    ],
)
def test_a_duration_says_where_it_comes_from(source: Source | None, words: str) -> None:
    assert returns.duration_basis(source) == words


def test_no_scenario_has_no_assumption(minimum: Context) -> None:
    assert [item.id for item in returns.assumptions(minimum).items] == ["hypotheses.aucune"]


def test_a_service_stands_once_in_its_worst_scenario(open_context: Open, at: At) -> None:
    context = open_context({"scenarios": [OUTAGE, CYBER]})
    table = returns.declared_and_computed(context)
    assert [(row.id, row.kind) for row in table.rows] == [
        ("scenario.cyber", RowKind.GROUP),
        ("urgences", RowKind.DATA),
    ]
    assert at(table, "urgences", "aimed").value == Duration(3 * DAY)
    assert isinstance(at(table, "urgences", "median").value, Duration)
    assert at(table, "urgences", "late_gap").tone is Tone.STOP


def test_what_cannot_be_told_comes_before_what_holds(context: Context) -> None:
    estimate = estimate_of(context)
    untold = changed_service(estimate, dates=None, missing=("dpi",), worst_gap=None)
    held, broken = changed_service(estimate, worst_gap=0), changed_service(estimate, worst_gap=DAY)
    ranked = sorted([held, broken, untold], key=returns.most_exposed, reverse=True)
    assert ranked == [broken, untold, held]


def test_verdicts_of_every_scenario_stand_in_one_table_cyber_attacks_first(open_context: Open, at: At) -> None:
    table = returns.computed_verdicts(open_context({"scenarios": [OUTAGE, CYBER]}))
    assert [row.id for row in table.rows] == ["urgences.cyber", "urgences.panne"]
    assert at(table, "urgences.panne", "verdict").value == "tenable"
    assert at(table, "urgences.panne", "lost").value == Duration(0)
    assert str(at(table, "urgences.cyber", "odds").value).startswith("environ ")
    assert at(table, "urgences.cyber", "missing").value == ""


def test_a_loop_is_known(context: Context, open_context: Open) -> None:
    assert not returns.looped([estimate_of(context)])
    assert returns.looped([estimate_of(open_context(WHOLE_ATTACK))])
