"""A small questionnaire, sittings over a record in memory, and a person who answers anything she is asked."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from planforge.interview.driver import Session, conduct
from planforge.interview.engine import Interview, interview
from planforge.interview.loading import load_questionnaire
from planforge.interview.outline import Filters
from planforge.interview.plain import Plain
from planforge.interview.traces import traces_of
from planforge.library.loading import Library, load_library

if TYPE_CHECKING:
    from planforge.answers.journal import Entry
    from planforge.interview.driver import Ending
    from planforge.interview.questionnaire import Questionnaire
    from planforge.interview.slots import Record
    from planforge.interview.steps import Reply, Step

SMALL = Path(__file__).parent / "small"
NBSP = "\u00a0"

RECORD: Record = {
    "establishment": {"name": "CH de Murat", "statute": "public", "activities": ["mco"]},
    "people": [{"id": "dsi", "function": "Directeur du système d’information"}],
    "scenarios": [{"id": "attaque", "name": "Cyberattaque", "kind": "cyber"}],
}


@cache
def small() -> Questionnaire:
    """The small questionnaire of these tests."""
    return load_questionnaire(SMALL)


@cache
def library() -> Library:
    """The library that comes with planforge."""
    return load_library(None)


def begin(data: Record | None = None, entries: tuple[Entry, ...] = (), **filters: Any) -> Interview:
    """The interview of a record in memory; ``entries`` are the answers of before, already in the record."""
    return interview(small(), library(), RECORD if data is None else data, traces_of(entries), Filters(**filters))


@dataclass
class Sitting:
    """A session whose journal is a list."""

    session: Session
    journal: list[Entry] = field(default_factory=list)

    @property
    def here(self) -> Interview:
        """Where the interview is."""
        return self.session.interview

    @property
    def step(self) -> Step:
        """The question to put."""
        step = self.session.step
        assert step is not None
        return step

    def reply(self, *replies: Reply) -> Sitting:
        """Hand replies over, each of which must be taken."""
        for reply in replies:
            said = self.session.take(reply)
            assert isinstance(said, str), said
        return self

    def at(self, name: str) -> Sitting:
        """Go to the first question whose address ends with that name."""
        slot = next(slot for slot in self.here.listed if slot.address[-1] == name)
        self.session.interview = replace(self.here, focus=(slot.key,))
        return self


def sit(here: Interview | None = None, **filters: Any) -> Sitting:
    """A sitting over a record in memory."""
    journal: list[Entry] = []
    made = Session(here or begin(**filters), journal.append, lambda: "2026-11-27T09:00:00+01:00", "qualité")
    return Sitting(made, journal)


@dataclass(frozen=True)
class Held:
    """A conversation in plain text: how it ended, what was written, with plain spaces."""

    ending: Ending
    text: str
    sitting: Sitting


Hold: TypeAlias = Callable[..., Held]


def hold(*lines: str, here: Interview | None = None, width: int = 79, **filters: Any) -> Held:
    """Type these lines, one after the other, then nothing."""
    sitting = sit(here, **filters)
    written = io.StringIO()
    ending = conduct(sitting.session, Plain(io.StringIO("".join(f"{line}\n" for line in lines)), written, width))
    return Held(ending, written.getvalue().replace(NBSP, " "), sitting)


@pytest.fixture
def sitting() -> Sitting:
    """A sitting at the first question of the small questionnaire."""
    return sit()
