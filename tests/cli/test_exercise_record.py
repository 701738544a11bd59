"""The whole circle: a kit, its grid filled, taken into the record, its report, the action plan."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from planforge.model.governance import ExerciseKind
from tests.exchange.grids import RECORD, Filling

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

ACTION = {"Action d’amélioration": "Afficher la fiche d’alerte", "Responsable": "Directrice des soins"}


@pytest.fixture
def hospital(tmp_path: Path) -> Path:
    """The folder of a small record."""
    folder = tmp_path / "murat"
    folder.mkdir()
    (folder / "planforge.yaml").write_text(RECORD, "utf-8")
    return folder


@pytest.fixture
def circle(planforge: Command, hospital: Path) -> Command:
    """The command on that record, at a date."""
    return lambda *arguments: planforge("-C", hospital, "--as-of", "27/11/2026", *arguments)


def filled(path: Path, filling: Filling) -> Path:
    path.write_bytes(filling.data)
    return path


def sound() -> Filling:
    return Filling().judge("alerte-1", "1 – partiel", Constat="Heure non notée", **ACTION)


def test_from_the_kit_to_the_action_plan(circle: Command, hospital: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert circle("exercise", "new", "--level", "beginner", "--kind", "crisis").code == 0
    made = hospital / "livrables" / "exercices" / "debutant-crise" / "grille-evaluation.xlsx"
    monkeypatch.setattr("tests.exchange.grids.blank", lambda _kind: made.read_bytes())
    done = circle("exercise", "record", filled(made, sound()))
    assert done.code == 0
    assert "Exercice debutant-crise (ajouté) : « Exercice de crise, niveau débutant », fait le 24/11/2026" in done.out
    assert "Action debutant-crise-alerte-1 (ajouté) : « Afficher la fiche d’alerte »" in done.out
    assert "1 sur 3   alerte et qualification" in done.out
    assert "planforge exercise report debutant-crise" in done.err
    assert circle("exercise", "report").code == 0
    report = docx.Document(str(hospital / "livrables" / "exercices" / "retex-debutant-crise.docx"))
    said = "\n".join(cell.text for table in report.tables for row in table.rows for cell in row.cells)
    assert "Heure non notée" in said
    assert "Afficher la fiche d’alerte" in said
    assert circle("build", "--only", "plan-actions", "--jobs", "1").code == 0
    book = openpyxl.load_workbook(hospital / "livrables" / "plan-actions.xlsx")
    words = {cell for row in book["Actions"].iter_rows(values_only=True) for cell in row}
    assert "Afficher la fiche d’alerte" in words
    assert "Directrice des soins" in words
    again = circle("exercise", "record", made)
    assert "(déjà au dossier)" in again.out
    assert "Le dossier dit déjà tout cela." in again.out
    assert circle("check").code == 0


def test_a_signed_report_moves_the_meter(circle: Command, hospital: Path, tmp_path: Path) -> None:
    def report() -> list[str]:
        (told,) = json.loads(circle("--json", "evidence", "--dry-run").out)["establishments"]
        (line,) = [one for found in told["lists"] for one in found["requirements"] if one["id"] == "D2.O1.D"]
        return [piece["state"] for piece in line["pieces"] if piece["piece"] == "retex"]

    (hospital / "retex.pdf").write_bytes(b"%PDF-1.4")
    signed = {"RETEX signé (fichier)": "retex.pdf", "RETEX signé le": date(2026, 11, 26)}
    grid = filled(tmp_path / "grille.xlsx", Filling(ExerciseKind.FIELD).write("play", "", signed))
    assert report() == ["missing"]
    assert circle("exercise", "record", grid).code == 0
    assert report() == ["incomplete"]  # attached and dated; its version is nobody’s to make up


def test_a_dry_run_changes_nothing(circle: Command, hospital: Path, tmp_path: Path) -> None:
    done = circle("exercise", "record", filled(tmp_path / "grille.xlsx", sound()), "--dry-run")
    assert done.code == 0
    assert done.out.rstrip().endswith("Rien n’a été écrit.")
    assert (hospital / "planforge.yaml").read_text("utf-8") == RECORD


def test_a_wrong_grid_is_told_by_sheet_and_cell_and_changes_nothing(
    circle: Command, hospital: Path, tmp_path: Path
) -> None:
    wrong = sound().judge("activation-1", 4).write("play", "", {"Réalisé le": "novembre"})
    done = circle("exercise", "record", filled(tmp_path / "grille.xlsx", wrong))
    assert done.code == 6
    assert "grille.xlsx, feuille « Exercice », cellule F" in done.err
    assert "« novembre » n’est pas une date complète." in done.err
    assert "grille.xlsx, feuille « Grille », cellule I" in done.err
    assert "« 4 » n’est pas un niveau." in done.err
    assert "2 erreurs. Rien n’a été modifié." in done.err
    assert (hospital / "planforge.yaml").read_text("utf-8") == RECORD


def test_json_says_what_changes(circle: Command, planforge: Command, hospital: Path, tmp_path: Path) -> None:
    del circle
    grid = filled(tmp_path / "grille.xlsx", sound())
    done = planforge("-C", hospital, "--as-of", "27/11/2026", "--json", "exercise", "record", grid, "--dry-run")
    said = json.loads(done.out)
    assert (said["command"], said["exercise"], said["dry_run"]) == ("exercise record", "debutant-crise", True)
    assert said["scores"] == {"alerte": 1.0}
    assert [(one["entry"], one["state"]) for one in said["changes"]] == [("exercise", "added"), ("action", "added")]


def test_a_signed_report_is_looked_for_in_the_folder_only(circle: Command, hospital: Path, tmp_path: Path) -> None:
    (tmp_path / "retex.pdf").touch()
    signed = {"RETEX signé (fichier)": "../retex.pdf", "RETEX signé le": date(2026, 11, 26)}
    done = circle("exercise", "record", filled(tmp_path / "grille.xlsx", sound().write("play", "", signed)))
    assert "n’est pas dans le dossier" in done.err
    (hospital / "retex.pdf").touch()
    signed["RETEX signé (fichier)"] = "retex.pdf"
    done = circle("exercise", "record", filled(tmp_path / "grille.xlsx", sound().write("play", "", signed)))
    assert (done.code, "Preuve HAS.TENSIONS (ajouté) : retex.pdf, pour HAS.TENSIONS (retex)" in done.out) == (0, True)


def test_another_file_is_refused(circle: Command, tmp_path: Path) -> None:
    other = tmp_path / "notes.xlsx"
    other.write_text("des notes", "utf-8")
    done = circle("exercise", "record", other)
    assert done.code == 6
    assert done.out == ""
