"""``conformite.xlsx``: every requirement, piece and expense in lists to filter, and the letters to suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.evidence.spoken import COVERAGES, PIECE_STATES
from planforge.compose.blocks.columns import CODE, DATE, NUMBER, TEXT, YES_NO
from planforge.compose.control import control
from planforge.compose.evidence_parts import (
    COVERAGE_TONES,
    STATE_TONES,
    attached_words,
    clause_known,
    hosted_by,
    lacking,
    limit_words,
    shown_words,
)
from planforge.document.documents import Workbook, Worksheet
from planforge.document.tables import Cell, Column, Row, RowKind, Table, row
from planforge.document.text import text
from planforge.values import join_and, make_slug

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planforge.analysis.evidence.meter import ListStanding, RequirementStanding
    from planforge.compose.context import Context
    from planforge.compose.evidence_parts import EvidenceFile
    from planforge.model.governance import Expense

_NOT_ALONE = "Un document ne couvre jamais une exigence à lui seul : ses pièces sont jointes, avec version et date."
_CERTAINTY = {"V": "source publique", "G": "à vérifier", "C": "calculé"}


def compose(context: Context, file: EvidenceFile) -> Workbook:
    """The conformity workbook of an establishment."""
    return Workbook(
        kind="conformite",
        title="Tableau de conformité",
        subtitle="Exigences, pièces, dépenses et courriers",
        control=control(context, "CONF"),
        sheets=(
            Worksheet("exigences", "Exigences", "Exigences et état", _requirements(file), (text(_NOT_ALONE),)),
            Worksheet(
                "textes", "Textes", "Ce que demande chaque exigence, et ce qui y répond", _texts(file), frozen_columns=2
            ),
            Worksheet("pieces", "Pièces", "Pièces à joindre et pièces jointes", _pieces(file), frozen_columns=2),
            Worksheet("depenses", "Dépenses", "Dépenses par ligne", _expenses(context, file)),
            Worksheet(
                "courriers",
                "Courriers",
                "Courriers aux hébergeurs et éditeurs SaaS",
                _letters(context),
                protected=True,
            ),
            Worksheet("listes", "Listes", "Listes d’exigences et leurs sources", _lists(file)),
        ),
    )


def _requirements(file: EvidenceFile) -> Table:
    return Table(
        id="exigences",
        columns=(
            Column("list", "Liste", TEXT, 1.2),
            Column("id", "Ligne", CODE, 1.4),
            Column("group", "Groupe", TEXT, 1.6),
            Column("title", "Exigence", TEXT, 2.4),
            Column("coverage", "État", TEXT, 1.4, tones=COVERAGE_TONES),
            Column("pieces", "Pièces jointes", NUMBER, 0.8),
            Column("wanted", "Pièces demandées", NUMBER, 0.9),
            Column("lacks", "Ce qui manque", TEXT, 6.0),
            Column("who", "Qui le fournit", TEXT, 2.0),
        ),
        rows=tuple(_requirement(one, standing) for one in file.meter.applying for standing in one.requirements),
    )


def _requirement(one: ListStanding, standing: RequirementStanding) -> Row:
    said, missing = standing.requirement, list(lacking(standing))
    return row(
        said.id,
        one.list.short,
        said.id,
        said.group,
        Cell(said.title, bold=True),
        COVERAGES[standing.coverage],
        standing.given,
        len(standing.wanted),
        " ; ".join(what.rstrip(".") for what, _ in missing),
        ", ".join(dict.fromkeys(who for _, who in missing)),
    )


def _texts(file: EvidenceFile) -> Table:
    return Table(
        id="textes",
        columns=(
            Column("list", "Liste", TEXT, 1.2),
            Column("id", "Ligne", CODE, 1.4),
            Column("must", "Ce qui doit être vrai", TEXT, 4.0),
            Column("answers", "Documents qui y répondent", TEXT, 3.4),
            Column("shown", "Ce que montre le dossier", TEXT, 4.4),
            Column("certainty", "Texte", TEXT, 1.2),
            Column("source", "Source", TEXT, 1.6),
        ),
        rows=tuple(_text(file, one, standing) for one in file.meter.applying for standing in one.requirements),
    )


def _text(file: EvidenceFile, one: ListStanding, standing: RequirementStanding) -> Row:
    said = standing.requirement
    return row(
        f"texte-{said.id}",
        one.list.short,
        said.id,
        said.must,
        file.answers(standing),
        shown_words(standing),
        "identifiant à vérifier" if said.to_check else _CERTAINTY[said.certainty],
        said.source,
    )


def _pieces(file: EvidenceFile) -> Table:
    rows = (
        row(
            f"{make_slug(standing.requirement.id)}-{piece.piece.id}",
            one.list.short,
            standing.requirement.id,
            piece.piece.id,
            piece.piece.name,
            PIECE_STATES[piece.state],
            attached_words(piece),
            limit_words(piece),
            piece.piece.who,
            join_and([file.made[name].title for name in piece.piece.made_from]),
        )
        for one in file.meter.applying
        for standing in one.requirements
        for piece in standing.pieces
    )
    return Table(
        id="pieces",
        columns=(
            Column("list", "Liste", TEXT, 1.2),
            Column("id", "Ligne", CODE, 1.4),
            Column("piece", "Pièce (« piece »)", CODE, 1.5),
            Column("name", "Ce qui est attendu", TEXT, 3.6),
            Column("state", "État", TEXT, 1.3, tones=STATE_TONES),
            Column("files", "Fichiers joints", TEXT, 3.0),
            Column("limits", "Date et visa demandés", TEXT, 2.0),
            Column("who", "Qui la fournit", TEXT, 1.8),
            Column("base", "Document produit qui en est la base", TEXT, 2.2),
        ),
        rows=tuple(rows),
    )


def _expenses(context: Context, file: EvidenceFile) -> Table:
    since = {
        standing.requirement.id.casefold(): one.list.expenses_since
        for one in file.meter.lists
        for standing in one.requirements
    }
    lines = sorted({one.line.strip() for one in context.plan.expenses})
    return Table(
        id="depenses",
        columns=(
            Column("line", "Ligne", CODE, 1.2),
            Column("label", "Libellé", TEXT, 4.0),
            Column("amount", "Montant (euros)", NUMBER, 1.2),
            Column("date", "Date", DATE, 1.0),
            Column("kept", "Retenue", TEXT, 2.0),
        ),
        rows=tuple(made for line in lines for made in _line(context, line, since)),
        empty="Aucune dépense n’est saisie (« expenses »).",
    )


def _line(context: Context, line: str, since: dict[str, date | None]) -> Iterator[Row]:
    found = [one for one in context.plan.expenses if one.line.strip() == line]
    for rank, one in enumerate(found):
        kept = _kept(one, since)
        yield row(f"{make_slug(line)}-{rank}", line, one.label, context.cell(one.amount), context.cell(one.date), kept)
    total = sum(one.amount.best or 0.0 for one in found if _kept(one, since) == "oui")
    name = f"{make_slug(line)}-total"
    yield Row(name, (Cell(line), Cell("Total retenu"), Cell(total), Cell(), Cell()), RowKind.TOTAL)


def _kept(one: Expense, since: dict[str, date | None]) -> str:
    key = one.line.strip().casefold()
    if key not in since:
        return "ligne inconnue"
    start, on = since[key], one.date.best
    if start is None:
        return "oui"
    if on is None:
        return "date à saisir"
    return "oui" if on >= start else "non : trop ancienne"


def _letters(context: Context) -> Table:
    rows = []
    for name, systems in hosted_by(context).items():
        supplier = context.plan.supplier.get(name)
        known = join_and([one.name for one in systems])
        if supplier is None:
            gap = context.gap(systems[0].vendor.unknown)
            rows.append(row("sans-fournisseur", gap, known, "", "", Cell(), Cell(), Cell()))
            continue
        clause = YES_NO[0] if clause_known(supplier) else YES_NO[1]
        letter = f"depot/courriers/courrier-{name}.docx"
        rows.append(row(name, supplier.name, known, clause, letter, Cell(), Cell(), Cell()))
    return Table(
        id="courriers",
        columns=(
            Column("supplier", "Fournisseur", TEXT, 2.0),
            Column("systems", "Systèmes hébergés", TEXT, 3.0),
            Column("clause", "Clause saisie", TEXT, 1.0),
            Column("letter", "Courrier prêt", TEXT, 3.0),
            Column("sent", "Envoyé le", DATE, 1.2, editable=True),
            Column("answered", "Réponse le", DATE, 1.2, editable=True),
            Column("answer", "Ce qui est répondu", TEXT, 3.0, editable=True),
        ),
        rows=tuple(rows),
        empty="Aucun système hébergé n’est déclaré.",
    )


def _lists(file: EvidenceFile) -> Table:
    rows = (
        row(
            one.list.id,
            Cell(one.list.name, bold=True),
            YES_NO[0] if one.applies else YES_NO[1],
            one.list.version,
            one.list.date,
            one.list.source,
            one.list.note,
        )
        for one in file.meter.lists
    )
    return Table(
        id="listes",
        columns=(
            Column("name", "Liste", TEXT, 3.0),
            Column("applies", "Concerne l’établissement", TEXT, 1.2),
            Column("version", "Version", TEXT, 2.0),
            Column("date", "Date", DATE, 1.0),
            Column("source", "Source", TEXT, 3.0),
            Column("note", "Remarque", TEXT, 3.6),
        ),
        rows=tuple(rows),
    )
