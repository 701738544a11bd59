"""The report of an exercise written from the record, beside the kits; what people wrote in it stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.answers.reading import OWN_LIBRARY
from planforge.binder.hand_edits import Desk
from planforge.binder.manifest import DEFAULT_OUTPUT, manifest_path, read_manifest
from planforge.binder.rendering import OFFICE
from planforge.binder.workshop import open_workshop
from planforge.binder.writing import carry_out, plan_writing
from planforge.compose.catalogue import Kind, Piece
from planforge.compose.documents import exercise_report
from planforge.errors import PlanforgeError
from planforge.library.loading import load_library
from planforge.values import close_matches, quoted

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from planforge.binder.opening import OpenRecord
    from planforge.binder.writing import WritePlan
    from planforge.model.governance import Exercise
    from planforge.model.plan import Plan

_FOLDER = "exercices"


@dataclass(frozen=True)
class ReportRequest:
    """Which exercise to report; ``exercise`` empty: the last one done."""

    folder: Path
    exercise: str = ""
    output: Path | None = None
    as_of: date | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class ReportDone:
    """The exercise, and what was done with its file."""

    opened: OpenRecord
    exercise: Exercise
    plan: WritePlan


class UnknownExerciseError(PlanforgeError):
    """An exercise that the record does not have; the text names those it has."""


class NothingDoneError(PlanforgeError):
    """No exercise of the record was done yet; the text says what to write."""


def report_exercise(request: ReportRequest) -> ReportDone:
    """Write the report, or say what it would write when ``dry_run``.

    Raises ``UnknownExerciseError``, ``NothingDoneError``, ``RecordError``, ``LibraryError``, ``TemplateError`` or
    ``OutputError``.
    """
    workshop = open_workshop(request.folder, request.as_of, OFFICE)
    exercise = _exercise(workshop.opened.resolved.plan, request.exercise)
    objectives = load_library(request.folder / OWN_LIBRARY).exercise_objectives
    piece = Piece(
        Kind(
            "exercice-retex",
            "Retour d’expérience",
            f"retex-{exercise.id}.docx",
            lambda context, _: exercise_report.compose(context, exercise, objectives),
            restricted=True,
        )
    )
    made = workshop.made((piece,))
    target = (request.output or request.folder / DEFAULT_OUTPUT) / _FOLDER
    desk = Desk(request.folder, target, workshop.opened.today)
    plan = plan_writing(desk, read_manifest(manifest_path(request.folder, target)), made.files)
    if not request.dry_run:
        workshop.opened.estimates.save()
        plan = carry_out(plan, desk, made.files, workshop.recipe.made_from)
    return ReportDone(workshop.opened, exercise, plan)


def _exercise(plan: Plan, wanted: str) -> Exercise:
    known = {one.id: one for one in plan.exercises}
    if wanted and wanted not in known:
        close = close_matches(wanted, known, 1)
        meant = f" Vouliez-vous dire {quoted(close[0])} ?" if close else ""
        listed = ", ".join(known) or "aucun"
        raise UnknownExerciseError(f"L’exercice {quoted(wanted)} n’existe pas.{meant} Exercices du dossier : {listed}.")
    done = [one for one in plan.exercises if one.done_on.best is not None and wanted in ("", one.id)]
    if not done:
        raise NothingDoneError(
            "Aucun exercice n’est fait d’après le dossier : reprenez d’abord la grille remplie "
            "(planforge exercise record FICHIER), ou écrivez « done_on »."
            if not wanted
            else f"L’exercice {quoted(wanted)} n’est pas encore fait d’après le dossier : reprenez d’abord sa grille "
            "remplie (planforge exercise record FICHIER), ou écrivez « done_on »."
        )
    return max(done, key=lambda one: (str(one.done_on.best), one.id))
