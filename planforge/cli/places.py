"""Which record a command works on: ``-C``, else ``PLANFORGE_FOLDER``, else the nearest ``planforge.yaml`` above."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.console import say

if TYPE_CHECKING:
    from datetime import date

    from planforge.cli.root import Settings

RECORD = "planforge.yaml"
VARIABLE = "PLANFORGE_FOLDER"


def record_folder(settings: Settings) -> Path:
    """The folder of the record, said on standard error. Raises a usage error when none can be found."""
    folder = record_folder_if_any(settings)
    if folder is None:
        raise click.UsageError(
            f"Aucun dossier d’établissement ici : {RECORD} est introuvable dans « {Path.cwd()} » et au-dessus. "
            f"Indiquez le dossier avec -C, ou commencez-en un avec « planforge init »."
        )
    return folder


def record_folder_if_any(settings: Settings) -> Path | None:
    """The folder of the record, said on standard error; None where there is none.

    Raises a usage error for a folder that does not exist.
    """
    folder = _found(settings)
    if folder is not None:
        say(f"Dossier : {folder.resolve()}", settings)
    return folder


def _found(settings: Settings) -> Path | None:
    if settings.folder is not None:
        return _existing(settings.folder, "-C")
    named = os.environ.get(VARIABLE)
    if named:
        return _existing(Path(named), VARIABLE)
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / RECORD).is_file()), None)


def _existing(folder: Path, named_by: str) -> Path:
    if folder.is_dir():
        return folder
    raise click.UsageError(f"Le dossier « {folder} » (donné par {named_by}) n’existe pas.")


def today() -> date:
    """The date on the wall, for commands that judge ages."""
    return datetime.now().astimezone().date()
