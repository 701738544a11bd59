from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from planforge.library.drills import FIRST_STEPS, first_steps, questions
from planforge.library.loading import Library
from planforge.library.resolution import resolve

if TYPE_CHECKING:
    from tests.library.conftest import Planner, Shelver

SAFE = ", safety: [identity]"
COMMON = """common_quiz:
  - {id: fils, question: Que débrancher ?, right: Les PC, wrong: [Tout, Rien]}
  - {id: numero, question: Qui reçoit un numéro ?, right: Qui arrive, wrong: [Tous, Personne], point: identity}
"""


def a_type(safety: str = "", mark: str = "", quiz: str = "") -> str:
    """A type of service with two STOP points and eight steps, one of them off the sheet."""
    steps = "".join(
        f"    - {{id: s{n}, text: Geste {n}, horizon: {'hour' if n > 4 else 'quarter'}}}\n" for n in range(1, 8)
    )
    return (
        f"id: bloc\nname: Bloc\nperimeter: care\n{safety}workflow:\n  steps:\n{steps}"
        "    - {id: cache, text: Hors fiche, horizon: quarter, sheet: non}\n"
        f"  stop:\n    - {{id: bracelet, text: Rien sans bracelet{mark}}}\n"
        f"    - {{id: cote, text: Rien sans côté}}\n{quiz}"
    )


QUIZ = """quiz:
  - {id: q1, question: Sans bracelet ?, right: Rien, wrong: [a, b], about: stop.bracelet}
  - {id: q2, question: Sans côté ?, right: Rien, wrong: [a, b], about: stop.cote}
"""


@pytest.fixture
def asked(shelf: Shelver, a_plan: Planner) -> Any:
    """``asked(type, workflow)``: the questions put in a service of that type with those changes."""

    rank = count(1)

    def put(text: str, workflow: dict[str, Any] | None = None) -> list[str]:
        library = Library((shelf(f"bibliothèque-{next(rank)}", {"bloc": text}, **{"common-quiz": COMMON}),))
        plan = a_plan(services=[{"id": "b", "name": "B", "type": "bloc", "workflow": workflow or {}}])
        resolved = resolve(plan, library)
        return [question.id for question in questions(resolved, resolved.plan.services[0])]

    return put


def test_common_questions_come_first_then_those_of_the_type(asked: Any) -> None:
    assert asked(a_type(quiz=QUIZ)) == ["fils", "q1", "q2"]


def test_a_common_question_on_safety_is_for_types_that_owe_it_and_do_not_ask_it_themselves(asked: Any) -> None:
    owes = "safety: [identity]\n"
    assert asked(a_type(owes, SAFE)) == ["fils", "numero"]
    assert asked(a_type(owes, SAFE, QUIZ)) == ["fils", "q1", "q2"]


@pytest.mark.parametrize(
    "stop",
    [{"remove": ["bracelet"]}, {"add": [{"id": "bracelet", "text": "À notre façon"}]}, [{"id": "x", "text": "Y"}]],
)
def test_a_question_goes_with_the_line_that_answered_it(asked: Any, stop: Any) -> None:
    assert "q1" not in asked(a_type(quiz=QUIZ), {"stop": stop})


def test_a_service_without_a_type_has_the_common_questions_that_anybody_can_answer(
    shelf: Shelver, a_plan: Planner
) -> None:
    library = Library((shelf("bibliothèque", {}, **{"common-quiz": COMMON}),))
    resolved = resolve(a_plan(services=[{"id": "b", "name": "B"}]), library)
    assert [question.id for question in questions(resolved, resolved.plan.services[0])] == ["fils"]


def test_the_first_gestures_are_six_in_order_without_those_off_the_sheet(shelf: Shelver) -> None:
    kind = shelf("bibliothèque", {"bloc": a_type()}).service("bloc")
    assert kind is not None
    assert [step.id for step in first_steps(kind.workflow)] == [f"s{n}" for n in range(1, FIRST_STEPS + 1)]
