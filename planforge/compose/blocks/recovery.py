"""Restore teams, the procedure of each system, and the signed decision to reopen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.document.tables import Cell, Column, ColumnKind, Row, Table, row
from planforge.document.text import Gap, Tick

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.model.systems import System

_TEXT, _DURATION, _NUMBER, _TICK = ColumnKind.TEXT, ColumnKind.DURATION, ColumnKind.NUMBER, ColumnKind.TICK
_GATES = (
    ("socle", "Socle sain", "RSSI", "Annuaire, DNS, administration et sauvegarde reconstruits et surveillés"),
    ("donnees", "Données", "DSI", "Point de restauration choisi, perte connue et annoncée"),
    ("metier", "Métier", "Référent métier", "Recette sur des cas réels ; identités, interfaces, éditions"),
    ("soins", "Soins", "Cadre de santé et médecin", "Heure de fin du papier fixée, ressaisie organisée"),
    ("retour-arriere", "Retour arrière", "DSI", "On sait refermer en moins d’une heure et revenir au papier"),
)


def teams(context: Context) -> Table:
    """The teams that restore, how many they are, when they work."""
    return Table(
        id="equipes",
        columns=(
            Column("team", "Équipe", _TEXT, 2.4),
            Column("skill", "Compétence", _TEXT, 3.0),
            Column("people", "Personnes", _NUMBER, 0.9),
            Column("calendar", "Horaires", _TEXT, 3.0),
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
    """One line a system in restart order: prerequisites, steps, duration and who checks."""
    ordered = [context.plan.systems[place.system] for place in context.results.restart_order.places]
    return Table(
        id="procedures",
        columns=(
            Column("system", "Système", _TEXT, 2.0),
            Column("prerequisites", "Prérequis", _TEXT, 2.6),
            Column("steps", "Étapes", _TEXT, 3.6),
            Column("duration", "Durée propre", _DURATION, 1.0),
            Column("tester", "Vérifié par", _TEXT, 1.6),
        ),
        rows=tuple(_procedure(context, system) for system in ordered),
        caption="Procédures de restauration, dans l’ordre de redémarrage",
        note="Durée propre : une fois revenu tout ce que le système attend. ◊ : estimation de la bibliothèque.",
        empty="Aucun système n’est saisi.",
    )


def _procedure(context: Context, system: System) -> Row:
    restore = system.restore
    known = context.resolved.system_types.get(system.type.best or "")
    steps = "; ".join(restore.steps)
    checks = "; ".join(known.checks) if known and not steps else ""
    return row(
        system.id,
        Cell(system.name, bold=True),
        "; ".join(restore.prerequisites) or Gap(),
        Cell(steps) if steps else Cell(f"Contrôles usuels : {checks}", default=True) if checks else Cell(Gap()),
        context.cell(restore.total),
        context.cell(restore.tester),
    )


def go_no_go(context: Context) -> Table:
    """The five signatures before an application reopens."""
    del context
    return Table(
        id="go-no-go",
        columns=(
            Column("gate", "Condition", _TEXT, 1.6),
            Column("who", "Qui signe", _TEXT, 2.0),
            Column("evidence", "Preuve", _TEXT, 4.0),
            Column("yes", "Oui", _TICK, 0.6),
            Column("sign", "Heure et visa", _TEXT, 1.6),
        ),
        rows=tuple(row(key, Cell(label, bold=True), who, evidence, Tick(), "") for key, label, who, evidence in _GATES),
        caption="Décision de rouvrir une application",
        row_height=10,
    )
