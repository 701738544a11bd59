from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.analysis.results import Severity
from planforge.analysis.sentences import wordings
from planforge.compose.blocks import findings
from planforge.document.text import Gap

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def test_a_finding_is_told_in_words_gravest_first(context: Context) -> None:
    table = findings.findings_table(context, context.results.findings)
    assert len(table.rows) == len(context.results.findings)
    order = list(findings.SEVERITIES.values())
    ranks = [order.index(str(row.cells[0].value)) for row in table.rows]
    assert ranks == sorted(ranks)
    assert set(findings.SEVERITIES) == set(Severity)


def test_a_waiver_is_printed_with_its_author_and_its_reason(context: Context) -> None:
    waived = [found for found in context.results.findings if found.rule == "BKP-SAME-AD"]
    (row,) = findings.findings_table(context, waived).rows
    assert row.cells[-1].value == "Directrice : Travaux en cours"


def test_many_objects_are_not_all_named(open_context: Open) -> None:
    services = [{"id": f"s{n}", "name": f"Service {n}", "perimeter": "care"} for n in range(5)]
    context = open_context({"services": services, "exercises": [], "restore_tests": []})
    table = findings.findings_table(context, context.results.findings)
    assert all(str(row.cells[2].value).count(",") <= 2 for row in table.rows)


def test_a_gap_says_who_will_know_and_when(context: Context) -> None:
    table = findings.gaps_table(context)
    assert len(table.rows) == len(context.results.gaps)
    row = next(row for row in table.rows if row.id == "services.0.deputy")
    assert [cell.value for cell in row.cells] == [
        "Urgences",
        "Suppléant",
        "demandé, pas encore su",
        "Directrice",
        date(2027, 2, 1),
    ]
    assert {str(row.cells[2].value) for row in table.rows} <= set(table.column("state").choices)


def test_two_gaps_of_the_same_field_are_told_apart(open_context: Open, at: At) -> None:
    asked = {"unknown": {"ask": "direction", "due": "2027-02-01"}}
    changes = {"document.opinions.0.outcome": asked, "crisis.trigger.deputy": asked}
    table = findings.gaps_table(open_context(changes))
    assert at(table, "document.opinions.0.outcome", "object").value == "Avis : CME"
    assert at(table, "crisis.trigger.deputy", "object").value == "Crise : qui déclenche"


def test_why_an_action_treats_a_restricted_finding_is_told_in_the_annex(open_context: Open, at: At) -> None:
    def why(rule: str) -> object:
        actions = [{"id": "a", "title": "Agir", "why": "Une faiblesse", "rules": [rule]}]
        return at(findings.actions_table(open_context({"actions": actions})), "a", "why").value

    assert why("BKP-SAME-AD") == "Voir l’annexe restreinte"
    assert why("DEG-NO-CONVENTION") == "Une faiblesse"


def test_actions_follow_their_priority(open_context: Open, at: At) -> None:
    actions = [
        {"id": "b", "title": "B", "priority": "2"},
        {"id": "z", "title": "Z"},
        {"id": "a", "title": "A", "priority": "2", "cost": {"unknown": {"ask": "rssi"}}},
        {"id": "c", "title": "C", "priority": "1", "status": "done"},
    ]
    table = findings.actions_table(open_context({"actions": actions}))
    assert [row.id for row in table.rows] == ["c", "a", "b", "z"]
    assert at(table, "a", "cost").value == Gap("RSSI")
    assert at(table, "c", "status").value == "fait"
    assert at(table, "z", "priority").value is None
    assert at(table, "z", "owner").value == Gap()


def test_an_action_keeps_numbers_dates_and_functions(context: Context, at: At) -> None:
    table = findings.actions_table(context)
    assert at(table, "copie", "cost").value == 4800.0
    assert at(table, "copie", "due").value == date(2027, 3, 31)
    assert at(table, "copie", "owner").value == "RSSI"
    assert at(table, "copie", "rules").value == "voir l’annexe restreinte"


def test_the_programme_is_in_date_order_done_and_planned(context: Context, at: At) -> None:
    table = findings.programme(context)
    days = [row.cells[0].value for row in table.rows]
    assert days == sorted(days)  # type: ignore[type-var] # all dates here
    assert at(table, "exercice.papier", "state").value == "fait"
    assert at(table, "exercice.papier", "proof").value == "RETEX-1"
    assert at(table, "exercice.table", "proof").value == Gap()
    assert at(table, "exercice.papier-2027", "state").value == "prévu"
    assert at(table, "test.dpi-2025", "proof").value == "réussi"
    assert at(table, "test.dpi-2027", "state").value == "prévu"
    assert at(table, "formation.kit", "proof").value == "1\u00a0présent"


def test_a_date_nobody_knows_comes_last_and_says_who_will(open_context: Open) -> None:
    context = open_context({"exercises.0.done_on": None, "exercises.0.planned_on": {"unknown": {"ask": "rssi"}}})
    last = findings.programme(context).rows[-1]
    assert last.id == "exercice.papier"
    assert last.cells[0].value == Gap("RSSI")


def test_nobody_came_is_an_answer(open_context: Open, at: At) -> None:
    table = findings.programme(open_context({"trainings.0.attendance": "0"}))
    assert at(table, "formation.kit", "proof").value == "0\u00a0présent"


def test_empty_tables_say_what_is_missing(minimum: Context) -> None:
    assert findings.findings_table(minimum, ()).empty == "Aucun constat."
    assert findings.actions_table(minimum).empty.startswith("Aucune action")
    assert findings.programme(minimum).empty == "Aucun exercice, test ni formation n’est saisi."
    assert not findings.programme(minimum).rows


def test_an_action_says_what_it_puts_right_in_words(open_context: Open, at: At) -> None:
    action = {"id": "a", "title": "Agir", "rules": ["KIT-NONE", "BKP-NO-OFFLINE", "NOTE-2026"]}
    told = at(findings.actions_table(open_context({"actions": [action]})), "a", "rules").value
    assert told == f"{wordings()['KIT-NONE'].title} ; NOTE-2026 ; voir l’annexe restreinte"
