"""``synthese.docx``: two pages for the board, with three decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import board, glance, returns
from planforge.compose.prose import Wording, of, write
from planforge.values import plural

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.documents import Document


def compose(context: Context, service: str) -> Document:
    """What the board decides, with cost, gain and owner; the verdict of each service stays in the restricted annex."""
    del service
    return write(
        context,
        Wording(
            kind="synthese",
            template="synthese",
            title="Synthèse pour la direction",
            subtitle="Trois décisions",
            reference="SYN",
            blocks={
                "situation": of(board.situation, context),
                "verdicts-vitaux": of(glance.verdicts, context),
                "plus-exposes": of(glance.most_exposed, context),
                "decisions": of(board.decisions, context),
                "plus-urgentes": of(board.most_urgent, context),
                "echeances": of(board.deadlines, context),
                "avis": of(board.opinions, context),
            },
            values={
                "lead": _lead(context),
                "proposed": board.has_proposed(context),
                "exposed": bool(glance.exposed(context)),
                "loops": returns.looped(estimate for _, estimate in returns.computed(context)),
            },
            cover=False,
        ),
    )


def _lead(context: Context) -> str:
    blocking = board.open_blocking(context)
    if blocking:
        left = plural(blocking, "constat bloquant reste", "constats bloquants restent")
        return f"Les plans ne sont pas encore déclarés utilisables : {left} à lever ou à accepter par écrit."
    return "Aucun constat bloquant ne s’oppose à l’usage des plans ; restent à tenir les tests et les mises à jour."
