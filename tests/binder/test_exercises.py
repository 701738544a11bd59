from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from planforge.binder.exercises import CannotPrepareError, ExerciseRequest, UnknownChoiceError, new_exercise
from planforge.binder.writing import FileState
from planforge.errors import LibraryError
from planforge.model.governance import ExerciseKind
from planforge.model.playing import PlayLevel
from tests.compose.records import SMALL

if TYPE_CHECKING:
    from planforge.binder.exercises import ExerciseReport


@pytest.fixture
def hospital(tmp_path: Path) -> Path:
    """A copy of the small record."""
    folder = tmp_path / "hopital"
    folder.mkdir()
    for file in SMALL.glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def made(folder: Path, **changes: object) -> ExerciseReport:
    asked = {"folder": folder, "level": PlayLevel.BEGINNER, "kind": ExerciseKind.CRISIS, **changes}
    return new_exercise(ExerciseRequest(**asked))  # type: ignore[arg-type] # the tests name the fields


def states(report: ExerciseReport) -> set[FileState]:
    return {file.state for file in report.plan.files}


def bytes_of(report: ExerciseReport) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in report.plan.output.iterdir()}


def test_the_same_seed_gives_the_same_bytes_and_another_one_another_kit(hospital: Path, tmp_path: Path) -> None:
    first = made(hospital, output=tmp_path / "a")
    again = made(hospital, output=tmp_path / "b")
    assert first.plan.output == tmp_path / "a" / "exercices" / "debutant-crise"
    assert bytes_of(first) == bytes_of(again)
    other = made(hospital, seed=2)
    assert other.plan.output.name == "debutant-crise-graine-2"
    assert bytes_of(other)["stimuli.docx"] != bytes_of(first)["stimuli.docx"]


def test_a_dry_run_writes_nothing(hospital: Path) -> None:
    before = sorted(path.name for path in hospital.iterdir())
    report = made(hospital, dry_run=True)
    assert states(report) == {FileState.CREATED}
    assert sorted(path.name for path in hospital.iterdir()) == before


def test_a_kit_made_again_changes_nothing(hospital: Path) -> None:
    made(hospital)
    assert states(made(hospital)) == {FileState.IDENTICAL}


def test_what_somebody_wrote_stays_when_the_record_changes(hospital: Path) -> None:
    edited = made(hospital).plan.output / "chronogramme-murail.xlsx"
    book = openpyxl.load_workbook(edited)
    book.worksheets[0]["F3"].value = "Notre propre appel"
    book.save(edited)
    record = hospital / "planforge.yaml"
    record.write_text(record.read_text("utf-8").replace("name: Laboratoire\n", "name: Biologie\n"), "utf-8")
    again = made(hospital)
    assert next(file.state for file in again.plan.files if file.path == edited.name) is FileState.EDITED
    page = openpyxl.load_workbook(edited).worksheets[0]
    assert page["F3"].value == "Notre propre appel"
    assert page["D3"].value == "Cadre de garde, «\u00a0Biologie\u00a0»"


def test_a_file_that_cannot_be_read_back_is_kept_and_the_new_one_goes_beside(hospital: Path) -> None:
    edited = made(hospital).plan.output / "stimuli.docx"
    edited.write_bytes(b"autre chose")
    again = made(hospital)
    assert next(file.beside for file in again.plan.files if file.path == edited.name) == "stimuli.nouveau.docx"
    assert edited.read_bytes() == b"autre chose"


def test_a_kit_has_a_folder_of_its_own_and_leaves_the_binder_alone(hospital: Path) -> None:
    made(hospital)
    made(hospital, kind=ExerciseKind.FIELD, services=("urgences",))
    folders = sorted(path.name for path in (hospital / "livrables" / "exercices").iterdir())
    assert folders == ["debutant-crise", "debutant-terrain-urgences"]
    assert not (hospital / ".planforge" / "manifest.json").exists()


