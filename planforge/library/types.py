"""What a library entry says. YAML under ``questionnaires/library``, or in the hospital's own ``library`` folder."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from planforge.model.answer import Answer, ByScenario
from planforge.model.crisis import ScenarioKind
from planforge.model.entity import Entity, Part, asked, asked_by_scenario, listed, part
from planforge.model.fields import Count, DurationValue, Label, Line, Prose, YesNo
from planforge.model.services import HarmAxis, Level, Perimeter
from planforge.model.systems import Restore, Tier
from planforge.model.workflow import Certainty, FormDriver, Workflow, WorkflowLine


class UsualApplication(Part):
    """An application type that such a service usually uses."""

    type: Label = Field(title="Type d’application")
    level: Level = Field(default=Level.FULL, title="Niveau")


class UsualActivity(Entity):
    """A critical activity to propose; never printed as the hospital's own."""

    harm: HarmAxis | None = Field(default=None, title="Dommage principal")


class ServiceType(Entity):
    """A type of service with its degraded workflow."""

    perimeter: Perimeter = Field(title="Périmètre")
    vital: YesNo = Field(default=False, title="Vital")
    weight: Count = Field(default=1, title="Poids")
    driver: FormDriver = Field(default=FormDriver.VOLUME, title="Ce qui règle les formulaires")
    volume_unit: Line = Field(default="", title="Unité du volume", description="passages, séances, dossiers")
    applications: tuple[UsualApplication, ...] = listed("Applications usuelles")
    activities: tuple[UsualActivity, ...] = listed("Activités critiques usuelles")
    workflow: Workflow = part(Workflow, "Mode dégradé")
    sources: tuple[Line, ...] = listed("Sources")


class Layer(StrEnum):
    """Application, or foundation that applications stand on."""

    APPLICATION = "application"
    INFRASTRUCTURE = "infrastructure"


class SystemType(Entity):
    """A type of application or infrastructure with starter values, all to be replaced or validated."""

    layer: Layer = Field(title="Couche")
    tier: Tier = Field(title="Classe de reprise")
    rto: ByScenario[DurationValue] = asked_by_scenario("RTO")
    rpo: ByScenario[DurationValue] = asked_by_scenario("RPO")
    restore: Restore = part(Restore, "Restauration")
    needs_to_run: tuple[Line, ...] = listed("Besoins usuels pour fonctionner", "Types")
    needs_to_restore: tuple[Line, ...] = listed("Besoins usuels pour restaurer", "Types")
    checks: tuple[Line, ...] = listed("Contrôles avant remise en service")
    certainty: Certainty = Field(default=Certainty.GENERAL, title="Certitude")


class Form(Part):
    """A paper form of the kit."""

    id: Label = Field(title="Code", description="F-ID, F-PRE…")
    name: Label = Field(title="Formulaire")
    fields: tuple[Line, ...] = listed("Rubriques")


class RoleType(Entity):
    """A crisis role with its action card."""

    mission: Label = Field(title="Mission")
    first_quarter: tuple[WorkflowLine, ...] = listed("15 premières minutes")
    first_hour: tuple[WorkflowLine, ...] = listed("Première heure")
    then: tuple[WorkflowLine, ...] = listed("Ensuite")
    never: tuple[Line, ...] = listed("À ne jamais faire")
    has_ready: tuple[Line, ...] = listed("À avoir sous la main")


class ScenarioType(Entity):
    """A usual scenario with its gate."""

    kind: ScenarioKind = Field(title="Nature")
    description: Label = Field(title="Description")
    gate: Answer[DurationValue] = asked("Délai avant toute restauration")
    phases: tuple[WorkflowLine, ...] = listed("Phases")
    certainty: Certainty = Field(default=Certainty.GENERAL, title="Certitude")


class ContactType(Entity):
    """An outside contact that every hospital should fill."""

    when: Label = Field(title="Quand l’appeler")
    number: Line = Field(default="", title="Numéro public national")


class MessageType(Entity):
    """A message to adapt: brackets mark what the hospital fills."""

    audience: Label = Field(title="Public")
    text: Prose = Field(title="Texte")
