"""Who to call: crisis functions and duty phones first; names and personal numbers for the restricted annex."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import CODE, DATE, TEXT, YES_NO
from planforge.compose.notifications import caller
from planforge.document.tables import Cell, Column, ColumnKind, Table, row
from planforge.document.text import Gap, Tone
from planforge.model.people import Channel
from planforge.model.words import word

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.model.people import Person

_SHARED = (Channel.NETWORK, Channel.DUTY_MOBILE, Channel.LANDLINE, Channel.RADIO)


def phones(person: Person, *channels: Channel) -> str:
    """The numbers of a person on these channels."""
    return ", ".join(phone.number for phone in person.phones if phone.channel in channels)


def functions(context: Context) -> Table:
    """The crisis directory by function: no names, no personal numbers."""
    return Table(
        id="fonctions",
        columns=(
            Column("function", "Fonction", TEXT, 3.0),
            Column("duty", "Téléphone de garde (hors réseau)", CODE, 2.0),
            Column("direct", "Ligne directe hors réseau", CODE, 2.0),
            Column("internal", "Poste interne", CODE, 1.2),
            Column("radio", "Radio", CODE, 1.2),
            Column("deputy", "Suppléant", TEXT, 2.6),
            Column("on_call", "Joignable 24 h/24", TEXT, 1.2, choices=YES_NO),
            Column("checked", "Vérifié le", DATE, 1.2),
        ),
        rows=tuple(
            row(
                person.id,
                Cell(person.function, bold=True),
                phones(person, Channel.DUTY_MOBILE)
                or ("" if phones(person, Channel.LANDLINE, Channel.RADIO) else context.missing(person, "phones")),
                phones(person, Channel.LANDLINE),
                phones(person, Channel.NETWORK),
                phones(person, Channel.RADIO),
                context.person_cell(person.deputy),
                context.yes_no(person.on_call),
                context.cell(person.checked_on),
            )
            for person in context.plan.people
        ),
        caption="Annuaire de crise par fonction",
        empty="Aucune fonction n’est saisie (ou le fichier restreint n’est pas à côté du dossier).",
    )


def outside_contacts(context: Context) -> Table:
    """Agencies, emergency services, insurers and suppliers' emergency numbers."""
    contacts = [
        row(
            f"contact.{contact.id}",
            Cell(contact.name, bold=True),
            context.optional(contact.when),
            context.cell(contact.number),
            context.optional(contact.second_number),
            context.cell(contact.hours),
            caller(context, contact),
            context.cell(contact.checked_on),
        )
        for contact in context.plan.contacts
    ]
    suppliers = [
        row(
            f"fournisseur.{supplier.id}",
            Cell(supplier.name, bold=True),
            "Fournisseur : support en urgence",
            context.cell(supplier.emergency_number),
            "",
            context.cell(supplier.hours),
            "",
            "",
        )
        for supplier in context.plan.suppliers
    ]
    return Table(
        id="contacts",
        columns=(
            Column("name", "Contact", TEXT, 2.6),
            Column("when", "Quand l’appeler", TEXT, 3.4),
            Column("number", "Téléphone", CODE, 1.8),
            Column("second", "Second téléphone", CODE, 1.8),
            Column("hours", "Horaires", TEXT, 1.6),
            Column("caller", "Qui l’appelle", TEXT, 2.2),
            Column("checked", "Vérifié le", DATE, 1.2),
        ),
        rows=(*contacts, *suppliers),
        caption="Contacts extérieurs",
        empty="Aucun contact extérieur n’est saisi.",
    )


def cells(context: Context) -> Table:
    """The crisis cells, with who leads and who sits in them."""
    return Table(
        id="cellules",
        columns=(
            Column("cell", "Cellule", TEXT, 2.2),
            Column("mission", "Mission", TEXT, 3.4),
            Column("lead", "Pilote", TEXT, 2.2),
            Column("members", "Membres", TEXT, 4.0),
            Column("room", "Salle", TEXT, 1.8),
        ),
        rows=tuple(
            row(
                cell.id,
                Cell(cell.name, bold=True),
                context.cell(cell.mission),
                context.person_cell(cell.lead),
                ", ".join(context.function(member) for member in cell.members) or context.missing(cell, "members"),
                context.cell(cell.room),
            )
            for cell in context.plan.crisis.cells
        ),
        caption="Cellules de crise",
        empty="Aucune cellule de crise n’est saisie.",
    )


