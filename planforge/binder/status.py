"""How far a record is: what is answered, who owes what, and which review is due; also of a record with mistakes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.analysis.gaps import completeness, gaps
from planforge.binder.opening import open_record, places_of
from planforge.binder.salvage import salvaged
from planforge.binder.versions import altered, releases
from planforge.errors import OutputError, ProblemsError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from planforge.analysis.results import Completeness, GapItem
    from planforge.binder.versions import Release
    from planforge.errors import Problem
    from planforge.model.places import Places
    from planforge.model.plan import Plan


@dataclass(frozen=True)
class Status:
    """A record at a date. ``plan`` is what could be read of it: with ``problems``, not all, and perhaps nothing.

    ``versions`` are those that were frozen, each with the files that were changed since.
    """

    plan: Plan | None
    places: Places | None
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    today: date
    versions: tuple[tuple[Release, tuple[str, ...]], ...] = ()

    @cached_property
    def sections(self) -> tuple[Completeness, ...]:
        """Answered against expected, by section of the record."""
        return completeness(self.plan) if self.plan else ()

    @cached_property
    def gaps(self) -> tuple[GapItem, ...]:
        """What is « à compléter »: by date, those without one last."""
        found = gaps(self.plan) if self.plan else ()
        return tuple(sorted(found, key=lambda gap: (gap.due is None, gap.due or self.today)))

    def is_late(self, day: date | None) -> bool:
        """Whether a date is past."""
        return day is not None and day < self.today

    @property
    def next_review(self) -> date | None:
        """When the plans are to be reviewed."""
        return self.plan.document.next_review.best if self.plan else None

    def who(self, gap: GapItem) -> str:
        """Who owes the answer, by function."""
        person = self.plan.person.get(gap.ask) if self.plan else None
        return person.function if person else gap.ask

    def what(self, gap: GapItem) -> str:
        """Where the answer is missing, in French: Applications › « DPI » › RTO."""
        return " › ".join(self.places.french(gap.path)) if self.places else gap.field


def read_status(folder: Path, today: date) -> Status:
    """The status of the record in a folder, whatever mistakes it has."""
    versions, unread = _versions(folder)
    try:
        opened = open_record(folder, today)
    except ProblemsError as error:
        found = salvaged(folder)
        plan, places = (found.plan, found.places) if found else (None, None)
        return Status(plan, places, error.problems, unread, today, versions)
    notices = (*opened.record.notices, *unread)
    return Status(opened.resolved.plan, places_of(opened), (), notices, today, versions)


def _versions(folder: Path) -> tuple[tuple[tuple[Release, tuple[str, ...]], ...], tuple[str, ...]]:
    """The versions with what changed in their files; why they cannot be read, where they cannot."""
    try:
        return tuple((one, altered(folder, one)) for one in releases(folder)), ()
    except OutputError as error:
        return (), (str(error),)
