from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planforge.exchange.findings import findings_of, is_ours
from planforge.model.governance import ExerciseKind
from tests.exchange.grids import Filling, read

if TYPE_CHECKING:
    from pathlib import Path


def test_each_line_says_what_it_is(tmp_path: Path) -> None:
    filling = Filling().judge("alerte-1", 0, Constat="Rien (du tout)", **{"Preuve (heure, main courante)": "9 h 12"})
    filling.judge("roles-1", 3, Constat="Tenus", **{"Bonne pratique": "Badges de couleur"})
    filling.write("grid", "autre-1", {"Constat": "Le café manquait"})
    assert findings_of(read(filling, tmp_path)) == (
        "Écart (alerte et qualification, alerte-1, niveau 0) : Rien (du tout) [9 h 12]",
        "Acquis (rôles et relève, roles-1, niveau 3) : Tenus",
        "Bonne pratique (rôles et relève, roles-1, niveau 3) : Badges de couleur",
        "Remarque (hors grille) : Le café manquait",
    )


def test_a_measure_stands_beside_what_the_record_says(tmp_path: Path) -> None:
    filling = Filling(ExerciseKind.FIELD)
    filling.write("measures", "urgences.kit", {"Durée mesurée": timedelta(minutes=12), "Remarque": "Armoire fermée"})
    filling.write("measures", "urgences.stops", {"Nombre compté": 2, "Sur": 3})
    said = [line.replace("\u00a0", " ") for line in findings_of(read(filling, tmp_path))]
    assert said[0] == "Mesure (Urgences) : De la décision au kit ouvert : 12 min (dossier : 5 min) – Armoire fermée"
    assert said[1] == "Mesure (Urgences) : Points d’arrêt reconnus, sur ceux joués : 2 sur 3"


def test_what_the_record_does_not_say_yet_is_not_said(tmp_path: Path) -> None:
    filling = Filling(ExerciseKind.FIELD)
    filling.write("measures", "urgences.bascule", {"Durée mesurée": timedelta(minutes=12)})
    (said,) = findings_of(read(filling, tmp_path))
    assert said.replace("\u00a0", " ") == "Mesure (Urgences) : De l’annonce à la décision de passer au papier : 12 min"


def test_lines_of_people_are_not_ours() -> None:
    assert is_ours("Écart (alerte et qualification, alerte-1, niveau 0) : Rien")
    assert not is_ours("Écart entre les deux sites : dix minutes")
    assert not is_ours("Les coursiers manquent dès la deuxième heure")