def named_people(context: Context) -> Table:
    """Names and personal numbers: for the restricted annex only."""
    return Table(
        id="personnes",
        columns=(
            Column("function", "Fonction", TEXT, 2.6),
            Column("name", "Nom", TEXT, 2.4),
            *(Column(channel.value, word(channel).capitalize(), CODE, 1.6) for channel in (*_SHARED, Channel.PERSONAL)),
            Column("email", "Courriel hors réseau", TEXT, 2.4),
            Column("checked", "Vérifié le", DATE, 1.2),
        ),
        rows=tuple(
            row(
                person.id,
                Cell(person.function, bold=True),
                context.cell(person.name),
                *(phones(person, channel) for channel in (*_SHARED, Channel.PERSONAL)),
                context.optional(person.email),
                context.cell(person.checked_on),
            )
            for person in context.plan.people
        ),
        empty="Le fichier restreint n’est pas à côté du dossier, ou aucune personne n’est saisie.",
    )


def supplier_access(context: Context) -> Table:
    """Contract references, remote access and where secrets are kept: for the restricted annex only."""
    secrets = {secret.supplier: secret for secret in context.plan.supplier_secrets}
    return Table(
        id="acces-fournisseurs",
        columns=(
            Column("supplier", "Fournisseur", TEXT, 2.2),
            Column("customer", "Numéro de client", CODE, 1.8),
            Column("contract", "Numéro de contrat", CODE, 1.8),
            Column("secret", "Où sont les accès", TEXT, 2.6),
            Column("remote", "Télémaintenance", TEXT, 3.0),
            Column("rto", "Délai promis", ColumnKind.DURATION, 1.1),
            Column("rpo", "Perte promise", ColumnKind.DURATION, 1.1),
            Column("clause", "Clause de restauration", TEXT, 2.4),
            Column("hds", "HDS jusqu’au", DATE, 1.2),
        ),
        rows=tuple(
            row(
                supplier.id,
                Cell(supplier.name, bold=True),
                context.optional(secrets[supplier.id].customer_number) if supplier.id in secrets else "",
                context.optional(secrets[supplier.id].contract_number) if supplier.id in secrets else "",
                context.cell(secrets[supplier.id].secret_place) if supplier.id in secrets else Cell(Gap()),
                context.cell(supplier.remote_access),
                context.optional(supplier.promised_rto),
                context.optional(supplier.promised_rpo),
                context.cell(supplier.restore_clause),
                context.optional(supplier.hds_until),
            )
            for supplier in context.plan.suppliers
        ),
        empty="Aucun fournisseur n’est saisi.",
    )


def deciders(context: Context) -> Table:
    """Who triggers, who cuts, who reopens, each with a deputy and an off-network phone."""
    crisis = context.plan.crisis
    rows = []
    for identifier, label, decider in (
        ("declencher", "Déclencher la crise", crisis.trigger),
        ("couper", "Couper le réseau", crisis.cut),
        ("rouvrir", "Rouvrir", crisis.reopen),
    ):
        people = [context.plan.person.get(answer.best or "") for answer in (decider.person, decider.deputy)]
        numbers = [context.off_network_phone(person) if person else "" for person in people]
        rows.append(
            row(
                identifier,
                Cell(label, bold=True),
                context.person_cell(decider.person),
                numbers[0] or Cell(Gap(), tone=Tone.GAP),
                context.person_cell(decider.deputy),
                numbers[1] or Cell(Gap(), tone=Tone.GAP),
                context.optional(decider.rule),
            )
        )
    return Table(
        id="decideurs",
        columns=(
            Column("decision", "Décision", TEXT, 1.6),
            Column("who", "Qui décide", TEXT, 2.4),
            Column("phone", "Téléphone hors réseau", CODE, 1.8),
            Column("deputy", "Suppléant", TEXT, 2.4),
            Column("deputy_phone", "Téléphone hors réseau", CODE, 1.8),
            Column("rule", "Règle", TEXT, 4.2),
        ),
        rows=tuple(rows),
        caption="Qui décide, qui remplace, comment les joindre sans le réseau",
    )


def short_deciders(context: Context) -> Table:
    """The deciders on three lines, for a pocket page."""
    kept = deciders(context).keeping("decision", "who", "phone", "deputy", "deputy_phone")
    return replace(kept, id="decideurs-poche", caption="")


def short_contacts(context: Context) -> Table:
    """Name, when and number, for a pocket page."""
    return replace(_picked(outside_contacts(context), "name", "when", "number"), id="contacts-poche", caption="")


def alert_contacts(context: Context) -> Table:
    """Whom to warn, when, on which number, and who calls; suppliers stand in the directory."""
    picked = _picked(outside_contacts(context), "name", "when", "number", "caller")
    return replace(picked, id="alerte-exterieure", caption="Qui prévenir à l’extérieur")


def _picked(whole: Table, *keys: str) -> Table:
    """Some columns of the contacts, less the suppliers."""
    kept = whole.keeping(*keys)
    return replace(kept, rows=tuple(line for line in kept.rows if line.id.startswith("contact.")))
