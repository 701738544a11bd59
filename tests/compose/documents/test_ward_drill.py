from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.compose.documents import ward_drill
from planforge.document.blocks import Checklist, Sheet
from planforge.document.tables import Table
from planforge.document.text import Gap, plain
from planforge.library.drills import questions
from planforge.library.types import QuizQuestion
from planforge.values import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.blocks import SheetZone
    from tests.compose.records import Open


def pages(context: Context, service: str = "urgences") -> list[Sheet]:
    body = ward_drill.compose(context, service).body
    return [sheet for sheet in body if isinstance(sheet, Sheet)]


def zone(sheet: Sheet, name: str) -> SheetZone:
    return next(one for row in sheet.rows for one in row.zones if one.id == name)


def table(sheet: Sheet, name: str) -> Table:
    return next(block for block in zone(sheet, name).blocks if isinstance(block, Table))


def test_a_drill_is_a_card_a_quiz_and_a_sign_in_sheet(context: Context) -> None:
    assert [sheet.kicker.rpartition(" – ")[2] for sheet in pages(context)] == [
        "carte de l’animateur",
        "questionnaire",
        "émargement",
    ]
    assert all("EXERCICE" in sheet.side for sheet in pages(context))


def test_the_situation_says_what_this_service_lost(context: Context, strings: Callable[[object], list[str]]) -> None:
    lost = context.workflow(context.plan.service["urgences"]).breaks[0]
    said = " ".join(strings(zone(pages(context)[0], "situation"))).replace(NBSP, " ")
    assert lost[1:] in said


def test_what_is_to_be_shown_stands_beside_the_record(context: Context, minimum: Context, open_context: Open) -> None:
    expected = {row.id: row.cells[1].value for row in table(pages(context)[0], "find").rows}
    service = context.plan.service["urgences"]
    assert expected["kit"] == service.kit.place.best
    decider = expected["decideur"]
    assert isinstance(decider, tuple)
    assert plain(decider) == "Cadre de garde, puis IOA"
    nobody = open_context({"services.0.deciders": None, "services.0.printed_states": None})
    missing = {row.id: row.cells[1].value for row in table(pages(nobody)[0], "find").rows}
    assert isinstance(missing["decideur"], Gap)
    assert isinstance(missing["etats"], Gap)
    assert minimum.plan.services == ()


def test_six_gestures_at_most_those_of_the_sheet(context: Context) -> None:
    rows = table(pages(context)[0], "steps").rows
    flow = context.workflow(context.plan.service["urgences"])
    shown = [step.id for step in flow.steps if step.sheet and step.horizon in {"quarter", "hour"}]
    assert [row.id for row in rows] == shown[:6]


def test_each_question_of_the_quiz_has_its_answer_on_the_card(context: Context) -> None:
    card, quiz, _ = pages(context)
    asked = questions(context.resolved, context.plan.service["urgences"])
    choices = [block for block in zone(quiz, "questions").blocks if isinstance(block, Checklist)]
    answers = [str(row.cells[0].value).split()[-1] for row in table(card, "answers").rows]
    assert len(choices) == len(answers) == len(asked) >= 3
    for question, choice, letter in zip(asked, choices, answers, strict=True):
        right = next(plain(item.text) for item in choice.items if plain(item.text).startswith(letter))
        assert right.replace(NBSP, " ").endswith(question.right.replace(NBSP, " "))


def test_a_question_whose_line_the_hospital_changed_is_not_put(open_context: Open, context: Context) -> None:
    service = context.plan.service["urgences"]
    own = next(one for one in questions(context.resolved, service) if one.about)
    name, _, line = own.about.partition(".")
    reworded: dict[str, Any] = {"id": line, "text": "Notre règle à nous"}
    if name == "steps":
        reworded["horizon"] = "quarter"
    changed = open_context({f"services.0.workflow.{name}": {"add": [reworded]}})
    assert own.id not in {one.id for one in questions(changed.resolved, changed.plan.service["urgences"])}


@pytest.mark.parametrize("count", [2, 3])
def test_the_right_answer_has_its_place_among_the_choices(count: int) -> None:
    wrong = [f"non {rank}" for rank in range(count)]
    places = {
        ward_drill.place_of_right(
            QuizQuestion.model_validate({"id": name, "question": "?", "right": "oui", "wrong": wrong})
        )
        for name in ("kit", "sang", "identite", "ecg", "retour", "delai", "arret")
    }
    assert places == set(range(count + 1))


def test_a_sheet_that_nobody_validated_says_so(context: Context) -> None:
    assert pages(context)[0].banner.replace(NBSP, " ") == "Fiche non validée"
