"""Where a question leads: to the next open one, to the one before, to the parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.interview.asking import token_of
from planforge.interview.steps import Add, Change
from planforge.interview.web.route import is_cell, is_first, mark_of, slot_at, stops, token_after, token_before
from tests.interview.conftest import Sitting, begin, sit
from tests.interview.web.conftest import record

if TYPE_CHECKING:
    from planforge.interview.engine import Interview
    from planforge.interview.slots import Slot

TABLE = record(applications=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}])


def slot(here: Interview, *ends: str) -> Slot:
    """The first question whose address ends so."""
    return next(one for one in here.listed if one.address[-len(ends) :] == ends)


def names(here: Interview, token: str) -> tuple[str, ...]:
    """The address of the question of a token."""
    found = slot_at(here, token)
    return () if found is None else found.address


def test_every_question_is_found_by_its_token_and_nothing_else_is() -> None:
    here = begin()
    assert [slot_at(here, token_of(one)) for one in here.listed] == list(here.listed)
    assert slot_at(here, "999/nothing") is None


def test_the_next_question_is_the_next_open_one_of_the_same_part() -> None:
    here = begin()
    assert names(here, token_after(here, slot(here, "committee"))) == ("crisis", "off_network_means")


def test_after_the_last_one_comes_what_was_left_before() -> None:
    here = begin()
    assert names(here, token_after(here, here.listed[-1])) == ("establishment", "name")


def test_what_is_left_of_a_table_comes_first() -> None:
    here = begin(data=TABLE)
    last = [one for one in here.listed if is_cell(one)][-1]
    assert names(here, token_after(here, last)) == ("applications", "a", "vendor")


def test_what_is_gone_through_again_comes_before_all_else() -> None:
    here = sit(begin(data=TABLE)).at("applications").reply(Change("b")).here
    assert names(here, token_after(here, slot(here, "name"))) == ("applications", "b", "name")


def test_nothing_comes_after_the_end() -> None:
    here = begin()
    everything = frozenset(one.address for one in here.listed)
    done = replace(here, traces=replace(here.traces, visited=everything))
    assert done.current is None
    assert token_after(done, done.listed[0]) == ""


def test_the_question_before_is_the_one_above_and_a_table_is_one() -> None:
    here = begin(data=TABLE)
    assert token_before(here, here.listed[0]) == ""
    assert names(here, token_before(here, slot(here, "ght"))) == ("establishment", "activities")
    last = [one for one in here.listed if is_cell(one)][-1]
    assert names(here, token_before(here, last)) == ("applications",)


def test_the_name_of_an_entry_leads_back_to_its_list() -> None:
    sitting = sit(begin(data=TABLE)).at("applications").reply(Change("b"))
    assert sitting.here.current is not None
    assert names(sitting.here, token_before(sitting.here, sitting.here.current)) == ("applications",)


def test_an_entry_that_is_being_added_is_no_row_yet() -> None:
    sitting: Sitting = sit().at("exercises").reply(Add("Nuit blanche"))
    assert sitting.here.current is not None
    assert not is_cell(sitting.here.current)


def test_the_parts_lead_to_their_first_open_question() -> None:
    here = begin()
    found = list(stops(here, slot(here, "services")))
    assert [(stop.progress.section.id, stop.here) for stop in found] == [
        ("maison", False),
        ("services", True),
        ("informatique", False),
    ]
    assert [names(here, stop.token)[-1] for stop in found] == ["name", "services", "applications"]


def test_a_part_opens_with_its_first_question_only() -> None:
    here = begin()
    assert is_first(here, slot(here, "name"))
    assert not is_first(here, slot(here, "ght"))


def test_a_mark_changes_with_what_the_record_says_there_and_with_nothing_else() -> None:
    here, again = begin(), begin(data=record(document={"date": "20/11/2026"}))
    assert mark_of(here.step_of(slot(here, "date"))) != mark_of(again.step_of(slot(again, "date")))
    assert mark_of(here.step_of(slot(here, "ght"))) == mark_of(again.step_of(slot(again, "ght")))
