"""``annexe-restreinte.xlsx``: personal numbers, contract references, copies, weaknesses and verdicts in detail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.compose.blocks import backups, coverage, findings, people, returns
from planforge.compose.confidential import is_restricted
from planforge.compose.control import control
from planforge.document.documents import Workbook, Worksheet
from planforge.document.text import Tone, text

if TYPE_CHECKING:
    from planforge.compose.context import Context


_WARNING = text(
    "Ce classeur ne se diffuse pas : cellule de crise et RSSI (ou responsable informatique) seulement, hors du réseau."
)


def compose(context: Context, service: str) -> Workbook:
    """What only the crisis cell and the RSSI keep: on paper in a safe, encrypted elsewhere."""
    del service
    sheets = (*_people(context), *_copies(context), *_verdicts(context))
    return Workbook(
        kind="annexe-restreinte",
        title="Annexe restreinte",
        subtitle="Numéros personnels, accès, copies de sauvegarde, faiblesses et verdicts",
        control=control(context, "ANX", restricted=True),
        sheets=tuple(replace(sheet, tone=Tone.STOP) for sheet in sheets),
    )


def _people(context: Context) -> tuple[Worksheet, ...]:
    """Who can be reached at home, and how suppliers come in."""
    return (
        Worksheet("personnes", "Personnes", "Noms et numéros", people.named_people(context), intro=(_WARNING,)),
        Worksheet(
            "acces-fournisseurs",
            "Accès fournisseurs",
            "Contrats, télémaintenance et lieux des accès",
            people.supplier_access(context),
            intro=(_WARNING,),
        ),
    )


def _copies(context: Context) -> tuple[Worksheet, ...]:
    """Where the copies are, what opens them, what did not work when they were tried."""
    return (
        Worksheet("copies", "Copies", "Copies de sauvegarde et leur protection", backups.copies(context)),
        Worksheet(
            "cles",
            "Clés et isolement",
            "Lieux des clés et gestes d’isolement des sauvegardes",
            backups.keys_and_isolation(context),
            intro=(_WARNING,),
        ),
        Worksheet(
            "anomalies",
            "Anomalies des tests",
            "Ce qui n’a pas marché lors des tests de restauration",
            backups.restore_anomalies(context),
        ),
    )


def _verdicts(context: Context) -> tuple[Worksheet, ...]:
    """What does not hold: services against targets, then against computed returns; findings on copies and accesses."""
    hidden = [finding for finding in context.results.findings if is_restricted(finding.rule)]
    return (
        Worksheet(
            "tenue",
            "Verdicts par service",
            "Tenue du mode dégradé face aux objectifs de cyberattaque",
            coverage.coverage_table(context),
            intro=(text("Comparaison des objectifs déclarés : ce n’est pas une prévision."),),
            frozen_columns=2,
        ),
        Worksheet(
            "tenue-calculee",
            "Retour calculé",
            "Tenue du mode dégradé face au retour calculé",
            returns.computed_verdicts(context),
            intro=(_WARNING, text("Calculé sous les hypothèses listées dans le PRA : ni engagement, ni annonce.")),
            frozen_columns=2,
        ),
        Worksheet(
            "constats",
            "Faiblesses",
            "Constats sur les sauvegardes, les accès et les points uniques",
            findings.findings_table(context, hidden),
            frozen_columns=3,
        ),
    )
