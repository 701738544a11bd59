from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.model.answer import State
from planforge.model.services import (
    Activity,
    ApplicationUse,
    Impact,
    Level,
    Loss,
    Partner,
    Perimeter,
    Section,
    Service,
    Solution,
    Validation,
    WardDecider,
)
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.model.entity import Part
    from tests.model.conftest import Refused


def test_a_service_of_which_little_is_known_is_still_a_service() -> None:
    service = Service.model_validate({"id": "bloc", "name": "Bloc"})

    assert (service.activities, service.applications, service.kit.stock) == ((), (), ())
    assert {service.vital.state, service.endurance.limit.state, service.kit.place.state} == {State.ABSENT}


def test_a_service_says_its_perimeter_and_what_it_counts() -> None:
    service = Service.model_validate(
        {"id": "u", "name": "U", "perimeter": "care", "volume_per_day": "1 200", "endurance": {"limit": "3 j"}}
    )
    assert service.perimeter.best is Perimeter.CARE
    assert service.volume_per_day.best == 1200
    assert service.endurance.limit.best == read_duration("3 j")


def test_an_application_is_a_comfort_until_it_is_said_vital() -> None:
    assert ApplicationUse.model_validate({"application": "dpi"}).level is Level.FULL
    assert ApplicationUse.model_validate({"application": "dpi", "level": "vital"}).level is Level.VITAL


def test_an_activity_that_needs_no_application_is_told_from_one_that_says_nothing() -> None:
    silent = Activity.model_validate({"id": "a", "name": "A"})
    none = Activity.model_validate({"id": "a", "name": "A", "applications": []})

    assert silent.applications == none.applications == ()
    assert "applications" in none.model_fields_set
    assert "applications" not in silent.model_fields_set


def test_how_an_activity_goes_on() -> None:
    solution = Solution.model_validate({"loss": "it", "solution": "Papier", "holds": "8 h"})

    assert solution.loss is Loss.IT
    assert solution.holds.best == read_duration("8 h")


def test_a_validation_covers_the_whole_workflow_unless_it_says_which_part() -> None:
    validation = Validation.model_validate({"by": "Chef de service", "on": "2026-11-20"})

    assert (validation.section, validation.domain, validation.on) == (Section.ALL, None, date(2026, 11, 20))
    assert Validation.model_validate({"section": "stop", "by": "PUI", "on": "20/11/2026"}).section is Section.STOP


@pytest.mark.parametrize(
    ("model", "text", "message"),
    [
        (Service, "{id: bloc}", "Il manque « name » (Nom)."),
        (Service, "{id: a, name: A, beds: douze}", "« douze » n’est pas un nombre."),
        (ApplicationUse, "{application: dpi, level: moyen}", "« moyen » n’est pas une valeur prévue."),
        (Activity, "{id: a, name: A, dmia: bientôt}", "« bientôt » n’est pas une durée."),
        (Impact, "{axis: care, after: 4 h}", "Il manque « level » (Niveau)."),
        (WardDecider, "{decision: Papier}", "Il manque « function » (Fonction)."),
        (Partner, "{name: CHU, signed_on: jamais}", "« jamais » n’est pas une date complète."),
    ],
)
def test_a_wrong_service_is_refused(refused: Refused, model: type[Part], text: str, message: str) -> None:
    assert refused(model, text) == [message]
