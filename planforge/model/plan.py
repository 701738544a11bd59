"""The whole record as one frozen value, and look-ups by identifier."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import Field

from planforge.model.backups import Backup, RestoreTest
from planforge.model.crisis import ContinuityMeans, Crisis, Scenario
from planforge.model.entity import Part, listed, part
from planforge.model.establishment import DocumentControl, Establishment, Site
from planforge.model.fields import Count
from planforge.model.governance import Action, Evidence, Exercise, Expense, Governance, Thresholds, Training, Waiver
from planforge.model.people import Contact, Person, Referent, Supplier, SupplierSecret, Team
from planforge.model.services import Service
from planforge.model.systems import Application, Infrastructure, System, Workstations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

E = TypeVar("E", bound=Any)

SCHEMA = 1
RESTRICTED_KEYS = frozenset({"people", "backups", "restore_tests", "supplier_secrets"})


class Plan(Part):
    """Everything a hospital recorded; the order of the fields is the order of the file."""

    schema_version: Count = Field(default=SCHEMA, alias="schema", title="Version du format")
    establishment: Establishment = Field(title="Établissement")
    document: DocumentControl = part(DocumentControl, "Documents")
    people: tuple[Person, ...] = listed("Personnes")
    referents: tuple[Referent, ...] = listed("Référents")
    governance: Governance = part(Governance, "Gouvernance")
    crisis: Crisis = part(Crisis, "Crise")
    scenarios: tuple[Scenario, ...] = listed("Scénarios")
    contacts: tuple[Contact, ...] = listed("Contacts extérieurs")
    continuity_means: ContinuityMeans = part(ContinuityMeans, "Moyens de continuité")
    services: tuple[Service, ...] = listed("Services")
    applications: tuple[Application, ...] = listed("Applications")
    infrastructure: tuple[Infrastructure, ...] = listed("Infrastructure")
    workstations: Workstations = part(Workstations, "Postes de travail")
    backups: tuple[Backup, ...] = listed("Sauvegardes")
    restore_tests: tuple[RestoreTest, ...] = listed("Tests de restauration")
    teams: tuple[Team, ...] = listed("Équipes")
    suppliers: tuple[Supplier, ...] = listed("Fournisseurs")
    supplier_secrets: tuple[SupplierSecret, ...] = listed("Secrets des fournisseurs")
    exercises: tuple[Exercise, ...] = listed("Exercices")
    trainings: tuple[Training, ...] = listed("Formations")
    actions: tuple[Action, ...] = listed("Actions")
    evidence: tuple[Evidence, ...] = listed("Preuves")
    waivers: tuple[Waiver, ...] = listed("Dérogations")
    expenses: tuple[Expense, ...] = listed("Dépenses")
    thresholds: Thresholds = part(Thresholds, "Seuils des règles")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same record with other parts; look-ups are worked out anew."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy

    @cached_property
    def systems(self) -> Mapping[str, System]:
        """Infrastructure then applications, by identifier, in the order of the record."""
        return by_id((*self.infrastructure, *self.applications))

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """People by identifier."""
        return by_id(self.people)

    @cached_property
    def service(self) -> Mapping[str, Service]:
        """Services by identifier."""
        return by_id(self.services)

    @cached_property
    def site(self) -> Mapping[str, Site]:
        """Sites by identifier."""
        return by_id(self.establishment.sites)

    @cached_property
    def supplier(self) -> Mapping[str, Supplier]:
        """Suppliers by identifier."""
        return by_id(self.suppliers)

    @cached_property
    def team(self) -> Mapping[str, Team]:
        """Teams by identifier."""
        return by_id(self.teams)

    @cached_property
    def scenario(self) -> Mapping[str, Scenario]:
        """Scenarios by identifier."""
        return by_id(self.scenarios)

    @cached_property
    def backup(self) -> Mapping[str, Backup]:
        """Backups by identifier."""
        return by_id(self.backups)


def by_id(entities: Iterable[E]) -> dict[str, E]:
    """Entities by identifier, the first of twins kept (twins are a reading error)."""
    found: dict[str, E] = {}
    for entity in entities:
        found.setdefault(entity.id, entity)
    return found
