"""Which lines of a degraded workflow come from the library and were validated by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.model.answer import State
from planforge.model.services import Section
from planforge.model.workflow import Horizon, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.model.people import Domain, Referent
    from planforge.model.services import Service
    from planforge.model.workflow import FormUse, Workflow, WorkflowLine


def is_default(line: WorkflowLine | FormUse) -> bool:
    """Whether the line is the library's, not one that the hospital wrote."""
    return line.origin is Origin.LIBRARY


def unvalidated(service: Service, workflow: Workflow, referents: Iterable[Referent]) -> tuple[WorkflowLine, ...]:
    """The library lines of STOP, then of the first quarter of an hour, that nobody validated.

    Any of them keeps the sheet a draft that must not be put up.
    """
    known = tuple(referents)
    quarter = (step for step in workflow.steps if step.horizon is Horizon.QUARTER)
    lines: tuple[tuple[WorkflowLine, Section], ...] = (
        *((line, Section.STOP) for line in workflow.stop),
        *((line, Section.FIRST_QUARTER) for line in quarter),
    )
    return tuple(line for line, section in lines if awaits_validation(service, line, section, known))


def awaits_validation(service: Service, line: WorkflowLine, section: Section, referents: Iterable[Referent]) -> bool:
    """Whether a line of that section is the library's and nobody validated it.

    A line with a domain needs the validation of its section and that of its domain: in the service, or once for all
    sheets by the domain's referent. Validated steps include those of the first quarter of an hour.
    """
    if not is_default(line):
        return False
    if not is_validated(service, section):
        return True
    validated_once = {one.domain for one in referents if one.validated_on.state is State.KNOWN}
    return not (line.domain is None or line.domain in validated_once or is_validated(service, section, line.domain))


def is_validated(service: Service, section: Section, domain: Domain | None = None) -> bool:
    """Whether somebody validated a section, or the whole sheet, for that domain (None: as a whole)."""
    sections = {Section.ALL, section, *((Section.STEPS,) if section is Section.FIRST_QUARTER else ())}
    return any(validation.domain is domain and validation.section in sections for validation in service.validations)
