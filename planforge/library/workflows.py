"""The degraded workflow of a service: its type's, with what the hospital replaced, added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.library.defaults import inherited
from planforge.model.workflow import Workflow

if TYPE_CHECKING:
    from planforge.library.types import ServiceType
    from planforge.model.services import Service
    from planforge.model.workflow import Changes

CHANGED_LISTS = ("steps", "stop", "forms", "stocks", "thresholds", "catch_up")
_TEXTS = ("trigger", "extra_staff")


def resolved_workflow(service: Service, kind: ServiceType | None) -> Workflow:
    """The workflow with the hospital's changes; each line keeps its origin. Endurance is the service's own."""
    usual = kind.workflow if kind is not None else Workflow()
    update: dict[str, Any] = {name: inherited(getattr(service.workflow, name), getattr(usual, name)) for name in _TEXTS}
    for name in CHANGED_LISTS:
        update[name] = changed_lines(getattr(usual, name), getattr(service.workflow, name))
    return usual.model_copy(update={**update, "endurance": service.endurance})


def changed_lines(usual: tuple[Any, ...], changes: Changes[Any]) -> tuple[Any, ...]:
    """The usual lines or those that replace them, without the removed ones; an added line takes its twin's place."""
    base = usual if changes.replace is None else changes.replace
    added = {line.id: line for line in changes.add}
    kept = [added.pop(line.id, line) for line in base if line.id not in changes.remove]
    return (*kept, *added.values())