def test_a_file_that_is_not_of_the_kit_is_left_alone(hospital: Path) -> None:
    report = made(hospital)
    (report.plan.output / "notes.docx").write_bytes(b"x")
    assert "notes.docx" not in {file.path for file in made(hospital).plan.files}
    assert (report.plan.output / "notes.docx").read_bytes() == b"x"


def test_the_first_cyber_attack_is_played_unless_another_scenario_is_named(hospital: Path) -> None:
    text = (hospital / "planforge.yaml").read_text("utf-8")
    other = "scenarios:\n  - {id: panne, name: Panne, kind: local-failure}\n"
    (hospital / "planforge.yaml").write_text(text.replace("scenarios:\n", other), "utf-8")
    assert made(hospital, dry_run=True).kit.scenario.id == "cyber"
    named = made(hospital, dry_run=True, scenario="panne")
    assert named.kit.scenario.id == "panne"
    assert named.plan.output.name == "debutant-crise-panne"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"scenario": "cybre"},
            "--scenario : « cybre » n’existe pas. Vouliez-vous dire « cyber » ? Scénarios du dossier : cyber.",
        ),
        ({"services": ("urgence",)}, "--services : « urgence » n’existe pas. Vouliez-vous dire « urgences » ?"),
        (
            {"services": ("urgences", "lune")},
            "--services : « lune » n’existe pas. Services du dossier : urgences, labo.",
        ),
    ],
)
def test_a_choice_that_the_record_does_not_have_is_told_with_those_it_has(
    hospital: Path, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(UnknownChoiceError) as refused:
        made(hospital, **changes)
    assert told in str(refused.value).replace("\u00a0", " ")


def test_without_a_scenario_there_is_nothing_to_play(hospital: Path) -> None:
    (hospital / "planforge.yaml").write_text("schema: 1\nestablishment: {name: CH, statute: public}\n", "utf-8")
    (hospital / "restricted.yaml").unlink()
    with pytest.raises(CannotPrepareError, match="ne décrit aucun scénario"):
        made(hospital)


def test_a_ward_without_a_degraded_workflow_cannot_be_tested(hospital: Path) -> None:
    with pytest.raises(CannotPrepareError) as refused:
        made(hospital, kind=ExerciseKind.FIELD, services=("labo",))
    told = str(refused.value).replace("\u00a0", " ")
    assert told.startswith("Rien à tester sur le terrain : « Laboratoire » n’a pas de mode dégradé décrit.")
    text = (hospital / "planforge.yaml").read_text("utf-8").replace("    type: urgences\n", "")
    (hospital / "planforge.yaml").write_text(text, "utf-8")
    with pytest.raises(CannotPrepareError, match="aucun service du dossier n’a de mode dégradé"):
        made(hospital, kind=ExerciseKind.FIELD)


def test_the_hospital_s_own_stimuli_win(hospital: Path) -> None:
    own = hospital / "library"
    own.mkdir()
    (own / "stimuli.yaml").write_text(
        """stimuli:
  - id: ecran-rancon
    name: Notre premier écran
    scenarios: [cyber]
    phase: alert
    channel: call
    opening: oui
    sender: Accueil
    cells: [decision]
    text: L’écran de l’accueil demande de l’argent.
    reaction: Appeler
    objective: alerter
    criterion: alerte-1
""",
        "utf-8",
    )
    played = made(hospital, dry_run=True).kit.played
    assert played[0].stimulus.name == "Notre premier écran"
    (own / "stimuli.yaml").write_text("stimuli:\n  - {id: x, name: X}\n", "utf-8")
    with pytest.raises(LibraryError):
        made(hospital)


def test_a_level_without_phases_is_told(hospital: Path) -> None:
    own = hospital / "library"
    own.mkdir()
    text = (Path(__file__).parents[2] / "questionnaires/library/exercise-formats.yaml").read_text("utf-8")
    first = text[text.index("exercise_formats:") : text.index("    phases:")]
    (own / "exercise-formats.yaml").write_text(first, "utf-8")
    with pytest.raises(CannotPrepareError, match="beginner-crisis"):
        made(hospital)
