"""What the ward drill of a service plays: its first gestures, and the questions that its own workflow still answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.library.validation import is_default
from planforge.model.workflow import Horizon

if TYPE_CHECKING:
    from planforge.library.resolution import Resolved
    from planforge.library.types import QuizQuestion, ServiceType
    from planforge.model.services import Service
    from planforge.model.workflow import Step, Workflow, WorkflowLine

FIRST_STEPS = 6
_FIRST_HOUR = (Horizon.QUARTER, Horizon.HOUR)


def first_steps(workflow: Workflow) -> tuple[Step, ...]:
    """The gestures that a ward makes first, in order, those of the one-page sheet only."""
    ordered = (step for horizon in _FIRST_HOUR for step in workflow.steps if step.horizon is horizon and step.sheet)
    return tuple(ordered)[:FIRST_STEPS]


def questions(resolved: Resolved, service: Service) -> tuple[QuizQuestion, ...]:
    """The common questions, then those of the type whose line the hospital neither changed nor removed.

    A common question on a safety point is put where the type owes that point and asks nothing of its own about it.
    """
    kind = resolved.service_type(service)
    own = _own(kind, resolved.workflows[service.id]) if kind else []
    asked = {point for _, line in own for point in line.safety}
    owed = frozenset(kind.safety if kind else ()) - asked
    common = (one for one in resolved.common_quiz if one.point is None or one.point in owed)
    return (*common, *(question for question, _ in own))


def _own(kind: ServiceType, workflow: Workflow) -> list[tuple[QuizQuestion, WorkflowLine]]:
    """The questions of a type that the library's own lines still answer, each with its line."""
    found = []
    for question in kind.quiz:
        name, _, identifier = question.about.partition(".")
        lines = (line for line in getattr(workflow, name, ()) if line.id == identifier and is_default(line))
        found += [(question, line) for line in lines]
    return found
