"""What the exercise library says: stimuli, objectives, who plays, formats, and what of a record a stimulus aims at.

YAML under ``questionnaires/library``, or in the hospital's own ``library`` folder.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import Field

from planforge.model.crisis import ScenarioKind
from planforge.model.entity import Entity, Part, listed
from planforge.model.establishment import Care
from planforge.model.fields import Count, DateValue, DurationValue, Label, Line, Prose, RoleRef, Slug, YesNo
from planforge.model.governance import ExerciseKind
from planforge.model.playing import CriterionFamily, PlayCell, PlayChannel, PlayLevel, PlayPhase, StimulusSort
from planforge.model.services import Perimeter
from planforge.model.workflow import Certainty

if TYPE_CHECKING:
    from collections.abc import Mapping


class Aim(StrEnum):
    """What a stimulus looks for in the record; the analysis finds it, or finds nothing."""

    NOTHING = "nothing"
    VITAL_SERVICE = "vital-service"
    URGENT_ACTIVITY = "urgent-activity"
    FIRST_RETURN = "first-return"
    LAST_RETURN = "last-return"
    UNCOVERED_SERVICE = "uncovered-service"
    DEPENDENCY = "dependency"
    SHARED_SYSTEM = "shared-system"
    RESTART_LOOP = "restart-loop"
    EXPOSED_BACKUP = "exposed-backup"
    OFFICE_SUPPLIER = "office-supplier"
    SILENT_SUPPLIER = "silent-supplier"
    REMOTE_ACCESS = "remote-access"
    HOSTED_APPLICATION = "hosted-application"
    MISSED_TARGET = "missed-target"
    SHORT_STOCK = "short-stock"
    OLD_PRINT = "old-print"
    UNSIGNED_PARTNER = "unsigned-partner"
    SHARED_PARTNER = "shared-partner"
    SIGNED_PARTNER = "signed-partner"
    SERVICE_NEED = "service-need"
    FALLBACK_SYSTEM = "fallback-system"
    WARD_DECIDER = "ward-decider"
    WARD_THRESHOLD = "ward-threshold"
    WARD_STOP = "ward-stop"
    NIGHT_STAFF = "night-staff"
    NO_DEPUTY = "no-deputy"
    LONE_TEAM = "lone-team"
    NUMBER_RANGE = "number-range"
    NEVER_CUT = "never-cut"
    CUT_GESTURE = "cut-gesture"
    MISSING_CONTACT = "missing-contact"
    SECOND_SITE = "second-site"
    PAY_SERVICE = "pay-service"


COMMON_WORDS = frozenset({"hospital", "scenario", "people", "person"})
AIM_WORDS: Mapping[Aim, frozenset[str]] = {
    Aim.NOTHING: frozenset(),
    Aim.VITAL_SERVICE: frozenset({"service"}),
    Aim.URGENT_ACTIVITY: frozenset({"service", "activity", "dmia"}),
    Aim.FIRST_RETURN: frozenset({"service", "application", "back"}),
    Aim.LAST_RETURN: frozenset({"service", "application", "limit", "back"}),
    Aim.UNCOVERED_SERVICE: frozenset({"service", "limit", "back", "late", "verdict"}),
    Aim.DEPENDENCY: frozenset({"application", "needed", "service"}),
    Aim.SHARED_SYSTEM: frozenset({"system", "services", "count"}),
    Aim.RESTART_LOOP: frozenset({"system", "needed"}),
    Aim.EXPOSED_BACKUP: frozenset({"backup", "count"}),
    Aim.OFFICE_SUPPLIER: frozenset({"supplier", "hours", "application", "service"}),
    Aim.SILENT_SUPPLIER: frozenset({"supplier", "application"}),
    Aim.REMOTE_ACCESS: frozenset({"supplier", "application"}),
    Aim.HOSTED_APPLICATION: frozenset({"supplier", "application", "service"}),
    Aim.MISSED_TARGET: frozenset({"system", "target", "back"}),
    Aim.SHORT_STOCK: frozenset({"service", "form", "code", "stock", "needed", "holds"}),
    Aim.OLD_PRINT: frozenset({"service", "state", "every"}),
    Aim.UNSIGNED_PARTNER: frozenset({"service", "partner"}),
    Aim.SHARED_PARTNER: frozenset({"service", "partner"}),
    Aim.SIGNED_PARTNER: frozenset({"service", "partner", "capacity"}),
    Aim.SERVICE_NEED: frozenset({"service", "other", "what"}),
    Aim.FALLBACK_SYSTEM: frozenset({"service", "system"}),
    Aim.WARD_DECIDER: frozenset({"service", "decision", "function"}),
    Aim.WARD_THRESHOLD: frozenset({"service", "threshold"}),
    Aim.WARD_STOP: frozenset({"service", "stop"}),
    Aim.NIGHT_STAFF: frozenset({"service", "night"}),
    Aim.NO_DEPUTY: frozenset({"decision", "function"}),
    Aim.LONE_TEAM: frozenset({"team"}),
    Aim.NUMBER_RANGE: frozenset({"point", "last", "stock"}),
    Aim.NEVER_CUT: frozenset({"thing"}),
    Aim.CUT_GESTURE: frozenset({"gesture"}),
    Aim.MISSING_CONTACT: frozenset({"contact"}),
    Aim.SECOND_SITE: frozenset({"site", "services"}),
    Aim.PAY_SERVICE: frozenset({"service"}),
}  # what the words of a stimulus may name, between braces


class ListEdition(Part):
    """Which edition of a list this is, and where it comes from."""

    version: Line = Field(title="Version")
    on: DateValue = Field(title="Date")
    source: Label = Field(title="Source")


class AimType(Entity):
    """An aim in words: its name, what the record says (``told``), and what it means to find nothing (``absent``)."""

    told: Label = Field(title="Ce que dit le dossier")
    absent: Label = Field(title="Si rien n’est trouvé")
    restricted: YesNo = Field(default=False, title="Faiblesse réservée à la direction de l’exercice")


class CellType(Entity):
    """Who plays. ``player`` is its role in the open player Murail, ``words`` recognise the hospital's own cell."""

    player: Label = Field(title="Rôle dans le lecteur Murail")
    words: tuple[Line, ...] = listed("Mots du nom de la cellule")
    roles: tuple[RoleRef, ...] = listed("Rôles de crise qui y siègent")


