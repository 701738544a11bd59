"""``planforge exercise new``: the kit of an exercise, drawn from what the record declares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import result, say
from planforge.cli.entry import NOT_DONE, UNUSABLE
from planforge.cli.pending_answers import file_pending_if_free, tell_pending
from planforge.cli.places import record_folder
from planforge.cli.reporting import emit, report
from planforge.cli.written_files import TOLD, are_refused, are_unsettled, file_shape, file_text, summary
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.binder.exercises import ExerciseReport, ExerciseRequest
    from planforge.cli.root import Settings

_LEVELS = ("beginner", "intermediate", "confirmed")
_KINDS = ("crisis", "field")


@click.command("new")
@click.option("--level", type=click.Choice(_LEVELS), required=True, help="Débutant, intermédiaire ou confirmé.")
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    default=_KINDS[0],
    help="Test de terrain d’un PCA de service (field), sinon exercice de crise.",
)
@click.option("--scenario", default="", metavar="ID", help="Le scénario joué (sinon la cyberattaque).")
@click.option("--services", default="", metavar="A,B", help="Les services visés ou testés (sinon choisis pour vous).")
@click.option(
    "--seed", type=click.IntRange(1), default=1, metavar="N", help="Autre tirage\u00a0; la même redonne le même kit."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DOSSIER",
    help="Dossier de sortie (sinon livrables, à côté du dossier).",
)
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait écrit, sans rien écrire.")
@click.pass_obj
def command(settings: Settings, /, **options: Any) -> None:  # noqa: ANN401 - click's options
    """Préparer un kit : guide, dossiers, chronogramme, stimuli, briefings et consignes de sécurité.

    Les stimuli visent ce que le dossier déclare : ce qui revient en dernier, ce qui manque, qui n’a pas de suppléant.
    Ce qu’une personne a écrit dans un fichier du kit y reste.
    """
    folder = record_folder(settings)
    (tell_pending if options["dry_run"] else file_pending_if_free)(folder, settings)
    done = _made(settings, _request(settings, folder, options))
    for notice in done.opened.record.notices:
        say(notice, settings)
    if settings.json:
        _emit(done, dry_run=options["dry_run"])
    else:
        result("\n".join(_text(settings, done, dry_run=options["dry_run"])))
        if not options["dry_run"]:
            say(f"Kit\u00a0: {done.plan.output.resolve()}", settings)
    raise click.exceptions.Exit(_code(done))


def _request(settings: Settings, folder: Path, options: dict[str, Any]) -> ExerciseRequest:
    from planforge.binder.exercises import ExerciseRequest  # noqa: PLC0415 - kept out of start-up
    from planforge.model.governance import ExerciseKind  # noqa: PLC0415 - same
    from planforge.model.playing import PlayLevel  # noqa: PLC0415 - same

    return ExerciseRequest(
        folder=folder,
        level=PlayLevel(options["level"]),
        kind=ExerciseKind(options["kind"]),
        scenario=options["scenario"].strip(),
        services=tuple(name.strip() for name in options["services"].split(",") if name.strip()),
        seed=options["seed"],
        output=options["output"],
        as_of=settings.as_of,
        dry_run=options["dry_run"],
    )


def _made(settings: Settings, request: ExerciseRequest) -> ExerciseReport:
    from planforge.binder import exercises  # noqa: PLC0415 - kept out of start-up

    try:
        return exercises.new_exercise(request)
    except exercises.UnknownChoiceError as error:
        raise click.UsageError(str(error)) from error
    except exercises.CannotPrepareError as error:
        report(error, settings, "exercise new")
        raise click.exceptions.Exit(NOT_DONE) from error


def _text(settings: Settings, done: ExerciseReport, *, dry_run: bool) -> Iterator[str]:
    kit = done.kit
    who = f", {plural(len(kit.wards), 'service')} en jeu" if kit.wards else ""
    count = plural(len(kit.played), "stimulus", "stimuli")
    yield f"{kit.form.name}\u00a0: scénario «\u00a0{kit.scenario.name}\u00a0», {count}{who}."
    if kit.is_field:
        yield f"Testé\u00a0: {', '.join(one.name for one in kit.wards)}."
    if kit.missed:
        aims = kit.shelves.exercise_aims
        names = ", ".join(aims[one].name[:1].lower() + aims[one].name[1:] for one in kit.missed if one in aims)
        yield f"Rien à viser dans le dossier\u00a0: {names}."
    yield f"{kit.name}\u00a0: {summary(done.plan.files)}"
    for file in done.plan.files:
        if file.state in TOLD or dry_run or settings.verbose:
            yield f"  {file_text(file)}"
    if dry_run:
        yield "Rien n’a été écrit."


def _code(done: ExerciseReport) -> int:
    if are_refused(done.plan.files):
        return UNUSABLE
    return NOT_DONE if are_unsettled(done.plan.files) else 0


def _emit(done: ExerciseReport, *, dry_run: bool) -> None:
    kit = done.kit
    emit(
        "exercise new",
        dry_run=dry_run,
        level=kit.form.level.value,
        kind=kit.form.kind.value,
        scenario=kit.scenario.id,
        services=[one.id for one in kit.wards],
        seed=kit.order.seed,
        stimuli=[
            {
                "number": one.number,
                "id": one.stimulus.id,
                "day": one.phase.day,
                "minute": one.at,
                "cell": one.cell.value,
                "aim": one.stimulus.aim.value,
                "objects": [{"kind": ref.kind, "id": ref.id, "name": ref.name} for ref in one.aimed.objects],
            }
            for one in kit.played
        ],
        missing_aims=[one.value for one in kit.missed],
        output=str(done.plan.output),
        files=[file_shape(file) for file in done.plan.files],
    )
