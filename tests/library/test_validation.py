from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.library.resolution import resolve
from planforge.library.validation import awaits_validation, unvalidated
from planforge.model.services import Section

if TYPE_CHECKING:
    from planforge.library.loading import Library
    from tests.library.conftest import Planner

BY = {"by": "Cadre", "on": "2026-01-05"}


def left(a_plan: Planner, library: Library, referents: Any = (), **service: Any) -> list[str]:
    """The lines that nobody validated."""
    given = {"id": "u", "name": "Urgences", "type": "urgences", **service}
    resolved = resolve(a_plan(services=[given], referents=list(referents)), library)
    (found,) = resolved.plan.services
    return [line.id for line in unvalidated(found, resolved.workflows["u"], resolved.plan.referents)]


def test_nobody_validated_anything(a_plan: Planner, library: Library) -> None:
    assert left(a_plan, library) == ["bracelet", "tri", "kit", "identite"]


def test_a_section_is_validated_but_not_its_domains(a_plan: Planner, library: Library) -> None:
    assert left(a_plan, library, validations=[{"section": "stop", **BY}]) == ["bracelet", "kit", "identite"]
    assert left(a_plan, library, validations=[{"section": "all", **BY}]) == ["bracelet", "identite"]
    assert left(a_plan, library, validations=[{"section": "first-quarter", **BY}]) == ["bracelet", "tri", "identite"]


def test_a_domain_is_validated_in_the_service_or_once_for_all(a_plan: Planner, library: Library) -> None:
    whole = {"section": "all", **BY}
    domain = {"section": "stop", "domain": "identity", **BY}
    referent = {"domain": "identity", "validated_on": "2026-01-05"}
    assert left(a_plan, library, validations=[whole, domain]) == ["identite"]
    assert left(a_plan, library, [referent], validations=[whole]) == []


def test_a_domain_alone_validates_no_section(a_plan: Planner, library: Library) -> None:
    referent = {"domain": "identity", "validated_on": "2026-01-05"}
    assert left(a_plan, library, [referent]) == ["bracelet", "tri", "kit", "identite"]


def test_a_referent_who_gave_no_date_validated_nothing(a_plan: Planner, library: Library) -> None:
    referent = {"domain": "identity", "validated_on": "à compléter"}
    assert left(a_plan, library, [referent], validations=[{"section": "all", **BY}]) == ["bracelet", "identite"]


def test_lines_of_the_hospital_need_no_validation(a_plan: Planner, library: Library) -> None:
    own = {"stop": [{"id": "seul", "text": "Un point", "domain": "identity"}], "steps": {"remove": ["kit", "identite"]}}
    assert left(a_plan, library, workflow=own) == []


def test_a_line_of_any_section_awaits_the_validation_of_that_section(a_plan: Planner, library: Library) -> None:
    validations = [{"section": "steps", **BY}]
    plan = a_plan(services=[{"id": "u", "name": "Urgences", "type": "urgences", "validations": validations}])
    resolved = resolve(plan, library)
    (service,) = resolved.plan.services
    kit, *_, exams = resolved.workflows["u"].steps
    assert not awaits_validation(service, kit, Section.FIRST_QUARTER, ())
    assert not awaits_validation(service, exams, Section.STEPS, ())
    assert awaits_validation(service, resolved.workflows["u"].stop[1], Section.STOP, ())
