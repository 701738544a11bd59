"""The computed restart drawn in the cells of a worksheet: a row each system, a column each day, then each week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.words import roughly, rounded
from planforge.compose.blocks.columns import DURATION, NUMBER, TEXT
from planforge.compose.blocks.computed import return_cell, target_cell
from planforge.document.tables import Cell, Column, ColumnKind, Row, Table, row
from planforge.document.text import Tone

if TYPE_CHECKING:
    from planforge.analysis.schedule.estimates import ScenarioEstimate, SystemEstimate
    from planforge.compose.context import Context

_COLUMNS = 60
_HALF, _DAY, _WEEK = 12 * 60, 24 * 60, 7
_EVER = 1 << 60
WORK, LATE, FOLLOWS, AIM, CLOSED = "■", "□", "◆", "R", "·"
LEGEND = (
    (WORK, "restauration prévue (durées les plus probables)"),
    (LATE, "jusqu’au cas défavorable, dépassé une fois sur dix"),
    (FOLLOWS, "revient avec ceux qu’il attend"),
    (AIM, "objectif (RTO)"),
    (CLOSED, "rien ne se restaure encore"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """A column of the drawing: from ``start``, excluded, to ``end``, in minutes after the loss."""

    title: str
    start: int
    end: int

    def holds(self, minutes: int) -> bool:
        """Whether a moment falls in it."""
        return self.start < minutes <= self.end or (not self.start and not minutes)


def spans(horizon: int) -> tuple[Span, ...]:
    """At most sixty columns up to the horizon: half-days, days, or days then weeks. The last one has no end."""
    if horizon <= _COLUMNS * _HALF:
        return _without_end([_half_day(place) for place in range(max(1, -(-horizon // _HALF)))])
    days = -(-horizon // _DAY)
    fine = next((count for count in range(min(days, _COLUMNS), 0, -1) if _needed(days, count) <= _COLUMNS), 0)
    weeks = min(-(-(days - fine) // _WEEK), _COLUMNS - fine)
    found = [Span(f"J{day}", (day - 1) * _DAY, day * _DAY) for day in range(1, fine + 1)]
    found += [_week(fine + place * _WEEK) for place in range(weeks)]
    return _without_end(found)


def _needed(days: int, fine: int) -> int:
    return fine + -(-(days - fine) // _WEEK)


def _half_day(place: int) -> Span:
    return Span(f"J{place // 2 + 1}{'½' * (place % 2)}", place * _HALF, (place + 1) * _HALF)


def _week(first: int) -> Span:
    """Seven days, titled by the last of them."""
    return Span(f"→J{first + _WEEK}", first * _DAY, (first + _WEEK) * _DAY)


def _without_end(found: list[Span]) -> tuple[Span, ...]:
    last = found[-1]
    return (*found[:-1], Span(last.title, last.start, _EVER))


def planning_table(context: Context, estimate: ScenarioEstimate | None) -> Table:
    """The restart of a scenario, a sign in each cell where something happens; empty where nothing was computed."""
    systems = estimate.systems if estimate else ()
    shown = spans(max((max(one.dates.p90, one.end) for one in systems), default=0))
    return Table(
        id="planning",
        columns=(
            Column("rank", "N°", NUMBER, 0.5),
            Column("system", "Système", TEXT, 2.4),
            Column("start", "Début", DURATION, 0.9),
            Column("end", "Fin", DURATION, 0.9),
            Column("late", "Cas défavorable", DURATION, 0.9),
            Column("aim", "RTO", DURATION, 0.9),
            *(Column(f"t{place}", span.title, ColumnKind.MARK, 0.2) for place, span in enumerate(shown)),
        ),
        rows=tuple(_row(context, estimate, number, shown) for number in range(len(systems))) if estimate else (),
        empty="Aucune cyberattaque ne peut être calculée : il manque le délai avant toute restauration, ou les durées.",
    )


def _row(context: Context, estimate: ScenarioEstimate, place: int, shown: tuple[Span, ...]) -> Row:
    one, (_, gate, _) = estimate.systems[place], estimate.gate
    return row(
        one.system,
        place + 1,
        Cell(context.plan.systems[one.system].name, bold=True, link=f"#inventaire/{one.system}"),
        rounded(one.start),
        return_cell(one.end, one.target),
        return_cell(one.dates.p90, one.target),
        target_cell(context, estimate, one.system),
        *(_sign(one, span, gate) for span in shown),
    )


def _sign(one: SystemEstimate, span: Span, gate: int) -> Cell:
    """What happens to a system in a span; the target shows through the work that it falls in."""
    working = bool(one.own) and one.start < span.end and span.start < one.end
    tone = Tone.STRUCTURE if working else Tone.NEUTRAL
    if one.target is not None and span.holds(one.target):
        return Cell(AIM, tone=tone, bold=True)
    if working:
        return Cell(WORK, tone=tone)
    if not one.own and span.holds(one.end):
        return Cell(FOLLOWS)
    if one.end < span.end and span.start < one.dates.p90:
        return Cell(LATE)
    return Cell(CLOSED if span.end <= gate else "")


def planning_facts(context: Context, estimate: ScenarioEstimate | None) -> tuple[tuple[str, str], ...]:
    """What stands above the drawing: the scenario, its gate, what each sign means."""
    if estimate is None:
        return ()
    low, likely, high = estimate.gate
    return (
        ("Scénario", context.plan.scenario[estimate.scenario].name),
        ("Délai avant restauration", f"{roughly(likely)} ({roughly(low)} au mieux, {roughly(high)} au pire)"),
        ("Signes", " ; ".join(f"{sign} {words}" for sign, words in LEGEND)),
        ("Colonnes", "jours après la perte, puis semaines, dites par leur dernier jour"),
    )
