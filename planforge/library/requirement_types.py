"""What a list of requirements says: what must be true, which documents answer it, what only the field can show."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from planforge.model.entity import Entity, Part, listed
from planforge.model.fields import Count, DateValue, Label, Line, Slug, YesNo
from planforge.model.workflow import Certainty


class Scope(StrEnum):
    """Whom a list concerns."""

    SANITARY = "sanitary"
    SOCIAL = "social"
    ANY = "any"


class Condition(StrEnum):
    """When a piece is asked for."""

    ALWAYS = "always"
    GROUP = "group"  # of a GHT
    DEDICATED_DIRECTORY = "dedicated-directory"


class Per(StrEnum):
    """What one file of a piece may be about; the piece is whole once each of them has one."""

    ESTABLISHMENT = "establishment"
    PERIMETER = "perimeter"
    ACTIVITY = "activity"


class Fact(StrEnum):
    """What the analysis can show from the record, and nothing else can be named in a list."""

    PSSI_DATED = "pssi-dated"
    PSSI_SIGNED = "pssi-signed"
    PROJECT_TEAM = "project-team"
    GOVERNANCE_SCHEME = "governance-scheme"
    SCHEME_VALIDATED = "scheme-validated"
    CYBER_SCENARIO = "cyber-scenario"
    CRISIS_CELLS = "crisis-cells"
    ALERT_BOTH_WAYS = "alert-both-ways"
    THREE_PERIMETERS = "three-perimeters"
    SHARE = "share"
    CONTINUITY_EACH = "continuity-each"
    RECOVERY_EACH = "recovery-each"
    FIELD_TEST = "field-test"
    FIELD_TEST_SHARE = "field-test-share"
    TESTS_PLANNED = "tests-planned"
    POLICY_DATED = "policy-dated"
    PLAN_APPROVED = "plan-approved"
    HOSTED_CLAUSES = "hosted-clauses"
    CRITICAL_BACKED_UP = "critical-backed-up"
    INDEPENDENT_ACCESS = "independent-access"
    TWO_FACTOR = "two-factor"
    ADS_SCORE = "ads-score"
    ISOLATION = "isolation"
    TRAJECTORY = "trajectory"
    THREE_TWO_ONE = "three-two-one"
    SUPERVISION = "supervision"
    RESTORE_TEST = "restore-test"
    BUSINESS_TESTERS = "business-testers"
    REVIEWED = "reviewed"
    REVIEW_PLANNED = "review-planned"
    USERS_COUNCIL = "users-council"
    BODIES_CONSULTED = "bodies-consulted"
    CONTACTS_CHECKED = "contacts-checked"
    PAPER_COPY = "paper-copy"
    EXERCISE_RECENT = "exercise-recent"
    EXERCISE_DIRECTION = "exercise-direction"
    TRAINING_RECENT = "training-recent"
    THREE_YEAR_PROGRAMME = "three-year-programme"
    ACTIONS_OWNED = "actions-owned"
    TARGETS_EACH = "targets-each"
    DEPENDENCIES = "dependencies"
    RISKS_JUDGED = "risks-judged"
    CRISIS_LEVELS = "crisis-levels"
    CUT_PROCEDURE = "cut-procedure"
    CRISIS_MESSAGES = "crisis-messages"
    OFF_NETWORK = "off-network"
    COPIES_PROTECTED = "copies-protected"
    RESTORED_IN_YEAR = "restored-in-year"
    WORKFLOWS_VALIDATED = "workflows-validated"


class AnsweredBy(Part):
    """A document that planforge writes and that answers a requirement, in some of its sections or sheets."""

    document: Label = Field(title="Document", description="Nom publié : pca, bia, politique-sauvegarde…")
    sections: tuple[Label, ...] = listed("Parties", "Identifiants des titres ou des feuilles ; vide : tout")


class Piece(Entity):
    """A file to attach, which only the field or a signature can give.

    ``since`` is the oldest day it may bear, ``days`` how old it may be at the day of filing, ``months`` how old today.
    """

    who: Label = Field(title="Qui la fournit", description="Une fonction")
    condition: Condition = Field(default=Condition.ALWAYS, title="Demandée quand")
    per: Per = Field(default=Per.ESTABLISHMENT, title="Une pour")
    signed: YesNo = Field(default=False, title="À signer ou à valider")
    made_from: tuple[Label, ...] = listed("Documents produits qui en sont la base")
    since: DateValue | None = Field(default=None, title="Pas avant le")
    days: Count = Field(default=0, title="Jours au plus avant le dépôt")
    months: Count = Field(default=0, title="Mois au plus")


class Requirement(Part):
    """A line of a list, in our own words."""

    id: Label = Field(title="Identifiant", description="Stable : D2.O1.C")
    title: Label = Field(title="Titre")
    group: Line = Field(default="", title="Groupe")
    must: Label = Field(title="Ce qui doit être vrai")
    answered_by: tuple[AnsweredBy, ...] = listed("Documents qui y répondent")
    facts: tuple[Fact, ...] = listed("Faits du dossier qui le montrent")
    pieces: tuple[Piece, ...] = listed("Pièces à joindre")
    certainty: Certainty = Field(default=Certainty.GENERAL, title="Certitude")
    source: Line = Field(default="", title="Source")
    to_check: YesNo = Field(default=False, title="À vérifier")


class RequirementList(Part):
    """A reference that a hospital is judged on, with its edition."""

    id: Slug = Field(title="Identifiant")
    name: Label = Field(title="Nom")
    short: Label = Field(title="Nom court")
    order: Count = Field(default=99, title="Rang d’affichage")
    scope: Scope = Field(default=Scope.ANY, title="Établissements concernés")
    version: Label = Field(title="Version")
    date: DateValue = Field(title="Date de cette version")
    source: Label = Field(title="Source")
    note: Line = Field(default="", title="Remarque")
    expenses_since: DateValue | None = Field(default=None, title="Dépenses retenues à partir du")
    requirements: tuple[Requirement, ...] = listed("Exigences")
