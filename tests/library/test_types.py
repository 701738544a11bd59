from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from planforge.library.types import (
    ContactType,
    Form,
    MessageType,
    RoleType,
    ScenarioType,
    ServiceType,
    SystemType,
)
from planforge.model.workflow import Certainty, FormDriver, Origin

if TYPE_CHECKING:
    from planforge.model.entity import Part


def test_a_service_type_says_its_perimeter_and_the_rest_is_usual() -> None:
    kind = ServiceType.model_validate({"id": "urgences", "name": "Urgences", "perimeter": "care"})

    assert (kind.vital, kind.weight, kind.driver) == (False, 1, FormDriver.VOLUME)
    assert kind.workflow.steps == ()


def test_a_line_of_a_type_is_not_sure_until_somebody_says_so() -> None:
    kind = SystemType.model_validate({"id": "dpi", "name": "DPI", "layer": "application", "tier": "T2"})

    assert kind.certainty is Certainty.GENERAL
    assert not kind.rto.scenarios


def test_where_a_line_comes_from_is_never_read_from_a_file() -> None:
    role = RoleType.model_validate(
        {"id": "dsi", "name": "DSI", "mission": "Rétablir", "then": [{"id": "a", "text": "Isoler"}]}
    )
    assert role.then[0].origin is Origin.RECORD
    assert "origin" not in role.model_dump()["then"][0]


@pytest.mark.parametrize(
    ("kind", "entry", "missing"),
    [
        (ServiceType, {"id": "a", "name": "A"}, ["perimeter"]),
        (SystemType, {"id": "a", "name": "A"}, ["layer", "tier"]),
        (Form, {"id": "F-ID"}, ["name"]),
        (RoleType, {"id": "a", "name": "A"}, ["mission"]),
        (ScenarioType, {"id": "a", "name": "A", "kind": "cyber"}, ["description"]),
        (ContactType, {"id": "a", "name": "A"}, ["when"]),
        (MessageType, {"id": "a", "name": "A", "audience": "presse"}, ["text"]),
    ],
)
def test_an_entry_says_what_cannot_be_guessed(kind: type[Part], entry: dict[str, str], missing: list[str]) -> None:
    with pytest.raises(ValidationError) as refused:
        kind.model_validate(entry)
    assert [fault["loc"][0] for fault in refused.value.errors()] == missing
