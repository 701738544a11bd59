"""The crisis organisation, the network cut, the scenarios, and the means that work without the network."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from planforge.model.answer import Answer
from planforge.model.entity import Entity, Part, asked, listed, part
from planforge.model.fields import (
    AnyRef,
    Count,
    DateValue,
    DurationValue,
    Line,
    PersonRef,
    PhoneNumber,
    Prose,
    RoleRef,
    SystemRef,
    YesNo,
)


class CrisisLevel(Entity):
    """A level of the crisis organisation, with the countable threshold that opens it."""

    threshold: Answer[Line] = asked("Seuil", "Comptable sans informatique")
    decision: Answer[Line] = asked("Ce que ce niveau déclenche")


class Decider(Part):
    """Who may decide, who replaces, and how to reach them off the network."""

    person: Answer[PersonRef] = asked("Qui décide", depth="minimum")
    deputy: Answer[PersonRef] = asked("Suppléant", depth="minimum")
    rule: Answer[Line] = asked("Règle", "Dans quel cas, sans attendre qui")


class Cell(Entity):
    """A crisis cell."""

    room: Answer[Line] = asked("Salle")
    lead: Answer[PersonRef] = asked("Pilote", depth="minimum")
    members: tuple[PersonRef, ...] = listed("Membres", depth="minimum")
    mission: Answer[Line] = asked("Mission")


class CutStep(Entity):
    """One gesture of the network cut."""

    by: Answer[PersonRef] = asked("Par qui", depth="minimum")
    how: Answer[Line] = asked("Comment", "Quel câble, quelle baie, quel bouton", depth="minimum")
    systems: tuple[SystemRef, ...] = listed("Systèmes concernés")
    duration: Answer[DurationValue] = asked("Durée")
    checked_on: Answer[DateValue] = asked("Geste essayé le")


class NetworkCut(Part):
    """What is cut, in which order (backups first), by whom, and what is never cut."""

    steps: tuple[CutStep, ...] = listed("Gestes, dans l’ordre", "Les sauvegardes d’abord", depth="minimum")
    never: tuple[Line, ...] = listed("Ce qu’on ne coupe jamais", "Dispositifs médicaux, téléphones…", depth="minimum")
    reopening: tuple[Line, ...] = listed("Conditions pour rouvrir")
    procedure: Answer[Line] = asked("Référence de la procédure imprimée")


class CrisisRole(Part):
    """A crisis role: who holds it, and what the hospital changes in its action card."""

    type: RoleRef = Field(title="Rôle", description="Rôle de la bibliothèque : direction, rssi, pharmacien…")
    person: Answer[PersonRef] = asked("Titulaire", depth="minimum")
    deputy: Answer[PersonRef] = asked("Suppléant", depth="minimum")
    add: tuple[Line, ...] = listed("Actions propres à l’établissement")
    validated_by: Answer[Line] = asked("Fiche réflexe validée par", "Fonction")
    validated_on: Answer[DateValue] = asked("Fiche réflexe validée le")


class Message(Entity):
    """A message written in advance, ready to be read or sent."""

    audience: Answer[Line] = asked("Public", "personnel, patients, familles, presse, tutelles")
    channel: Answer[Line] = asked("Canal hors réseau")
    text: Prose = Field(default="", title="Texte")


class Crisis(Part):
    """Who triggers, who cuts, who reopens, where and with what one works."""

    levels: tuple[CrisisLevel, ...] = listed("Niveaux")
    trigger: Decider = part(Decider, "Qui déclenche la crise")
    cut: Decider = part(Decider, "Qui coupe le réseau")
    reopen: Decider = part(Decider, "Qui rouvre")
    alert_number: Answer[PhoneNumber] = asked("Téléphone de crise de l’informatique", "Hors réseau", depth="minimum")
    cells: tuple[Cell, ...] = listed("Cellules de crise")
    roles: tuple[CrisisRole, ...] = listed("Rôles de crise", depth="minimum")
    room: Answer[Line] = asked("Salle de crise", depth="minimum")
    off_network_means: tuple[Line, ...] = listed("Moyens hors réseau", "4G, PC, imprimante, radios…", depth="minimum")
    rhythm: Answer[Line] = asked("Rythme des points de situation")
    network_cut: NetworkCut = part(NetworkCut, "Coupure du réseau")
    messages: tuple[Message, ...] = listed("Messages prêts")


class ScenarioKind(StrEnum):
    """What is lost."""

    LOCAL_FAILURE = "local-failure"
    SITE_LOSS = "site-loss"
    CYBER = "cyber"
    SUPPLIER = "supplier"
    TELEPHONY = "telephony"
    STAFF = "staff"
    POWER = "power"


class Scenario(Entity):
    """A situation the plans answer: what is lost, and what must end before any restore."""

    kind: ScenarioKind = Field(title="Nature", description="local-failure, site-loss, cyber, supplier, telephony…")
    description: Answer[Line] = asked("Description")
    lost: tuple[AnyRef, ...] = listed("Ce qui est perdu", "Systèmes, sites, équipes, fournisseurs")
    gate: Answer[DurationValue] = asked(
        "Délai avant toute restauration", "Isolement, preuves, noyau de confiance : au mieux, probable, au pire"
    )
    internet: Answer[YesNo] = asked("Internet disponible")
    phones: Answer[YesNo] = asked("Téléphonie disponible")
    restart_order: tuple[SystemRef, ...] = listed("Ordre de redémarrage voulu par l’établissement", depth="expert")
    likelihood: Answer[Line] = asked("Vraisemblance")
    severity: Answer[Line] = asked("Gravité")
    measures: tuple[Line, ...] = listed("Mesures existantes")
    residual: Answer[Line] = asked("Risque résiduel et décision")


class NumberRange(Entity):
    """Emergency patient numbers reserved for one creation point."""

    first: Answer[Line] = asked("Premier numéro")
    last: Answer[Line] = asked("Dernier numéro")
    stock: Answer[Count] = asked("Étiquettes imprimées")


class ContinuityMeans(Part):
    """What keeps working without the network, bought and placed in advance."""

    number_ranges: tuple[NumberRange, ...] = listed("Plages de numéros de secours par point de création")
    emergency_pcs: Answer[Count] = asked("PC de secours hors domaine")
    emergency_pcs_place: Answer[Line] = asked("Où sont les PC de secours")
    emergency_pcs_in_domain: Answer[YesNo] = asked("PC de secours joints au domaine ?")
    printing: Answer[Line] = asked("Impression hors réseau")
    reprography: Answer[Line] = asked("Reprographie hors réseau", "Atelier, contrat")
    keys: Answer[Line] = asked("Clés mécaniques", "Armoires à pharmacie, portes")
    recall: Answer[Line] = asked("Rappel du personnel sans informatique")
    recall_needs_it: Answer[YesNo] = asked("Le rappel dépend-il du système d’information ?")
    clean_island: Answer[Line] = asked("Îlot sain", "Commutateurs, postes, comptes prêts")
    edr: Answer[Line] = asked("Outil qui déclare un poste sain")
    paper_rule: Answer[Line] = asked("Papier et clés USB de la crise", "Où ils sont gardés, qui les détruit, quand")
    cash: Answer[Line] = asked("Trésorerie de crise")
    purchase: Answer[Line] = asked("Achats d’urgence")
    phones: Answer[Line] = asked("Téléphones de secours", "GSM par unité, deux opérateurs, lignes analogiques")
    operators: Answer[Count] = asked("Opérateurs différents des téléphones et liaisons de secours")
    secrets_offline: Answer[YesNo] = asked(
        "Mots de passe, clés et licences gardés aussi hors du système d’information", "Sous scellés, à jour"
    )
