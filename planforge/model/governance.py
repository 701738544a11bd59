"""Who steers, what is trained and exercised, what is decided, proved, waived and spent."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from planforge.model.answer import Answer
from planforge.model.entity import Part, asked, listed, part
from planforge.model.fields import (
    ActivityRef,
    Count,
    DateValue,
    Decimal,
    DurationValue,
    Label,
    Line,
    PersonRef,
    ScenarioRef,
    ServiceRef,
    SiteRef,
    Slug,
    YesNo,
)
from planforge.model.playing import CriterionFamily


class Instance(Part):
    """A body that steers or is informed."""

    name: Label = Field(title="Instance")
    role: Answer[Line] = asked("Rôle")
    rhythm: Answer[Line] = asked("Rythme")
    next_on: Answer[DateValue] = asked("Prochaine date")


class RaciLine(Part):
    """Who does, answers for, is consulted, is informed."""

    task: Label = Field(title="Tâche")
    responsible: Answer[Line] = asked("Réalise")
    accountable: Answer[Line] = asked("Approuve")
    consulted: Answer[Line] = asked("Consulté")
    informed: Answer[Line] = asked("Informé")


class CareFiling(Part):
    """What a CaRE file says of dates, signatures and scores that no plan holds."""

    applied_on: Answer[DateValue] = asked("Candidature déposée le", "Sur la plateforme eCaRE", depth="expert")
    filed_on: Answer[DateValue] = asked("Dépôt du dossier prévu le", "Déclaration de réalisation", depth="expert")
    pssi_on: Answer[DateValue] = asked("PSSI révisée le", depth="expert")
    pssi_signed_by: Answer[Line] = asked("PSSI signée par", "Fonction du représentant légal", depth="expert")
    dedicated_directory: Answer[YesNo] = asked("Annuaire réservé aux sauvegardes", depth="expert")
    ads_score: Answer[Count] = asked("Score ADS de cet annuaire", "De 1 à 5", depth="expert")
    ads_on: Answer[DateValue] = asked("Score ADS mesuré le", depth="expert")


class Governance(Part):
    """Sponsor, manager, committee and rhythm."""

    sponsor: Answer[PersonRef] = asked("Commanditaire", depth="minimum")
    manager: Answer[PersonRef] = asked("Responsable du plan (RPCRA)", depth="minimum")
    committee: tuple[PersonRef, ...] = listed("Comité")
    instances: tuple[Instance, ...] = listed("Instances", depth="minimum")
    raci: tuple[RaciLine, ...] = listed("RACI")
    articulation: Answer[Line] = asked("Articulation avec le plan blanc, le PSE, le PCRI")
    care: CareFiling = part(CareFiling, "Dossier CaRE")


class ExerciseKind(StrEnum):
    """What an exercise proves."""

    TABLE_TOP = "table-top"
    ALERT = "alert"
    FIELD = "field"  # test de terrain d'un PCA
    CRISIS = "crisis"
    RESTORE = "restore"


class FamilyScore(Part):
    """The mark of a family of criteria, from 0 to 3, as the evaluation grid computes it."""

    family: CriterionFamily = Field(title="Domaine")
    score: Decimal = Field(title="Note", description="De 0 à 3")


class Exercise(Part):
    """An exercise, done or planned."""

    id: Slug = Field(title="Identifiant")
    title: Label = Field(title="Intitulé")
    kind: ExerciseKind = Field(title="Nature", description="table-top, alert, field, crisis ou restore")
    services: tuple[ServiceRef, ...] = listed("Services")
    sites: tuple[SiteRef, ...] = listed("Sites")
    scenario: Answer[ScenarioRef] = asked("Scénario")
    planned_on: Answer[DateValue] = asked("Prévu le", depth="minimum")
    done_on: Answer[DateValue] = asked("Réalisé le", depth="minimum")
    length: Answer[DurationValue] = asked("Durée")
    night: Answer[YesNo] = asked("De nuit ou de week-end")
    direction_present: Answer[YesNo] = asked("Direction présente")
    leader: Answer[Line] = asked("Animateur", "Fonction")
    result: Answer[Line] = asked("Résultat")
    findings: tuple[Line, ...] = listed("Constats")
    report: Answer[Line] = asked("RETEX", "Référence du compte rendu")
    scores: tuple[FamilyScore, ...] = listed("Notes par domaine", "Reprises de la grille d’évaluation")


class Training(Part):
    """A training or awareness session."""

    id: Slug = Field(title="Identifiant")
    title: Label = Field(title="Intitulé")
    audience: Answer[Line] = asked("Public")
    content: Answer[Line] = asked("Contenu")
    planned_on: Answer[DateValue] = asked("Prévue le")
    done_on: Answer[DateValue] = asked("Réalisée le")
    attendance: Answer[Count] = asked("Présents")


class ActionStatus(StrEnum):
    """Life of an action."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class Action(Part):
    """Something to do, with an owner, a date, a cost and what it gains. ``board`` submits it to the board."""

    id: Slug = Field(title="Identifiant")
    title: Label = Field(title="Action")
    why: Answer[Line] = asked("Pourquoi")
    owner: Answer[PersonRef] = asked("Pilote")
    due: Answer[DateValue] = asked("Échéance")
    status: ActionStatus = Field(default=ActionStatus.OPEN, title="État")
    priority: Answer[Count] = asked("Priorité", "1 = d’abord")
    cost: Answer[Decimal] = asked("Coût (euros)")
    gain: Answer[Line] = asked("Ce qu’on y gagne")
    board: YesNo = Field(default=False, title="Décision demandée à la direction")
    rules: tuple[Line, ...] = listed("Constats traités", "Codes des règles")


