from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import capability
from planforge.document.text import Gap, Tone
from planforge.values import Duration, read_duration
from tests.compose.estimates import WHOLE_ATTACK

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def test_each_system_of_each_scenario_has_its_target_its_proof_and_its_dates(context: Context, at: At) -> None:
    table = capability.capability_table(context)
    assert [row.id for row in table.rows] == ["cyber.dpi"]
    assert at(table, "cyber.dpi", "system").link == "#inventaire/dpi"
    assert at(table, "cyber.dpi", "aim").value == read_duration("3 j")
    assert all(isinstance(at(table, "cyber.dpi", key).value, Duration) for key in ("earliest", "p50", "p90"))
    assert at(table, "cyber.dpi", "odds").value == 2
    assert at(table, "cyber.dpi", "standing").value == "impossible"
    assert at(table, "cyber.dpi", "basis").value == "mesurée"


def test_who_has_no_date_says_who_will_know(open_context: Open, at: At) -> None:
    asked = {"unknown": {"ask": "rssi", "due": "2027-01-05"}}
    context = open_context(
        {**WHOLE_ATTACK, "infrastructure.2.type": "inconnu", "infrastructure.2.restore": {"total": asked}}
    )
    table = capability.capability_table(context)
    gap = at(table, "cyber.coffre", "p50").value
    assert isinstance(gap, Gap)
    assert gap.who == "RSSI"
    assert at(table, "cyber.coffre", "standing").value == "non décidé"
    assert at(table, "cyber.dpi", "p50").value == Gap()  # it waits for the vault


def test_no_test_no_green(open_context: Open) -> None:
    late = {"default": "4 h", "cyber": "60 j"}
    changes = {"restore_tests": [], "applications.0.rto": late, "infrastructure.0.rto": late}
    context = open_context({**WHOLE_ATTACK, **changes})
    table = capability.capability_table(context)
    place = [column.key for column in table.columns].index("standing")
    said = {row.id: str(row.cells[place].value) for row in table.rows}
    assert said["cyber.dpi"] == said["cyber.ad"] == "non prouvé"
    tones = table.columns[place].tones
    assert tones is not None
    assert Tone.MET not in {tones[word] for word in said.values()}


def test_nothing_computed_says_what_is_missing(minimum: Context) -> None:
    table = capability.capability_table(minimum)
    assert table.rows == ()
    assert "délai avant toute restauration" in table.empty
