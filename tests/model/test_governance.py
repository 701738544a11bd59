from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.model.answer import State
from planforge.model.governance import (
    Action,
    ActionStatus,
    Exercise,
    ExerciseKind,
    Expense,
    Governance,
    Thresholds,
    Waiver,
)
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.model.entity import Part
    from tests.model.conftest import Refused


def test_an_action_is_open_and_asks_nothing_of_the_board_until_somebody_says_so() -> None:
    action = Action.model_validate({"id": "a", "title": "Isoler les sauvegardes"})

    assert (action.status, action.board) == (ActionStatus.OPEN, False)
    assert Action.model_validate({"id": "a", "title": "A", "board": "oui"}).board is True


def test_what_an_action_costs_and_treats() -> None:
    action = Action.model_validate({"id": "a", "title": "A", "cost": "1 250,50", "rules": ["BK-NONE"]})

    assert action.cost.best == 1250.5
    assert action.rules == ("BK-NONE",)


def test_a_waiver_without_an_object_covers_all_and_ends() -> None:
    waiver = Waiver.model_validate({"rule": "BK-NONE", "author": "DG", "reason": "travaux", "until": "31/12/2026"})

    assert waiver.object == ""
    assert waiver.until == date(2026, 12, 31)


def test_an_exercise_is_planned_before_it_is_done() -> None:
    exercise = Exercise.model_validate(
        {"id": "e", "title": "E", "kind": "field", "planned_on": "12/06/2026", "night": "oui"}
    )

    assert exercise.kind is ExerciseKind.FIELD
    assert (exercise.planned_on.best, exercise.done_on.state) == (date(2026, 6, 12), State.ABSENT)
    assert exercise.night.best is True


def test_thresholds_are_the_hospital_s_only_where_it_gave_them() -> None:
    thresholds = Thresholds.model_validate({"kit_months": "3", "paper_switch": "30 min"})

    assert thresholds.kit_months.best == 3
    assert thresholds.paper_switch.best == read_duration("30 min")
    assert thresholds.review_months.state is State.ABSENT


def test_a_committee_may_be_unknown_as_a_whole() -> None:
    assert "committee" in Governance.model_validate({"committee": "à compléter"}).unknown_lists
    assert Governance.model_validate({"committee": ["dg", "dsi"]}).committee == ("dg", "dsi")


@pytest.mark.parametrize(
    ("model", "text", "message"),
    [
        (Waiver, "{rule: X, author: DG, reason: r}", "Il manque « until » (Jusqu’au)."),
        (Exercise, "{id: e, title: E, kind: xyz}", "« xyz » n’est pas une valeur prévue."),
        (Action, "{id: a, title: A, priority: haute}", "« haute » n’est pas un nombre."),
        (Thresholds, "{kit_months: 2 mois}", "« 2 mois » n’est pas un nombre."),
        (Expense, "{line: D2, amount: 100}", "Il manque « label » (Libellé)."),
    ],
)
def test_wrong_governance_is_refused(refused: Refused, model: type[Part], text: str, message: str) -> None:
    assert refused(model, text) == [message]
