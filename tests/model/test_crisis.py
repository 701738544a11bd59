from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.model.answer import State
from planforge.model.crisis import ContinuityMeans, Crisis, CrisisRole, CutStep, Message, Scenario, ScenarioKind
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.model.entity import Part
    from tests.model.conftest import Refused


def test_a_crisis_of_which_nothing_is_said_asks_who_decides() -> None:
    crisis = Crisis()

    assert {crisis.trigger.person.state, crisis.cut.person.state, crisis.reopen.person.state} == {State.ABSENT}
    assert (crisis.network_cut.steps, crisis.roles) == ((), ())


def test_the_cut_is_made_in_the_order_written() -> None:
    steps = [{"id": "internet", "name": "Internet", "by": "dsi"}, {"id": "ad", "name": "AD", "duration": "5 min"}]
    crisis = Crisis.model_validate({"network_cut": {"steps": steps, "never": ["Le téléphone"]}})

    assert [step.id for step in crisis.network_cut.steps] == ["internet", "ad"]
    assert crisis.network_cut.steps[1].duration.best == read_duration("5 min")
    assert crisis.network_cut.never == ("Le téléphone",)


def test_a_gate_may_be_a_range() -> None:
    gate = {"min": "2 j", "likely": "5 j", "max": "9 j"}
    scenario = Scenario.model_validate({"id": "rancon", "name": "R", "kind": "cyber", "gate": gate})

    assert scenario.kind is ScenarioKind.CYBER
    assert scenario.gate.best == read_duration("5 j")


def test_the_text_of_a_message_keeps_its_lines() -> None:
    message = Message.model_validate({"id": "alerte", "name": "Alerte", "text": "Bonjour.\n\nRestez calmes.\n"})
    assert message.text.splitlines()[0] == "Bonjour."
    assert "Restez calmes." in message.text


def test_a_recall_that_needs_the_network_is_told_from_one_of_which_nobody_knows() -> None:
    means = ContinuityMeans.model_validate({"recall_needs_it": "oui", "emergency_pcs_in_domain": "?"})

    assert means.recall_needs_it.best is True
    assert means.emergency_pcs_in_domain.state is State.UNKNOWN


@pytest.mark.parametrize(
    ("model", "text", "message"),
    [
        (Scenario, "{id: a, name: A}", "Il manque « kind » (Nature)."),
        (Scenario, "{id: a, name: A, kind: rançongiciel}", "« rançongiciel » n’est pas une valeur prévue."),
        (CrisisRole, "{person: dsi}", "Il manque « type » (Rôle)."),
        (CutStep, "{id: a, name: A, checked_on: hier}", "« hier » n’est pas une date complète."),
        (
            Scenario,
            "{id: a, name: A, kind: cyber, gate: {min: 3 j, likely: 1 j}}",
            "La fourchette n’est pas dans l’ordre.",
        ),
    ],
)
def test_a_wrong_crisis_is_refused(refused: Refused, model: type[Part], text: str, message: str) -> None:
    assert refused(model, text) == [message]
