from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.exchange.evaluation import GridError
from planforge.formats.merging import CannotReadError
from planforge.model.governance import ExerciseKind
from planforge.values import Duration
from tests.exchange.grids import LEVEL, UNSEEN, Filling, read

if TYPE_CHECKING:
    from pathlib import Path

DUE, ACTION, OWNER, PRIORITY = "Échéance", "Action d’amélioration", "Responsable", "Priorité"


def told(filling: Filling, folder: Path) -> list[str]:
    """The problems of a grid, with plain spaces."""
    with pytest.raises(GridError) as caught:
        read(filling, folder)
    return [
        f"{one.location.sheet} {one.location.cell} {one.message} {one.hint}".replace("\u00a0", " ").replace(
            "\u202f", " "
        )
        for one in caught.value.problems
    ]


def test_a_filled_grid_is_read_whole(tmp_path: Path) -> None:
    filling = Filling().judge(
        "alerte-1",
        "1 – partiel",
        Constat="Heure non notée",
        **{"Preuve (heure, main courante)": "9 h 12", ACTION: "Afficher la fiche", PRIORITY: "1 – d’abord"},
        **{OWNER: "Directrice des soins", DUE: date(2027, 3, 1)},
    )
    found = next(one for one in read(filling, tmp_path).judgements if one.id == "alerte-1")
    assert (found.level, found.fact, found.proof, found.action) == (1, "Heure non notée", "9 h 12", "Afficher la fiche")
    assert (found.priority, found.owner, found.due) == (1, "soins", date(2027, 3, 1))


def test_marks_are_weighted_and_what_was_not_observed_does_not_count(tmp_path: Path) -> None:
    filling = Filling().judge("alerte-1", "3 – éprouvé").judge("alerte-3", 0)
    assert read(filling, tmp_path).scores == {"alerte": 1.8}  # (3 × 3 + 0 × 2) / 5


def test_half_a_tenth_goes_up_as_in_excel(tmp_path: Path) -> None:
    filling = Filling().judge("roles-1", 1).judge("roles-2", 0)
    assert read(filling, tmp_path).scores == {"roles": 0.6}  # 3 / 5


def test_people_who_share_a_function_are_named_with_their_identifier(tmp_path: Path) -> None:
    filling = Filling().judge("alerte-1", 1, **{ACTION: "Écrire", OWNER: "Administrateur de garde (garde-2)"})
    assert next(one for one in read(filling, tmp_path).judgements if one.action).owner == "garde-2"


WRONG: dict[str, tuple[dict[str, object], str]] = {
    "level 4": (
        {UNSEEN: None, LEVEL: 4},
        "« 4 » n’est pas un niveau. Écrivez « 0 – rien », « 1 – partiel », « 2 – écrit et suivi » ou « 3 – éprouvé ».",
    ),
    "no level": (
        {UNSEEN: None},
        "Ce critère n’a ni niveau, ni « non observé ». Choisissez un niveau de 0 à 3, ou écrivez",
    ),
    "not observed is no": ({UNSEEN: "non"}, "Ce critère n’a ni niveau, ni « non observé »."),
    "both": (
        {LEVEL: "1 – partiel"},
        "Ce critère a un niveau, et il est dit non observé. Videz cette case, ou le niveau en",
    ),
    "no such date": (
        {ACTION: "Écrire", DUE: "le 31/02/2027"},
        "« le 31/02/2027 » n’est pas une date complète. Écrivez par exemple « 20/11/2026 » ou « 2026-11-20 ».",
    ),
    "a number": ({ACTION: "Écrire", DUE: 12}, "« 12 » n’est pas une date. Écrivez par exemple « 20/11/2026 »."),
    "unknown owner": (
        {ACTION: "Écrire", OWNER: "Directrice des soin"},
        "Responsable inconnu « Directrice des soin ». Vouliez-vous dire « Directrice des soins » ? Écrivez une",
    ),
    "priority": ({ACTION: "Écrire", PRIORITY: "haute"}, "« haute » n’est pas une priorité. Écrivez « 1 – d’abord »,"),
    "no action": ({DUE: date(2027, 3, 1)}, "Cette case est remplie, mais il n’y a pas d’action en"),
    "too long": ({"Constat": "mot " * 100}, "Ce texte fait 399 caractères, la limite est de 300. Résumez-le"),
    "unknown criterion": ({"Id": "alerte-11"}, "Critère inconnu « alerte-11 ». Vouliez-vous dire « alerte-1 » ?"),
    "twice": ({"Id": "alerte-3"}, "« alerte-3 » a déjà une ligne. Gardez une seule ligne par critère."),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    values, words = WRONG[name]
    (found,) = told(Filling().write("grid", "alerte-1", values), tmp_path)
    assert found.startswith("Grille ")
    assert words in found


def test_every_wrong_cell_is_told_at_once(tmp_path: Path) -> None:
    filling = Filling().judge("alerte-1", 4).judge("activation-1", None).write("play", "", {"Réalisé le": "hier"})
    found = told(filling, tmp_path)
    assert len(found) == 3
    assert {one.split(" ")[0] for one in found} == {"Exercice", "Grille"}


def test_a_free_row_has_no_level(tmp_path: Path) -> None:
    grid = read(Filling().write("grid", "autre-1", {"Constat": "Le café manquait"}), tmp_path)
    assert [(one.id, one.criterion, one.fact) for one in grid.judgements if one.fact] == [
        ("autre-1", None, "Le café manquait")
    ]
    assert "n’a pas de critère, donc pas de niveau" in told(Filling().write("grid", "autre-1", {LEVEL: 2}), tmp_path)[0]


def test_measures_are_durations_and_counts(tmp_path: Path) -> None:
    filling = Filling(ExerciseKind.FIELD)
    filling.write("measures", "urgences.tenue", {"Durée mesurée": "3 h"})
    filling.write("measures", "urgences.stops", {"Nombre compté": 2, "Sur": 3})
    first, second = sorted(read(filling, tmp_path).measured, key=lambda one: one.id)
    assert (first.service, first.id, first.count, first.out_of) == ("urgences", "stops", 2, 3)
    assert (second.id, second.time) == ("tenue", Duration(180))


def test_a_wrong_measure_is_told(tmp_path: Path) -> None:
    filling = Filling(ExerciseKind.FIELD).write("measures", "urgences.kit", {"Durée mesurée": 45})
    filling.write("measures", "urgences.stops", {"Nombre compté": 4, "Sur": 3})
    found = told(filling, tmp_path)
    assert any("« 45 » se lit comme un nombre de jours. Écrivez 0:45 pour 45 minutes" in one for one in found)
    assert any("4 sur 3 : le nombre compté dépasse le total." in one for one in found)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    class Other:
        data = b"PK no workbook"

    with pytest.raises(CannotReadError):
        read(Other(), tmp_path)  # type: ignore[arg-type]  # only its bytes are looked at
