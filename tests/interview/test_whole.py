"""The questions that come with planforge, answered whole in plain text, in a folder; the record can then be read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from planforge.answers.folding import fold
from planforge.answers.reading import read_record
from planforge.answers.starter import write_starter
from planforge.interview.driver import Ending, conduct
from planforge.interview.opening import Person as Who
from planforge.interview.opening import open_session
from planforge.interview.outline import Filters
from planforge.interview.plain import Plain
from planforge.interview.questionnaire import Depth, Role, Scope
from planforge.interview.steps import Kind
from tests.interview.person import Person

if TYPE_CHECKING:
    from pathlib import Path

QUALITY = Who("Claire", lambda: "2026-11-27T09:00:00+01:00")


def answered(folder: Path, filters: Filters, every: int = 0) -> tuple[Person, str]:
    """What somebody who answers everything was asked, and the text of the conversation."""
    session = open_session(folder, filters, QUALITY)
    person = Person(session, every=every)
    written = io.StringIO()
    assert conduct(session, Plain(person, written, 79)) is Ending.DONE
    assert [one.section.id for one in session.interview.progress() if one.open] == []
    return person, written.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first record of a public hospital with acute and rehabilitation care."""
    write_starter(tmp_path, "public", ["mco", "smr"], "CH de Murat", "minimum")
    return tmp_path


@pytest.mark.parametrize("role", [*Role, None])
def test_the_minimum_is_answered_whole_and_the_record_can_be_read(folder: Path, role: Role | None) -> None:
    person, text = answered(folder, Filters(role=role, scope=Scope.MINIMUM), every=5)
    assert fold(folder).conflicts == ()
    assert read_record(folder).plan.establishment.name == "CH de Murat"
    assert person.asked
    assert max(map(len, text.replace("> ", "\n").splitlines())) <= 79


@pytest.mark.parametrize("role", [Role.QUALITY, Role.BOARD])
def test_every_question_is_answered_whole_at_every_depth(folder: Path, role: Role) -> None:
    answered(folder, Filters(role=role, depth=Depth.EXPERT, scope=Scope.MINIMUM), every=4)
    assert fold(folder).conflicts == ()
    read_record(folder)


def test_once_answered_nothing_is_asked_again_folded_or_not(folder: Path) -> None:
    filters = Filters(role=Role.QUALITY, scope=Scope.MINIMUM)
    answered(folder, filters, every=3)
    again, _ = answered(folder, filters)
    assert again.asked == []
    fold(folder)
    again, _ = answered(folder, filters)
    assert again.asked == []


def test_restarting_asks_everything_again_and_changes_nothing(folder: Path) -> None:
    filters = Filters(role=Role.BOARD, scope=Scope.MINIMUM)
    answered(folder, filters)
    fold(folder)
    before = read_record(folder).plan
    person, _ = answered(folder, Filters(role=Role.BOARD, scope=Scope.MINIMUM, again=True))
    assert len(person.asked) >= 6
    assert all(step.former for step in person.asked if step.kind is not Kind.MENU)
    fold(folder)
    assert read_record(folder).plan == before
