"""From a folder to what a composer needs: record read, types resolved, implications worked out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.analysis.study import study
from planforge.answers.reading import OWN_LIBRARY, collected_later, read_record
from planforge.binder.kept_estimates import KeptEstimates
from planforge.errors import LibraryError
from planforge.library.entries import is_blocking, shelf_problems
from planforge.library.loading import load_library
from planforge.library.resolution import resolve
from planforge.model.places import Places
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from planforge.analysis.study import Results
    from planforge.analysis.written import Written
    from planforge.answers.reading import Record
    from planforge.library.loading import Library
    from planforge.library.resolution import Resolved


@dataclass(frozen=True)
class OpenRecord:
    """A record that could be read, with its library types resolved and its findings."""

    record: Record
    resolved: Resolved
    results: Results
    today: date | None
    estimates: KeptEstimates


def open_record(
    folder: Path, today: date | None, *, document_date: bool = False, written: Written | None = None
) -> OpenRecord:
    """Read, resolve and study the record of ``folder``.

    ``document_date`` counts ages from the document's own date when ``today`` is not given, as ``build`` does so that
    the same record gives the same bytes. ``written`` are the documents that rules judge too; whoever composes new ones
    leaves them out, for what is printed depends on the record alone.

    Raises ``RecordError`` or ``LibraryError`` with every problem.
    """
    with collected_later():
        library = load_library(folder / OWN_LIBRARY)
        weak = _own_entries(library)
        record = read_record(folder)
        resolved = resolve(record.plan, library)
    if today is None and document_date:
        today = record.plan.document.date.best
    if weak:
        record = replace(record, notices=(*record.notices, *weak))
    estimates = KeptEstimates(folder)
    return OpenRecord(record, resolved, study(resolved, today, written, estimates), today, estimates)


def _own_entries(library: Library) -> tuple[str, ...]:
    """What is weak in the hospital's own library, in words; raises ``LibraryError`` for what names nothing."""
    problems = [problem for shelf in library.own for problem in shelf_problems(shelf, library)]
    blocking = [problem for problem in problems if is_blocking(problem)]
    if blocking:
        raise LibraryError(blocking)
    return tuple(f"{problem.location} : {problem.message} {problem.hint}" for problem in problems)


def places_of(opened: OpenRecord) -> Places:
    """Where each value of the record stands, in its files and in French."""
    sources = opened.record.sources
    return Places(sources, sources.data, shape_of(Plan))
