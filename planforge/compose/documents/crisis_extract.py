"""``plan-blanc-extrait.docx`` or ``plan-bleu.docx``: the digital risk in the establishment's own crisis plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.care import is_sanitary
from planforge.compose.blocks import crisis, people, steering, strategy
from planforge.compose.prose import Wording, of, write
from planforge.document.text import Gap

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.documents import Document


def is_social(context: Context) -> bool:
    """Whether the establishment is a medico-social one alone: its crisis plan is the « plan bleu »."""
    return not is_sanitary(context.plan.establishment)


def is_hospital(context: Context) -> bool:
    """Whether its crisis plan is the « plan blanc »."""
    return is_sanitary(context.plan.establishment)


def compose_white(context: Context, service: str) -> Document:
    """The part of the « plan blanc » on the digital risk. Raises ``TemplateError``."""
    del service
    title, subtitle = "Plan blanc, volet numérique", "Extrait à joindre au plan blanc"
    return _written(context, "plan-blanc-extrait", (title, subtitle, "PBN"))


def compose_blue(context: Context, service: str) -> Document:
    """The « plan bleu » with its continuity part. Raises ``TemplateError``."""
    del service
    return _written(context, "plan-bleu", ("Plan bleu", "Gestion des événements et continuité d’activité", "PBL"))


def _written(context: Context, kind: str, names: tuple[str, str, str]) -> Document:
    title, subtitle, reference = names
    return write(
        context,
        Wording(
            kind=kind,
            template=kind,
            title=title,
            subtitle=subtitle,
            reference=reference,
            blocks={
                "niveaux": of(crisis.levels, context),
                "cellules": of(people.cells, context),
                "decideurs": of(people.deciders, context),
                "contacts": of(people.alert_contacts, context),
                "scenarios": of(crisis.scenarios, context),
                "moyens": of(strategy.means, context),
                "liste-pcra": of(strategy.plans, context),
                "formations": of(steering.trainings, context),
                "avis": of(strategy.opinions, context),
            },
            values={"missing": Gap(), "alert_number": context.plan.crisis.alert_number},
        ),
    )
