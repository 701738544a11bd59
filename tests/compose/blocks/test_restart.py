from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import restart
from planforge.document.tables import RowKind
from planforge.document.text import Gap, Tone
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def test_waves_have_names() -> None:
    assert [restart.wave_name(number) for number in (0, 3)] == ["Vague 0 – socle", "Vague 3"]


def test_every_system_comes_once_in_its_wave(context: Context, at: At) -> None:
    table = restart.restart_order(context)
    systems = [row.id for row in table.rows if row.kind is RowKind.DATA]
    assert sorted(systems) == sorted(context.plan.systems)
    assert systems.index("reseau") < systems.index("ad") < systems.index("coffre") < systems.index("dpi")
    assert [row.id for row in table.rows if row.kind is RowKind.GROUP][:2] == ["vague-0", "vague-1"]
    assert at(table, "dpi", "rank").value == len(systems)
    assert at(table, "reseau", "waits").value == "rien"
    assert "Annuaire" in str(at(table, "coffre", "waits").value)
    assert at(table, "dpi", "need").value == read_duration("30 min")
    assert at(table, "dpi", "for").value == "Urgences"
    assert at(table, "dpi", "team").value == "Équipe système"


def test_the_sheet_has_the_wave_as_a_number(context: Context, at: At) -> None:
    table = restart.restart_order(context, grouped=False)
    assert all(row.kind is RowKind.DATA for row in table.rows)
    assert at(table, "reseau", "wave").value == 0
    assert at(table, "ad", "wave").value == 1
    assert [len(row.cells) for row in table.rows] == [len(table.columns)] * len(table.rows)


def test_targets_are_those_of_a_cyber_attack_or_gaps(context: Context, open_context: Open, at: At) -> None:
    assert at(restart.restart_order(context), "dpi", "target").value == read_duration("3 j")
    assert at(restart.restart_order(context), "reseau", "target").default
    without = open_context({"scenarios": [], "applications.0.rto": "4 h"})
    assert at(restart.restart_order(without), "dpi", "target").value == Gap()


def test_alternatives_are_told_as_such(open_context: Open, at: At) -> None:
    context = open_context({"applications.1.needs_to_run": [{"any_of": ["ad", "reseau"]}]})
    assert "Annuaire ou Réseau" in str(at(restart.restart_order(context), "paie", "waits").value)


def test_each_system_frees_all_that_wait_for_it(context: Context, open_context: Open, at: At) -> None:
    table = restart.restart_order(context)
    after = [row.id for row in table.rows if row.kind is RowKind.DATA]
    assert at(table, "dpi", "frees").value == 0
    assert at(table, "reseau", "frees").value == len(after[after.index("ad") :])
    either = restart.restart_order(open_context({"applications.1.needs_to_run": [{"any_of": ["ad", "reseau"]}]}))
    assert at(either, "ad", "frees").value == at(table, "ad", "frees").value


def test_a_cycle_is_named_and_drawn_in_another_colour(open_context: Open, at: At) -> None:
    context = open_context({"infrastructure.1.needs_to_run": ["ad"]})
    (cycle,) = restart.cycles(context)
    assert set(cycle.split(" ↔ ")) == {"Annuaire", "Réseau"}
    assert "cycle à trancher" in str(at(restart.restart_order(context), "ad", "waits").value)
    tones = {box.id: box.tone for box in restart.restart_figure(context).diagram.boxes}
    assert tones.get("ad") is Tone.WARNING


def test_the_figure_says_the_waves_to_those_who_cannot_see_it(context: Context) -> None:
    figure = restart.restart_figure(context)
    assert figure.alt.startswith("Vague 0 – socle : ")
    assert all(system.name in figure.alt for system in context.plan.systems.values())
    assert figure.diagram.boxes


def test_an_empty_order_says_so(minimum: Context) -> None:
    assert restart.restart_order(minimum).empty == "Aucun système n’est saisi."
    assert restart.cycles(minimum) == ()
