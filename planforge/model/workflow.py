"""The degraded workflow of a service: the same words in the library and in the record."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import Field

from planforge.model.answer import Answer
from planforge.model.entity import Part, asked, listed, part
from planforge.model.fields import Decimal, DurationValue, FormRef, Label, Line, ServiceTypeRef, Slug, YesNo
from planforge.model.people import Domain

T = TypeVar("T", bound=Part)


class Horizon(StrEnum):
    """When a step is done, counted from the loss; printed in words, never as P0-P4."""

    QUARTER = "quarter"  # 15 premières minutes
    HOUR = "hour"  # première heure
    TO_4H = "to-4h"  # 1 à 4 h
    TO_24H = "to-24h"  # 4 à 24 h
    TO_72H = "to-72h"  # 24 à 72 h
    TO_14D = "to-14d"  # 72 h à 14 jours
    BEYOND = "beyond"  # au-delà de 14 jours


class Certainty(StrEnum):
    """How sure a library line is."""

    SEEN = "V"  # read in a public source
    GENERAL = "G"  # professional knowledge, to be validated
    COMPUTED = "C"


class Origin(StrEnum):
    """Who wrote a line: the library (to be validated) or the hospital."""

    LIBRARY = "library"
    RECORD = "record"


class SafetyPoint(StrEnum):
    """What no degraded workflow may leave out where the type of service is concerned by it."""

    IDENTITY = "identity"
    ALLERGIES = "allergies"  # and weight
    HIGH_RISK_MEDICINES = "high-risk-medicines"
    CRITICAL_RESULTS = "critical-results"
    TRANSFUSION = "transfusion"
    MONITORING = "monitoring"


class WorkflowLine(Part):
    """A line of a workflow with its stable id."""

    id: Slug = Field(title="Identifiant")
    text: Label = Field(title="Texte", description="Verbe à l’infinitif, 20 mots au plus")
    domain: Domain | None = Field(default=None, title="Domaine à valider")
    safety: tuple[SafetyPoint, ...] = listed("Points de sécurité", "Ce que cette ligne protège")
    certainty: Certainty | None = Field(default=None, title="Certitude")
    source: Line = Field(default="", title="Source")
    origin: Origin = Field(default=Origin.RECORD, title="Origine", exclude=True)


class Step(WorkflowLine):
    """What to do, when, by whom, on which forms. ``sheet=False`` keeps it off the one-page sheet."""

    horizon: Horizon = Field(title="Quand")
    who: Line = Field(default="", title="Qui")
    forms: tuple[FormRef, ...] = listed("Formulaires")
    sheet: YesNo = Field(default=True, title="Sur la fiche d’une page")


class StopPoint(WorkflowLine):
    """A condition that stops care, save for a vital emergency."""


class FormDriver(StrEnum):
    """What the number of sheets follows."""

    BED = "bed"  # per occupied bed and day
    VOLUME = "volume"  # per patient, exam, act of the day
    UNIT = "unit"  # per service and day


class FormUse(Part):
    """A form, and how many sheets a day it takes."""

    id: FormRef = Field(title="Formulaire")
    per: FormDriver = Field(default=FormDriver.VOLUME, title="Par")
    sheets: Decimal = Field(default=1.0, title="Feuilles", description="Par lit, passage ou service, et par jour")
    certainty: Certainty | None = Field(default=None, title="Certitude")
    origin: Origin = Field(default=Origin.RECORD, title="Origine", exclude=True)


class StockItem(WorkflowLine):
    """Something to hold in stock besides forms."""


class Threshold(WorkflowLine):
    """A countable threshold that triggers transfer, diversion or help."""


class Reentry(StrEnum):
    """What becomes of the paper on return."""

    AT_ONCE = "at-once"  # ressaisi immédiatement
    SCANNED = "scanned"  # numérisé et indexé
    PAPER = "paper"  # conservé sur papier


class CatchUpStep(WorkflowLine):
    """A step of the return to normal, in order."""

    reentry: Reentry | None = Field(default=None, title="Devenir du papier")
    check: Line = Field(default="", title="Double contrôle")
    sheet: YesNo = Field(default=False, title="Sur la fiche d’une page")


class Need(WorkflowLine):
    """What the service expects from another type of service."""

    service_type: ServiceTypeRef = Field(default="", title="Type de service")


class WardRole(Part):
    """Somebody to name at the switch to paper; a role without ``name`` is one of the library's common roles."""

    stands_for: ClassVar[str] = "id"

    id: Slug = Field(title="Identifiant", description="Rôle commun (decideur, coursier…), ou rôle propre avec son nom")
    name: Line = Field(default="", title="Rôle", description="Pour un rôle propre au service")
    task: Line = Field(default="", title="Ce qu’il fait")
    note: Line = Field(default="", title="Précision", description="Qui, d’ordinaire : pharmacien, mère-enfant…")


