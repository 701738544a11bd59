from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import exercise_report
from planforge.formats.markdown import write_document
from planforge.library.loading import load_library
from planforge.model.governance import ExerciseKind
from tests.compose.blocks.test_exercise_findings import case

if TYPE_CHECKING:
    from pathlib import Path


def text(folder: Path, **changes: object) -> str:
    context, exercise = case(folder)
    objectives = load_library(None).exercise_objectives
    document = exercise_report.compose(context, exercise.model_copy(update=changes), objectives)
    return write_document(document).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_report_goes_from_the_context_to_the_signatures(tmp_path: Path) -> None:
    said = text(tmp_path)
    titles = ["Contexte", "Objectifs", "Déroulé", "RETEX à chaud", "Écarts avec le plan, et causes", "Actions"]
    places = [said.index(f" {title} {{#") for title in (*titles, "RETEX à froid", "Émargement et visas")]
    assert places == sorted(places)
    assert "Exercice de crise du 24/11/2026 : 1 acquis, 1 écart" in said
    assert "Les coursiers manquent" in said


def test_a_field_test_keeps_its_capitals(tmp_path: Path) -> None:
    assert "Test de terrain d’un PCA du 24/11/2026" in text(tmp_path, kind=ExerciseKind.FIELD)


def test_objectives_are_those_that_were_judged(tmp_path: Path) -> None:
    said = text(tmp_path)
    assert "Donner et recevoir l’alerte sans le réseau" in said
    assert "Passer au papier" not in said  # tried in a ward only
    assert "Parler aux familles et à la presse" not in said


def test_the_cold_report_has_its_day(tmp_path: Path) -> None:
    assert "À tenir dans les 30 jours, soit avant le 24/12/2026." in text(tmp_path)


def test_what_the_record_lacks_is_a_gap(tmp_path: Path) -> None:
    assert "À COMPLÉTER" in text(tmp_path)


def test_no_free_finding_no_empty_section(tmp_path: Path) -> None:
    assert "Autres constats" not in text(tmp_path, findings=())
