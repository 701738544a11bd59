"""What a library entry says. YAML under ``questionnaires/library``, or in the hospital's own ``library`` folder."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from planforge.model.answer import Answer, ByScenario
from planforge.model.crisis import ScenarioKind
from planforge.model.entity import Entity, Part, asked, asked_by_scenario, listed, part
from planforge.model.fields import Count, Decimal, DurationValue, Label, Line, PercentValue, Prose, Slug, YesNo
from planforge.model.people import Domain
from planforge.model.services import HarmAxis, Level, Perimeter
from planforge.model.systems import Restore, Tier
from planforge.model.workflow import Certainty, FormDriver, Reentry, SafetyPoint, Workflow, WorkflowLine


class UsualApplication(Part):
    """An application type that such a service usually uses."""

    type: Label = Field(title="Type d’application")
    level: Level = Field(default=Level.FULL, title="Niveau")


class UsualActivity(Entity):
    """A critical activity to propose; never printed as the hospital's own."""

    harm: HarmAxis | None = Field(default=None, title="Dommage principal")


class QuizQuestion(Part):
    """A question of the ward drill. ``about`` names the line of the workflow that answers it: « stop.identite ».

    A hospital that changes or removes that line no longer gets the question.
    """

    id: Slug = Field(title="Identifiant")
    question: Label = Field(title="Question")
    right: Label = Field(title="Bonne réponse")
    wrong: tuple[Label, ...] = listed("Mauvaises réponses", "Deux ou trois, plausibles")
    about: Line = Field(title="Ligne qui répond", description="Liste et identifiant : stop.identite, steps.kit")


class ServiceType(Entity):
    """A type of service with its degraded workflow."""

    perimeter: Perimeter = Field(title="Périmètre")
    vital: YesNo = Field(default=False, title="Vital")
    weight: Count = Field(default=1, title="Poids")
    driver: FormDriver = Field(default=FormDriver.VOLUME, title="Ce qui règle les formulaires")
    volume_unit: Line = Field(default="", title="Unité du volume", description="passages, séances, dossiers")
    applications: tuple[UsualApplication, ...] = listed("Applications usuelles")
    activities: tuple[UsualActivity, ...] = listed("Activités critiques usuelles")
    safety: tuple[SafetyPoint, ...] = listed("Points de sécurité obligatoires")
    workflow: Workflow = part(Workflow, "Mode dégradé")
    quiz: tuple[QuizQuestion, ...] = listed("Questions du quart d’heure d’entraînement")
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


class WardRoleType(Entity):
    """A common role to name on a ward at the switch to paper."""

    task: Label = Field(title="Ce qu’il fait")


class FormPartKind(StrEnum):
    """How a part of a blank form is filled in."""

    LINES = "lines"  # a label, room to write beside it
    CHECKS = "checks"  # boxes to tick
    GRID = "grid"  # a table with empty rows
    SPACE = "space"  # free writing
    TEXT = "text"  # words to read: a reminder, a rule


class GridColumn(Part):
    """A column of a grid; ``width`` is its share beside the others."""

    title: Label = Field(title="Titre")
    width: Decimal = Field(default=1.0, title="Largeur")


class FormPart(Entity):
    """A framed part of a blank form. ``span`` is out of 12 columns; parts that add up to 12 stand side by side."""

    kind: FormPartKind = Field(title="Nature")
    span: Count = Field(default=12, title="Largeur", description="Sur 12")
    fields: tuple[Label, ...] = listed("Rubriques")
    columns: tuple[GridColumn, ...] = listed("Colonnes")
    rows: Count = Field(default=1, title="Lignes vides")
    first_column: tuple[Label, ...] = listed("Première colonne déjà remplie", "Une ligne par mot")
    height: Decimal = Field(default=8.0, title="Hauteur d’une ligne", description="Millimètres")
    note: Line = Field(default="", title="Note à droite du titre")
    stop: YesNo = Field(default=False, title="Encadré d’arrêt", description="Allergies, identité : ce qui se lit d’abord")


class Form(Part):
    """A paper form of the kit: what it is for, its parts from top to bottom, and what becomes of it on return."""

    id: Label = Field(title="Code", description="F-ID, F-PRE…")
    name: Label = Field(title="Formulaire")
    domain: Domain | None = Field(default=None, title="Domaine à valider")
    use: Line = Field(default="", title="Usage", description="Qui le remplit, quand, en combien d’exemplaires")
    landscape: YesNo = Field(default=False, title="À l’italienne")
    parts: tuple[FormPart, ...] = listed("Parties")
    reentry: Reentry | None = Field(default=None, title="Devenir du papier")
    minutes: Decimal = Field(default=0.0, title="Minutes de ressaisie", description="Par feuille, contrôle non compris")
    checked: PercentValue | None = Field(default=None, title="Part relue par une seconde personne")
    certainty: Certainty = Field(default=Certainty.GENERAL, title="Certitude")


class Milestone(Part):
    """What any service must decide as an outage lasts, once it has lasted ``after``."""

    id: Slug = Field(title="Identifiant")
    name: Label = Field(title="Jalon", description="H+1, J+3…")
    after: DurationValue = Field(title="Après")
    logic: Label = Field(title="Où l’on en est")
    decision: Label = Field(title="Décision attendue")
    who: Label = Field(title="Qui décide", description="Fonction")
    certainty: Certainty = Field(default=Certainty.GENERAL, title="Certitude")
    source: Line = Field(default="", title="Source")


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
