from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import first_hour

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from tests.compose.records import Open


def _said(context: Context, prose: Callable[[Document], str]) -> str:
    return prose(first_hour.compose(context, ""))


def test_it_opens_with_who_cuts(context: Context, prose: Callable[[Document], str]) -> None:
    said = _said(context, prose)
    assert "sans attendre d’autre accord : RSSI. Suppléant : À COMPLÉTER (Directrice, avant le 18/12/2026)." in said
    assert "À COMPLÉTER (Directrice, avant le 18/12/2026)" in said
    assert "01 99 00 00 15" in said


def test_nobody_to_cut_or_to_reopen_says_who_will_name_them(
    open_context: Open, prose: Callable[[Document], str]
) -> None:
    asked = {"unknown": {"ask": "direction", "due": "2027-01-31"}}
    said = _said(open_context({"crisis.cut.person": asked, "crisis.reopen.person": asked}), prose)
    owed = "À COMPLÉTER (Directrice, avant le 31/01/2027)"
    assert said.count(owed) >= 4  # two sentences, two lines of the deciders
    assert "Personne n’est désigné pour couper le réseau" in said
    assert "Personne n’est désigné pour rouvrir" in said


def test_the_rule_is_printed_or_owed_or_left_out(
    context: Context, open_context: Open, prose: Callable[[Document], str]
) -> None:
    assert "Règle :" not in _said(context, prose)
    assert "Dès la première alerte" in _said(open_context({"crisis.cut.rule": "Dès la première alerte"}), prose)
    asked = open_context({"crisis.cut.rule": {"unknown": {"ask": "rssi"}}})
    assert "À COMPLÉTER (RSSI)" in _said(asked, prose)


def test_the_least_record_still_says_what_to_do(minimum: Context, prose: Callable[[Document], str]) -> None:
    said = _said(minimum, prose)
    assert "On débranche, on n’éteint pas" in said
    assert "Personne n’est désigné pour couper le réseau" in said
