"""People, the referents who validate, outside contacts, teams and suppliers."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from planforge.model.answer import Answer
from planforge.model.entity import Entity, Part, asked, listed
from planforge.model.fields import (
    Count,
    DateValue,
    DurationValue,
    Label,
    Line,
    PeriodValue,
    PersonRef,
    PhoneNumber,
    Slug,
    SupplierRef,
    YesNo,
)


class Channel(StrEnum):
    """How a phone reaches its bearer; only what stays off the hospital's network works in a crisis."""

    NETWORK = "network"  # poste interne, IPBX
    DUTY_MOBILE = "duty-mobile"
    PERSONAL = "personal"
    LANDLINE = "landline"  # ligne directe hors réseau
    RADIO = "radio"


class Phone(Part):
    """A number and the channel it uses."""

    channel: Channel = Field(
        title="Canal",
        description="network (poste interne), duty-mobile (portable de garde), personal, landline (hors réseau), radio",
    )
    number: PhoneNumber = Field(title="Numéro")
    note: Answer[Line] = asked("Remarque")


class Person(Part):
    """A function first, and who holds it."""

    id: Slug = Field(title="Identifiant")
    function: Label = Field(title="Fonction")
    name: Answer[Line] = asked("Nom et prénom", depth="minimum")
    phones: tuple[Phone, ...] = listed("Téléphones", depth="minimum")
    email: Answer[Line] = asked("Courriel hors réseau")
    deputy: Answer[PersonRef] = asked("Suppléant", depth="minimum")
    on_call: Answer[YesNo] = asked("Joignable 24 h/24")
    checked_on: Answer[DateValue] = asked("Coordonnées vérifiées le")


class Domain(StrEnum):
    """A clinical domain, validated once by its referent for all sheets."""

    MEDICINES = "medicines"
    LABORATORY = "laboratory"
    BLOOD = "blood"
    IDENTITY = "identity"
    RADIATION = "radiation"
    HYGIENE = "hygiene"
    IMAGING = "imaging"


class Referent(Part):
    """Who validates a domain, and when it was done."""

    domain: Domain = Field(title="Domaine")
    person: Answer[PersonRef] = asked("Référent", depth="minimum")
    validated_on: Answer[DateValue] = asked("Valeurs par défaut validées le", depth="minimum")
    reference: Answer[Line] = asked("Référence de la validation")


class Contact(Entity):
    """Somebody outside: agency, emergency service, police, insurer."""

    kind: Line = Field(default="other", title="Type", description="ars, cert-sante, samu, efs, police, assureur…")
    number: Answer[PhoneNumber] = asked("Téléphone", depth="minimum")
    second_number: Answer[PhoneNumber] = asked("Second téléphone")
    email: Answer[Line] = asked("Courriel")
    hours: Answer[Line] = asked("Horaires")
    when: Answer[Line] = asked("Quand l’appeler")
    caller: Answer[PersonRef] = asked("Qui l’appelle")
    checked_on: Answer[DateValue] = asked("Vérifié le")


class Team(Entity):
    """People with one skill, who restore or rebuild."""

    skill: Answer[Line] = asked("Compétence")
    people: Answer[Count] = asked("Nombre de personnes", depth="minimum")
    members: tuple[PersonRef, ...] = listed("Membres")
    on_call: Answer[YesNo] = asked("Astreinte 24 h/24")
    calendar: Answer[Line] = asked("Horaires", "24 h/24 pendant 72 heures, puis deux équipes de 12 h…", depth="expert")


class Supplier(Entity):
    """A vendor, host or contractor, and what its contract promises."""

    contract: Answer[Line] = asked("Contrat", "Objet et référence non confidentielle")
    hours: Answer[Line] = asked("Horaires du support", depth="minimum")
    emergency_number: Answer[PhoneNumber] = asked("Numéro d’urgence", depth="minimum")
    promised_rto: Answer[DurationValue] = asked("Délai de rétablissement promis")
    promised_rpo: Answer[DurationValue] = asked("Perte de données promise")
    restore_clause: Answer[Line] = asked("Clause de sauvegarde et de restauration")
    reversibility: Answer[Line] = asked("Réversibilité", "Export des données, séquestre")
    hds_until: Answer[DateValue] = asked("Certificat HDS valable jusqu’au")
    remote_access: Answer[Line] = asked("Télémaintenance", "Par quel accès, comment le couper")
    notice: Answer[PeriodValue] = asked("Préavis", depth="expert")


class SupplierSecret(Part):
    """What an attacker would want of a contract: kept in the restricted file."""

    supplier: SupplierRef = Field(title="Fournisseur")
    customer_number: Answer[Line] = asked("Numéro de client")
    contract_number: Answer[Line] = asked("Numéro de contrat")
    secret_place: Answer[Line] = asked("Où sont les accès", "Coffre, enveloppe scellée : jamais le secret lui-même")