class Evidence(Part):
    """A file that proves a requirement; ``piece`` says which of the pieces that it asks for."""

    requirement: Label = Field(title="Exigence", description="D2.O1.C, ESSMS.3.14-01…")
    file: Label = Field(title="Fichier", description="Chemin depuis le dossier")
    piece: Answer[Line] = asked("Pièce attendue", "Son identifiant dans la liste : bia, retex…")
    version: Answer[Line] = asked("Version")
    date: Answer[DateValue] = asked("Date")
    activity: Answer[ActivityRef] = asked("Activité critique")
    note: Answer[Line] = asked("Remarque")


class Waiver(Part):
    """A finding accepted for a time."""

    rule: Label = Field(title="Règle")
    object: Line = Field(default="", title="Objet", description="Identifiant ; vide : tous")
    author: Label = Field(title="Accepté par")
    reason: Label = Field(title="Raison")
    until: DateValue = Field(title="Jusqu’au")


class Expense(Part):
    """Money spent for a CaRE line."""

    line: Label = Field(title="Ligne CaRE")
    label: Label = Field(title="Libellé")
    amount: Answer[Decimal] = asked("Montant (euros)")
    date: Answer[DateValue] = asked("Date")


class Thresholds(Part):
    """The hospital's own thresholds of the review rules."""

    review_months: Answer[Count] = asked("Ancienneté d’une réponse ou d’un document (mois)")
    restore_test_months: Answer[Count] = asked("Ancienneté d’un test de restauration (mois)")
    contact_months: Answer[Count] = asked("Ancienneté d’une vérification de contact (mois)")
    kit_months: Answer[Count] = asked("Ancienneté d’un inventaire de kit (mois)")
    retention_days: Answer[Count] = asked("Rétention la plus courte d’une sauvegarde (jours)")
    top_class_percent: Answer[Count] = asked("Part d’applications en classe haute (%)")
    guess_percent: Answer[Count] = asked("Part d’estimations non mesurées (%)")
    odds_percent: Answer[Count] = asked("Chances de tenir un RTO en dessous desquelles le constat est fait (%)")
    vital_odds_percent: Answer[Count] = asked("Chances de tenir la limite d’un service vital (%)")
    person_hours_day: Answer[Count] = asked("Heures de travail d’une personne par jour de crise")
    person_hours_week: Answer[Count] = asked("Heures de travail d’une personne en sept jours de crise")
    tester_hours_day: Answer[Count] = asked("Heures qu’un référent métier peut donner aux recettes par jour")
    vendor_hours: Answer[Count] = asked("RTO qui demande un fournisseur joignable le week-end (heures)")
    paper_switch: Answer[DurationValue] = asked("Bascule au papier après")
    no_procedure_hours: Answer[Count] = asked("Retour visé qui se passe de mode dégradé (heures)")
    list_print_hours: Answer[Count] = asked("Ancienneté d’une liste de patients imprimée (heures)")
    care_print_hours: Answer[Count] = asked("Ancienneté d’un plan de soins imprimé (heures)")
    exercise_months: Answer[Count] = asked("Ancienneté d’un exercice ou d’une formation (mois)")
    retex_days: Answer[Count] = asked("Délai d’un retour d’expérience (jours)")
