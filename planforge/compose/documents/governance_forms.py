"""``gouvernance/formulaires.docx``: minutes, attendance and management review, to print and to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.care import is_partly_social
from planforge.compose.blocks import steering
from planforge.compose.control import control
from planforge.document.blocks import Heading, PageBreak, Paragraph, ParagraphStyle
from planforge.document.documents import Document
from planforge.document.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.compose.context import Context
    from planforge.document.blocks import Block

_REVIEW = (
    "Suites de la revue précédente",
    "Ce qui a changé : activités, système d’information, fournisseurs, obligations",
    "Constats bloquants et majeurs ; dérogations en cours",
    "Objectifs tenables ou non ; leviers proposés",
    "Exercices, tests de restauration et incidents : résultats, RETEX",
    "Actions en retard, moyens demandés",
    "Avis des instances, retours des services et des usagers",
    "Décisions : objectifs, moyens, prochaine revue",
)
_MEETING = ("Présentation du plan et de ses changements", "Questions", "Avis ou décision", "Suites à donner")
_BODIES = ("Directoire ou CODIR", "CME", "CSIRMT", "CDU", "F3SCT ou CSE")
_BLANK = "Date : ……………   Lieu : ……………………   Présidence (fonction) : …………………………   Secrétariat : …………………………"


def compose(context: Context, service: str) -> Document:
    """A page a body, then the management review, then sign-in sheets."""
    del service
    body: list[Block] = []
    for rank, block in enumerate(_pages(context)):
        body += [PageBreak(), *block] if rank else block
    subtitle = "Comptes rendus, revue de direction, émargement"
    said = control(context, "GOUV")
    return Document("formulaires-gouvernance", "Formulaires de gouvernance", subtitle, said, tuple(body), cover=False)


def _pages(context: Context) -> Iterator[list[Block]]:
    for rank, name in enumerate(_bodies(context), 1):
        title = f"Compte rendu : {name}"
        yield _page(f"cr-{rank}", title, "L’avis ou la décision s’écrit mot pour mot, avec sa date.", _MEETING)
    yield _page("revue", "Revue de direction", "Une fois par an au moins, et après une crise.", _REVIEW)
    yield [
        Heading("emargement", 1, text("Feuille d’émargement")),
        Paragraph(text(_BLANK)),
        Paragraph(text("Réunion, formation ou exercice (rayer) : ……………………………………………………")),
        steering.attendance("emargement-lignes"),
    ]


def _page(identifier: str, title: str, lead: str, subjects: tuple[str, ...]) -> list[Block]:
    return [
        Heading(identifier, 1, text(title)),
        Paragraph(text(lead), style=ParagraphStyle.LEAD),
        Paragraph(text(_BLANK)),
        steering.minutes(f"{identifier}-points", subjects),
    ]


def _bodies(context: Context) -> tuple[str, ...]:
    """The bodies of the record, else those that such an establishment usually has."""
    named = tuple(dict.fromkeys(one.name for one in context.plan.governance.instances))
    social = is_partly_social(context.plan.establishment)
    heard = any("CVS" in one or "vie sociale" in one for one in named)
    return (*(named or _BODIES), *(("Conseil de la vie sociale (CVS)",) if social and not heard else ()))
