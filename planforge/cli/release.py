"""``planforge release``: a version frozen, record and documents together."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import result, say
from planforge.cli.entry import NOT_DONE
from planforge.cli.pending_answers import file_pending_if_free, tell_pending
from planforge.cli.places import record_folder, today
from planforge.cli.reporting import emit, report
from planforge.values import plural, say_date

if TYPE_CHECKING:
    from planforge.binder.releasing import ReleaseReport, ReleaseRequest
    from planforge.cli.root import Settings

_MOST_JOBS = 8  # more processes cost more than they save


@click.command("release")
@click.argument("version", metavar="VERSION")
@click.option(
    "--approved-by", default="", metavar="FONCTION", help="Qui approuve ; sinon, la version est en relecture."
)
@click.option("--comment", default="", metavar="TEXTE", help="Objet de la version, pour le tableau des révisions.")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processus en parallèle (sinon un par cœur).")
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait figé, sans rien écrire.")
@click.pass_obj
def command(settings: Settings, /, **options: Any) -> None:  # noqa: ANN401 - click's options
    """Figer une version : le dossier, les documents tels qu’ils sont, et leurs sommes de contrôle.

    Une version approuvée ne change plus jamais ; les documents suivants sont des projets, comparés à elle.
    """
    from planforge.binder.editions import ReleaseOrder  # noqa: PLC0415 - kept out of start-up
    from planforge.binder.releasing import ReleaseRequest  # noqa: PLC0415 - same

    folder = record_folder(settings)
    tell_pending(folder, settings) if options["dry_run"] else file_pending_if_free(folder, settings)
    order = ReleaseOrder(
        options["version"], settings.as_of or today(), options["approved_by"].strip(), options["comment"].strip()
    )
    jobs = options["jobs"] or min(os.cpu_count() or 1, _MOST_JOBS)
    done = _released(settings, ReleaseRequest(folder, order, jobs, options["dry_run"]))
    for notice in done.built.opened.record.notices:
        say(notice, settings)
    if settings.json:
        _emit(done, dry_run=options["dry_run"])
    else:
        result(_text(done, dry_run=options["dry_run"]))


def _released(settings: Settings, request: ReleaseRequest) -> ReleaseReport:
    from planforge.binder import releasing  # noqa: PLC0415 - kept out of start-up

    try:
        return releasing.release(request)
    except releasing.NotReleasedError as error:
        report(error, settings, "release")
        raise click.exceptions.Exit(NOT_DONE) from error


def _text(done: ReleaseReport, *, dry_run: bool) -> str:
    version = done.release
    state = f"approuvée par {version.approved_by}" if version.approved else "en relecture"
    count = plural(len(done.built.plan.files), "document")
    verb = "serait figée" if dry_run else "figée"
    where = "" if dry_run else f" dans versions/{version.version}"
    after = "" if version.approved else "\nPour l’approuver : planforge release, avec le même numéro et --approved-by."
    return (
        f"Version {version.version} {verb}{where}, {state}, le {say_date(version.on)} : {count} et le dossier.{after}"
    )


def _emit(done: ReleaseReport, *, dry_run: bool) -> None:
    version = done.release
    emit(
        "release",
        dry_run=dry_run,
        version=version.version,
        rank=version.rank,
        on=version.on.isoformat(),
        approved_by=version.approved_by,
        comment=version.comment,
        files=dict(version.checksums),
        codes=dict(version.codes),
    )