class Anchor(StrEnum):
    """What the story of a phase may not come before: nothing, or what the computation of the scenario says."""

    LOSS = "loss"
    GATE = "gate"  # nothing was restored yet
    FIRST_RETURN = "first-return"  # of an application that a vital service cannot do without


class PhasePlan(Part):
    """A phase of a format: when it is played, which time of the story it covers, how many stimuli it takes."""

    phase: PlayPhase = Field(title="Phase")
    day: Count = Field(default=1, title="Jour d’exercice")
    begins: DurationValue = Field(title="Début", description="Depuis l’heure d’ouverture")
    ends: DurationValue = Field(title="Fin")
    after: DurationValue = Field(title="Temps fictif au début", description="Depuis la perte")
    until: DurationValue = Field(title="Temps fictif à la fin")
    anchor: Anchor = Field(default=Anchor.LOSS, title="Pas avant")
    stimuli: Count = Field(title="Stimuli")
    noise: Count = Field(default=0, title="Dont bruit")


class ExerciseFormat(Entity):
    """What a level means for a kind of exercise."""

    level: PlayLevel = Field(title="Niveau")
    kind: ExerciseKind = Field(title="Nature")
    length: Label = Field(title="Durée, en mots")
    surprise: Label = Field(title="Ce que les joueurs savent d’avance")
    depth: Label = Field(title="Profondeur")
    cells: tuple[PlayCell, ...] = listed("Qui joue")
    services: Count = Field(default=0, title="Services joués")
    animators: Count = Field(default=1, title="Animateurs")
    observers: Count = Field(default=1, title="Observateurs")
    opens: DurationValue = Field(title="Heure d’ouverture")
    loss_day: Label = Field(title="Jour fictif de la perte")
    loss_at: DurationValue = Field(title="Heure fictive de la perte")
    briefing: DurationValue = Field(title="Briefing")
    debriefing: DurationValue = Field(title="RETEX à chaud")
    phases: tuple[PhasePlan, ...] = listed("Phases")
    certainty: Certainty = Field(default=Certainty.GENERAL, title="Certitude")


