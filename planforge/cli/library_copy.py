"""``planforge library copy``: a service type beside the record, so that its referent corrects it without Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planforge import __version__
from planforge.cli.console import result
from planforge.cli.paragraphs import folded
from planforge.cli.places import record_folder
from planforge.cli.reporting import emit
from planforge.cli.shapes import entry_shape
from planforge.cli.shelves import KINDS, found_entry, library_of
from planforge.errors import OutputError
from planforge.values import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.cli.root import Settings
    from planforge.library.originals import Original
    from planforge.library.summaries import Found

_HEADING = (
    "# Copie de « {id} », livré avec planforge {version} : cette copie l’emporte. Corrigez, puis planforge check.\n"
)
_NEXT = (
    "Ensuite : corriger ce fichier, lancer planforge check, puis faire valider dans planforge.yaml "
    "(« validations » du service, « referents »)."
)


@click.command("copy")
@click.argument("identifier", metavar="TYPE")
@click.option("--kind", type=click.Choice(KINDS), help="Genre de l’entrée, quand deux portent le même identifiant.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait écrit, sans rien écrire.")
@click.pass_obj
def command(settings: Settings, identifier: str, kind: str | None, *, dry_run: bool) -> None:
    """Copier un type de service dans le dossier (library/services/), pour que son référent le corrige.

    N’écrase jamais rien. Une entrée de liste (application, formulaire, rôle…) n’est pas copiée : la commande écrit
    les lignes à recopier, et où.
    """
    from planforge.library.originals import original  # noqa: PLC0415 - kept out of start-up

    folder = record_folder(settings)
    library = library_of(folder)
    found = found_entry(library, identifier, kind, settings)
    source = original(library, found)
    if found.kind == "services":
        _copy(settings, folder, (found, source), dry_run=dry_run)
    else:
        _tell_how(settings, folder, (found, source), dry_run=dry_run)


def _copy(settings: Settings, folder: Path, copied: tuple[Found, Original], *, dry_run: bool) -> None:
    from planforge.answers.own_library import copy_original  # noqa: PLC0415 - kept out of start-up

    found, source = copied
    path = copy_original(source, folder, _HEADING.format(id=found.id, version=__version__), dry_run=dry_run)
    if settings.json:
        _emit(found, [path], "", dry_run=dry_run)
        return
    result(f"{'Serait écrit' if dry_run else 'Écrit'} : {path}")
    result(folded(_NEXT, 0))


def _tell_how(settings: Settings, folder: Path, copied: tuple[Found, Original], *, dry_run: bool) -> None:
    """Where the lines of a list entry go, and the lines: a list that is there already is never touched."""
    from planforge.answers.own_library import own_file  # noqa: PLC0415 - kept out of start-up

    found, source = copied
    path, text = own_file(source, folder), source.text
    if found.own:
        raise OutputError(f"Déjà présent : « {found.id} » dans {path}. Corrigez ce fichier-là ; rien n’a été écrit.")
    if settings.json:
        _emit(found, [], text, dry_run=dry_run)
        return
    where = "ajoutez ces lignes" if path.exists() else "créez ce fichier avec ces lignes"
    once = f" (la première, {quoted(text.partition(':')[0] + ':')}, une seule fois)" if path.exists() else ""
    said = (
        f"{quoted(found.id)} se trouve dans une liste : rien n’a été écrit. Dans {path}, {where}{once}, puis corrigez."
    )
    result(f"{folded(said, 0)}\n\n{text.rstrip()}")


def _emit(found: Found, files: list[Path], lines: str, *, dry_run: bool) -> None:
    """``lines``: what to add by hand to the hospital's own list, for an entry that is not copied."""
    emit(
        "library copy",
        kind=found.kind.value,
        **entry_shape(found),
        files=[str(path) for path in files],
        lines=lines,
        dry_run=dry_run,
    )
