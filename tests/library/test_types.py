from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from planforge.library.types import (
    ContactType,
    Form,
    FormPart,
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


def _form(part: dict[str, str], code: str = "F-X") -> dict[str, object]:
    return {"id": code, "name": "Essai", "parts": [{"id": "p", "name": "Partie", **part}]}


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (_form({"kind": "space", "span": "14"}), "« 14 » n’est pas une largeur sur 12."),
        (_form({"kind": "space", "across": "0"}), "« 0 » n’est pas une largeur sur 12."),
        (_form({"kind": "grid"}), "La partie « Partie » du formulaire n’a rien à imprimer."),
        (_form({"kind": "lines"}), "La partie « Partie » du formulaire n’a rien à imprimer."),
        (_form({"kind": "space"}, "../F-X"), "« ../F-X » n’est pas un code de formulaire."),
        (_form({"kind": "space"}, "CON"), "« CON » n’est pas un code de formulaire."),
        (_form({"kind": "space"}, "F-" + "X" * 19), f"« F-{'X' * 19} » n’est pas un code de formulaire."),
    ],
)
def test_a_form_of_a_wrong_shape_is_refused_in_french(form: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Form.model_validate(form)
    (fault,) = refused.value.errors()
    assert str(fault["ctx"]["error"]).replace("\u00a0", " ") == message
    assert fault["ctx"]["error"].hint


def test_plain_words_are_fields_and_columns() -> None:
    part = {"id": "p", "name": "P", "kind": "grid", "columns": ["Heure"], "fields": ["Nom", {"label": "Date"}]}
    made = FormPart.model_validate(part)
    assert [column.title for column in made.columns] == ["Heure"]
    assert [(field.label, field.width) for field in made.fields] == [("Nom", None), ("Date", None)]
    assert (made.span, made.height, made.grow, made.stop) == (12, 8.0, False, False)


def test_parts_may_be_said_unknown_in_the_hospital_s_own_form() -> None:
    part = FormPart.model_validate({"id": "p", "name": "P", "kind": "grid", "columns": {"unknown": {"ask": "dim"}}})
    assert part.columns == ()
