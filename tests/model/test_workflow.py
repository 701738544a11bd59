from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.model.answer import State
from planforge.model.people import Domain
from planforge.model.workflow import (
    CatchUpStep,
    Changes,
    Endurance,
    FormDriver,
    FormUse,
    Horizon,
    Origin,
    Reentry,
    Step,
    StopPoint,
    Workflow,
    WorkflowChanges,
)

if TYPE_CHECKING:
    from planforge.model.entity import Part
    from tests.model.conftest import Refused

KIT = {"id": "kit", "text": "Sortir le kit", "horizon": "quarter"}


def test_a_plain_list_replaces_that_of_the_library() -> None:
    changes = Changes[Step].model_validate([KIT])

    assert changes.replace is not None
    assert [step.id for step in changes.replace] == ["kit"]


def test_an_empty_list_replaces_by_nothing_and_silence_changes_nothing() -> None:
    assert Changes[Step].model_validate([]).replace == ()
    assert Changes[Step]().replace is None
    assert WorkflowChanges().steps == Changes[Step]()


def test_lines_are_added_and_removed() -> None:
    changes = WorkflowChanges.model_validate(
        {"stop": {"add": [{"id": "a", "text": "Rien sans bracelet"}], "remove": ["tri"]}}
    )

    assert [line.id for line in changes.stop.add] == ["a"]
    assert (changes.stop.remove, changes.stop.replace) == (("tri",), None)


def test_a_step_stands_on_the_sheet_and_a_step_back_does_not() -> None:
    step = Step.model_validate({**KIT, "domain": "identity", "forms": ["F-ID"]})

    assert (step.horizon, step.domain, step.forms, step.sheet) == (Horizon.QUARTER, Domain.IDENTITY, ("F-ID",), True)
    assert not CatchUpStep(id="a", text="Ressaisir").sheet
    assert CatchUpStep.model_validate({"id": "a", "text": "A", "reentry": "at-once"}).reentry is Reentry.AT_ONCE


def test_a_line_of_the_record_is_its_own_and_its_origin_is_never_written() -> None:
    line = StopPoint(id="a", text="Rien sans bracelet")

    assert line.origin is Origin.RECORD
    assert "origin" not in line.model_dump()


def test_one_sheet_of_a_form_for_each_patient_unless_said() -> None:
    assert (FormUse(id="F-ID").per, FormUse(id="F-ID").sheets) == (FormDriver.VOLUME, 1.0)
    assert FormUse.model_validate({"id": "F-ID", "per": "bed", "sheets": "0,5"}).sheets == 0.5


def test_the_end_of_endurance_may_be_unknown() -> None:
    assert Endurance.model_validate({"full": "4 h", "limit": "?"}).limit.state is State.UNKNOWN
    assert Workflow().endurance == Endurance()


def test_horizons_go_from_the_loss_on() -> None:
    assert [horizon.value for horizon in Horizon] == [
        "quarter",
        "hour",
        "to-4h",
        "to-24h",
        "to-72h",
        "to-14d",
        "beyond",
    ]


@pytest.mark.parametrize(
    ("model", "text", "message"),
    [
        (Step, "{id: a, text: A}", "Il manque « horizon » (Quand)."),
        (Step, "{id: a, text: A, horizon: demain}", "« demain » n’est pas une valeur prévue."),
        (FormUse, "{id: F-ID, sheets: beaucoup}", "« beaucoup » n’est pas un nombre."),
        (WorkflowChanges, "{stop: {ajouter: []}}", "Clé inconnue « ajouter ». Vouliez-vous dire « add » (Ajouter) ?"),
    ],
)
def test_a_wrong_workflow_is_refused(refused: Refused, model: type[Part], text: str, message: str) -> None:
    assert refused(model, text) == [message]
