"""Pending answers written into the record's files, and said; what the files contradict is said too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.cli.console import say
from planforge.values import french, join_and, plural

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.answers.changes import Conflict
    from planforge.cli.root import Settings


def fold_and_tell(folder: Path, settings: Settings) -> None:
    """Fold the pending answers and say where they went. The caller holds the lock.

    Raises ``RecordError`` where a file cannot be read, ``OutputError`` where one cannot be written.
    """
    from planforge.answers.folding import fold  # noqa: PLC0415 - kept out of start-up

    report = fold(folder)
    if report.files:
        say(french(f"Réponses écrites dans : {join_and(list(report.files))}"), settings)
    if report.conflicts:
        say(_conflicts_text(folder, report.conflicts), settings)


def _conflicts_text(folder: Path, conflicts: tuple[Conflict, ...]) -> str:
    """Each answer that the files contradict, in French: what the file keeps, what was answered."""
    from planforge.answers.addresses import path_of  # noqa: PLC0415 - kept out of start-up
    from planforge.answers.reading import read_files  # noqa: PLC0415 - same
    from planforge.model.places import Places  # noqa: PLC0415 - same
    from planforge.model.plan import Plan  # noqa: PLC0415 - same
    from planforge.model.shapes import shape_of  # noqa: PLC0415 - same

    sources = read_files(folder)
    places = Places(sources, sources.data, shape_of(Plan))
    head = plural(len(conflicts), "réponse n’a pas été écrite", "réponses n’ont pas été écrites")
    lines = [f"{head} : le fichier a été modifié à la main depuis, ou la place n’y est plus."]
    for one in conflicts:
        path = path_of(sources.data, one.address)
        where = " › ".join(places.french(path) if path is not None else one.address)
        lines.append(f"  {where} : le fichier garde {_said(one.in_file)}, vous aviez répondu {_said(one.answered)}.")
    return french("\n".join(lines))


def _said(value: object) -> str:
    if isinstance(value, str):
        return f"« {value} »"
    return "rien" if value is None else "une liste" if isinstance(value, list) else "un détail"
