"""What rules read: the record indexed once, the graphs, the thresholds, and the date they are judged at."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.analysis.graphs import restore_graph, run_graph, stops
from planforge.analysis.needs import needs
from planforge.analysis.results import ObjectRef, RecordPath
from planforge.analysis.schedule.ground import Ground
from planforge.analysis.schedule.outlook import Outlook
from planforge.analysis.shape import called, identifier, spots
from planforge.analysis.uses import critical_applications
from planforge.model.backups import RestoreResult
from planforge.model.systems import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.analysis.graphs import Graph
    from planforge.analysis.results import Stopped, SystemNeed
    from planforge.analysis.schedule.outlook import Keeper
    from planforge.analysis.shape import Spot
    from planforge.analysis.written import Written
    from planforge.library.types import ServiceType
    from planforge.model.answer import Answer
    from planforge.model.backups import Backup, RestoreTest
    from planforge.model.entity import Part
    from planforge.model.governance import Waiver
    from planforge.model.plan import Plan
    from planforge.model.services import Activity, Service
    from planforge.model.systems import System
    from planforge.model.workflow import Workflow

HIGH_TIERS = frozenset({Tier.T0, Tier.T1, Tier.T2})
TOP_TIERS = frozenset({Tier.T0, Tier.T1})

# What the rules say when the hospital has not set its own threshold (review-rules.md).
_DEFAULT_THRESHOLDS: Mapping[str, int] = {
    "review_months": 12,
    "restore_test_months": 12,
    "contact_months": 6,
    "kit_months": 6,
    "retention_days": 60,
    "top_class_percent": 40,
    "guess_percent": 70,
    "odds_percent": 80,
    "vital_odds_percent": 90,
    "person_hours_day": 12,
    "person_hours_week": 60,
    "tester_hours_day": 4,
    "vendor_hours": 72,
    "no_procedure_hours": 4,
    "list_print_hours": 4,
    "care_print_hours": 12,
    "exercise_months": 12,
    "retex_days": 30,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """An object of the record and where it is written."""

    ref: ObjectRef
    path: RecordPath

    def at(self, *steps: str | int) -> Subject:
        """The same object, at one of its fields."""
        return Subject(self.ref, (*self.path, *steps))


@dataclass(frozen=True)
class Facts:
    """A record ready for the rules. Without ``today``, dated rules cannot be decided.

    ``workflows`` are the resolved degraded workflows by service, ``service_types`` the types in use by identifier,
    ``written`` the documents of the last build: ``None`` where there are none, and for what documents print themselves.
    ``keeper`` spares estimates already computed.
    """

    plan: Plan
    today: date | None = None
    workflows: Mapping[str, Workflow] = field(default_factory=dict)
    service_types: Mapping[str, ServiceType] = field(default_factory=dict)
    written: Written | None = None
    keeper: Keeper | None = field(default=None, repr=False)

    @cached_property
    def system(self) -> Mapping[str, Subject]:
        """Every system by identifier."""
        return {
            **_subjects("infrastructure", self.plan.infrastructure),
            **_subjects("applications", self.plan.applications),
        }

    @cached_property
    def service(self) -> Mapping[str, Subject]:
        """Every service by identifier."""
        return _subjects("services", self.plan.services)

    @cached_property
    def backup(self) -> Mapping[str, Subject]:
        """Every backup policy by identifier."""
        return _subjects("backups", self.plan.backups)

    @cached_property
    def person(self) -> Mapping[str, Subject]:
        """Every person by identifier."""
        return _subjects("people", self.plan.people)

    @cached_property
    def supplier(self) -> Mapping[str, Subject]:
        """Every supplier by identifier."""
        return _subjects("suppliers", self.plan.suppliers)

    @cached_property
    def supplied(self) -> Mapping[str, tuple[System, ...]]:
        """The systems of each supplier."""
        found: dict[str, list[System]] = {}
        for system in self.plan.systems.values():
            if system.vendor.best is not None:
                found.setdefault(system.vendor.best, []).append(system)
        return {supplier: tuple(systems) for supplier, systems in found.items()}

    @cached_property
    def team(self) -> Mapping[str, Subject]:
        """Every team by identifier."""
        return _subjects("teams", self.plan.teams)

    @cached_property
    def scenario(self) -> Mapping[str, Subject]:
        """Every scenario by identifier."""
        return _subjects("scenarios", self.plan.scenarios)

    @cached_property
    def outlook(self) -> Outlook:
        """What the computation of the restart says, scenario by scenario."""
        enough = self.threshold("odds_percent")
        return Outlook(Ground(self.plan, self.run, self.restore, self.backups_of, enough), self.keeper)

    @cached_property
    def restore(self) -> Graph:
        """What systems need to come back."""
        return restore_graph(self.plan)

    @cached_property
    def needs(self) -> Mapping[str, SystemNeed]:
        """What activities ask of systems."""
        return needs(self.plan, self.run)

    @cached_property
    def run(self) -> Graph:
        """What systems need to work."""
        return run_graph(self.plan)

    @cached_property
    def stops(self) -> Mapping[str, Stopped]:
        """What stops with each system."""
        return stops(self.plan, self.run)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """The answers of the record, walked once."""
        return spots(self.plan)

    @cached_property
    def backups_of(self) -> Mapping[str, tuple[Backup, ...]]:
        """The policies that protect each system."""
        found: dict[str, list[Backup]] = {}
        for backup in self.plan.backups:
            for system in backup.systems:
                found.setdefault(system, []).append(backup)
        return {system: tuple(backups) for system, backups in found.items()}

    @cached_property
    def tests_of(self) -> Mapping[str, tuple[RestoreTest, ...]]:
        """The restore tests done on each system."""
        found: dict[str, list[RestoreTest]] = {}
        for test in self.plan.restore_tests:
            if test.result is not RestoreResult.PLANNED:
                found.setdefault(test.system, []).append(test)
        return {system: tuple(tests) for system, tests in found.items()}

    @cached_property
    def users_of(self) -> Mapping[str, tuple[Service, ...]]:
        """The services that cannot do without each application."""
        found: dict[str, list[Service]] = {}
        for service in self.plan.services:
            for application in critical_applications(service):
                found.setdefault(application, []).append(service)
        return {application: tuple(services) for application, services in found.items()}

    @cached_property
    def described(self) -> tuple[tuple[Service, Workflow], ...]:
        """The services that have a degraded workflow, each with it."""
        flows = ((service, self.workflows.get(service.id)) for service in self.plan.services)
        return tuple((service, flow) for service, flow in flows if flow is not None and flow.steps)

    @cached_property
    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers that hold at the date of judgement; without a date none can be said to."""
        return tuple(one for one in self.plan.waivers if self.today is not None and one.until >= self.today)

    @property
    def whole(self) -> Subject:
        """The establishment, for what concerns no object in particular."""
        return Subject(ObjectRef("establishment", "establishment", self.plan.establishment.name), ("establishment",))

    def section(self, name: str, title: str) -> Subject:
        """A top-level part of the record."""
        return Subject(ObjectRef(name, name, title), (name,))

    def placed(self, ref: ObjectRef, path: RecordPath) -> Subject:
        """An object met on the way, at that place; the establishment for what belongs to none."""
        return Subject(ref if ref.id else self.whole.ref, path)

    def activity(self, service: Service, activity: Activity) -> Subject:
        """A critical activity of a service."""
        index = service.activities.index(activity)
        path = (*self.service[service.id].path, "activities", index)
        return Subject(ObjectRef("activities", activity.id, activity.name), path)

    def kept_apart(self, section: str) -> bool:
        """Whether a top-level list is said unknown, as it is while the restricted file is absent."""
        return section in self.plan.unknown_lists

    def threshold(self, name: str) -> int:
        """The hospital's own threshold, else the default of the rules."""
        own: Answer[int] = getattr(self.plan.thresholds, name)
        return own.best if own.best is not None else _DEFAULT_THRESHOLDS[name]

    def since(self, threshold: str) -> date | None:
        """The date before which something is too old; ``None`` without a date to judge at."""
        return months_before(self.today, self.threshold(threshold)) if self.today else None


def _subjects(kind: str, parts: Iterable[Part]) -> dict[str, Subject]:
    found: dict[str, Subject] = {}
    for index, part in enumerate(parts):
        name = identifier(part)
        found.setdefault(name, Subject(ObjectRef(kind, name, called(part)), (kind, index)))
    return found


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
