"""Pending answers written into the record's files, and said; what the files contradict is said too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.cli.console import complain, say
from planforge.cli.paragraphs import folded
from planforge.values import french, join_and, plural

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.answers.changes import Conflict
    from planforge.cli.root import Settings


_AGAIN = "Si c’est votre réponse qui est juste, redonnez-la : planforge edit"
_NOT_LOST = "Vos réponses sont enregistrées, et rejoindront les fichiers dès que planforge pourra y écrire."


def fold_and_tell(folder: Path, settings: Settings) -> None:
    """Fold the pending answers and say where they went. The caller holds the lock.

    Raises ``RecordError`` where a file cannot be read, ``OutputError`` where one cannot be written.
    """
    from planforge.answers.folding import fold  # noqa: PLC0415 - kept out of start-up
    from planforge.errors import OutputError  # noqa: PLC0415 - same

    try:
        report = fold(folder)
    except OutputError:
        complain(french(_NOT_LOST), settings)
        raise
    if report.files:
        say(french(f"Réponses écrites dans : {join_and(list(report.files))}"), settings)
    if report.conflicts:
        say(_conflicts_text(folder, report.conflicts), settings)


def _conflicts_text(folder: Path, conflicts: tuple[Conflict, ...]) -> str:
    """Each answer that the files contradict, in French: what the file keeps, what was answered."""
    from planforge.interview.conflicts import conflict_lines  # noqa: PLC0415 - kept out of start-up

    head = plural(len(conflicts), "réponse n’a pas été écrite", "réponses n’ont pas été écrites")
    why = french(f"{head} : le fichier a été modifié à la main depuis, ou la place n’y est plus.")
    lines = (folded(line, hang=2) for line in conflict_lines(folder, conflicts))
    return "\n".join([folded(why, indent=0), *lines, french(_AGAIN)])
