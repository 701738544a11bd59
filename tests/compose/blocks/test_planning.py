from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from planforge.compose.blocks import planning
from planforge.document.tables import ColumnKind
from planforge.document.text import Tone
from planforge.values import Duration
from tests.compose.estimates import DAY, HOUR, estimate_of, made_system

if TYPE_CHECKING:
    from planforge.analysis.schedule.estimates import SystemEstimate
    from planforge.compose.context import Context


@pytest.mark.parametrize(
    ("horizon", "count", "first", "last"),
    [
        (0, 1, "J1", "J1"),
        (3 * DAY, 6, "J1", "J3½"),
        (30 * DAY, 60, "J1", "J30½"),
        (31 * DAY, 31, "J1", "J31"),
        (60 * DAY, 60, "J1", "J60"),
        (61 * DAY, 60, "J1", "→J66"),
        (207 * DAY, 60, "J1", "→J210"),
        (5000 * DAY, 60, "→J7", "→J420"),
    ],
)
def test_sixty_columns_at_most_days_then_weeks(horizon: int, count: int, first: str, last: str) -> None:
    found = planning.spans(horizon)
    assert (len(found), found[0].title, found[-1].title) == (count, first, last)
    assert found[0].start == 0
    assert all(one.end == after.start for one, after in pairwise(found))
    assert found[-1].end > horizon
    assert len({one.title for one in found}) == len(found)


def _signs(context: Context, one: SystemEstimate) -> str:
    found = replace(estimate_of(context), systems=(one,), gate=(DAY, DAY, DAY))
    table = planning.planning_table(context, found)
    return "".join(str(cell.value) or " " for cell in table.rows[0].cells[6:])


def test_a_sign_says_what_happens_in_each_half_day(context: Context) -> None:
    assert _signs(context, made_system("dpi")) == "··■■□□□R□□"
    assert _signs(context, made_system("dpi", own=0, start=2 * DAY, target=None)) == "·· ◆□□□□□□"
    assert _signs(context, made_system("dpi", target=DAY + HOUR)) == "··R■□□□□□□"
    assert _signs(context, made_system("dpi", target=HOUR)) == "R·■■□□□□□□"


def test_work_is_filled_where_a_target_falls_in_it_too(context: Context) -> None:
    found = replace(estimate_of(context), systems=(made_system("dpi", target=DAY + HOUR),))
    aim, work, late = planning.planning_table(context, found).rows[0].cells[8:11]
    assert (aim.value, aim.tone) == (planning.AIM, Tone.STRUCTURE)
    assert (work.value, work.tone) == (planning.WORK, Tone.STRUCTURE)
    assert (late.value, late.tone) == (planning.LATE, Tone.NEUTRAL)


def test_dates_are_durations_and_signs_have_narrow_columns(context: Context) -> None:
    table = planning.planning_table(context, estimate_of(context))
    (line,) = table.rows
    assert line.cells[1].link == "#inventaire/dpi"
    assert all(isinstance(cell.value, Duration) for cell in line.cells[2:6])
    assert {column.kind for column in table.columns[6:]} == {ColumnKind.MARK}
    assert len(line.cells) == len(table.columns) <= 66


def test_the_signs_are_explained_above(context: Context) -> None:
    facts = dict(planning.planning_facts(context, estimate_of(context)))
    assert facts["Scénario"] == "Cyberattaque"
    assert facts["Délai avant restauration"] == "4\u00a0j (2\u00a0j au mieux, 9\u00a0j au pire)"
    assert all(sign in facts["Signes"] for sign, _ in planning.LEGEND)


def test_nothing_computed_is_said(context: Context) -> None:
    table = planning.planning_table(context, None)
    assert table.rows == ()
    assert "il manque" in table.empty
    assert planning.planning_facts(context, None) == ()
