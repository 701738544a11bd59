"""``portefeuille.xlsx``: the establishments of a region side by side, line by line, with what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.evidence.meter import Coverage
from planforge.analysis.evidence.spoken import COVERAGES
from planforge.analysis.results import Verdict
from planforge.analysis.spoken import VERDICTS
from planforge.compose.blocks.columns import CODE, DATE, NUMBER, TEXT, YES_NO
from planforge.compose.evidence_parts import COVERAGE_TONES
from planforge.compose.typesetting import typeset
from planforge.document.documents import Workbook, Worksheet
from planforge.document.tables import Cell, Column, ColumnKind, Row, Table, row
from planforge.document.text import Tone

if TYPE_CHECKING:
    from planforge.analysis.evidence.portfolio import Member
    from planforge.compose.portfolio_parts import Portfolio

_LATE = {YES_NO[0]: Tone.STOP}


def compose(portfolio: Portfolio) -> Workbook:
    """The workbook of a portfolio; no person and no phone number stands in it."""
    book = Workbook(
        kind="portefeuille",
        title="Portefeuille",
        subtitle="Établissements, exigences, échéances",
        control=portfolio.control,
        sheets=(
            Worksheet("etablissements", "Établissements", "Où en est chaque établissement", _members(portfolio)),
            Worksheet("lignes", "Lignes", "Où en est chaque exigence", _lines(portfolio), frozen_columns=2),
            Worksheet("compteur", "Compteur", "Chaque exigence de chacun", _meter(portfolio), frozen_columns=3),
            Worksheet("services-vitaux", "Services vitaux", "Face à la cyberattaque", _vital(portfolio)),
            Worksheet("exercices", "Exercices et échéances", "Exercices, révisions, actions", _followed(portfolio)),
            Worksheet("retards", "Retards", "Révisions et actions en retard", _late(portfolio)),
            Worksheet("non-lus", "Dossiers non lus", "Dossiers qui n’ont pas pu être lus", _failures(portfolio)),
        ),
    )
    return typeset(book)


def _members(portfolio: Portfolio) -> Table:
    return Table(
        id="etablissements",
        columns=(
            Column("name", "Établissement", TEXT, 2.6),
            Column("finess", "FINESS juridique", CODE, 1.2),
            Column("list", "Liste", TEXT, 1.2),
            *(Column(state.value, COVERAGES[state].capitalize(), NUMBER, 0.9) for state in Coverage),
            Column("given", "Pièces jointes", NUMBER, 0.9),
            Column("wanted", "Pièces demandées", NUMBER, 1.0),
            Column("share", "Activité analysée", ColumnKind.PERCENT, 1.0),
        ),
        rows=tuple(
            row(
                f"e{rank}",
                Cell(one.name, bold=True),
                one.finess,
                one.main.list.short if one.main else "",
                *(one.count(state) for state in Coverage),
                one.given,
                one.wanted,
                one.share,
            )
            for rank, one in enumerate(portfolio.members, 1)
        ),
        note="Une exigence n’est couverte qu’avec ses pièces, jamais par un document seul.",
    )


def _vital(portfolio: Portfolio) -> Table:
    return Table(
        id="services-vitaux",
        columns=(
            Column("name", "Établissement", TEXT, 2.6),
            Column("scenario", "Cyberattaque calculée", TEXT, 2.4),
            Column("vital", "Services vitaux", NUMBER, 1.0),
            *(Column(one.value, VERDICTS[one].capitalize(), NUMBER, 1.1) for one in Verdict),
        ),
        rows=tuple(
            row(
                f"e{rank}",
                Cell(one.name, bold=True),
                one.scenario or "non calculable",
                one.vital,
                *(Cell(one.verdicts.get(verdict, 0) if one.scenario else None) for verdict in Verdict),
            )
            for rank, one in enumerate(portfolio.members, 1)
        ),
        note="Retour calculé face à la tenue du mode dégradé, une fois sur deux, sous les hypothèses de chaque PRA.",
    )


def _followed(portfolio: Portfolio) -> Table:
    return Table(
        id="exercices",
        columns=(
            Column("name", "Établissement", TEXT, 2.6),
            Column("exercises", "Exercices récents", NUMBER, 1.0),
            Column("field", "Dont terrain", NUMBER, 0.9),
            Column("reports", "Avec RETEX", NUMBER, 0.9),
            Column("last", "Dernier exercice", DATE, 1.1),
            Column("next", "Prochain exercice", DATE, 1.1),
            Column("restores", "Restaurations réussies", NUMBER, 1.2),
            Column("review", "Prochaine révision", DATE, 1.1),
            Column("late", "Révision en retard", TEXT, 1.0, tones=_LATE),
            Column("open", "Actions ouvertes", NUMBER, 1.0),
            Column("overdue", "Actions en retard", NUMBER, 1.0),
        ),
        rows=tuple(_follow(f"e{rank}", one) for rank, one in enumerate(portfolio.members, 1)),
        note="« Récent » : dans la période que l’établissement a choisie.",
    )


def _follow(name: str, one: Member) -> Row:
    return row(
        name,
        Cell(one.name, bold=True),
        one.exercises,
        one.field_tests,
        one.reports,
        one.last_exercise,
        one.next_exercise,
        one.restores,
        one.review_due,
        YES_NO[0] if one.review_late else YES_NO[1],
        one.open_actions,
        len(one.late_actions),
    )


def _lines(portfolio: Portfolio) -> Table:
    rows = []
    for standing in portfolio.lists:
        for line in standing.requirements:
            counts = portfolio.line(standing.list.id, line.requirement.id)
            said = (standing.list.short, line.requirement.id, line.requirement.title)
            rows.append(row(line.requirement.id, *said, *(counts[state] for state in Coverage)))
    return Table(
        id="lignes",
        columns=(
            Column("list", "Liste", TEXT, 1.2),
            Column("id", "Ligne", CODE, 1.2),
            Column("title", "Exigence", TEXT, 4.0),
            *(Column(state.value, COVERAGES[state].capitalize(), NUMBER, 1.2) for state in Coverage),
        ),
        rows=tuple(rows),
    )


def _meter(portfolio: Portfolio) -> Table:
    rows = tuple(
        row(
            f"e{rank}-{line.requirement.id}",
            one.name,
            one.main.list.short,
            line.requirement.id,
            line.requirement.title,
            COVERAGES[line.coverage],
            line.given,
            len(line.wanted),
        )
        for rank, one in enumerate(portfolio.members, 1)
        if one.main
        for line in one.main.requirements
    )
    return Table(
        id="compteur",
        columns=(
            Column("name", "Établissement", TEXT, 2.6),
            Column("list", "Liste", TEXT, 1.2),
            Column("id", "Ligne", CODE, 1.2),
            Column("title", "Exigence", TEXT, 3.6),
            Column("coverage", "État", TEXT, 1.4, tones=COVERAGE_TONES),
            Column("given", "Pièces jointes", NUMBER, 1.0),
            Column("wanted", "Pièces demandées", NUMBER, 1.0),
        ),
        rows=rows,
    )


def _late(portfolio: Portfolio) -> Table:
    rows = []
    for rank, one in enumerate(portfolio.members, 1):
        dues = [("Révision des plans", one.review_due)] if one.review_late else []
        late = [*dues, *((action.what, action.due) for action in one.late_actions)]
        rows += [
            row(f"e{rank}-{place}", one.name, what, due, (portfolio.on - due).days if due else None)
            for place, (what, due) in enumerate(late)
        ]
    return Table(
        id="retards",
        columns=(
            Column("name", "Établissement", TEXT, 2.6),
            Column("what", "Ce qui est en retard", TEXT, 4.0),
            Column("due", "Échéance", DATE, 1.1),
            Column("days", "Jours de retard", NUMBER, 1.0),
        ),
        rows=tuple(rows),
        empty="Rien n’est en retard dans les dossiers lus.",
    )


def _failures(portfolio: Portfolio) -> Table:
    return Table(
        id="non-lus",
        columns=(Column("folder", "Dossier", TEXT, 2.0), Column("why", "Pourquoi", TEXT, 5.0)),
        rows=tuple(row(f"f{rank}", one.folder, one.why) for rank, one in enumerate(portfolio.failures, 1)),
        empty="Tous les dossiers ont été lus.",
    )
