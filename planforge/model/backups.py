"""Backup policies, their copies, and the restore tests that alone prove them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from planforge.model.answer import Answer
from planforge.model.entity import Entity, Part, asked, listed
from planforge.model.fields import (
    ActivityRef,
    BackupRef,
    Count,
    DateValue,
    DurationValue,
    Line,
    PercentValue,
    PeriodValue,
    PersonRef,
    RateValue,
    ServiceRef,
    SiteRef,
    Slug,
    SystemRef,
    VolumeValue,
    YesNo,
)


class Copy(Entity):
    """One copy of a backup: where it is, and what would reach it with the production."""

    site: Answer[SiteRef] = asked("Site")
    place: Answer[Line] = asked("Lieu", "Salle, coffre, hébergeur")
    medium: Answer[Line] = asked("Support", "Disque, bande, objet immuable")
    interval: Answer[DurationValue] = asked("Fréquence de cette copie")
    offline: Answer[YesNo] = asked("Hors ligne", depth="minimum")
    immutable: Answer[YesNo] = asked("Immuable", depth="minimum")
    offsite: Answer[YesNo] = asked("Hors site", depth="minimum")
    in_production_domain: Answer[YesNo] = asked("Dans l’annuaire de production ?", depth="minimum")
    separate_accounts: Answer[YesNo] = asked("Comptes d’administration séparés", depth="minimum")
    two_factor: Answer[YesNo] = asked("Double authentification")
    two_factor_reason: Answer[Line] = asked("Motif sinon")


class Backup(Entity):
    """A named policy that protects many systems."""

    systems: tuple[SystemRef, ...] = listed("Systèmes protégés", depth="minimum")
    method: Answer[Line] = asked("Méthode", "Complète, incrémentale, image, export")
    interval: Answer[DurationValue] = asked("Fréquence", depth="minimum")
    duration: Answer[DurationValue] = asked("Durée d’une sauvegarde")
    retention: Answer[PeriodValue] = asked("Rétention", depth="minimum")
    constraints: Answer[Line] = asked("Contraintes", "À chaud, fenêtre, ordre avec d’autres composants")
    copies: tuple[Copy, ...] = listed("Copies", depth="minimum")
    encrypted: Answer[YesNo] = asked("Chiffrée")
    key_place: Answer[Line] = asked("Où est la clé", "Hors du système d’information")
    key_in_system: Answer[YesNo] = asked("La clé n’est-elle que dans le système d’information ?")
    supervision: Answer[Line] = asked("Supervision", "Qui regarde, tous les combien, que fait-on en cas d’échec")
    isolation: Answer[Line] = asked("Procédure d’isolement", "Le « bouton rouge » des sauvegardes")
    bandwidth: Answer[RateValue] = asked("Débit total de restauration", depth="expert")
    streams: Answer[Count] = asked("Restaurations en parallèle", depth="expert")
    usable_odds: Answer[PercentValue] = asked("Chances que la copie soit utilisable après attaque", depth="expert")
    owner: Answer[PersonRef] = asked("Responsable")
    procedure: Answer[Line] = asked("Procédure de restauration", "Référence")


class RestoreKind(StrEnum):
    """How much a restore test proves."""

    FILE = "file"
    SYSTEM = "system"
    FULL = "full"  # application started and checked by its users
    ISLAND = "island"  # end to end, in isolation


class RestoreResult(StrEnum):
    """How a restore test ended."""

    SUCCESS = "success"
    PARTIAL = "partial"
    FAILED = "failed"
    PLANNED = "planned"


class RestoreTest(Part):
    """A technical test of a restore, done or planned."""

    id: Slug = Field(title="Identifiant")
    backup: Answer[BackupRef] = asked("Sauvegarde")
    system: SystemRef = Field(title="Système restauré")
    service: Answer[ServiceRef] = asked("Service dont une activité critique en dépend")
    activity: Answer[ActivityRef] = asked("Activité critique servie")
    date: Answer[DateValue] = asked("Date", depth="minimum")
    kind: RestoreKind = Field(default=RestoreKind.SYSTEM, title="Nature")
    volume: Answer[VolumeValue] = asked("Volume restauré")
    elapsed: Answer[DurationValue] = asked("Durée mesurée", depth="minimum")
    loss: Answer[DurationValue] = asked("Perte mesurée")
    result: RestoreResult = Field(default=RestoreResult.PLANNED, title="Résultat")
    tester: Answer[Line] = asked("Testeur métier", "Fonction, jamais un nom")
    remarks: Answer[Line] = asked("Anomalies")
