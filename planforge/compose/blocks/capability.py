"""Objectives against what is computed, a row for each system and scenario: what a worksheet filters and sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.schedule.estimates import Standing
from planforge.analysis.spoken import BASES, STANDINGS
from planforge.analysis.words import rounded
from planforge.compose.blocks.columns import DURATION, NUMBER, TEXT
from planforge.compose.blocks.computed import STANDING_TONES, cyber_first, return_cell, standing, target_cell, tenths
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.schedule.estimates import ScenarioEstimate, SystemEstimate
    from planforge.compose.context import Context


def capability_table(context: Context) -> Table:
    """One line a system and scenario: what is aimed at, what a test proved, what is computed."""
    return Table(
        id="objectifs-calcules",
        columns=(
            Column("scenario", "Scénario", TEXT, 1.8),
            Column("system", "Système", TEXT, 2.4),
            Column("aim", "RTO", DURATION, 0.9),
            Column("proven", "Restauré en", DURATION, 1.0, note="Dernier essai de restauration réussi"),
            Column("earliest", "Retour au plus tôt", DURATION, 1.1, note="Avec des équipes et un débit sans limite"),
            Column("p50", "Retour, une fois sur deux", DURATION, 1.1),
            Column("p90", "Retour, cas défavorable", DURATION, 1.1, note="Dépassé une fois sur dix"),
            Column("odds", "Chances de tenir l’objectif : environ … sur 10", NUMBER, 1.2),
            Column("standing", "Verdict", TEXT, 1.3, tones=STANDING_TONES),
            Column("basis", "Durée de restauration", TEXT, 1.6),
        ),
        rows=tuple(line for _, found in cyber_first(context) for line in _rows(context, found)),
        note="Sous les hypothèses listées dans le PRA. Non prouvé : l’objectif serait tenu, mais aucun essai n’a "
        "mesuré la durée. Impossible : quels que soient les moyens. Non tenu : dans trop peu de simulations.",
        empty="Rien n’est encore calculé : il manque ce que perd chaque scénario et le délai avant toute restauration.",
    )


def _rows(context: Context, found: ScenarioEstimate) -> Iterator[Row]:
    yield from (_row(context, found, one) for one in found.systems)
    yield from (_undated(context, found, name) for name in (*found.unknown, *found.blocked))


def _head(context: Context, found: ScenarioEstimate, name: str) -> tuple[str, Cell, Cell, Cell]:
    """Scenario, system, target, what a test proved."""
    system = context.plan.systems[name]
    need = context.results.needs.get(name)
    proven = need.proven.elapsed if need and need.proven else None
    return (
        context.plan.scenario[found.scenario].name,
        Cell(system.name, bold=True, link=f"#inventaire/{name}"),
        target_cell(context, found, name),
        Cell(proven or ""),
    )


def _row(context: Context, found: ScenarioEstimate, one: SystemEstimate) -> Row:
    return row(
        f"{found.scenario}.{one.system}",
        *_head(context, found, one.system),
        rounded(one.earliest),
        return_cell(one.dates.p50, one.target),
        return_cell(one.dates.p90, one.target),
        tenths(one.odds),
        STANDINGS[standing(one)],
        BASES[one.basis] if one.own else "sans restauration propre",
    )


def _undated(context: Context, found: ScenarioEstimate, name: str) -> Row:
    """A system that nothing allows to date: who will know its duration."""
    gap = Cell(context.gap(context.plan.systems[name].restore.total.unknown))
    return row(
        f"{found.scenario}.{name}",
        *_head(context, found, name),
        gap,
        gap,
        gap,
        "",
        STANDINGS[Standing.UNKNOWN],
        Gap(),
    )
