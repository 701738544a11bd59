"""Answers that the files contradict, in French: what the file keeps, what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.answers.addresses import path_of
from planforge.answers.reading import read_files
from planforge.interview.spoken import NOT_YET
from planforge.model.answer import read_unknown
from planforge.model.places import Places
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.values import french, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from planforge.answers.addresses import Address
    from planforge.answers.changes import Conflict
    from planforge.source import Data


def conflict_lines(folder: Path, conflicts: Iterable[Conflict]) -> tuple[str, ...]:
    """One sentence for each answer that was not written; raises ``RecordError`` where the files cannot be read."""
    told = list(conflicts)
    if not told:
        return ()
    sources = read_files(folder)
    places = Places(sources, sources.data, shape_of(Plan))
    return tuple(
        french(f"{' › '.join(_where(places, one.address))} : {_kept(one.in_file)}, {_answered(one.answered)}.")
        for one in told
    )


def _where(places: Places, address: Address) -> Iterator[str]:
    """The place in French; what the file does not have, or not any more, in the words of the model."""
    data = places.data if isinstance(places.data, dict) else {}
    known = next(end for end in range(len(address), -1, -1) if path_of(data, address[:end]) is not None)
    found = path_of(data, address[:known]) or ()
    yield from places.french(found)
    shape = places.shape(found)
    for step in address[known:]:
        if shape.item is not None:
            shape = shape.item
            yield quoted(step)
        else:
            shape = shape.at(None, step)
            yield shape.title or quoted(step)


def _kept(value: Data) -> str:
    return "le fichier ne garde rien" if value is None else f"le fichier garde {_said(value)}"


def _answered(value: Data) -> str:
    return "vous aviez retiré cette réponse" if value is None else f"vous aviez répondu {_said(value)}"


def _said(value: Data) -> str:
    if isinstance(value, str):
        return quoted(value)
    unknown = read_unknown(value)
    if unknown is not None:
        return NOT_YET
    return "une liste" if isinstance(value, list) else "un détail"
