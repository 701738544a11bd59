"""Somebody with a browser before the small questionnaire, in memory; or before a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from planforge.interview.opening import Person
from planforge.interview.outline import Filters
from planforge.interview.web.application import Application
from planforge.interview.web.course import Course, open_course
from planforge.interview.web.desk import Desk
from planforge.interview.web.guards import Door, Secrets
from planforge.interview.web.keeping import Ending, Findings, Keeper, Opened
from planforge.interview.web.sitting import Sitting
from tests.interview.conftest import RECORD, sit
from tests.interview.web.visitor import Visitor

if TYPE_CHECKING:
    from planforge.answers.journal import Entry
    from planforge.interview.driver import Session
    from planforge.interview.engine import Interview
    from planforge.interview.slots import Record

HOST = "127.0.0.1:8765"
DOOR = Door(HOST, Secrets("la-cle", "le-cookie", "le-jeton"))
LET_IN = {"host": HOST, "cookie": "planforge-8765=le-cookie"}
PERSON = Person("qualité", lambda: "2026-11-27T09:00:00+01:00")


def record(**more: Any) -> Record:
    """The usual record of these tests, with more in it."""
    return {**RECORD, **more}


@dataclass(frozen=True)
class InMemory(Keeper):
    """A folder that is not there: its record is the one of the session."""

    session: Session

    @property
    def is_begun(self) -> bool:
        return True

    def open(self, filters: Filters) -> Opened:
        del filters
        return Opened(self.session)

    def finish(self) -> Ending:
        return Ending(("planforge.yaml",), (), Findings())


@dataclass
class Served:
    """The form on a record in memory, and somebody in front of it; bugs are raised."""

    visitor: Visitor
    application: Application
    journal: list[Entry] = field(default_factory=list)

    @property
    def here(self) -> Interview:
        """Where the interview is."""
        return self.application.course.desk.here

    @property
    def desk(self) -> Desk:
        """What the pages remember."""
        return self.application.course.desk

    def at(self, *ends: str) -> Visitor:
        """Open the question of that address, else the first one whose address ends so."""
        found = [one for one in self.here.listed if one.address[-len(ends) :] == ends]
        slot = next((one for one in found if one.address == ends), found[0])
        self.visitor.go(f"/question?q={slot.node.rank}/{'/'.join(slot.address)}")
        return self.visitor

    def value(self, *address: str) -> object:
        """What the record says at the place of the last answer there."""
        entries = (one for one in reversed(self.journal) if one.address == address)
        return next((one.value for one in entries), None)


Serve: TypeAlias = Callable[..., Served]


def served(course: Course) -> Served:
    """A course with somebody before it."""
    application = Application(DOOR, course, _raised)
    return Served(Visitor(application, dict(LET_IN)), application)


def _raised(error: Exception) -> None:
    raise error


@pytest.fixture
def serve() -> Serve:
    """``serve(interview)`` puts somebody before the small questionnaire; ``serve()`` over the usual record."""

    def start(here: Interview | None = None) -> Served:
        sitting = sit(here)
        keeper = InMemory(Path("valmont"), PERSON, Findings, sitting.session)
        found = served(Course(keeper, Filters(), Desk(Sitting(sitting.session)), is_begun=True))
        found.journal = sitting.journal
        return found

    return start


@pytest.fixture
def open_folder() -> Callable[[Path], Served]:
    """``open_folder(path)`` puts somebody before the questions that come with planforge, on a folder."""

    def start(folder: Path, judge: Callable[[], Findings] = Findings) -> Served:
        return served(open_course(Keeper(folder, PERSON, judge)))

    return start
