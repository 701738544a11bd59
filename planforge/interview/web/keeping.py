"""The folder behind the pages: the interview opened on it, its first record, the answers written into its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.answers.folding import fold
from planforge.errors import PlanforgeError
from planforge.interview.conflicts import conflict_lines
from planforge.interview.opening import open_beginning, open_session, write_begun
from planforge.source import MAIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planforge.interview.driver import Session
    from planforge.interview.opening import Person
    from planforge.interview.outline import Filters


@dataclass(frozen=True)
class Remark:
    """One thing that the check of the record says, and what to do about it."""

    message: str
    action: str
    who: str


@dataclass(frozen=True)
class Findings:
    """The gravest remarks on a record, of ``count``, and how many answers are still « à compléter »."""

    first: tuple[Remark, ...] = ()
    count: int = 0
    gaps: int = 0


@dataclass(frozen=True)
class Ending:
    """What became of the answers: the files they are in, those that a file contradicts, what the check says.

    ``findings`` is None where the record cannot be judged: ``trouble`` says why, a line for each reason.
    """

    files: tuple[str, ...]
    conflicts: tuple[str, ...]
    findings: Findings | None
    trouble: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opened:
    """The interview of a folder, and the answers of before that a file contradicts, in words."""

    session: Session
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Keeper:
    """The folder of an establishment, whose lock the caller holds; ``judge`` checks the record that it holds."""

    folder: Path
    person: Person
    judge: Callable[[], Findings]

    @property
    def is_begun(self) -> bool:
        """Whether there is a record."""
        return (self.folder / MAIN).is_file()

    def open(self, filters: Filters) -> Opened:
        """The interview where it was left; the questions that come before a record where there is none.

        Raises ``RecordError`` where the record is not YAML, ``OutputError`` where pending answers cannot be folded.
        """
        if not self.is_begun:
            return Opened(open_beginning(self.folder, self.person))
        report = fold(self.folder)
        conflicts = conflict_lines(self.folder, report.conflicts)
        return Opened(open_session(self.folder, filters, self.person), conflicts)

    def write_first(self, session: Session, filters: Filters) -> tuple[str, ...]:
        """Write the first record of what was answered before there was one; gives the names of the files."""
        return tuple(path.name for path in write_begun(self.folder, session, filters.scope))

    def finish(self) -> Ending:
        """Write the answers into the record's files and judge it. Raises ``RecordError``, ``OutputError``."""
        report = fold(self.folder)
        conflicts = conflict_lines(self.folder, report.conflicts)
        try:
            return Ending(report.files, conflicts, self.judge())
        except PlanforgeError as error:
            return Ending(report.files, conflicts, None, tuple(str(error).split("\n")))
