"""Applications, infrastructure and workstations: what they need to run, and what they need to come back."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from planforge.model.answer import Answer, ByScenario
from planforge.model.entity import Entity, Part, asked, asked_by_scenario, listed, part
from planforge.model.fields import (
    Count,
    DateValue,
    DurationValue,
    Line,
    PersonRef,
    RateValue,
    ServiceRef,
    SiteRef,
    SupplierRef,
    SystemRef,
    SystemTypeRef,
    TeamRef,
    VolumeValue,
    YesNo,
)
from planforge.values import ValueFault


class Hosting(StrEnum):
    """Where a system runs."""

    LOCAL = "local"
    GHT = "ght"
    SAAS = "saas"
    HDS = "hds"


class Tier(StrEnum):
    """Restart class: T0 foundation, T1 vital, T2 record, T3 support, T4 the rest."""

    T0 = "T0"
    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"


class Strength(StrEnum):
    """Without a hard need nothing works; without a soft one it works less well."""

    HARD = "hard"
    SOFT = "soft"


class Dependency(Part):
    """A need for one system, or for any of several. A plain identifier is a hard need.

    ``bootstrap`` says that the system starts without it and completes later: it breaks a restart cycle on purpose.
    """

    stands_for: ClassVar[str] = "on"

    on: SystemRef | None = Field(default=None, title="Système")
    any_of: tuple[SystemRef, ...] = listed("L’un de")
    strength: Strength = Field(default=Strength.HARD, title="Force", description="hard ou soft")
    bootstrap: YesNo = Field(default=False, title="Démarre sans, complète ensuite")
    note: Answer[Line] = asked("Remarque")

    @model_validator(mode="after")
    def _names_a_system(self) -> Self:
        if not self.alternatives and not self.unknown_lists:
            raise ValueFault("dependency.empty", "Ce besoin ne nomme aucun système.", "Écrivez « on » ou « any_of ».")
        return self

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The systems of which one suffices; a single one for a plain need."""
        return self.any_of or ((self.on,) if self.on else ())


class Restore(Part):
    """How long this system takes to come back, once all it needs is there."""

    total: Answer[DurationValue] = asked("Durée propre de restauration", "En travail : au mieux, probable, au pire")
    preparation: Answer[DurationValue] = asked("Préparation", depth="expert")
    volume: Answer[VolumeValue] = asked("Volume à restaurer")
    rate: Answer[RateValue] = asked("Débit de restauration", depth="expert")
    configuration: Answer[DurationValue] = asked("Configuration et interfaces", depth="expert")
    acceptance: Answer[DurationValue] = asked("Recette métier", depth="expert")
    team: Answer[TeamRef] = asked("Équipe")
    needs_vendor: Answer[YesNo] = asked("Fournisseur indispensable à la restauration")
    tester: Answer[Line] = asked("Testeur métier", "Fonction")
    steps: tuple[Line, ...] = listed("Procédure de restauration")
    prerequisites: tuple[Line, ...] = listed("Prérequis", "Licences, clés, supports, matériel")


class CatchUp(Part):
    """What must be entered again once the system is back."""

    entries_per_day: Answer[Count] = asked("Saisies par jour", depth="expert")
    minutes_each: Answer[DurationValue] = asked("Durée d’une ressaisie", depth="expert")
    spare_per_day: Answer[DurationValue] = asked("Temps disponible par jour", depth="expert")


class System(Entity):
    """Anything that can be down and must come back."""

    type: Answer[SystemTypeRef] = asked("Type", "Type de la bibliothèque : dpi, sgl, ad…", depth="minimum")
    description: Answer[Line] = asked("Description")
    product: Answer[Line] = asked("Produit")
    vendor: Answer[SupplierRef] = asked("Éditeur ou fournisseur", depth="minimum")
    hosting: Answer[Hosting] = asked("Hébergement", "local, ght, saas ou hds", depth="minimum")
    site: Answer[SiteRef] = asked("Site")
    room: Answer[Line] = asked("Salle", depth="expert")
    zone: Answer[Line] = asked("Zone réseau", depth="expert")
    business_owner: Answer[PersonRef] = asked("Responsable métier")
    technical_owner: Answer[PersonRef] = asked("Responsable technique", depth="minimum")
    tier: Answer[Tier] = asked("Classe de reprise", "T0 à T4")
    rto: ByScenario[DurationValue] = asked_by_scenario("RTO", "Délai que la DSI accepte de viser", depth="minimum")
    rpo: ByScenario[DurationValue] = asked_by_scenario("RPO", "Perte de données que la DSI accepte", depth="minimum")
    needs_to_run: tuple[Dependency, ...] = listed("Nécessaire au fonctionnement")
    needs_to_restore: tuple[Dependency, ...] = listed("Nécessaire à la restauration")
    feeds: tuple[SystemRef, ...] = listed("Alimente")
    servers: Answer[Count] = asked("Serveurs", depth="expert")
    users: Answer[Count] = asked("Utilisateurs", depth="expert")
    end_of_support: Answer[DateValue] = asked("Fin de support", depth="expert")
    read_only: Answer[YesNo] = asked("Lecture seule possible", depth="expert")
    island: Answer[YesNo] = asked("Peut vivre isolée", depth="expert")
    own_directory: Answer[YesNo] = asked("Authentification indépendante de l’annuaire de production", depth="expert")
    local_storage: Answer[DurationValue] = asked(
        "Stockage local des modalités",
        "Combien de temps les appareils gardent les images sans ce système",
        depth="expert",
    )
    restore: Restore = part(Restore, "Restauration")
    catch_up: CatchUp = part(CatchUp, "Rattrapage")


class Application(System):
    """A software that services use."""


class Infrastructure(System):
    """A foundation that applications stand on: network, directory, virtualisation, backup server."""


class Workstations(Part):
    """Screens: servers back are of no use without them."""

    count: Answer[Count] = asked("Nombre de postes")
    rebuilt_per_day: Answer[Count] = asked("Postes refaits par jour")
    priority_services: tuple[ServiceRef, ...] = listed("Services prioritaires")
    per_unit: Answer[Line] = asked("Postes par unité au redémarrage")
