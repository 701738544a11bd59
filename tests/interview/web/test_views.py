"""What is said of a question, and in which order."""

from __future__ import annotations

from dataclasses import replace

from planforge.interview.engine import Given
from planforge.interview.steps import Kind, State
from planforge.interview.web.desk import Pending
from planforge.interview.web.grid import grid_of
from planforge.interview.web.messages import Form
from planforge.interview.web.route import is_cell
from planforge.interview.web.views import by_entry, title_of, told_of, viewed, waits
from tests.interview.conftest import begin
from tests.interview.web.conftest import record
from tests.interview.web.test_fields import step


def test_a_question_tells_why_then_how_then_what_was_said() -> None:
    asked = step(Kind.TEXT, why="a", help="b", example="c", suggestion=("e",), suggestion_text="e")
    assert [key for key, _, _ in told_of(asked)] == ["why", "help", "example", "suggestion"]
    assert list(told_of(step(Kind.TEXT))) == []


def test_what_is_not_known_yet_and_what_was_passed_are_said() -> None:
    unknown = step(Kind.TEXT, state=State.UNKNOWN, former_text="je ne sais pas encore (DSI)")
    assert list(told_of(unknown)) == [("former", "Réponse actuelle", "je ne sais pas encore (DSI)")]
    assert [key for key, _, _ in told_of(step(Kind.TEXT, state=State.PASSED))] == ["former"]
    assert list(told_of(step(Kind.TEXT, state=State.ANSWERED, former_text="a"))) == []  # it is in the field


def test_answers_about_one_entry_stand_together() -> None:
    given = [Given("1", "a", "S", "x", State.ANSWERED), Given("2", "b", "S", "y", State.ANSWERED)]
    given.append(Given("3", "c", "", "z", State.ANSWERED))
    assert [(entry, len(found)) for entry, found in by_entry(given)] == [("S", 2), ("", 1)]


def test_a_title_says_first_that_something_is_to_be_corrected() -> None:
    assert title_of("Question 1", wrong=True) == "À corriger – Question 1"
    assert title_of("Question 1", wrong=False) == "Question 1"


def test_a_cell_shows_what_was_written_in_it_and_why_it_is_not_taken() -> None:
    here = begin(data=record(applications=[{"id": "a", "name": "A", "vendor": {"unknown": {"ask": "DSI"}}}]))
    cell = grid_of(here, next(one for one in here.listed if is_cell(one))).cells[0]
    shown = viewed("A", cell, Pending())
    assert shown is not None
    assert (shown.not_yet, shown.note, shown.empty) == (True, "je ne sais pas encore (DSI)", False)
    again = viewed("A", cell, Pending(Form({"c1-other": ("Maincare",)}), {"c1-": "Non."}, frozenset({"c1-"})))
    assert again is not None
    assert (again.field.text, again.field.refusal, again.not_yet, again.empty) == ("Maincare", "Non.", False, True)
    assert viewed("A", None, Pending()) is None


def test_a_part_waits_where_some_answers_are_to_be_found_out() -> None:
    progress = begin().progress()[0]
    assert not waits(progress)
    assert waits(replace(progress, unknown=1))
