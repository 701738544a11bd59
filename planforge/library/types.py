"""What a library entry says. YAML under ``questionnaires/library``, or in the hospital's own ``library`` folder."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from planforge.model.answer import Answer, ByScenario
from planforge.model.crisis import ScenarioKind
from planforge.model.entity import Entity, Part, asked, asked_by_scenario, listed, part
from planforge.model.fields import (
    Count,
    Decimal,
    DurationValue,
    Label,
    Line,
    PercentValue,
    Prose,
    Read,
    Slug,
    SystemTypeRef,
    YesNo,
)
from planforge.model.people import Domain
from planforge.model.services import HarmAxis, Level, Perimeter
from planforge.model.systems import Restore, Tier
from planforge.model.workflow import Certainty, FormDriver, Reentry, SafetyPoint, Workflow, WorkflowLine
from planforge.values import ValueFault, quoted, read_count


class UsualApplication(Part):
    """An application type that such a service usually uses."""

    type: SystemTypeRef = Field(title="Type d’application")
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
    about: Line = Field(
        default="", title="Ligne qui répond", description="Liste et identifiant : stop.identite, steps.kit"
    )


class CommonQuestion(QuizQuestion):
    """A question put in every service, or in those that owe a safety point and ask nothing of their own about it."""

    point: SafetyPoint | None = Field(
        default=None, title="Point de sécurité", description="Services concernés seulement"
    )


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
    needs_to_run: tuple[SystemTypeRef, ...] = listed("Besoins usuels pour fonctionner", "Types")
    needs_to_restore: tuple[SystemTypeRef, ...] = listed("Besoins usuels pour restaurer", "Types")
    checks: tuple[Line, ...] = listed("Contrôles avant remise en service")
    certainty: Certainty = Field(default=Certainty.GENERAL, title="Certitude")


class WardRoleType(Entity):
    """A common role to name on a ward at the switch to paper."""

    task: Label = Field(title="Ce qu’il fait")


class FormPartKind(StrEnum):
    """What a part of a blank form gives the hand to fill."""

    IDENTITY = "identity"  # the patient's label, or who it is in writing: the usual fields
    LINES = "lines"  # labels with room to write, and boxes to tick
    CHECKS = "checks"  # boxes to tick
    GRID = "grid"  # a table with empty rows
    SPACE = "space"  # free writing
    TEXT = "text"  # words to read: a reminder, a rule
    SIGNATURE = "signature"  # who wrote and when: the usual fields
    RETURN = "return"  # what was done with the sheet once the computers are back: the usual fields


def _read_twelfths(raw: str) -> int:
    width = read_count(raw)
    if not 1 <= width <= _TWELFTHS:
        raise ValueFault("form.width", f"{quoted(raw)} n’est pas une largeur sur 12.", "Écrivez un nombre de 1 à 12.")
    return width


_TWELFTHS = 12
Twelfths = Annotated[int, Read("twelfths", int, _read_twelfths, "6", also_number=True)]


def _read_form_code(raw: str) -> str:
    code = raw.strip()
    if not _FORM_CODE.fullmatch(code):
        hint = "Écrivez des lettres, des chiffres et un tiret, par exemple « F-PRE » : le code nomme aussi le fichier."
        raise ValueFault("form.code", f"{quoted(raw)} n’est pas un code de formulaire.", hint)
    return code


_FORM_CODE = re.compile(r"(?=.{3,20}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)+")
FormCode = Annotated[str, Read("form-code", str, _read_form_code, "F-PRE")]


class FormField(Part):
    """Something to write, or to tick among ``choices``; fields whose widths add up to 12 stand on one line."""

    stands_for: ClassVar[str] = "label"

    label: Label = Field(title="Rubrique")
    width: Twelfths | None = Field(default=None, title="Largeur", description="Sur 12")
    choices: tuple[Label, ...] = listed("Cases à cocher")


class GridColumn(Part):
    """A column of a grid; ``width`` is its share beside the others."""

    stands_for: ClassVar[str] = "title"

    title: Label = Field(title="Titre")
    width: Decimal = Field(default=1.0, title="Largeur")


_PRINTED = {
    FormPartKind.LINES: "fields",
    FormPartKind.CHECKS: "fields",
    FormPartKind.TEXT: "fields",
    FormPartKind.GRID: "columns",
}


class FormPart(Entity):
    """A framed part of a blank form. ``span`` is out of 12 columns; parts that add up to 12 stand side by side.

    ``rows`` and ``height`` are the least there is; a part that grows takes what is left of the page.
    """

    kind: FormPartKind = Field(title="Nature")
    span: Twelfths = Field(default=12, title="Largeur", description="Sur 12")
    note: Line = Field(default="", title="Note à droite du titre")
    stop: YesNo = Field(
        default=False, title="Encadré d’arrêt", description="Allergies, identité : ce qui se lit d’abord"
    )
    fields: tuple[FormField, ...] = listed("Rubriques")
    across: Twelfths = Field(default=1, title="Rubriques par ligne", description="Pour celles sans largeur")
    columns: tuple[GridColumn, ...] = listed("Colonnes")
    first_column: tuple[Label, ...] = listed("Première colonne déjà remplie", "Une ligne par mot")
    rows: Count = Field(default=1, title="Lignes", description="Celles de la première colonne comprises")
    height: Decimal = Field(default=8.0, title="Hauteur d’une ligne", description="Millimètres")
    grow: YesNo = Field(default=False, title="Prend la place qui reste")

    @model_validator(mode="after")
    def _has_something_to_print(self) -> Self:
        needed = _PRINTED.get(self.kind)
        if needed and not getattr(self, needed) and not self.unknown_lists:
            raise ValueFault(
                "form.part_empty",
                f"La partie {quoted(self.name)} du formulaire n’a rien à imprimer.",
                f"Ajoutez « {needed} ».",
            )
        return self


class Form(Part):
    """A paper form of the kit: what it is for, its parts from top to bottom, and what becomes of it on return."""

    id: FormCode = Field(title="Code", description="F-ID, F-PRE…")
    name: Label = Field(title="Formulaire")
    domain: Domain | None = Field(default=None, title="Domaine à valider")
    use: Line = Field(default="", title="Usage", description="Qui le remplit, quand, en combien d’exemplaires")
    landscape: YesNo = Field(default=False, title="À l’italienne")
    parts: tuple[FormPart, ...] = listed("Parties")
    reentry: Reentry | None = Field(default=None, title="Devenir du papier")
    minutes: Decimal = Field(default=0.0, title="Minutes de ressaisie", description="Par feuille, contrôle non compris")
    checked: PercentValue | None = Field(default=None, title="Part relue par une seconde personne")
    certainty: Certainty = Field(default=Certainty.GENERAL, title="Certitude")


class Milestone(WorkflowLine):
    """What any service must decide (``text``) once an outage has lasted ``after``."""

    name: Label = Field(title="Jalon", description="H+1, J+3…")
    after: DurationValue = Field(title="Après")
    logic: Label = Field(title="Où l’on en est")
    who: Label = Field(title="Qui décide", description="Fonction")


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
