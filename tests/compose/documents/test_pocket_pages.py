from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents.pocket_pages import pocket_pages
from planforge.compose.heights import room_height, sheet_height
from planforge.document.blocks import Emphasis

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from tests.compose.records import Open


def test_there_are_four_marked_pages(context: Context) -> None:
    pages = pocket_pages(context)
    assert [page.id for page in pages] == ["poche-1", "poche-2", "poche-3", "poche-4"]
    assert [page.title for page in pages] == [
        "Couper et prévenir",
        "Ordre de redémarrage",
        "Rouvrir ou non",
        "Qui appeler",
    ]
    for page in pages:
        assert "restreinte" in page.side[1]
        assert page.foot[0] == "PRA-CHV · v1.2 · projet · 20/11/2026"
        assert all(sum(zone.span for zone in row.zones) == 12 for row in page.rows)


def test_each_fits_its_page_however_much_there_is_to_say(
    open_context: Open, strings: Callable[[object], list[str]]
) -> None:
    contacts = [{"id": f"c{n}", "name": f"Contact {n}", "number": "15", "when": "Toujours " * 12} for n in range(60)]
    for page in pocket_pages(open_context({"contacts": contacts})):
        assert sheet_height(page) <= room_height(page) + 1
    assert "Suite\u00a0: pages suivantes de ce plan" in strings(pocket_pages(open_context({"contacts": contacts})))


def test_every_system_stands_in_its_wave(context: Context, strings: Callable[[object], list[str]]) -> None:
    said = " ".join(strings(pocket_pages(context)[1]))
    assert all(system.name in said for system in context.plan.systems.values())


def test_cycles_stand_in_the_stop_zone(open_context: Open, strings: Callable[[object], list[str]]) -> None:
    page = pocket_pages(open_context({"infrastructure.1.needs_to_run": ["ad"]}))[1]
    stop = [zone for row in page.rows for zone in row.zones if zone.emphasis is Emphasis.STOP]
    assert any(words.startswith("Cycle à trancher\u00a0: ") for words in strings(tuple(stop)))


def test_the_least_record_shows_gaps(minimum: Context, strings: Callable[[object], list[str]]) -> None:
    pages = pocket_pages(minimum)
    assert "À COMPLÉTER\u00a0: gestes de coupure, sauvegardes d’abord" in strings(pages[0])
    assert pages[0].foot[0] == "PRA · version à compléter · projet · date à compléter"


def test_who_cuts_is_a_function_or_a_gap_that_says_who(
    context: Context, open_context: Open, strings: Callable[[object], list[str]]
) -> None:
    assert {"Débrancher le coffre – ", "RSSI"} <= set(strings(pocket_pages(context)[0]))
    asked = open_context({"crisis.network_cut.steps.0.by": {"unknown": {"ask": "direction"}}})
    assert "À COMPLÉTER (Directrice)" in strings(pocket_pages(asked)[0])
