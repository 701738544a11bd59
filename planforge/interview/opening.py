"""A sitting opened on a folder: the questionnaire, the record with what is not folded yet, the traces of before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from planforge.answers.history import all_entries
from planforge.answers.journal import append
from planforge.answers.reading import OWN_LIBRARY, read_sources
from planforge.answers.starter import write_starter
from planforge.answers.versions import version_problems
from planforge.errors import RecordError
from planforge.interview.beginning import beginning, begun
from planforge.interview.driver import Session
from planforge.interview.engine import interview
from planforge.interview.loading import load_questionnaire
from planforge.interview.traces import traces_of
from planforge.library.loading import load_library
from planforge.model.mentions import census
from planforge.model.places import Places
from planforge.model.plan import RESTRICTED_KEYS, Plan
from planforge.model.shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planforge.interview.outline import Filters
    from planforge.source import Sources


@dataclass(frozen=True)
class Person:
    """Who answers, and the clock: both are read above, by the command line."""

    name: str
    now: Callable[[], str]


def open_session(folder: Path, filters: Filters, person: Person) -> Session:
    """The interview of a folder, where it was left. The caller holds the lock.

    Raises ``RecordError`` where the record is not YAML, or of another format, ``QuestionnaireError`` where the
    questions cannot be used.
    """
    entries = all_entries(folder)
    library = load_library(folder / OWN_LIBRARY)
    sources = in_our_format(folder)
    filters = replace(filters, apart=kept_apart(sources))
    made = interview(load_questionnaire(), library, sources.data, traces_of(entries), filters)
    return Session(made, partial(append, folder), person.now, person.name)


def in_our_format(folder: Path) -> Sources:
    """The record with what is not folded yet. Raises ``RecordError`` where it is of an older, or a newer format.

    To write the answers of today into it would mix the two.
    """
    sources = read_sources(folder)
    problems = version_problems(Places(sources, sources.data, shape_of(Plan)))
    if problems:
        raise RecordError(problems)
    return sources


def kept_apart(sources: Sources) -> frozenset[str]:
    """The restricted parts, where their file is kept elsewhere: nothing of them is here, and the record names some.

    An answer about one of them would make a new file, beside which the other names would mean nothing.
    """
    if not sources.restricted_missing:
        return frozenset()
    mentions = census(Places(sources, sources.data, shape_of(Plan))).mentions
    named = any(RESTRICTED_KEYS.intersection(mention.ref.collections) for mention in mentions)
    return RESTRICTED_KEYS if named else frozenset()


def open_beginning(folder: Path, person: Person) -> Session:
    """The questions that come before there is a record, where they were left. The caller holds the lock."""
    made = beginning(load_library(folder / OWN_LIBRARY), all_entries(folder))
    return Session(made, partial(append, folder), person.now, person.name)


def write_begun(folder: Path, session: Session, scope: str) -> tuple[Path, ...]:
    """Write the first record of what was answered; gives the files. Raises ``OutputError``."""
    name, statute, activities = begun(session.interview.data)
    return write_starter(folder, statute, activities, name, scope)
