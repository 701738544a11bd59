from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import backup_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from tests.compose.records import Open


def _said(context: Context, prose: Callable[[Document], str]) -> str:
    return prose(backup_policy.compose(context, ""))


def test_it_concludes_with_what_is_protected_and_what_is_not(
    context: Context, prose: Callable[[Document], str]
) -> None:
    said = _said(context, prose)
    assert "1 politique de sauvegarde pour 5 systèmes ; 2 systèmes n’ont aucune sauvegarde déclarée." in said
    assert "Chaque système sans sauvegarde est nommé dans l’annexe restreinte" in said
    assert "1 système sur 5 a été restauré avec succès lors d’un essai enregistré." in said


def test_hosted_systems_are_judged_by_their_contract(context: Context, prose: Callable[[Document], str]) -> None:
    said = _said(context, prose)
    assert "Pour chaque système hébergé" in said
    assert "Aucun système hébergé n’est déclaré." not in said


def test_gestures_and_key_places_are_counted_and_kept_for_the_annex(
    context: Context, open_context: Open, prose: Callable[[Document], str]
) -> None:
    said = _said(context, prose)
    assert "1 procédure d’isolement écrite sur 1 sauvegarde." in said
    assert "Débrancher le câble bleu" not in said
    assert "0 procédure d’isolement écrite sur 1 sauvegarde." in _said(
        open_context({"backups.0.isolation": None}), prose
    )
    assert "0 lieu de clé noté sur 1 sauvegarde." in _said(open_context({"backups.0.key_place": None}), prose)


def test_the_trajectory_is_made_of_actions_that_treat_its_rules(
    context: Context, open_context: Open, prose: Callable[[Document], str]
) -> None:
    assert "Acheter une copie hors ligne" in _said(context, prose)
    assert "CaRE demande un calendrier" not in _said(context, prose)
    for change in ({"actions.0.status": "dropped"}, {"actions.0.rules": ["KIT-NONE"]}):
        assert "CaRE demande un calendrier" in _said(open_context(change), prose)


def test_a_shared_directory_is_said_without_naming_the_copy(
    context: Context, open_context: Open, prose: Callable[[Document], str]
) -> None:
    assert "Cette règle n’est pas encore tenue partout" in _said(context, prose)
    apart = open_context({"backups.0.copies.0.in_production_domain": "non"})
    assert "Cette règle n’est pas encore tenue partout" not in _said(apart, prose)


def test_without_any_backup_it_cannot_be_approved(minimum: Context, prose: Callable[[Document], str]) -> None:
    said = _said(minimum, prose)
    assert "ce document ne peut pas encore être approuvé" in said
    assert "Aucun système n’est saisi : aucune restauration ne peut être prouvée." in said
