"""A service, its critical activities, and everything that lets it hold without IT, site, staff or supplier."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from planforge.model.answer import Answer
from planforge.model.entity import Entity, Part, asked, listed, part
from planforge.model.fields import (
    ApplicationRef,
    Count,
    DateValue,
    DurationValue,
    FormRef,
    Label,
    Line,
    PercentValue,
    PersonRef,
    PhoneNumber,
    ServiceRef,
    ServiceTypeRef,
    SiteRef,
    SupplierRef,
    SystemRef,
    YesNo,
)
from planforge.model.people import Domain
from planforge.model.workflow import Endurance, WorkflowChanges


class Perimeter(StrEnum):
    """The three perimeters CaRE asks for, and support functions."""

    CARE = "care"
    TECHNICAL = "technical"  # PUI, imagerie, biologie
    ADMINISTRATIVE = "administrative"
    SUPPORT = "support"


class Level(StrEnum):
    """How far a service works with an application."""

    VITAL = "vital"
    REDUCED = "reduced"
    FULL = "full"


class Loss(StrEnum):
    """What a continuity solution makes up for."""

    IT = "it"
    SITE = "site"
    STAFF = "staff"
    SUPPLIER = "supplier"


class HarmAxis(StrEnum):
    """What suffers when an activity stops."""

    SAFETY = "safety"
    CARE = "care"
    LEGAL = "legal"
    FINANCIAL = "financial"
    IMAGE = "image"
    STAFF = "staff"


class ApplicationUse(Part):
    """An application the service uses, and how badly it needs it."""

    application: ApplicationRef = Field(title="Application")
    level: Level = Field(default=Level.FULL, title="Niveau", description="vital, reduced (réduit) ou full (confort)")
    share_without: Answer[PercentValue] = asked("Part d’activité sans elle", depth="expert")
    alternative: Answer[Line] = asked("Alternative", "Papier, autre poste, autre établissement")


class ServiceNeed(Part):
    """What this service expects from another one, also in degraded mode."""

    service: ServiceRef = Field(title="Service")
    what: Answer[Line] = asked("Ce qui est attendu")
    degraded: Answer[Line] = asked("Comment, en mode dégradé")


class Partner(Part):
    """Who takes over, under which signed agreement, with or without the same information system."""

    name: Label = Field(title="Partenaire")
    purpose: Answer[Line] = asked("Pour quoi")
    signed_on: Answer[DateValue] = asked("Convention signée le", depth="minimum")
    same_system: Answer[YesNo] = asked("Partage le même système d’information ?")
    phone: Answer[PhoneNumber] = asked("Téléphone")
    capacity: Answer[Line] = asked("Capacité")


class PrintedState(Part):
    """A list or care plan printed in advance."""

    what: Label = Field(title="État imprimé", description="Liste des patients, plan de soins…")
    every: Answer[DurationValue] = asked("Tous les", depth="minimum")
    place: Answer[Line] = asked("Où", depth="minimum")
    checked_on: Answer[DateValue] = asked("Vérifié le")


class FormStock(Part):
    """How many sheets of a form lie in the kit."""

    form: FormRef = Field(title="Formulaire")
    count: Answer[Count] = asked("Quantité")


class Kit(Part):
    """The sealed case of the ward."""

    place: Answer[Line] = asked("Où est le kit", depth="minimum")
    checked_on: Answer[DateValue] = asked("Inventaire du", depth="minimum")
    version: Answer[Line] = asked("Version des imprimés")
    stock: tuple[FormStock, ...] = listed("Stock de formulaires")


class MinimumStaff(Part):
    """The fewest people with whom the service works safely."""

    day: Answer[Line] = asked("De jour", depth="minimum")
    night: Answer[Line] = asked("De nuit", depth="minimum")


class WardDecider(Part):
    """Who takes a decision on the ward, by function, with a duty phone."""

    decision: Label = Field(title="Décision", description="Passage au papier, décision médicale, délestage")
    function: Label = Field(title="Fonction")
    deputy: Answer[Line] = asked("Suppléant", "Fonction")
    phone: Answer[PhoneNumber] = asked("Téléphone de garde", "Hors réseau ; jamais un portable personnel")


class Solution(Part):
    """How an activity goes on when something is lost."""

    loss: Loss = Field(title="Ce qui est perdu", description="it, site, staff ou supplier")
    solution: Answer[Line] = asked("Solution")
    means: Answer[Line] = asked("Moyens nécessaires")
    holds: Answer[DurationValue] = asked("Tient")
    owner: Answer[Line] = asked("Responsable", "Fonction")


class RecoveryStep(Part):
    """A step of the return of an activity, in order."""

    text: Label = Field(title="Étape")
    who: Answer[Line] = asked("Qui", "Fonction")
    check: Answer[Line] = asked("Contrôle")


class Impact(Part):
    """An impact level on one axis at one horizon (expert form)."""

    axis: HarmAxis = Field(title="Axe")
    after: DurationValue = Field(title="Au bout de")
    level: Count = Field(title="Niveau", description="0 nul à 4 catastrophique")


class Activity(Entity):
    """A critical activity: the unit of the impact analysis."""

    description: Answer[Line] = asked("Description")
    dmia: Answer[DurationValue] = asked(
        "DMIA", "Si l’activité s’arrête complètement, au bout de combien de temps est-ce inacceptable ?",
        depth="minimum",
    )  # fmt: skip
    pdma: Answer[DurationValue] = asked(
        "PDMA", "Combien de données peut-on perdre et savoir refaire ?", depth="minimum"
    )
    harm: Answer[HarmAxis] = asked("Dommage principal", depth="minimum")
    harm_note: Answer[Line] = asked("Conséquence en mots")
    impacts: tuple[Impact, ...] = listed("Impacts dans le temps", depth="expert")
    minimum_level: Answer[Line] = asked("Niveau minimal d’activité", depth="minimum")
    priority: Answer[Count] = asked("Priorité", "1 = la première à reprendre")
    applications: tuple[ApplicationRef, ...] = listed("Applications", "Les vitales du service si vide")
    wanted_rto: Answer[DurationValue] = asked("Délai de reprise voulu par le service")
    suppliers: tuple[SupplierRef, ...] = listed("Fournisseurs indispensables")
    solutions: tuple[Solution, ...] = listed("Solutions de continuité")
    recovery: tuple[RecoveryStep, ...] = listed("Étapes de reprise")
    owner: Answer[Line] = asked("Responsable", "Fonction")
    bia_reason: Answer[Line] = asked("Motif si l’analyse d’impact manque")


class Section(StrEnum):
    """A part of the degraded workflow that somebody validates."""

    ALL = "all"
    TRIGGER = "trigger"
    FIRST_QUARTER = "first-quarter"
    STEPS = "steps"
    STOP = "stop"
    FORMS = "forms"
    STOCKS = "stocks"
    THRESHOLDS = "thresholds"
    DECISIONS = "decisions"
    CATCH_UP = "catch-up"
    ENDURANCE = "endurance"


class Validation(Part):
    """Who validated which part of the workflow, and when."""

    section: Section = Field(default=Section.ALL, title="Partie")
    domain: Domain | None = Field(default=None, title="Domaine")
    by: Label = Field(title="Validé par", description="Fonction ou identifiant d’une personne")
    on: DateValue = Field(title="Le")


class Service(Entity):
    """A ward, a technical platform or an administrative process."""

    type: Answer[ServiceTypeRef] = asked(
        "Type", "Type de la bibliothèque : urgences, laboratoire, paie…", depth="minimum"
    )
    perimeter: Answer[Perimeter] = asked("Périmètre CaRE", "care, technical, administrative, support", depth="minimum")
    vital: Answer[YesNo] = asked("Service vital", depth="minimum")
    weight: Answer[Count] = asked("Poids", "1 à 10, départage les priorités", depth="expert")
    site: Answer[SiteRef] = asked("Site", depth="minimum")
    premises: Answer[Line] = asked("Locaux")
    head: Answer[PersonRef] = asked("Responsable", depth="minimum")
    deputy: Answer[PersonRef] = asked("Suppléant", depth="minimum")
    deciders: tuple[WardDecider, ...] = listed("Qui décide", depth="minimum")
    volume_per_day: Answer[Count] = asked("Volume par jour", "Passages, actes, dossiers", depth="minimum")
    beds: Answer[Count] = asked("Lits ou places", depth="minimum")
    peaks: Answer[Line] = asked("Périodes de pointe")
    endurance: Endurance = part(Endurance, "Tenue du mode dégradé")
    outer_limit: Answer[DurationValue] = asked("Limite extrême", "Tenue + DMIA si absente", depth="expert")
    minimum_staff: MinimumStaff = part(MinimumStaff, "Effectif minimal")
    equipment: tuple[Line, ...] = listed("Équipements biomédicaux indispensables")
    vital_data: tuple[Line, ...] = listed("Données vitales")
    printed_states: tuple[PrintedState, ...] = listed("États imprimés", depth="minimum")
    kit: Kit = part(Kit, "Kit de continuité")
    applications: tuple[ApplicationUse, ...] = listed("Applications utilisées", depth="minimum")
    fallback_systems: tuple[SystemRef, ...] = listed(
        "Systèmes dont le mode dégradé a besoin", "Logiciel, téléphonie, impression, réseau ; liste vide : aucun"
    )
    services: tuple[ServiceNeed, ...] = listed("Autres services nécessaires")
    partners: tuple[Partner, ...] = listed("Partenaires de repli", depth="minimum")
    activities: tuple[Activity, ...] = listed("Activités critiques", depth="minimum")
    workflow: WorkflowChanges = part(WorkflowChanges, "Ce qui diffère de la bibliothèque")
    validations: tuple[Validation, ...] = listed("Validations", depth="minimum")
