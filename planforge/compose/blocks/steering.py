"""Who steers the continuity of the establishment: people, bodies, RACI, and the forms they fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import DATE, TEXT
from planforge.document.tables import Cell, Column, Table, row

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.tables import Row
    from planforge.model.governance import RaciLine

_LINES = 14  # of an attendance sheet: what one page holds
_PAGE, _LOW = 150.0, 8.5  # mm: room for the lines of a page, and for one signature


def project_team(context: Context) -> Table:
    """Sponsor, manager and committee, by function, with their deputies."""
    governance = context.plan.governance
    named = (("Commanditaire", governance.sponsor), ("Responsable du plan (RPCRA)", governance.manager))
    rows = [
        row(f"equipe.{rank}", Cell(label, bold=True), context.person_cell(answer), _deputy(context, answer.best))
        for rank, (label, answer) in enumerate(named, 1)
    ]
    rows += [
        row(f"equipe.{name}", Cell("Comité", bold=True), Cell(context.function(name)), _deputy(context, name))
        for name in governance.committee
    ]
    return Table(
        id="equipe-projet",
        columns=(
            Column("role", "Rôle", TEXT, 1.6),
            Column("who", "Fonction", TEXT, 2.6),
            Column("deputy", "Suppléant", TEXT, 2.2),
        ),
        rows=tuple(rows),
        caption="Équipe projet",
    )


def _deputy(context: Context, identifier: str | None) -> Cell:
    person = context.plan.person.get(identifier or "")
    return context.person_cell(person.deputy) if person else Cell()


def instances(context: Context) -> Table:
    """The bodies that steer or are informed, their rhythm, their next date."""
    return Table(
        id="instances",
        columns=(
            Column("name", "Instance", TEXT, 2.2),
            Column("role", "Rôle", TEXT, 3.0),
            Column("rhythm", "Rythme", TEXT, 1.6),
            Column("next", "Prochaine date", DATE, 1.2),
        ),
        rows=tuple(
            row(
                f"instance.{rank}",
                Cell(one.name, bold=True),
                context.cell(one.role),
                context.cell(one.rhythm),
                context.cell(one.next_on),
            )
            for rank, one in enumerate(context.plan.governance.instances, 1)
        ),
        caption="Instances de pilotage",
        empty="Aucune instance n’est encore décrite.",
    )


def raci(context: Context) -> Table:
    """Who does, answers for, is consulted, is informed."""
    return Table(
        id="raci",
        columns=(
            Column("task", "Tâche", TEXT, 2.6),
            Column("responsible", "Réalise", TEXT, 1.8),
            Column("accountable", "Approuve", TEXT, 1.8),
            Column("consulted", "Consulté", TEXT, 1.8),
            Column("informed", "Informé", TEXT, 1.8),
        ),
        rows=tuple(_raci_row(context, rank, one) for rank, one in enumerate(context.plan.governance.raci, 1)),
        caption="Qui réalise, approuve, est consulté, est informé",
        empty="Le RACI reste à remplir : une ligne par tâche (dossier, fiches, tests, kits, coupure du réseau).",
    )


def _raci_row(context: Context, rank: int, one: RaciLine) -> Row:
    answers = (one.responsible, one.accountable, one.consulted, one.informed)
    return row(f"raci.{rank}", Cell(one.task, bold=True), *(context.cell(answer) for answer in answers))


def attendance(identifier: str) -> Table:
    """A sign-in sheet, empty."""
    return Table(
        id=identifier,
        columns=(
            Column("name", "Nom", TEXT, 2.0),
            Column("function", "Fonction", TEXT, 2.0),
            Column("service", "Service", TEXT, 1.6),
            Column("signature", "Signature", TEXT, 1.6),
        ),
        rows=tuple(row(f"{identifier}.{rank}", "", "", "", "") for rank in range(1, _LINES + 1)),
        row_height=_LOW,
    )


def minutes(identifier: str, subjects: tuple[str, ...]) -> Table:
    """The decisions of a meeting, subject by subject, to write in."""
    return Table(
        id=identifier,
        columns=(
            Column("subject", "Point à l’ordre du jour", TEXT, 2.2),
            Column("said", "Échanges, avis ou décision", TEXT, 3.2),
            Column("who", "Pilote", TEXT, 1.0),
            Column("due", "Échéance", TEXT, 1.0),
        ),
        rows=tuple(
            row(f"{identifier}.{rank}", Cell(one, bold=True), "", "", "") for rank, one in enumerate(subjects, 1)
        ),
        row_height=_PAGE / max(1, len(subjects)),
    )


def trainings(context: Context) -> Table:
    """Training and awareness sessions: public, content, dates, attendance."""
    return Table(
        id="formations",
        columns=(
            Column("title", "Session", TEXT, 2.4),
            Column("audience", "Public", TEXT, 1.8),
            Column("content", "Contenu", TEXT, 2.4),
            Column("planned", "Prévue le", DATE, 1.1),
            Column("done", "Réalisée le", DATE, 1.1),
            Column("present", "Présents", TEXT, 0.9),
        ),
        rows=tuple(
            row(
                one.id,
                Cell(one.title, bold=True),
                context.cell(one.audience),
                context.cell(one.content),
                context.optional(one.planned_on),
                context.optional(one.done_on),
                context.optional(one.attendance),
            )
            for one in context.plan.trainings
        ),
        caption="Plan de formation et de sensibilisation",
        empty="Aucune session n’est encore prévue.",
    )
