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

    Any of them keeps the sheet a draft that must not be put up. A line with a domain needs the validation of its
    section and that of its domain: in the service, or once for all sheets by the domain's referent.
    """
    validated_once = {one.domain for one in referents if one.validated_on.state is State.KNOWN}
    stop = ((line, (Section.STOP,)) for line in workflow.stop)
    quarter = (
        (line, (Section.FIRST_QUARTER, Section.STEPS)) for line in workflow.steps if line.horizon is Horizon.QUARTER
    )
    lines: tuple[tuple[WorkflowLine, tuple[Section, ...]], ...] = (*stop, *quarter)
    return tuple(
        line
        for line, sections in lines
        if is_default(line)
        and not (
            _validated(service, sections, None)
            and (line.domain is None or line.domain in validated_once or _validated(service, sections, line.domain))
        )
    )


def _validated(service: Service, sections: tuple[Section, ...], domain: Domain | None) -> bool:
    """Whether somebody validated one of the sections, or the whole sheet, for that domain (None: as a whole)."""
    return any(
        validation.domain is domain and validation.section in {Section.ALL, *sections}
        for validation in service.validations
    )
