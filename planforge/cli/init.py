"""``planforge init``: a commented starter record, or a copy of a worked example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.console import result
from planforge.cli.places import RECORD
from planforge.cli.reporting import emit, reporting
from planforge.errors import OutputError

if TYPE_CHECKING:
    from planforge.cli.root import Settings


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--statute", default="public", metavar="S", help="public, espic, private, army ou gcs.")
@click.option("--activity", "activities", multiple=True, metavar="A", help="mco, smr, psy, had, ehpad… (répétable).")
@click.option("--name", default="", metavar="NOM", help="Nom de l’établissement.")
@click.option("--example", metavar="NOM", help="Copier un exemple complet : hopital ou ehpad.")
@click.pass_obj
def command(settings: Settings, folder: Path, example: str | None, **start: object) -> None:
    """Commencer un dossier dans FOLDER, sans rien écraser.

    \b
    planforge init mon-hopital --statute public --activity mco --activity smr
    planforge init essai --example hopital
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    with reporting(settings, "init"):
        if (folder / RECORD).exists():
            raise OutputError(
                f"Un dossier existe déjà dans « {folder} » ({RECORD}). Rien n’a été écrit : "
                "choisissez un autre dossier, ou supprimez ce fichier vous-même."
            )
        written = _example(folder, example) if example else _starter(folder, start)
    if settings.json:
        emit("init", files=[str(path) for path in written])
        return
    for path in written:
        result(f"Écrit : {path}")
    result(f"Ensuite : planforge -C {folder} check, puis planforge -C {folder} build")


def _example(folder: Path, name: str) -> tuple[Path, ...]:
    from planforge.answers.starter import copy_example, example_names  # noqa: PLC0415 - kept out of start-up

    if name not in example_names():
        raise click.UsageError(f"L’exemple « {name} » n’existe pas. Exemples : {', '.join(example_names())}.")
    return copy_example(name, folder)


def _starter(folder: Path, start: dict[str, object]) -> tuple[Path, ...]:
    from planforge.answers.starter import write_starter  # noqa: PLC0415 - kept out of start-up

    return write_starter(folder, str(start["statute"]), tuple(start["activities"]), str(start["name"]))  # type: ignore[arg-type]
