"""What taking the last answers back would do, before it is done: the record must not become unreadable by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.answers.changes import Conflict, changes_of
from planforge.answers.history import contraries, last_answers
from planforge.answers.pending import spliced
from planforge.answers.reading import judged, read_sources
from planforge.errors import RecordError

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.answers.journal import Entry
    from planforge.errors import Problem
    from planforge.source import Data, Sources


@dataclass(frozen=True)
class Undoing:
    """The last answers, newest first; the contrary of each; what would keep what a hand wrote; what would break.

    ``data`` is the record with the answers.
    """

    data: dict[str, Data]
    answers: tuple[Entry, ...]
    contraries: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]


def foresee(folder: Path, count: int) -> Undoing:
    """What taking the last ``count`` answers back would do; nothing is written.

    Raises ``RecordError`` where the record is not YAML.
    """
    sources = read_sources(folder)
    answers = last_answers(folder, count)
    back = contraries(sources.data, answers)
    changes = changes_of(sources.data, back)
    known = {_said(problem) for problem in _problems(sources, folder)}
    after = _problems(spliced(sources, changes.edits), folder)
    fresh = tuple(problem for problem in after if _said(problem) not in known)
    return Undoing(sources.data, answers, back, changes.conflicts, fresh)


def _problems(sources: Sources, folder: Path) -> tuple[Problem, ...]:
    try:
        judged(sources, folder)
    except RecordError as error:
        return error.problems
    return ()


def _said(problem: Problem) -> tuple[str, tuple[str, ...], str]:
    """What a problem says, wherever its line has moved to."""
    return problem.code, problem.path, problem.message
