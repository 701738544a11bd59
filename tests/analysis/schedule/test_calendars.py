from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planforge.analysis.schedule.calendars import ALWAYS, OFFICE, ON_CALL, Calendar
from tests.analysis.schedule.networks import DAY, HOUR, NIGHTS, is_open

MONDAY_9H = 63 * HOUR  # after the loss, on a Friday at 18 h
CALENDARS = st.sampled_from([ALWAYS, OFFICE, ON_CALL, NIGHTS, Calendar(((5, 7), (7, 9), (10070, 10080)))])


def test_round_the_clock_work_lasts_what_it_takes() -> None:
    assert ALWAYS.end(17, 100 * DAY) == 17 + 100 * DAY
    assert ALWAYS.worked(17, 20) == 3


@pytest.mark.parametrize(
    ("start", "work", "end"),
    [
        (0, 1, MONDAY_9H + 1),  # nobody is there on a Friday evening
        (0, 9 * HOUR, MONDAY_9H + 9 * HOUR),  # ends when the office closes, not when it opens again
        (0, 9 * HOUR + 1, MONDAY_9H + DAY + 1),
        (MONDAY_9H + 30, 60, MONDAY_9H + 90),
        (0, 45 * HOUR, MONDAY_9H + 4 * DAY + 9 * HOUR),
        (0, 46 * HOUR, MONDAY_9H + 7 * DAY + HOUR),
        (0, 0, MONDAY_9H),  # when work may begin
        (MONDAY_9H + 9 * HOUR, 0, MONDAY_9H + DAY),
    ],
)
def test_office_hours_are_from_monday_to_friday(start: int, work: int, end: int) -> None:
    assert OFFICE.end(start, work) == end


@pytest.mark.parametrize(
    ("start", "work", "end"),
    [
        (0, 72 * HOUR, 72 * HOUR),  # until Monday 18 h
        (0, 75 * HOUR, 86 * HOUR + HOUR),  # two hours more on Monday, then from Tuesday 8 h
        (80 * HOUR, HOUR, 87 * HOUR),
    ],
)
def test_a_team_on_call_works_round_the_clock_at_first(start: int, work: int, end: int) -> None:
    assert ON_CALL.end(start, work) == end


@given(CALENDARS, st.integers(0, 3000), st.integers(0, 1500))
@settings(max_examples=60, deadline=None)
def test_work_ends_when_so_many_open_minutes_are_over(calendar: Calendar, start: int, work: int) -> None:
    minute, left = start, work
    while left or not is_open(calendar, minute):
        left -= is_open(calendar, minute)
        minute += 1
        if not left and work:
            break
    assert calendar.end(start, work) == minute
    assert calendar.worked(start, minute) == work


@given(CALENDARS, st.integers(0, 20000), st.integers(0, 3000), st.integers(0, 3000))
@settings(max_examples=60, deadline=None)
def test_a_later_start_never_ends_earlier_and_work_adds_up(calendar: Calendar, start: int, one: int, more: int) -> None:
    assert calendar.end(start, one) <= calendar.end(start + more, one)
    assert calendar.end(calendar.end(start, one), more) >= calendar.end(start, one + more)
    end = calendar.end(start, one)
    assert calendar.worked(start, end + more) == calendar.worked(start, end) + calendar.worked(end, end + more)


@given(CALENDARS, st.integers(0, 20000))
def test_people_come_back_at_the_next_opening(calendar: Calendar, moment: int) -> None:
    opening = calendar.opening(moment)
    assert is_open(calendar, opening)
    assert calendar.worked(moment, opening) == 0
    assert calendar.end(moment, 1) == opening + 1
