from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from planforge.model.governance import ExerciseKind
from planforge.values import Duration
from tests.exchange.grids import Filling, read
from tests.exchange.test_evaluation import told

if TYPE_CHECKING:
    from pathlib import Path


def test_the_exercise_is_read_with_the_identifiers_of_the_record(tmp_path: Path) -> None:
    filling = Filling().write(
        "play",
        "",
        {
            "Durée": timedelta(hours=6),
            "Direction présente": "oui",
            "Services": "urgences",
            "Résultat en une phrase": "Tenu",
        },
    )
    play = read(filling, tmp_path).play
    assert (play.kind, play.scenario, play.services) == (ExerciseKind.CRISIS, "cyber", ("urgences",))
    assert (play.done_on, play.length, play.direction, play.night) == (date(2026, 11, 24), Duration(360), True, None)
    assert play.result == "Tenu"


WRONG: dict[str, tuple[dict[str, object], str]] = {
    "no date": ({"Réalisé le": None}, "La date de l’exercice manque. Écrivez-la : 24/11/2026."),
    "to come": ({"Réalisé le": date(2027, 1, 5)}, "Le 05/01/2027 n’est pas encore passé."),
    "identifier": ({"Identifiant dans le dossier": "Crise 2026"}, "Écrivez par exemple « crise-2026 »."),
    "service": ({"Services": "Urgence"}, "« Urgence » n’est pas dans le dossier. Vouliez-vous dire « Urgences » ?"),
    "kind": ({"Nature": "jeu"}, "Nature d’exercice inconnue « jeu »."),
    "file": (
        {"RETEX signé (fichier)": "preuves/retex.pdf", "RETEX signé le": date(2026, 11, 26)},
        "Le fichier « preuves/retex.pdf » n’est pas dans le dossier.",
    ),
    "played before": (
        {"Identifiant dans le dossier": "crise-1"},
        (
            "L’exercice « crise-1 » est déjà au dossier, fait le 02/10/2025. "
            "Pour un autre exercice, écrivez par exemple « crise-1-2026-11 »."
        ),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_of_the_exercise_is_told(name: str, tmp_path: Path) -> None:
    values, words = WRONG[name]
    (found,) = told(Filling().write("play", "", values), tmp_path)
    assert found.startswith("Exercice ")
    assert words in found


def test_a_signed_report_has_its_day(tmp_path: Path) -> None:
    (tmp_path / "retex.pdf").touch()
    (found,) = told(Filling().write("play", "", {"RETEX signé (fichier)": "retex.pdf"}), tmp_path)
    assert "La date de signature du RETEX manque." in found
    filling = Filling().write("play", "", {"RETEX signé (fichier)": "retex.pdf", "RETEX signé le": date(2026, 11, 2)})
    (found,) = told(filling, tmp_path)
    assert "Le RETEX serait signé le 02/11/2026, avant l’exercice du 24/11/2026." in found
