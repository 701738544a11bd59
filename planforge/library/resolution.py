"""A record with its library types resolved once: what is inherited keeps the provenance ``default``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.errors import LibraryError, Location, Problem, RecordError
from planforge.library.filling import filled
from planforge.library.workflows import resolved_workflow, with_role_names
from planforge.model.suggestions import DANGLING, unknown_identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.library.loading import Library
    from planforge.library.types import (
        CommonQuestion,
        ContactType,
        Form,
        MessageType,
        Milestone,
        RoleType,
        ScenarioType,
        ServiceType,
        SystemType,
    )
    from planforge.model.crisis import CrisisRole
    from planforge.model.plan import Plan
    from planforge.model.services import Service
    from planforge.model.systems import System
    from planforge.model.workflow import Workflow


@dataclass(frozen=True)
class ResolvedRole:
    """A crisis role of the library, with its holder and additions where the record names it."""

    type: RoleType
    record: CrisisRole | None = None


@dataclass(frozen=True)
class Resolved:
    """The record, what it inherits from its types filled in, and the library entries it stands on.

    ``plan`` answers inherited from a type have ``source`` default. ``workflows`` has every service, by identifier.
    ``service_types`` has the types in use; the other mappings hold all entries of the library.
    """

    plan: Plan
    workflows: Mapping[str, Workflow]
    service_types: Mapping[str, ServiceType]
    system_types: Mapping[str, SystemType]
    forms: Mapping[str, Form]
    roles: tuple[ResolvedRole, ...]
    scenario_types: Mapping[str, ScenarioType]
    contact_types: Mapping[str, ContactType]
    message_types: Mapping[str, MessageType]
    service_names: Mapping[str, str] = field(default_factory=dict)  # of every service type, in use or not
    milestones: tuple[Milestone, ...] = ()
    common_quiz: tuple[CommonQuestion, ...] = ()

    def service_type(self, service: Service) -> ServiceType | None:
        """The type of a service, where it has one."""
        return self.service_types.get(service.type.best or "")

    def system_type(self, system: System) -> SystemType | None:
        """The type of an application or infrastructure, where it has one."""
        return self.system_types.get(system.type.best or "")


def resolve(plan: Plan, library: Library) -> Resolved:
    """The record with its types resolved.

    Raises ``RecordError`` where it names types that do not exist (``read_record`` says so first, with the line), and
    ``LibraryError`` with the problems of every entry it uses.
    """
    service_types = _service_types(plan, library)
    problems = [*_unknown_types(plan, library, service_types), *_unknown_roles(plan, library)]
    if problems:
        raise RecordError(problems)
    whole = filled(plan, library, service_types)
    by_type = {role.type: role for role in plan.crisis.roles}
    return Resolved(
        plan=whole,
        workflows={
            service.id: with_role_names(
                resolved_workflow(service, service_types.get(service.type.best or "")), library.ward_roles
            )
            for service in whole.services
        },
        service_types=service_types,
        system_types=library.system_types,
        forms=library.forms,
        roles=tuple(ResolvedRole(role, by_type.get(role.id)) for role in library.role_types.values()),
        scenario_types=library.scenario_types,
        contact_types=library.contact_types,
        message_types=library.message_types,
        milestones=library.milestones,
        common_quiz=library.common_quiz,
        service_names=library.service_names,
    )


def _service_types(plan: Plan, library: Library) -> dict[str, ServiceType]:
    found: dict[str, ServiceType] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(service.type.best for service in plan.services if service.type.best):
        try:
            service_type = library.service_type(name)
        except LibraryError as error:
            problems += error.problems
        else:
            found |= {name: service_type} if service_type is not None else {}
    if problems:
        raise LibraryError(problems)
    return found


def _unknown_types(plan: Plan, library: Library, service_types: Mapping[str, ServiceType]) -> list[Problem]:
    services = [
        _unknown("library.services", ("Services", service.name), service.type.best, library.service_ids)
        for service in plan.services
        if service.type.best and service.type.best not in service_types
    ]
    systems = [
        _unknown("library.systems", ("Systèmes", system.name), system.type.best, library.system_types)
        for system in plan.systems.values()
        if system.type.best and system.type.best not in library.system_types
    ]
    return [*services, *systems]


def _unknown_roles(plan: Plan, library: Library) -> list[Problem]:
    return [
        _unknown("library.roles", ("Crise", "Rôles de crise"), role.type, library.role_types)
        for role in plan.crisis.roles
        if role.type not in library.role_types
    ]


def _unknown(kind: str, path: tuple[str, ...], identifier: str, known: Iterable[str]) -> Problem:
    message, hint = unknown_identifier(kind, identifier, dict.fromkeys(known, ""))
    return Problem(DANGLING, message, Location(), path, hint)
