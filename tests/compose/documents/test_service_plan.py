from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge import resources
from planforge.compose.documents import service_plan
from planforge.compose.templates import Templates
from planforge.document.blocks import Heading
from planforge.errors import TemplateError
from tests.compose.estimates import WHOLE_ATTACK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from tests.compose.records import Open


def _said(context: Context, prose: Callable[[Document], str], service: str = "urgences") -> str:
    return prose(service_plan.compose(context, service))


def _headings(context: Context, service: str) -> list[str]:
    return [block.id for block in service_plan.compose(context, service).body if isinstance(block, Heading)]


def test_each_critical_activity_has_its_continuity_and_its_recovery(context: Context) -> None:
    headings = _headings(context, "urgences")
    assert [one for one in headings if one.endswith(("-tri", "-suites"))] == [
        "activite-tri",
        "continuite-tri",
        "reprise-tri",
        "activite-suites",
        "continuite-suites",
        "reprise-suites",
    ]
    assert service_plan.compose(context, "urgences").control.reference == "PCRA-URGENCES-CHV"


def test_it_concludes_with_the_most_urgent_activity(context: Context, prose: Callable[[Document], str]) -> None:
    assert (
        "2 activités critiques ; la plus urgente, « Accueil et tri », ne peut s’arrêter complètement plus de 30 min."
        in _said(context, prose)
    )
    assert "1 activité critique ; aucune DMIA n’est encore donnée." in _said(context, prose, "labo")


def test_objectives_in_the_text_say_who_owes_them(context: Context, prose: Callable[[Document], str]) -> None:
    said = _said(context, prose)
    assert "DMIA : 30 min. PDMA : 4 h." in said
    assert "DMIA : 4 h. PDMA : À COMPLÉTER (Cadre de santé, avant le 31/01/2027)" in said


def test_the_endurance_is_told_with_its_limit_or_who_owes_it(
    context: Context, open_context: Open, prose: Callable[[Document], str]
) -> None:
    assert "Le mode dégradé tient en plein pendant 1 j, puis au plus 5 j ; ensuite, on se replie." in _said(
        context, prose
    )
    asked = open_context({"services.0.endurance.limit": {"unknown": {"ask": "cadre"}}})
    assert "À COMPLÉTER (Cadre de santé)" in _said(asked, prose)
    usual = open_context({"services.0.endurance": {}})
    assert "(valeur par défaut à valider) ; ensuite, on se replie." in _said(usual, prose)


def test_a_service_without_activities_says_so(open_context: Open, prose: Callable[[Document], str]) -> None:
    context = open_context({"services.1.activities": [], "services.1.name": "Labo"})
    said = _said(context, prose, "labo")
    assert "l’analyse d’impact de ce service reste à faire" in said
    assert "Aucune activité critique n’est saisie pour ce service" in said


def test_what_the_sheet_has_no_room_for_stands_in_the_plan(
    open_context: Open, prose: Callable[[Document], str]
) -> None:
    lines = [{"id": f"l{n}", "text": f"Faire la chose numéro {n} " * 4, "horizon": "hour"} for n in range(30)]
    context = open_context({"services.0.workflow": {"steps": {"add": lines}}})
    assert "suite-fiche" in _headings(context, "urgences")
    assert "Faire la chose numéro 29" in _said(context, prose)


def test_the_last_field_test_is_told(context: Context, prose: Callable[[Document], str]) -> None:
    assert "Dernier test de terrain : 17/03/2026." in _said(context, prose)
    assert "n’a jamais été testé sur le terrain" in _said(context, prose, "labo")


def test_the_computed_return_is_told_with_what_to_do_of_the_window(
    context: Context, open_context: Open, prose: Callable[[Document], str]
) -> None:
    assert "calcul" in _headings(context, "urgences")
    said = _said(context, prose)
    assert "Hypothèses du calcul." in said
    assert "sous les hypothèses listées" in said
    assert "Ce qui reste à couvrir." in said
    assert "le redémarrage est impossible" not in said
    looped = _said(open_context(WHOLE_ATTACK), prose)
    assert (
        "supposent rompue une boucle de redémarrage, décrite dans le PRA. Tant que ce n’est pas fait et essayé"
        in looped
    )
    held = open_context({"services.0.endurance": {"full": "24 h", "limit": "60 j"}})
    assert "Ce qui reste à couvrir." not in _said(held, prose)


def test_a_service_that_nothing_stops_has_its_assumptions_only(
    context: Context, prose: Callable[[Document], str]
) -> None:
    said = _said(context, prose, "labo")
    assert "Aucun scénario calculé n’arrête une application" in said
    assert "Hypothèses du calcul." in said
    assert "Temps sur papier" not in said


def test_declared_targets_are_told_apart_from_what_is_computed(
    context: Context, prose: Callable[[Document], str]
) -> None:
    assert "objectifs déclarés pour une cyberattaque, pas une prévision. Le retour calculé est plus loin." in _said(
        context, prose
    )


def test_an_own_template_that_names_no_activity_is_told_its_line(context: Context, tmp_path: Path) -> None:
    (tmp_path / "pca-service.md.j2").write_text("# A {#a}\n\n```table continuite activity=trii\n```\n", "utf-8")
    own = replace(context, templates=Templates([tmp_path, resources.templates_folder()]))
    with pytest.raises(TemplateError) as caught:
        service_plan.compose(own, "urgences")
    (problem,) = caught.value.problems
    assert problem.location.line == 3
    assert problem.hint == "Connus : continuite activity=tri, continuite activity=suites."
