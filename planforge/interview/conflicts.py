"""Answers that the files contradict, in French: what the file keeps, what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.answers.addresses import path_of
from planforge.answers.reading import read_files
from planforge.model.places import Places
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.values import french, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from planforge.answers.changes import Conflict
    from planforge.source import Data


def conflict_lines(folder: Path, conflicts: Iterable[Conflict]) -> tuple[str, ...]:
    """One sentence for each answer that was not written; raises ``RecordError`` where the files cannot be read."""
    told = list(conflicts)
    if not told:
        return ()
    sources = read_files(folder)
    places = Places(sources, sources.data, shape_of(Plan))
    lines = []
    for one in told:
        path = path_of(sources.data, one.address)
        where = " › ".join(places.french(path) if path is not None else one.address)
        kept, answered = _said(one.in_file), _said(one.answered)
        lines.append(french(f"{where} : le fichier garde {kept}, vous aviez répondu {answered}."))
    return tuple(lines)


def _said(value: Data) -> str:
    if isinstance(value, str):
        return quoted(value)
    return "rien" if value is None else "une liste" if isinstance(value, list) else "un détail"
