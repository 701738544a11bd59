"""``premiere-heure.docx``: the network cut, the alert, the first decisions, the log and the ready messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import crisis, people
from planforge.compose.prose import Wording, of, write
from planforge.document.text import Gap
from planforge.model.answer import State

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from planforge.model.answer import Answer


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
                "contacts": of(people.alert_contacts, context),
                "decisions": of(crisis.decisions, context),
                "journal": of(crisis.blank_log, context),
                "point-de-situation": of(crisis.situation_report, context),
                "messages": lambda _reference: crisis.messages(context),
            },
            values=_values(context),
        ),
    )


def _values(context: Context) -> dict[str, object]:
    crisis_record = context.plan.crisis
    return {
        "missing": Gap(),
        "cut_person": _function(context, crisis_record.cut.person) if crisis_record.cut.person.best else "",
        "cut_deputy": _function(context, crisis_record.cut.deputy),
        "cut_rule": crisis_record.cut.rule if crisis_record.cut.rule.state is not State.ABSENT else "",
        "reopen_person": _function(context, crisis_record.reopen.person) if crisis_record.reopen.person.best else "",
        "reopen_deputy": _function(context, crisis_record.reopen.deputy),
        "alert_number": crisis_record.alert_number.best or context.gap(crisis_record.alert_number.unknown),
        "means": crisis_record.off_network_means,
        "recall": context.plan.continuity_means.recall,
        "room": crisis_record.room,
        "rhythm": crisis_record.rhythm,
    }


def _function(context: Context, answer: Answer[str]) -> str | Gap:
    return context.function(answer.best) if answer.best else context.gap(answer.unknown)
