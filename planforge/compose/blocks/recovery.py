"""Restore teams, the procedure of each system, and the signed decision to reopen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import DURATION, NUMBER, TEXT
from planforge.compose.fixed_tables import fixed_table
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.model.answer import State

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.model.systems import Restore, System


def teams(context: Context) -> Table:
    """The teams that restore, how many they are, when they work."""
    return Table(
        id="equipes",
        columns=(
            Column("team", "Équipe", TEXT, 2.4),
            Column("skill", "Compétence", TEXT, 3.0),
            Column("people", "Personnes", NUMBER, 0.9),
            Column("calendar", "Horaires", TEXT, 3.0),
        ),
        rows=tuple(
            row(
                team.id,
                Cell(team.name, bold=True),
                context.cell(team.skill),
                context.cell(team.people),
                context.cell(team.calendar),
            )
            for team in context.plan.teams
        ),
        caption="Équipes de reprise",
        empty="Aucune équipe de reprise n’est saisie.",
    )


def procedures(context: Context) -> Table:
    """One line a system in restart order: prerequisites, steps, duration, who checks, who is needed from outside.

    The last column stands only where somebody was asked.
    """
    ordered = [context.plan.systems[place.system] for place in context.results.restart_order.places]
    whole = Table(
        id="procedures",
        columns=(
            Column("system", "Système", TEXT, 2.0),
            Column("prerequisites", "Prérequis", TEXT, 2.6),
            Column("steps", "Étapes", TEXT, 3.6),
            Column("duration", "Durée propre", DURATION, 1.0),
            Column("tester", "Vérifié par", TEXT, 1.6),
            Column("vendor", "Fournisseur indispensable", TEXT, 1.4),
        ),
        rows=tuple(_procedure(context, system) for system in ordered),
        caption="Procédures de restauration, dans l’ordre de redémarrage",
        note="Durée propre : une fois revenu tout ce que le système attend. ◊ : estimation de la bibliothèque.",
        empty="Aucun système n’est saisi.",
    )
    asked = any(system.restore.needs_vendor.state is not State.ABSENT for system in ordered)
    return whole if asked else whole.without("vendor")


def _procedure(context: Context, system: System) -> Row:
    restore = system.restore
    known = context.resolved.system_types.get(system.type.best or "")
    checks = " ; ".join(known.checks) if known else ""
    return row(
        system.id,
        Cell(system.name, bold=True),
        " ; ".join(restore.prerequisites) or context.missing(restore, "prerequisites"),
        _steps(context, restore, checks),
        context.cell(restore.total),
        context.cell(restore.tester),
        _vendor(context, system),
    )


def _vendor(context: Context, system: System) -> Cell:
    """The supplier without whom the system does not come back; blank while nobody was asked."""
    needed, vendor = system.restore.needs_vendor, system.vendor.best
    if needed.state is State.ABSENT:
        return Cell()
    return Cell(context.names([vendor], context.plan.supplier)) if needed.best and vendor else context.yes_no(needed)


def _steps(context: Context, restore: Restore, checks: str) -> Cell:
    """The hospital's own steps; the usual checks of the type, as a default, while nobody was asked."""
    if restore.steps:
        return Cell(" ; ".join(restore.steps))
    if checks and "steps" not in restore.unknown_lists:
        return Cell(f"Contrôles usuels : {checks}", default=True)
    return Cell(context.missing(restore, "steps"))


def go_no_go(context: Context) -> Table:
    """The five signatures before an application reopens."""
    return fixed_table(context.templates.folders, "go-no-go")
