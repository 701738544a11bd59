"""``portefeuille.docx``: two pages for a region or a group: where its establishments are, and what to do first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.analysis.evidence.meter import Coverage
from planforge.analysis.evidence.spoken import COVERAGES
from planforge.analysis.results import Verdict
from planforge.analysis.spoken import VERDICTS
from planforge.compose.blocks.columns import CODE, DATE, NUMBER, TEXT
from planforge.compose.control import version_code
from planforge.compose.typesetting import typeset
from planforge.document.blocks import Callout, CalloutKind, Heading, ItemList, ListItem, Paragraph, ParagraphStyle
from planforge.document.documents import Document
from planforge.document.tables import Cell, Column, Row, RowKind, Table, row
from planforge.document.text import text
from planforge.values import plural, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.evidence.portfolio import Member
    from planforge.compose.portfolio_parts import Portfolio
    from planforge.document.blocks import Block

_ROWS = 14  # establishments listed: two pages hold no more, the workbook has them all
_LINES = 6


def compose(portfolio: Portfolio) -> Document:
    """The two pages of a portfolio; no person and no phone number stands in them."""
    body = (*_state(portfolio), *_behind(portfolio), *_vital(portfolio), *_exercises(portfolio))
    document = Document(
        "portefeuille",
        "Portefeuille",
        f"Où en sont les établissements au {say_date(portfolio.on)}",
        replace(portfolio.control, code=version_code(body)),
        body,
        cover=False,
    )
    return typeset(document)


def _state(portfolio: Portfolio) -> Iterator[Block]:
    members = portfolio.members
    given, wanted = sum(one.given for one in members), sum(one.wanted for one in members)
    yield Heading("situation", 1, text("Situation"))
    joined = plural(given, "pièce jointe", "pièces jointes")
    told = text(f"{plural(len(members), 'établissement')} ; {joined} sur {wanted} demandées.")
    yield Paragraph(told, style=ParagraphStyle.LEAD)
    if portfolio.failures:
        names = ", ".join(one.folder for one in portfolio.failures)
        warning = text(f"Dossiers non lus, absents des sommes : {names}.")
        yield Callout(CalloutKind.WARNING, (Paragraph(warning),), id="non-lus")
    yield Table(
        id="etablissements",
        columns=(
            Column("name", "Établissement", TEXT, 3.0),
            Column("list", "Liste", TEXT, 1.3),
            *(Column(state.value, COVERAGES[state].capitalize(), NUMBER, 1.0) for state in Coverage),
            Column("pieces", "Pièces jointes", TEXT, 1.1),
        ),
        rows=(*(_member(rank, one) for rank, one in _listed(portfolio)), *_total(portfolio)),
        caption="Exigences de la liste principale, par établissement",
        note=f"Une exigence n’est couverte qu’avec ses pièces, jamais par un document seul.{_more(portfolio)}",
    )


def _listed(portfolio: Portfolio) -> list[tuple[int, Member]]:
    return list(enumerate(portfolio.members[:_ROWS], 1))


def _more(portfolio: Portfolio) -> str:
    left = len(portfolio.members) - _ROWS
    return (
        f" {plural(left, 'autre établissement', 'autres établissements')} : voir portefeuille.xlsx." if left > 0 else ""
    )


def _member(rank: int, one: Member) -> Row:
    short = one.main.list.short if one.main else ""
    pieces = f"{one.given} sur {one.wanted}"
    return row(f"e{rank}", Cell(one.name, bold=True), short, *(one.count(state) for state in Coverage), pieces)


def _total(portfolio: Portfolio) -> Iterator[Row]:
    if len(portfolio.members) > 1:
        counts = (sum(one.count(state) for one in portfolio.members) for state in Coverage)
        pieces = f"{sum(one.given for one in portfolio.members)} sur {sum(one.wanted for one in portfolio.members)}"
        yield row("total", "Ensemble", "", *counts, pieces, kind=RowKind.TOTAL)


def _behind(portfolio: Portfolio) -> Iterator[Block]:
    """The lines that most establishments lack, which one action for all may lift."""
    ranked = sorted(
        (
            (
                counts[Coverage.ABSENT] + counts[Coverage.PARTIAL],
                counts[Coverage.ABSENT],
                standing.list,
                line.requirement,
            )
            for standing in portfolio.lists
            for line in standing.requirements
            for counts in [portfolio.line(standing.list.id, line.requirement.id)]
        ),
        key=lambda found: (-found[0], -found[1], found[3].id),
    )
    yield Heading("en-retrait", 1, text("Exigences les moins avancées"))
    yield Table(
        id="en-retrait-table",
        columns=(
            Column("id", "Ligne", CODE, 1.2),
            Column("title", "Exigence", TEXT, 4.4),
            Column("list", "Liste", TEXT, 1.3),
            Column("count", "Établissements où elle est partielle ou absente", NUMBER, 2.0),
        ),
        rows=tuple(
            row(said.id, said.id, said.title, named.short, count) for count, _, named, said in ranked[:_LINES] if count
        ),
        empty="Aucune exigence n’est partielle ou absente.",
    )


def _vital(portfolio: Portfolio) -> Iterator[Block]:
    known = [(rank, one) for rank, one in _listed(portfolio) if one.scenario]
    yield Heading("services-vitaux", 1, text("Services vitaux face à la cyberattaque"))
    yield Table(
        id="services-vitaux-table",
        columns=(
            Column("name", "Établissement", TEXT, 3.0),
            *(Column(one.value, VERDICTS[one].capitalize(), NUMBER, 1.2) for one in Verdict),
        ),
        rows=tuple(
            row(f"v{rank}", one.name, *(one.verdicts.get(found, 0) for found in Verdict)) for rank, one in known
        ),
        note="Retour calculé face à la tenue du mode dégradé, une fois sur deux, sous les hypothèses de chaque PRA.",
        empty="Rien n’est encore calculable dans ces dossiers.",
    )
    silent = [one.name for one in portfolio.members if not one.scenario]
    if silent:
        yield Paragraph(text(f"Non calculable : {', '.join(silent)}."), style=ParagraphStyle.NOTE)


def _exercises(portfolio: Portfolio) -> Iterator[Block]:
    yield Heading("exercices", 1, text("Exercices, révisions et actions"))
    yield ItemList(tuple(ListItem(text(told)) for told in _sums(portfolio)), id="sommes")
    yield Table(
        id="exercices-table",
        columns=(
            Column("name", "Établissement", TEXT, 3.0),
            Column("exercises", "Exercices récents", NUMBER, 1.0),
            Column("field", "Dont terrain", NUMBER, 0.9),
            Column("next", "Prochain exercice", DATE, 1.2),
            Column("restores", "Restaurations réussies", NUMBER, 1.2),
            Column("review", "Prochaine révision", DATE, 1.2),
            Column("late", "Actions en retard", NUMBER, 1.0),
        ),
        rows=tuple(
            row(
                f"x{rank}",
                one.name,
                one.exercises,
                one.field_tests,
                one.next_exercise or "à prévoir",
                one.restores,
                one.review_due or "à prévoir",
                len(one.late_actions),
            )
            for rank, one in _listed(portfolio)
        ),
    )


def _sums(portfolio: Portfolio) -> Iterator[str]:
    members = portfolio.members
    without = [one.name for one in members if not one.exercises]
    if without:
        yield f"Sans exercice récent : {', '.join(without)}."
    late = [one.name for one in members if one.review_late]
    if late:
        yield f"Révision des plans en retard : {', '.join(late)}."
    count = sum(len(one.late_actions) for one in members)
    opened = sum(one.open_actions for one in members)
    yield f"{plural(opened, 'action ouverte', 'actions ouvertes')}, dont {count} en retard."
