from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import continuity
from tests.compose.estimates import WHOLE_ATTACK

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from tests.compose.records import Open


def _said(context: Context, prose: Callable[[Document], str]) -> str:
    return prose(continuity.compose(context, ""))


def test_it_concludes_with_the_most_urgent_activity(context: Context, prose: Callable[[Document], str]) -> None:
    said = _said(context, prose)
    assert (
        "3 activités critiques. La plus urgente, « Accueil et tri » (Urgences), ne supporte pas plus de "
        "30 min d’arrêt complet ; 1 DMIA reste à donner." in said
    )
    assert "1 PCRA sur 2 a été testé sur le terrain." in said
    assert "2 services sur 1 site" in said


def test_several_tested_plans_are_told_in_the_plural(open_context: Open, prose: Callable[[Document], str]) -> None:
    context = open_context({"exercises.0.services": ["urgences", "labo"]})
    assert "2 PCRA sur 2 ont été testés sur le terrain." in _said(context, prose)


def test_the_share_of_activity_is_told_as_far_as_it_is_known(
    minimum: Context, context: Context, open_context: Open, prose: Callable[[Document], str]
) -> None:
    assert "CaRE demande 66 % au moins" in _said(context, prose)
    assert "ne se calcule pas encore" in _said(minimum, prose)
    social = open_context({"establishment.activities": ["ehpad"]})
    assert "n’est pas candidat au domaine 2 de CaRE" in _said(social, prose)


def test_the_least_record_says_what_is_left_to_do(minimum: Context, prose: Callable[[Document], str]) -> None:
    said = _said(minimum, prose)
    assert "l’analyse d’impact reste à mener service par service" in said
    assert "aucun PCRA n’a pu être testé" in said
    assert "1 site" not in said


def test_declared_targets_stand_beside_the_computed_return(
    context: Context, minimum: Context, open_context: Open, prose: Callable[[Document], str]
) -> None:
    said = _said(context, prose)
    assert "1 service arrêté, chacun dans son scénario le plus dur : 1 à couvrir une fois sur deux" in said
    assert "le redémarrage est impossible" not in said
    assert "le redémarrage est impossible" in _said(open_context(WHOLE_ATTACK), prose)
    assert "Le retour ne se calcule pas encore" in _said(minimum, prose)
    held = open_context({"services.0.endurance": {"full": "24 h", "limit": "60 j"}})
    assert "Aucun service arrêté n’est découvert" in _said(held, prose)
    untold = open_context({"services.0.endurance": {"limit": {"unknown": {"ask": "cadre"}}}})
    assert "pour 1 service, on ne peut pas le dire" in _said(untold, prose)
