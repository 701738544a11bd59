from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import recovery
from planforge.document.blocks import Heading, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from tests.compose.records import Open

BY_RSSI = {"unknown": {"ask": "rssi", "due": "2027-01-05"}}


def _said(context: Context, prose: Callable[[Document], str]) -> str:
    return prose(recovery.compose(context, ""))


def test_pocket_pages_open_the_plan(context: Context) -> None:
    document = recovery.compose(context, "")
    assert all(isinstance(block, Sheet) for block in document.body[:4])
    assert any(isinstance(block, Heading) for block in document.body[4:])
    assert "restreinte" in document.control.marking


def test_the_code_follows_the_pocket_pages_too(context: Context, open_context: Open) -> None:
    other = open_context({"contacts.0.number": "01 99 00 00 11"})  # printed on a pocket page only
    assert recovery.compose(other, "").control.code != recovery.compose(context, "").control.code


def test_it_says_the_order_the_gate_and_the_proofs(context: Context, prose: Callable[[Document], str]) -> None:
    said = _said(context, prose)
    assert "Décide de la reprise : Directrice. La reprise avance vague par vague." in said
    assert "aucune restauration avant 2 j au mieux, 4 j probablement, 9 j au pire" in said
    assert "5 systèmes en 4 vagues." in said
    assert "à trancher." not in said
    assert "4 systèmes sur 5 n’ont aucun essai de restauration réussi." in said
    assert "400 postes, 60 refaits par jour : environ 7 jours pour tous." in said


def test_a_default_gate_is_marked_and_an_unknown_one_says_who(
    open_context: Open, prose: Callable[[Document], str]
) -> None:
    assert "(valeur par défaut à valider)" in _said(open_context({"scenarios.0.gate": None}), prose)
    asked = _said(open_context({"scenarios.0.gate": BY_RSSI}), prose)
    assert "aucune restauration avant À COMPLÉTER (RSSI, avant le 05/01/2027)" in asked


def test_a_scenario_that_lets_restoring_begin_at_once_says_so(
    open_context: Open, prose: Callable[[Document], str]
) -> None:
    ranged = {"min": "0 min", "likely": "2 h", "max": "8 h"}
    said = _said(open_context({"scenarios.0.gate": ranged}), prose)
    assert "la restauration peut commencer aussitôt au mieux, après 2 h probablement, après 8 h au pire" in said
    assert "Délai avant restauration : 2 h le plus probable, aucun au mieux, 8 h au pire." in said
    at_once = _said(open_context({"scenarios.0.gate": "0 min"}), prose)
    assert "la restauration peut commencer aussitôt." in at_once
    assert "Restauration possible : aussitôt." in at_once


def test_workstations_that_nobody_counted_say_who_will(open_context: Open, prose: Callable[[Document], str]) -> None:
    said = _said(open_context({"workstations.rebuilt_per_day": BY_RSSI}), prose)
    assert "rythme de réinstallation : À COMPLÉTER (RSSI, avant le 05/01/2027)" in said


def test_all_restored_is_said_and_so_is_nothing_at_all(
    open_context: Open, minimum: Context, prose: Callable[[Document], str]
) -> None:
    tests = [
        {"id": f"t{n}", "system": system, "date": "2026-01-01", "kind": "full", "elapsed": "1 h", "result": "success"}
        for n, system in enumerate(("ad", "reseau", "coffre", "dpi", "paie"))
    ]
    assert "Les 5 systèmes ont été restaurés avec succès au moins une fois." in _said(
        open_context({"restore_tests": tests}), prose
    )
    said = _said(minimum, prose)
    assert "aucune capacité de reprise ne peut être prouvée" in said
    assert "Personne n’est désigné pour décider de rouvrir" in said


def test_a_cycle_is_a_danger_to_settle(open_context: Open, prose: Callable[[Document], str]) -> None:
    said = _said(open_context({"infrastructure.1.needs_to_run": ["ad"]}), prose)
    assert "1 cycle reste à trancher" in said
    assert "Cycle de redémarrage" in said
