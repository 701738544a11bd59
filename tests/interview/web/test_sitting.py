"""Replies to any question, in any order: each reaches its own, and those refused change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.errors import OutputError
from planforge.interview.steps import Add, Answer, Back, Change, Finish, Pass, Refusal, State
from planforge.interview.web.fields import Read
from planforge.interview.web.grid import grid_of
from planforge.interview.web.messages import Form
from planforge.interview.web.route import is_cell
from planforge.interview.web.sitting import Sitting
from tests.interview.conftest import begin, sit
from tests.interview.web.conftest import record

if TYPE_CHECKING:
    from planforge.answers.journal import Entry
    from planforge.interview.slots import Slot
    from planforge.interview.web.grid import Grid

APPLICATIONS = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]


def seated(**more: Any) -> tuple[Sitting, list[Entry]]:
    """A sitting, and its journal."""
    under = sit(begin(data=record(**more)))
    return Sitting(under.session), under.journal


def slot(sitting: Sitting, *ends: str) -> Slot:
    """The first question whose address ends so."""
    return next(one for one in sitting.here.listed if one.address[-len(ends) :] == ends)


def test_a_reply_reaches_its_question_wherever_one_is() -> None:
    sitting, journal = seated()
    assert sitting.take(slot(sitting, "date"), Answer("20/11/2026")) == "20/11/2026"
    assert [entry.address for entry in journal] == [("document", "date")]
    assert sitting.here.focus == ()


def test_a_refused_reply_changes_nothing() -> None:
    sitting, journal = seated()
    before = sitting.here
    assert isinstance(sitting.take(slot(sitting, "date"), Answer("bientôt")), Refusal)
    assert sitting.here is before
    assert journal == []


def test_a_journal_that_cannot_be_written_is_a_refusal() -> None:
    sitting, _ = seated()

    def full(_: Entry) -> None:
        raise OutputError("Le disque est plein.")

    sitting.session.journal = full
    said = sitting.take(slot(sitting, "date"), Answer("20/11/2026"))
    assert isinstance(said, Refusal)
    assert said.text == "Le disque est plein."
    assert sitting.here.focus == ()


def test_an_answer_elsewhere_leaves_what_was_being_gone_through_again() -> None:
    sitting, _ = seated(services=[{"id": "s", "name": "S"}])
    sitting.take(slot(sitting, "services"), Change("s"))
    assert sitting.here.focus
    sitting.take(slot(sitting, "date"), Pass())
    assert sitting.here.focus == ()


def test_an_answer_within_it_goes_on_with_the_next() -> None:
    sitting, _ = seated(services=[{"id": "s", "name": "S"}])
    sitting.take(slot(sitting, "services"), Change("s"))
    first, second = sitting.here.focus[:2]
    current = sitting.here.current
    assert current is not None
    assert current.key == first
    sitting.take(current, Answer("Standard"))
    assert sitting.here.focus[0] == second


def test_an_addition_is_given_up_by_going_back() -> None:
    sitting, _ = seated()
    sitting.take(slot(sitting, "exercises"), Add("Nuit blanche"))
    current = sitting.here.current
    assert current is not None
    assert sitting.is_drafted(current)
    sitting.take(current, Back())
    assert sitting.here.drafted is None
    assert sitting.current.endswith("/exercises")


def test_new_people_and_those_that_are_there_make_one_answer() -> None:
    sitting, _ = seated()
    committee = slot(sitting, "committee")
    sitting.answer(committee, sitting.here.step_of(committee), Read(("dsi",), ("Cadre de garde", "Pharmacien")))
    now = sitting.here.slot(committee.key)
    assert now is not None
    assert sitting.here.step_of(now).former == ("dsi", "cadre-de-garde", "pharmacien")


def test_somebody_unticked_is_gone_though_somebody_new_came() -> None:
    sitting, _ = seated(governance={"committee": ["dsi"]})
    committee = slot(sitting, "committee")
    sitting.answer(committee, sitting.here.step_of(committee), Read((), ("Pharmacien",)))
    now = sitting.here.slot(committee.key)
    assert now is not None
    assert sitting.here.step_of(now).former == ("pharmacien",)


def test_a_name_that_cannot_be_created_is_refused() -> None:
    sitting, _ = seated()
    applications = next(one for one in sitting.here.listed if one.address[-1] == "sponsor")
    said = sitting.answer(applications, sitting.here.step_of(applications), Read((), ("\x00",)))
    assert isinstance(said, Refusal)


@pytest.fixture
def table() -> tuple[Sitting, Grid]:
    """A table of two rows and three columns, nothing answered."""
    sitting, _ = seated(applications=APPLICATIONS)
    return sitting, grid_of(sitting.here, next(one for one in sitting.here.listed if is_cell(one)))


def states(sitting: Sitting) -> list[State]:
    """How the cells stand."""
    return [sitting.here.state(one) for one in sitting.here.listed if is_cell(one)]


def test_the_cells_of_a_table_are_taken_with_one_form(table: tuple[Sitting, Grid]) -> None:
    sitting, grid = table
    form = {"c1-other": "Maincare", "c2-answer": "4 h", "c3-nsp": "1", "ask": "DSI", "due": "15/12/2026"}
    taken = sitting.take_grid(grid, Form({name: (value,) for name, value in form.items()}), passing=False)
    assert (taken.count, taken.refusals, taken.empty) == (3, {}, {"c4-", "c5-", "c6-"})
    assert states(sitting)[:3] == [State.ANSWERED, State.ANSWERED, State.UNKNOWN]
    assert not taken.is_all


def test_empty_cells_are_passed_when_one_says_so(table: tuple[Sitting, Grid]) -> None:
    sitting, grid = table
    taken = sitting.take_grid(grid, Form({"c1-other": ("Maincare",)}), passing=True)
    assert (taken.count, taken.is_all) == (6, True)
    assert states(sitting)[1:] == [State.PASSED] * 5


def test_a_wrong_cell_does_not_keep_the_others_from_being_taken(table: tuple[Sitting, Grid]) -> None:
    sitting, grid = table
    taken = sitting.take_grid(grid, Form({"c2-answer": ("4",), "c5-answer": ("4 h",)}), passing=True)
    assert list(taken.refusals) == ["c2-"]
    assert "unité" in taken.refusals["c2-"]
    assert (states(sitting)[1], states(sitting)[4]) == (State.OPEN, State.ANSWERED)


def test_the_same_table_sent_again_changes_nothing(table: tuple[Sitting, Grid]) -> None:
    sitting, grid = table
    form = Form({"c2-answer": ("4 h",), "c3-nsp": ("1",), "ask": ("DSI",)})
    sitting.take_grid(grid, form, passing=True)
    again = grid_of(sitting.here, next(one for one in sitting.here.listed if is_cell(one)))
    assert sitting.take_grid(again, form, passing=False).count == 0
    assert sitting.take_grid(again, form, passing=True).is_all


def test_a_row_that_is_changed_is_not_asked_twice() -> None:
    sitting, _ = seated(applications=APPLICATIONS)
    sitting.take(slot(sitting, "applications"), Change("b"))
    naming = sitting.here.current
    assert naming is not None
    sitting.take(naming, Answer("Bis"))
    assert sitting.here.current is not None
    grid = grid_of(sitting.here, sitting.here.current)
    sitting.take_grid(grid, Form(), passing=True)
    assert sitting.current.endswith("/applications")
    menu = sitting.here.current
    assert menu is not None
    sitting.take(menu, Finish())
    assert sitting.here.focus == ()
