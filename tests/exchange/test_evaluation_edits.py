from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from planforge.answers.amending import amend
from planforge.answers.locking import Holder
from planforge.answers.reading import read_record
from planforge.exchange.evaluation_edits import Entry, changes
from planforge.model.answer import Source
from planforge.model.governance import ExerciseKind
from planforge.values import Duration
from tests.exchange.grids import RECORD, Filling, read

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.exchange.evaluation_edits import Change
    from planforge.model.plan import Plan

ME = Holder("rssi", "poste", 1, "2026-11-27T10:00:00+01:00")
DUE = date(2027, 3, 1)


def record(filling: Filling, folder: Path, proofs: tuple[tuple[str, str], ...] = ()) -> tuple[Plan, tuple[Change, ...]]:
    """The record once the grid is in it, and what was changed."""
    before = (folder / "planforge.yaml").read_text("utf-8") if (folder / "planforge.yaml").is_file() else RECORD
    grid = read(filling, folder, before)
    found = changes(grid, read_record(folder).sources.data, proofs)
    amend(folder, ME, [edit for change in found for edit in change.edits])
    return read_record(folder).plan, found


def played() -> Filling:
    filling = Filling().write("play", "", {"Identifiant dans le dossier": "crise-2", "Durée": timedelta(hours=6)})
    return filling.judge(
        "alerte-1",
        "1 – partiel",
        Constat="Heure non notée",
        **{"Action d’amélioration": "Afficher la fiche", "Responsable": "Directrice des soins", "Échéance": DUE},
    )


def test_the_exercise_its_marks_and_its_actions_enter_the_record(tmp_path: Path) -> None:
    plan, _ = record(played(), tmp_path)
    new = next(one for one in plan.exercises if one.id == "crise-2")
    assert (new.kind, new.done_on.best, new.length.best) == (ExerciseKind.CRISIS, date(2026, 11, 24), Duration(360))
    assert [(one.family.value, one.score) for one in new.scores] == [("alerte", 1.0)]
    assert new.findings == ("Écart (alerte et qualification, alerte-1, niveau 1) : Heure non notée",)
    (action,) = plan.actions
    assert (action.id, action.title, action.owner.best, action.due.best) == (
        "crise-2-alerte-1",
        "Afficher la fiche",
        "soins",
        DUE,
    )
    assert (action.why.best or "").endswith("(niveau 1). Heure non notée")


def test_the_rest_of_the_files_stays(tmp_path: Path) -> None:
    record(played(), tmp_path)
    text = (tmp_path / "planforge.yaml").read_text("utf-8")
    assert text.startswith(RECORD[: RECORD.index("exercises:")])
    assert "services:  # un commentaire qui reste" in text


def test_the_same_grid_twice_counts_once(tmp_path: Path) -> None:
    record(played(), tmp_path)
    text = (tmp_path / "planforge.yaml").read_text("utf-8")
    _, found = record(played(), tmp_path)
    assert [change.edits for change in found] == [(), ()]
    assert (tmp_path / "planforge.yaml").read_text("utf-8") == text


def test_a_corrected_grid_changes_its_own_lines_and_keeps_those_of_people(tmp_path: Path) -> None:
    record(played(), tmp_path)
    path = tmp_path / "planforge.yaml"
    text = path.read_text("utf-8").replace("    findings:\n", "    findings:\n      - Écrit à la main\n")
    path.write_text(
        text.replace("title: Afficher la fiche\n", "title: Afficher la fiche\n    status: doing\n"), "utf-8"
    )
    again = played().judge(
        "alerte-1", "2 – écrit et suivi", Constat="Heure notée", **{"Action d’amélioration": "Relire"}
    )
    plan, found = record(again, tmp_path)
    new = next(one for one in plan.exercises if one.id == "crise-2")
    assert new.findings == ("Écrit à la main", "Acquis (alerte et qualification, alerte-1, niveau 2) : Heure notée")
    assert [(one.title, one.status.value) for one in plan.actions] == [("Relire", "doing")]
    assert [change.added for change in found] == [False, False]


def test_a_signed_report_is_attached_once_to_each_requirement(tmp_path: Path) -> None:
    (tmp_path / "retex.pdf").touch()
    filling = played().write("play", "", {"RETEX signé (fichier)": "retex.pdf", "RETEX signé le": date(2026, 11, 26)})
    proofs = (("HAS.RETEX", "retex"), ("ISO.8.5", "compte-rendu"))
    plan, _ = record(filling, tmp_path, proofs)
    assert [(one.requirement, one.piece.best, one.file) for one in plan.evidence] == [
        ("HAS.RETEX", "retex", "retex.pdf"),
        ("ISO.8.5", "compte-rendu", "retex.pdf"),
    ]
    assert {one.date.best for one in plan.evidence} == {date(2026, 11, 26)}
    again, _ = record(filling, tmp_path, proofs)
    assert len(again.evidence) == 2


def test_without_a_signature_nothing_is_attached(tmp_path: Path) -> None:
    plan, _ = record(played(), tmp_path, (("HAS.RETEX", "retex"),))
    assert plan.evidence == ()


def test_a_measured_endurance_goes_back_to_its_service(tmp_path: Path) -> None:
    filling = Filling(ExerciseKind.FIELD).write("measures", "urgences.tenue", {"Durée mesurée": timedelta(hours=3)})
    plan, found = record(filling, tmp_path)
    full = plan.services[0].endurance.full
    assert (full.value, full.source, full.on) == (Duration(180), Source.MEASURED, date(2026, 11, 24))
    assert [change.entry for change in found] == [Entry.EXERCISE, Entry.MEASURE]
