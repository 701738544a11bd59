"""``planforge migrate``: an older record brought to the current schema, its old text kept aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planforge.cli.console import result, say
from planforge.cli.pending_answers import file_pending, tell_pending
from planforge.cli.places import record_folder
from planforge.cli.reporting import emit

if TYPE_CHECKING:
    from planforge.cli.root import Settings


@click.command("migrate")
@click.option("--dry-run", is_flag=True, help="Dire ce qui changerait, sans rien écrire.")
@click.pass_obj
def command(settings: Settings, *, dry_run: bool) -> None:
    """Mettre un ancien dossier au format actuel ; les anciens fichiers sont conservés à côté."""
    from planforge.answers.migration import migrate  # noqa: PLC0415 - kept out of start-up

    folder = record_folder(settings)
    (tell_pending if dry_run else file_pending)(folder, settings)
    report = migrate(folder, dry_run=dry_run)
    for notice in report.notices:
        say(notice, settings)
    if settings.json:
        backups = [str(path) for path in report.backups]
        emit("migrate", before=report.before, after=report.after, backups=backups, dry_run=dry_run)
    elif report.before == report.after:
        result(f"Le dossier est déjà au format {report.after}. Rien n’a été modifié.")
    else:
        done, kept = ("passerait", "serait conservé") if dry_run else ("est passé", "est conservé")
        result(f"Le dossier {done} du format {report.before} au format {report.after}.")
        for path in report.backups:
            result(f"  L’ancien fichier {kept} : {path}")
