from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.analysis.results import Gap as Comparison
from planforge.compose.blocks import systems
from planforge.document.text import Gap, Tone
from planforge.values import read_duration, read_volume

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def test_the_inventory_keeps_types_and_marks_defaults(context: Context, at: At) -> None:
    table = systems.inventory(context)
    assert [row.id for row in table.rows] == ["ad", "reseau", "coffre", "dpi", "paie"]
    assert at(table, "dpi", "rto").value == read_duration("4 h")
    assert at(table, "dpi", "rto_cyber").value == read_duration("3 j")
    assert at(table, "dpi", "volume").value == read_volume("850 Go")
    assert at(table, "dpi", "support").value == date(2027, 6, 30)
    assert at(table, "dpi", "vendor").value == "Éditeur du dossier"
    assert at(table, "dpi", "business").value == Gap()
    assert at(table, "reseau", "rto").default
    assert at(table, "dpi", "tier").default
    assert at(table, "reseau", "product").value is None


def test_what_nobody_knows_says_who_will(open_context: Open, at: At) -> None:
    asked = {"unknown": {"ask": "rssi", "due": "2027-01-05"}}
    changes = {
        f"applications.0.{field}": asked for field in ("product", "vendor", "hosting", "end_of_support", "rto", "rpo")
    }
    table = systems.inventory(open_context({**changes, "applications.0.restore.volume": asked}))
    for column in ("product", "vendor", "hosting", "support", "rto", "rpo", "volume", "rto_cyber"):
        assert at(table, "dpi", column).value == Gap("RSSI", date(2027, 1, 5)), column


def test_how_long_devices_keep_their_images_is_a_time_and_blank_elsewhere(open_context: Open, at: At) -> None:
    table = systems.inventory(open_context({"applications.0.local_storage": "3 j"}))
    assert at(table, "dpi", "local").value == read_duration("3 j")
    assert at(table, "paie", "local").value is None


def test_the_cyber_target_needs_a_cyber_scenario(context: Context, open_context: Open) -> None:
    assert systems.cyber_scenario(context) == "cyber"
    without = open_context({"scenarios": [], "applications.0.rto": "4 h"})
    assert systems.cyber_scenario(without) == ""
    assert systems.cyber_target(without, without.plan.systems["dpi"]).value == Gap()


def test_dependencies_are_one_a_line(context: Context, at: At) -> None:
    table = systems.dependencies(context)
    assert [row.id for row in table.rows] == [
        "ad.fonctionner.1",
        "coffre.fonctionner.1",
        "dpi.fonctionner.1",
        "dpi.fonctionner.2",
        "dpi.restauré.1",
    ]
    assert at(table, "dpi.fonctionner.2", "strength").value == "utile"
    assert at(table, "dpi.fonctionner.2", "note").value == "Lecture seule sinon"
    assert at(table, "dpi.restauré.1", "needs").value == "Coffre de sauvegarde"
    assert at(table, "ad.fonctionner.1", "bootstrap").value == "non"


def test_objectives_set_need_target_and_proof_side_by_side(context: Context, at: At) -> None:
    table = systems.objectives(context)
    assert at(table, "dpi", "dmia").value == read_duration("30 min")
    assert at(table, "dpi", "asker").value == "Urgences"
    assert at(table, "dpi", "proven").value == read_duration("3 h")
    assert at(table, "dpi", "time").value == "non tenu"
    assert at(table, "dpi", "on").value == date(2025, 12, 2)
    assert at(table, "ad", "proven").value == ""
    assert at(table, "ad", "time").value == "non prouvé"


def test_a_library_target_is_marked_beside_a_proof_too(context: Context, at: At) -> None:
    assert at(systems.objectives(context), "reseau", "rto").default
    assert not at(systems.objectives(context), "dpi", "rto").default


def test_never_restored_is_never_green() -> None:
    assert set(systems.COMPARISONS) == set(Comparison)
    green = {words for words, tone in systems.COMPARISON_TONES.items() if tone is Tone.MET}
    assert green == {systems.COMPARISONS[Comparison.MET]}
    assert set(systems.COMPARISON_TONES) == set(systems.COMPARISONS.values())


def test_what_stops_comes_most_harmful_first(context: Context) -> None:
    table = systems.what_stops(context)
    counts = [row.cells[1].value for row in table.rows]
    assert counts == sorted(counts, reverse=True)  # type: ignore[type-var] # numbers
    assert [row.id for row in table.rows] == ["ad", "dpi", "paie", "reseau"]  # the vault stops no one
    assert [cell.value for cell in table.rows[0].cells[1:]] == [1, "Urgences", "Coffre de sauvegarde, Dossier patient"]


def test_several_services_that_ask_as_much_are_counted(open_context: Open, at: At) -> None:
    context = open_context(
        {
            "services.1.activities.0.dmia": "30 min",
            "services.1.activities.0.applications": ["dpi"],
        }
    )
    assert at(systems.objectives(context), "dpi", "asker").value == "Urgences et 1 autre"


def test_empty_tables_say_what_it_means(minimum: Context) -> None:
    assert systems.inventory(minimum).empty == "Aucune application n’est encore saisie."
    assert "ne peut pas être établi" in systems.dependencies(minimum).empty
    assert not systems.objectives(minimum).rows
    assert not systems.what_stops(minimum).rows
