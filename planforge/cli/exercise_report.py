"""``planforge exercise report``: the report of an exercise, from what the record keeps of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.console import result, say
from planforge.cli.entry import NOT_DONE, UNUSABLE
from planforge.cli.pending_answers import file_pending_if_free, tell_pending
from planforge.cli.places import record_folder
from planforge.cli.reporting import emit, report
from planforge.cli.written_files import are_refused, are_unsettled, file_shape, file_text

if TYPE_CHECKING:
    from planforge.binder.exercise_reports import ReportDone, ReportRequest
    from planforge.cli.root import Settings


@click.command("report")
@click.argument("exercise", metavar="[ID]", required=False, default="")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DOSSIER",
    help="Dossier de sortie (sinon livrables, à côté du dossier).",
)
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait écrit, sans rien écrire.")
@click.pass_obj
def command(settings: Settings, exercise: str, output: Path | None, *, dry_run: bool) -> None:
    """Écrire le RETEX d’un exercice (sinon du dernier fait), à compléter et à signer.

    Contexte, objectifs, notes, constats, mesures, écarts et causes, actions, émargement. Ce que vous y écrivez reste
    quand vous relancez la commande.
    """
    from planforge.binder.exercise_reports import ReportRequest  # noqa: PLC0415 - kept out of start-up

    folder = record_folder(settings)
    (tell_pending if dry_run else file_pending_if_free)(folder, settings)
    done = _done(settings, ReportRequest(folder, exercise.strip(), output, settings.as_of, dry_run))
    for notice in done.opened.record.notices:
        say(notice, settings)
    if settings.json:
        emit(
            "exercise report",
            dry_run=dry_run,
            exercise=done.exercise.id,
            output=str(done.plan.output),
            files=[file_shape(file) for file in done.plan.files],
        )
    else:
        result("\n".join(file_text(file) for file in done.plan.files))
        say("Rien n’a été écrit." if dry_run else f"Dossier : {done.plan.output.resolve()}", settings)
    raise click.exceptions.Exit(_code(done))


def _done(settings: Settings, request: ReportRequest) -> ReportDone:
    from planforge.binder import exercise_reports  # noqa: PLC0415 - kept out of start-up

    try:
        return exercise_reports.report_exercise(request)
    except exercise_reports.UnknownExerciseError as error:
        raise click.UsageError(str(error)) from error
    except exercise_reports.NothingDoneError as error:
        report(error, settings, "exercise report")
        raise click.exceptions.Exit(NOT_DONE) from error


def _code(done: ReportDone) -> int:
    if are_refused(done.plan.files):
        return UNUSABLE
    return NOT_DONE if are_unsettled(done.plan.files) else 0
