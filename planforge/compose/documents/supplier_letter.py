"""``depot/courriers/courrier-….docx``: what to ask a host of its backups, system by system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import DURATION, TEXT
from planforge.compose.evidence_parts import clause_known, hosted_by
from planforge.compose.prose import Wording, write
from planforge.document.tables import Cell, Column, Table, row
from planforge.values import make_slug

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.documents import Document

_QUESTIONS = (
    ("perimetre", "Ce qui est sauvegardé : données, configurations, journaux"),
    ("frequence", "Fréquence des sauvegardes, et perte de données au plus"),
    ("retention", "Durée de conservation"),
    ("protection", "Copie hors ligne, immuable ou hors site ; authentification indépendante"),
    ("delai", "Délai de restauration, et comment il est mesuré"),
    ("essai", "Date et résultat du dernier essai de restauration ; essai avec nous"),
    ("alerte", "Contact joignable jour et nuit ; délai pour nous prévenir d’un incident"),
    ("certificat", "Certificat HDS : date de fin, sauvegardes comprises dans le périmètre"),
    ("reversibilite", "Export de nos données : format, délai, coût"),
    ("clause", "Référence de la clause du contrat, ou projet d’avenant"),
)
_UNKNOWN = "à préciser ensemble"
_ANSWER = 10.0  # mm: room to answer by hand


def compose(context: Context, supplier: str) -> Document:
    """The letter to a supplier, to be signed and sent. Raises ``TemplateError``."""
    known = context.plan.supplier[supplier]
    systems = hosted_by(context)[supplier]
    return write(
        context,
        Wording(
            kind="courrier-fournisseur",
            template="courrier-fournisseur",
            title=f"Courrier – {known.name}",
            subtitle="Clauses de sauvegarde et de restauration",
            reference=f"COU-{make_slug(supplier).upper()}",
            blocks={
                "systemes": lambda _reference: _systems(context, [one.id for one in systems]),
                "questions": lambda _reference: _questions(),
            },
            values={"supplier": known, "known": clause_known(known), "signer": _signer(context)},
            cover=False,
        ),
    )


def _signer(context: Context) -> object:
    sponsor = context.plan.governance.sponsor
    return context.function(sponsor.best) if sponsor.best else context.gap(sponsor.unknown)


def _systems(context: Context, names: list[str]) -> Table:
    rows = []
    for name in names:
        need = context.results.needs.get(name)
        rows.append(
            row(
                name,
                context.plan.systems[name].name,
                Cell(need.dmia.value if need and need.dmia else _UNKNOWN),
                Cell(need.pdma.value if need and need.pdma else _UNKNOWN),
            )
        )
    return Table(
        id="systemes",
        columns=(
            Column("system", "Système que vous hébergez", TEXT, 3.0),
            Column("time", "Arrêt que nos activités tolèrent", DURATION, 1.5),
            Column("data", "Perte de données tolérée", DURATION, 1.5),
        ),
        rows=tuple(rows),
    )


def _questions() -> Table:
    return Table(
        id="questions",
        columns=(
            Column("question", "Ce que nous vous demandons", TEXT, 2.4),
            Column("answer", "Votre réponse", TEXT, 3.0),
        ),
        rows=tuple(row(name, words, Cell()) for name, words in _QUESTIONS),
        row_height=_ANSWER,
    )
