"""``premiere-heure.docx``: the network cut, the alert, the first decisions, the log and the ready messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import crisis, people
from planforge.compose.prose import Wording, of, write
from planforge.document.blocks import CheckItem, Checklist
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Gap, text

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from planforge.model.answer import Answer

# What the cell does in its first hour, whatever the hospital: the frame of the national guides, in our words.
_FIRST_HOUR = (
    ("noter", "Noter l’heure de l’alerte, ouvrir la main courante, nommer qui la tient"),
    ("couper", "Confirmer ce qui est coupé et ce qui reste à couper ; sauvegardes débranchées"),
    ("patients", "Recenser les patients en danger : réanimation, bloc, naissances, urgences, dialyse, transfusion"),
    ("papier", "Confirmer service par service l’heure de passage au papier et le relais joignable"),
    ("telephone", "Vérifier un moyen de joindre chaque service vital sans le réseau"),
    ("exterieur", "Appeler SAMU et ARS ; signaler au CERT Santé ; prévenir le GHT et les voisins"),
    ("preuves", "Interdire de redémarrer, de nettoyer, de payer ; photographier les écrans"),
    ("deprogrammer", "Décider ce qui est déprogrammé aujourd’hui et ce qui est dérouté"),
    ("releve", "Fixer le prochain point, la relève de la cellule et des équipes informatiques"),
)

# Decision points D1 to D11 of the recovery phases: who decides, on what evidence.
_DECISIONS = (
    (
        "couper",
        "Couper tout ou partie du réseau",
        "RSSI et directeur de garde",
        "propagation vue, sauvegardes exposées",
    ),
    ("cellule", "Ouvrir la cellule, le plan blanc, le délestage", "Directeur", "tenue des services, durée inconnue"),
    ("declarer", "Plainte, CERT Santé, CNIL, assureur", "Directeur, DPO", "main courante des faits"),
    (
        "restaurer",
        "Restaurer, reconstruire ou déchiffrer",
        "RSSI et prestataire",
        "dernière date saine, copies intactes",
    ),
    ("rythme", "Reprise rapide du vital, ou reprise durable", "Directeur", "pression sur les soins, risque de rechute"),
    ("premiere", "Restaurer la première application vitale", "RSSI", "socle déclaré sain et signé"),
    (
        "ouvrir",
        "Ouvrir une application, en lecture ou en entier",
        "Référent métier et DSI",
        "fraîcheur, interfaces, identités",
    ),
    ("transferer", "Transférer, activer les conventions", "Directeur et président de CME", "tenue dépassée ou proche"),
    ("fin-papier", "Arrêter le papier dans un service", "Cadre de santé et DIM", "contrôles du retour à la normale"),
    ("rebrancher", "Rebrancher partenaires et Internet", "RSSI", "attestation, surveillance continue"),
    ("lever", "Lever la crise, ouvrir le RETEX", "Directeur", "actions restant ouvertes"),
)


def compose(context: Context, service: str) -> Document:
    """The document that is opened first, on paper."""
    del service
    return write(
        context,
        Wording(
            kind="premiere-heure",
            template="premiere-heure",
            title="Première heure",
            subtitle="Couper, alerter, décider, noter, informer",
            reference="H1",
            blocks={
                "coupure": of(crisis.cut_table, context),
                "jamais": of(crisis.never_cut, context),
                "reouverture": of(crisis.reopening, context),
                "decideurs": of(people.deciders, context),
                "niveaux": of(crisis.levels, context),
                "contacts": of(people.outside_contacts, context),
                "premiere-heure": lambda _reference: first_hour_checklist(),
                "decisions": lambda _reference: decision_points(),
                "journal": of(crisis.blank_log, context),
                "point-de-situation": of(crisis.situation_report, context),
                "messages": lambda _reference: crisis.messages(context),
            },
            values=_values(context),
        ),
    )


def first_hour_checklist() -> Checklist:
    """What the crisis cell ticks in its first hour."""
    return Checklist(tuple(CheckItem(text(line), id=f"h1.{key}") for key, line in _FIRST_HOUR), id="h1")


def decision_points() -> Table:
    """The decisions of a cyber crisis in their usual order, each with its owner and the evidence it needs."""
    return Table(
        id="decisions",
        columns=(
            Column("decision", "Décision", width=3.4),
            Column("who", "Qui décide", width=2.2),
            Column("evidence", "Ce qu’il faut savoir", width=3.0),
            Column("hour", "Décidé à", width=1.1),
        ),
        rows=tuple(
            row(key, Cell(label, bold=True), Cell(who, default=True), evidence, "")
            for key, label, who, evidence in _DECISIONS
        ),
        caption="Décisions d’une crise cyber, dans leur ordre habituel",
    )


def _values(context: Context) -> dict[str, object]:
    crisis_record = context.plan.crisis
    return {
        "missing": Gap(),
        "cut_person": _function(context, crisis_record.cut.person) if crisis_record.cut.person.best else "",
        "cut_deputy": _function(context, crisis_record.cut.deputy),
        "cut_rule": crisis_record.cut.rule.best,
        "reopen_person": _function(context, crisis_record.reopen.person) if crisis_record.reopen.person.best else "",
        "reopen_deputy": _function(context, crisis_record.reopen.deputy),
        "alert_number": crisis_record.alert_number.best or context.gap(crisis_record.alert_number.unknown),
        "means": ", ".join(crisis_record.off_network_means) or Gap(),
        "recall": context.plan.continuity_means.recall,
        "room": crisis_record.room,
        "rhythm": crisis_record.rhythm,
    }


def _function(context: Context, answer: Answer[str]) -> str | Gap:
    return context.function(answer.best) if answer.best else context.gap(answer.unknown)
