"""``gouvernance/note-organisation.docx``: the project, who steers it, at which rhythm, and what bodies said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import findings, steering, strategy
from planforge.compose.prose import Wording, of, write
from planforge.document.text import Gap
from planforge.model.words import word

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.documents import Document


def compose(context: Context, service: str) -> Document:
    """The note that project organisation and governance scheme are read from. Raises ``TemplateError``."""
    del service
    plan = context.plan
    return write(
        context,
        Wording(
            kind="note-organisation",
            template="note-organisation",
            title="Organisation et gouvernance de la continuité",
            subtitle="Note d’organisation du projet et schéma de gouvernance",
            reference="ORG",
            blocks={
                "perimetres-care": of(strategy.care_scope, context),
                "equipe-projet": of(steering.project_team, context),
                "instances": of(steering.instances, context),
                "raci": of(steering.raci, context),
                "avis": of(strategy.opinions, context),
                "programme": of(findings.programme, context),
                "formations": of(steering.trainings, context),
            },
            values={
                "missing": Gap(),
                "statute": word(plan.establishment.statute),
                "sites": len(plan.establishment.sites),
                "services": len(plan.services),
            },
        ),
    )
