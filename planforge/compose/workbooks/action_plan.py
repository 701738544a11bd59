"""``plan-actions.xlsx``: actions, levers, findings, what is left to complete, and the programme of proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import findings, levers, review
from planforge.compose.confidential import is_restricted
from planforge.compose.control import control
from planforge.document.documents import Workbook, Worksheet
from planforge.document.text import text

if TYPE_CHECKING:
    from planforge.compose.context import Context

_WHO = text("DSI ou RSSI, sous « Qui » : dans un établissement qui n’en a pas, le responsable informatique.")


def compose(context: Context, service: str) -> Workbook:
    """The action plan over three years. Findings of detailed weaknesses stand in the restricted annex."""
    del service
    return Workbook(
        kind="plan-actions",
        title="Plan d’actions",
        subtitle="Actions, leviers, constats, réponses à compléter et programme sur trois ans",
        control=control(context, "PA"),
        sheets=(*_to_decide(context), *_review(context), *_to_follow(context)),
    )


def _to_decide(context: Context) -> tuple[Worksheet, ...]:
    return (
        Worksheet(
            "actions",
            "Actions",
            "Actions décidées",
            findings.actions_table(context),
            protected=True,
            frozen_columns=2,
        ),
        Worksheet(
            "leviers",
            "Leviers",
            "Ce qui rapprocherait le retour, d’après le calcul",
            levers.levers_table(context),
            protected=True,
        ),
    )


def _review(context: Context) -> tuple[Worksheet, ...]:
    """Each rule once with its count, then every finding."""
    shared = [finding for finding in context.results.findings if not is_restricted(finding.rule)]
    apart = [finding for finding in context.results.findings if is_restricted(finding.rule)]
    elsewhere = text("Les faiblesses détaillées des sauvegardes et des accès sont dans l’annexe restreinte.")
    return (
        Worksheet(
            "bilan",
            "Bilan des constats",
            "Constats par chapitre et par règle",
            review.summary_table(shared),
            intro=(text(review.summary_words(shared, apart)), _WHO),
            frozen_columns=2,
        ),
        Worksheet(
            "constats",
            "Constats",
            "Constats de la relecture automatique",
            findings.findings_list(context, shared),
            intro=(text("Pourquoi et que faire : une fois par règle, dans « Bilan des constats »."), elsewhere, _WHO),
            frozen_columns=3,
        ),
    )


def _to_follow(context: Context) -> tuple[Worksheet, ...]:
    return (
        Worksheet(
            "a-completer",
            "À compléter",
            "Réponses à compléter, avec qui et pour quand",
            findings.gaps_table(context),
            protected=True,
        ),
        Worksheet(
            "programme",
            "Programme",
            "Exercices, tests et formations",
            findings.programme(context),
            frozen_columns=3,
        ),
    )
