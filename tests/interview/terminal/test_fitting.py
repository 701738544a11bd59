from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from planforge.interview.engine import interview
from planforge.interview.loading import load_questionnaire
from planforge.interview.outline import Filters
from planforge.interview.questionnaire import Depth, Scope
from planforge.interview.steps import Kind, Option, Position
from planforge.interview.terminal.fitting import prompt_needs, question_lines
from planforge.interview.traces import traces_of
from planforge.interview.wording import heading
from tests.interview.conftest import RECORD, library
from tests.interview.terminal.conftest import made, shown

if TYPE_CHECKING:
    from planforge.interview.slots import Record
    from planforge.interview.steps import Step

LONG_NAMES: Record = {
    **RECORD,
    "services": [
        {
            "id": "urgences",
            "name": "Urgences (adultes, pédiatriques, UHCD)",
            "type": "urgences",
            "activities": [{"id": "tri", "name": "Accueil, identification et tri des arrivants"}],
        }
    ],
    "applications": [{"id": "dpi", "name": "Dossier patient informatisé du territoire"}],
}
SCREENS = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 15)])


@cache
def every_step() -> tuple[Step, ...]:
    """Every question that a small record is asked, at the greatest depth."""
    filters = Filters(depth=Depth.EXPERT, scope=Scope.ALL)
    here = interview(load_questionnaire(), library(), LONG_NAMES, traces_of(()), filters)
    return tuple(here.step_of(slot) for slot in here.listed)


@SCREENS
def test_no_question_takes_more_than_one_screen(columns: int, rows: int) -> None:
    assert len(every_step()) > 100
    for step in every_step():
        listed = len(step.options) + 3 if step.options else 0
        room = rows - prompt_needs(listed, rows)
        lines = [line for _, line in question_lines(step, columns - 1, room)]
        assert len(lines) <= room
        assert max(map(len, lines)) < columns
        assert "…" not in lines, step.title  # what is asked is never cut


@SCREENS
def test_the_question_and_its_prompt_are_on_the_screen_together(columns: int, rows: int) -> None:
    many = tuple(Option(str(rank), f"Application {rank}") for rank in range(300))
    step = made(Kind.SEVERAL, why="On en a besoin. " * 6, example="une application " * 6, options=many)
    seen = shown(step, until="Revenir", columns=columns, rows=rows)
    for said in ("Question 1 sur 9", "Que répondez-vous ?", "» [ ] Application 0", "< Revenir", "(encore "):
        assert said in seen


def test_what_matters_least_goes_first() -> None:
    step = made(Kind.MENU, why="Le pourquoi.", example="L’exemple.", help="L’aide.", suggestion_text="48 h")
    whole = [line for _, line in question_lines(step, 79, 20)]
    assert whole[2:] == [
        "Pourquoi\u00a0: Le pourquoi.",
        "Précision\u00a0: L’aide.",
        "Exemple\u00a0: L’exemple.",
        "Proposition\u00a0: 48\u00a0h",
    ]
    for room, gone in ((5, "aide"), (4, "exemple"), (3, "pourquoi"), (2, "48")):
        kept = " ".join(line for _, line in question_lines(step, 79, room))
        assert gone in " ".join(whole)
        assert gone not in kept


def test_the_heading_gives_way_before_what_is_asked() -> None:
    position = Position("Votre service sans informatique", 17, 38, "Laboratoire › Examens urgents", 1, 3)
    step = made(Kind.TEXT, position=position, heading=heading(position), title="Et alors ? " * 9, why="Parce que.")
    whole = [line for _, line in question_lines(step, 39, 20)]
    asked = [line for line in whole if "alors" in line]
    for more, kept in ((2, "Question 17 sur 38 – Laboratoire ›"), (1, "Question 17 sur 38")):
        found = [line for _, line in question_lines(step, 39, len(asked) + more)]
        assert found[more:] == asked
        assert found[0] == kept
    assert whole[1] == "informatique – Laboratoire › Examens"


def test_a_title_longer_than_the_screen_is_cut_and_says_so() -> None:
    lines = question_lines(made(Kind.TEXT, title="un mot " * 100), 39, 9)
    assert len(lines) == 9
    assert lines[-1] == ("", "…")