class Decision(WorkflowLine):
    """A decision that falls due once the outage has lasted so long, and who takes it."""

    after: DurationValue = Field(title="Après")
    who: Line = Field(default="", title="Qui décide", description="Fonction")


class UsualPartner(WorkflowLine):
    """Who usually takes over for such a service: a kind of establishment, never a named one."""

    who: Label = Field(title="Partenaire usuel", description="CHU de recours, laboratoire du GHT…")
    agreement: YesNo = Field(default=True, title="Convention à signer")


class Endurance(Part):
    """How long the degraded mode holds: in full, reduced, and until when at most."""

    full: Answer[DurationValue] = asked("Tenue en plein", "100 % de l’activité", depth="minimum")
    reduced: Answer[DurationValue] = asked("Tenue en réduit", "Environ 60 % de l’activité", depth="minimum")
    limit: Answer[DurationValue] = asked("Limite avant repli", "Au-delà, on transfère ou on ferme", depth="minimum")
    note: Answer[Line] = asked("Condition", "Avec quels renforts ; ou une date (paie)")


class Workflow(Part):
    """A whole degraded workflow, resolved."""

    trigger: Answer[Line] = asked("Déclencheur")
    breaks: tuple[Line, ...] = listed("Ce qui ne fonctionne plus")
    steps: tuple[Step, ...] = listed("Étapes")
    stop: tuple[StopPoint, ...] = listed("Points d’arrêt")
    forms: tuple[FormUse, ...] = listed("Formulaires")
    stocks: tuple[StockItem, ...] = listed("Stocks")
    thresholds: tuple[Threshold, ...] = listed("Seuils de repli")
    catch_up: tuple[CatchUpStep, ...] = listed("Retour à la normale")
    roles: tuple[WardRole, ...] = listed("Rôles à nommer")
    extra_staff: Answer[Line] = asked("Renforts")
    needs: tuple[Need, ...] = listed("Besoins envers les autres services")
    decisions: tuple[Decision, ...] = listed("Décisions selon la durée")
    partners: tuple[UsualPartner, ...] = listed("Partenaires de repli usuels")
    endurance: Endurance = part(Endurance, "Tenue du mode dégradé")


class Changes(Part, Generic[T]):
    """What the hospital changes in a library list: a plain list replaces it; else ``replace``, ``add``, ``remove``."""

    stands_for: ClassVar[str] = "replace"

    replace: tuple[T, ...] | None = Field(default=None, title="Remplacer par")
    add: tuple[T, ...] = listed("Ajouter")
    remove: tuple[Line, ...] = listed("Retirer", "Identifiants")


def changed(title: str) -> Any:  # noqa: ANN401 - a field declaration
    """A list of the library that the record may change."""
    return part(Changes, title)


class WorkflowChanges(Part):
    """What differs, in this hospital, from the library's workflow."""

    trigger: Answer[Line] = asked("Déclencheur", "Comptable sans informatique")
    steps: Changes[Step] = changed("Étapes")
    stop: Changes[StopPoint] = changed("Points d’arrêt")
    forms: Changes[FormUse] = changed("Formulaires")
    stocks: Changes[StockItem] = changed("Stocks")
    thresholds: Changes[Threshold] = changed("Seuils de repli")
    catch_up: Changes[CatchUpStep] = changed("Retour à la normale")
    needs: Changes[Need] = changed("Besoins envers les autres services")
    decisions: Changes[Decision] = changed("Décisions selon la durée")
    breaks: tuple[Line, ...] = listed("Ce qui ne fonctionne plus", "Remplace la liste de la bibliothèque")
    roles: tuple[WardRole, ...] = listed("Rôles à nommer", "Remplace la liste de la bibliothèque")
    extra_staff: Answer[Line] = asked("Renforts", depth="minimum")
