"""The degraded workflow of a service: its type's, with what the hospital replaced, added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.library.defaults import inherited
from planforge.model.workflow import Workflow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.library.types import ServiceType, WardRoleType
    from planforge.model.services import Service
    from planforge.model.workflow import Changes, WardRole

CHANGED_LISTS = ("steps", "stop", "forms", "stocks", "thresholds", "catch_up", "needs", "decisions")
_TEXTS = ("trigger", "extra_staff")
_REPLACED = ("breaks", "roles")  # lists of words without identifiers: the hospital's own, else the usual one


def resolved_workflow(service: Service, kind: ServiceType | None) -> Workflow:
    """The workflow with the hospital's changes; each line keeps its origin. Endurance is the service's own."""
    usual = kind.workflow if kind is not None else Workflow()
    update: dict[str, Any] = {name: inherited(getattr(service.workflow, name), getattr(usual, name)) for name in _TEXTS}
    for name in CHANGED_LISTS:
        update[name] = changed_lines(getattr(usual, name), getattr(service.workflow, name))
    for name in _REPLACED:
        update[name] = getattr(service.workflow, name) or getattr(usual, name)
    return usual.model_copy(update={**update, "endurance": service.endurance})


def with_role_names(workflow: Workflow, common: Mapping[str, WardRoleType]) -> Workflow:
    """The workflow whose roles all have a name and a task: their own, else those of the common role they refer to."""
    roles = tuple(_named(role, common.get(role.id)) for role in workflow.roles)
    return workflow.model_copy(update={"roles": roles})


def _named(role: WardRole, common: WardRoleType | None) -> WardRole:
    if common is None:
        return role if role.name else role.model_copy(update={"name": role.id})
    return role.model_copy(update={"name": role.name or common.name, "task": role.task or common.task})


def changed_lines(usual: tuple[Any, ...], changes: Changes[Any]) -> tuple[Any, ...]:
    """The usual lines or those that replace them, without the removed ones; an added line takes its twin's place.

    A line that the hospital wrote anew under the identifier of a usual one protects the same safety points.
    """
    twins = {line.id: line for line in usual}
    base = usual if changes.replace is None else changes.replace
    added = {line.id: line for line in changes.add}
    kept = [added.pop(line.id, line) for line in base if line.id not in changes.remove]
    return tuple(_as_safe(line, twins.get(line.id)) for line in (*kept, *added.values()))


def _as_safe(line: Any, twin: Any) -> Any:  # noqa: ANN401 - any line of a workflow, forms included
    points = getattr(twin, "safety", ())
    return line.model_copy(update={"safety": points}) if points and not line.safety else line
