from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from planforge.binder.exercise_reports import NothingDoneError, ReportRequest, UnknownExerciseError, report_exercise
from planforge.binder.writing import FileState
from tests.exchange.grids import RECORD, opened

if TYPE_CHECKING:
    from pathlib import Path


def test_the_last_exercise_done_is_reported(tmp_path: Path) -> None:
    opened(tmp_path, RECORD + "  - {id: crise-0, title: Avant, kind: crisis, done_on: 2024-01-02}\n")
    done = report_exercise(ReportRequest(tmp_path))
    assert (done.exercise.id, [file.path for file in done.plan.files]) == ("crise-1", ["retex-crise-1.docx"])
    assert (tmp_path / "livrables" / "exercices" / "retex-crise-1.docx").is_file()
    assert report_exercise(ReportRequest(tmp_path, "crise-0")).exercise.id == "crise-0"


def test_what_people_wrote_in_it_stays(tmp_path: Path) -> None:
    opened(tmp_path)
    report_exercise(ReportRequest(tmp_path))
    path = tmp_path / "livrables" / "exercices" / "retex-crise-1.docx"
    document = docx.Document(str(path))
    words = (one for one in document.element.body.iter() if one.tag.endswith("}t"))
    zone = next(one for one in words if (one.text or "").startswith("Début, ouverture de la cellule"))
    zone.text = "9 h 12, ouverture par l’administrateur de garde."
    document.save(str(path))
    opened(tmp_path, RECORD.replace("title: Premier exercice", "title: Exercice de printemps"))
    (file,) = report_exercise(ReportRequest(tmp_path)).plan.files
    assert file.state is FileState.EDITED
    said = "".join(one.text or "" for one in docx.Document(str(path)).element.body.iter())
    assert "9 h 12, ouverture par l’administrateur de garde." in said
    assert "Exercice de printemps" in said


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    opened(tmp_path)
    assert report_exercise(ReportRequest(tmp_path, dry_run=True)).plan.files[0].state is FileState.CREATED
    assert not (tmp_path / "livrables").exists()


def test_an_unknown_exercise_is_told_with_those_there_are(tmp_path: Path) -> None:
    opened(tmp_path)
    with pytest.raises(UnknownExerciseError, match="Exercices du dossier\u00a0: crise-1"):
        report_exercise(ReportRequest(tmp_path, "crise-11"))


def test_an_exercise_to_come_has_no_report(tmp_path: Path) -> None:
    opened(tmp_path, RECORD.replace("done_on", "planned_on"))
    with pytest.raises(NothingDoneError, match="Aucun exercice n’est fait"):
        report_exercise(ReportRequest(tmp_path))
    with pytest.raises(NothingDoneError, match="n’est pas encore fait"):
        report_exercise(ReportRequest(tmp_path, "crise-1"))
