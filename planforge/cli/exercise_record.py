"""``planforge exercise record``: a filled evaluation grid taken into the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.console import result, say
from planforge.cli.pending_answers import file_pending, tell_pending
from planforge.cli.person import holder
from planforge.cli.places import record_folder, today
from planforge.cli.reporting import emit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.cli.root import Settings
    from planforge.exchange.evaluation import FilledGrid
    from planforge.exchange.evaluation_edits import Change

_WORDS = {"exercise": "Exercice", "action": "Action", "evidence": "Preuve", "measure": "Mesure"}


@click.command("record")
@click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Dire ce qui changerait dans le dossier, sans rien écrire.")
@click.pass_obj
def command(settings: Settings, file: Path, *, dry_run: bool) -> None:
    """Reprendre dans le dossier une grille d’évaluation remplie.

    L’exercice et ses notes, les actions, la tenue mesurée et le RETEX signé vont dans le dossier ; le reste de vos
    fichiers ne change pas. Une grille reprise deux fois ne compte qu’une fois.
    """
    from planforge.answers.amending import amend  # noqa: PLC0415 - kept out of start-up

    folder = record_folder(settings)
    (tell_pending if dry_run else file_pending)(folder, settings)
    grid, found = _found(settings, folder, file)
    edits = [edit for change in found for edit in change.edits]
    if edits and not dry_run:
        amend(folder, holder(), edits)
    if settings.json:
        _emit(grid, found, dry_run=dry_run)
    else:
        result("\n".join(_text(grid, found, dry_run=dry_run)))
        if edits and not dry_run:
            say(f"Compte rendu : planforge exercise report {grid.play.id}", settings)


def _found(settings: Settings, folder: Path, file: Path) -> tuple[FilledGrid, tuple[Change, ...]]:
    """The grid, and what it changes. Raises ``RecordError``, ``CannotReadError`` or ``GridError``."""
    from planforge.answers.reading import OWN_LIBRARY  # noqa: PLC0415 - kept out of start-up
    from planforge.binder.exercise_proofs import report_proofs  # noqa: PLC0415 - same
    from planforge.binder.opening import open_record  # noqa: PLC0415 - same
    from planforge.exchange.evaluation import read_grid  # noqa: PLC0415 - same
    from planforge.exchange.evaluation_edits import changes  # noqa: PLC0415 - same
    from planforge.exchange.play import Playing  # noqa: PLC0415 - same
    from planforge.library.loading import load_library  # noqa: PLC0415 - same

    day = settings.as_of or today()
    opened = open_record(folder, day)
    playing = Playing(opened.resolved.plan, day, lambda path: _is_inside(folder, path))
    grid = read_grid(_bytes(file), file.name, playing, load_library(folder / OWN_LIBRARY).criteria)
    proofs = report_proofs(opened, folder, grid.play.kind) if grid.play.signed else ()
    return grid, changes(grid, opened.record.sources.data, proofs)


def _bytes(file: Path) -> bytes:
    from planforge.errors import OutputError  # noqa: PLC0415 - kept out of start-up

    try:
        return file.read_bytes()
    except OSError as error:
        raise OutputError(f"« {file} » ne peut pas être lu : fermez-le ailleurs, puis relancez.") from error


def _is_inside(folder: Path, path: str) -> bool:
    place = (folder / path).resolve()
    return place.is_relative_to(folder.resolve()) and place.is_file()


def _text(grid: FilledGrid, found: tuple[Change, ...], *, dry_run: bool) -> Iterator[str]:
    from planforge.model.playing import CriterionFamily  # noqa: PLC0415 - kept out of start-up
    from planforge.model.words import word  # noqa: PLC0415 - same
    from planforge.values import say_number  # noqa: PLC0415 - same

    for change in found:
        state = "déjà au dossier" if not change.edits else "ajouté" if change.added else "mis à jour"
        yield f"{_WORDS[change.entry]} {change.id} ({state}) : {change.words}"
    for family, score in grid.scores.items():
        yield f"  {say_number(score)} sur 3   {word(CriterionFamily(family))}"
    if dry_run:
        yield "Rien n’a été écrit."
    elif not any(change.edits for change in found):
        yield "Le dossier dit déjà tout cela."


def _emit(grid: FilledGrid, found: tuple[Change, ...], *, dry_run: bool) -> None:
    emit(
        "exercise record",
        dry_run=dry_run,
        exercise=grid.play.id,
        done_on=grid.play.done_on.isoformat(),
        scores=dict(grid.scores),
        changes=[
            {
                "entry": change.entry.value,
                "id": change.id,
                "words": change.words,
                "state": "identical" if not change.edits else "added" if change.added else "updated",
                "paths": [list(edit.path) for edit in change.edits],
            }
            for change in found
        ],
    )