class ExerciseObjective(Entity):
    """What an exercise lets people try, and what shows that it was done."""

    level: PlayLevel = Field(default=PlayLevel.BEGINNER, title="À partir du niveau")
    kind: ExerciseKind = Field(default=ExerciseKind.CRISIS, title="Nature")
    observed: Label = Field(title="Ce qui se voit")
    criteria: tuple[Slug, ...] = listed("Critères d’évaluation")
    certainty: Certainty = Field(default=Certainty.GENERAL, title="Certitude")


class Stimulus(Entity):
    """Something that happens to those who play. ``cells`` are by preference: the first that plays receives it.

    ``level`` is the easiest one that plays it; ``opening`` ones are always played, at the head of their phase. Braces
    in its words name what its ``aim`` finds in the record.
    """

    level: PlayLevel = Field(default=PlayLevel.BEGINNER, title="À partir du niveau")
    kind: ExerciseKind = Field(default=ExerciseKind.CRISIS, title="Nature")
    scenarios: tuple[ScenarioKind, ...] = listed("Scénarios", "Tous si vide")
    activities: tuple[Care, ...] = listed("Activités de l’établissement", "Toutes si vide")
    perimeters: tuple[Perimeter, ...] = listed("Périmètres des services joués", "Tous si vide")
    voice_of: PlayCell | None = Field(default=None, title="Ne se joue que si cette cellule ne joue pas")
    phase: PlayPhase = Field(title="Phase")
    channel: PlayChannel = Field(title="Canal")
    sort: StimulusSort = Field(default=StimulusSort.INJECTION, title="Type")
    opening: YesNo = Field(default=False, title="Joué d’office, en tête de phase")
    sender: Label = Field(title="Émetteur simulé")
    cells: tuple[PlayCell, ...] = listed("Destinataires, par préférence")
    aim: Aim = Field(default=Aim.NOTHING, title="Ce qu’il vise dans le dossier")
    text: Prose = Field(title="Contenu")
    answers: tuple[Line, ...] = listed("Si on vous demande")
    attachment: Line = Field(default="", title="Pièce jointe")
    reaction: Label = Field(title="Réaction attendue")
    prompt: Line = Field(default="", title="Relance")
    deliverable: Line = Field(default="", title="Livrable")
    objective: Slug = Field(title="Objectif")
    criterion: Slug = Field(title="Critère d’évaluation")
    certainty: Certainty = Field(default=Certainty.GENERAL, title="Certitude")


LEVELS = 4  # of a criterion: 0, 1, 2 and 3


class Criterion(Entity):
    """What an observer judges, what shows it, and what is seen at each of the four levels, 0 first."""

    family: CriterionFamily = Field(title="Domaine")
    observed: Label = Field(title="Ce qui se voit")
    threshold: Line = Field(default="", title="Seuil proposé")
    weight: Count = Field(default=1, title="Poids dans la note du domaine")
    levels: tuple[Label, ...] = Field(title="Ce qui se voit aux niveaux 0 à 3")
    certainty: Certainty = Field(default=Certainty.GENERAL, title="Certitude")
    source: Line = Field(default="", title="Source")
