"""The computed restart as a recovery plan prints it: services, schedule, what holds it up, levers, real outages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.analysis.reference_class import incidents
from planforge.analysis.schedule.estimates import Hold, LeverKind
from planforge.analysis.spoken import STANDINGS, held_by, lever_words, printed_gap
from planforge.analysis.words import named, roughly, rounded
from planforge.compose.blocks.columns import DURATION, NUMBER, TEXT
from planforge.compose.blocks.computed import (
    STANDING_TONES,
    odds_cell,
    often,
    record_of,
    return_cell,
    standing,
    target_cell,
)
from planforge.compose.blocks.levers import tidy
from planforge.compose.blocks.returns import TONES, dates_cells, last_back, verdict_words
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap, Tone
from planforge.values import Duration, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.analysis.reference_class import Incident
    from planforge.analysis.schedule.estimates import Lever, ScenarioEstimate, ServiceEstimate, SystemEstimate
    from planforge.compose.context import Context

_LEVERS = 10  # of the table: the others gain less
_GAINERS = 3  # services named for each lever
_DAY = 24 * 60
WHERE = "applications.xlsx"


def services_table(context: Context, estimate: ScenarioEstimate, services: Iterable[ServiceEstimate]) -> Table:
    """When each service gets back what it cannot do without, against how long its degraded mode holds."""
    return Table(
        id=f"services-calcules-{estimate.scenario}",
        columns=(
            Column("service", "Service", TEXT, 2.4),
            Column("limit", "Limite avant repli", DURATION, 0.9),
            Column("last", "Attend surtout", TEXT, 2.2),
            Column("p50", "Retour, une fois sur deux", DURATION, 1.1),
            Column("p90", "Retour, cas défavorable", DURATION, 1.1),
            Column("odds", "Chances de tenir", TEXT, 1.7),
            Column("verdict", "Verdict, une fois sur deux", TEXT, 1.6),
            Column("gap", "À couvrir", DURATION, 0.9),
            Column("worst", "Verdict, cas défavorable", TEXT, 1.6),
            Column("worst-gap", "À couvrir, défavorable", DURATION, 1.0),
        ),
        rows=tuple(_service_row(context, one) for one in services),
        caption="Services : retour calculé et tenue du mode dégradé",
        note="Cas défavorable : dépassé une fois sur dix. À couvrir : de la limite du mode dégradé au retour calculé. "
        "Chances de tenir : part des simulations où le mode dégradé tient jusqu’au retour.",
        empty="Aucun de ces services ne perd une application vitale dans ce scénario.",
    )


def _service_row(context: Context, one: ServiceEstimate) -> Row:
    service = context.plan.service[one.service]
    return row(
        one.service,
        Cell(service.name, bold=True),
        context.cell(service.endurance.limit),
        last_back(context, one),
        *dates_cells(one),
        odds_cell(one.odds),
        Cell(verdict_words(one.verdict), tone=TONES[one.verdict]),
        _to_cover(printed_gap(one)),
        Cell(verdict_words(one.worst_verdict), tone=TONES[one.worst_verdict]),
        _to_cover(printed_gap(one, worst=True)),
    )


def _to_cover(minutes: int | None) -> Cell:
    """What the degraded mode leaves uncovered; blank where it holds, and where its verdict says it cannot be told."""
    return Cell(Duration(minutes), tone=Tone.STOP) if minutes else Cell("")


def schedule_table(context: Context, estimate: ScenarioEstimate, shown: int) -> Table:
    """The systems in the order of the plan; of a large hospital, those that weigh most on vital services."""
    kept = _weightiest(context, estimate, shown)
    places = {one.system: number for number, one in enumerate(estimate.systems, 1)}
    return Table(
        id=f"planning-calcule-{estimate.scenario}",
        columns=(
            Column("rank", "N°", NUMBER, 0.4),
            Column("system", "Système", TEXT, 2.3),
            Column("start", "Début", DURATION, 0.8),
            Column("end", "Fin", DURATION, 0.8),
            Column("team", "Équipe", TEXT, 1.65),
            Column("why", "Commence après", TEXT, 2.2),
            Column("p50", "Une fois sur deux", DURATION, 0.9),
            Column("p90", "Cas défavorable", DURATION, 0.9),
            Column("aim", "RTO", DURATION, 0.7),
            Column("standing", "RTO tenu ?", TEXT, 1.35, tones=STANDING_TONES),
            Column("odds", "Chances de tenir", TEXT, 1.65),
            Column("critical", "Retient tout", TEXT, 1.8),
        ),
        rows=tuple(_system_row(context, estimate, places[one.system], one) for one in kept),
        caption="Planning calculé, dans l’ordre de reprise",
        note=_schedule_note(len(kept), len(estimate.systems)),
        empty="Aucun système ne peut être daté.",
    )


def _schedule_note(shown: int, total: int) -> str:
    rest = (
        f" {shown} systèmes sur {total}, les plus lourds pour les services vitaux : les autres sont dans « {WHERE} »."
    )
    return (
        "Début et fin : sur les durées les plus probables. Une fois sur deux, cas défavorable : retour calculé sur "
        "toutes les simulations. Retient tout : part des simulations où ce système repousse la dernière date."
        + (rest if shown < total else "")
    )


def _system_row(context: Context, estimate: ScenarioEstimate, place: int, one: SystemEstimate) -> Row:
    system = context.plan.systems[one.system]
    team = system.restore.team
    who = Cell(context.names([team.best], context.plan.team)) if team.best else context.cell(team)
    return row(
        one.system,
        place,
        Cell(system.name, bold=True),
        rounded(one.start),
        return_cell(one.end, one.target),
        who if one.own else "",
        _why(context, one),
        return_cell(one.dates.p50, one.target),
        return_cell(one.dates.p90, one.target),
        target_cell(context, estimate, one.system),
        STANDINGS[standing(one)],
        odds_cell(one.odds),
        often(one.critical),
    )


def _why(context: Context, one: SystemEstimate) -> str:
    """What a system waits for before its restore, or whom it follows where nothing is to be restored."""
    if one.own or one.hold is not Hold.NEED:
        return held_by(context.plan, one)
    return f"revient avec {named(context.plan.systems[one.held_by].name)}"


def _weightiest(context: Context, estimate: ScenarioEstimate, shown: int) -> tuple[SystemEstimate, ...]:
    """What holds everything up, then what stops vital services and takes time itself, in the order of the plan."""
    if len(estimate.systems) <= shown:
        return estimate.systems
    vital = {service.id for service in context.plan.services if service.vital.best is True}
    chain, stops = frozenset(estimate.chain), context.results.stops

    def weight(one: SystemEstimate) -> tuple[bool, bool, bool, int, float, str]:
        harmed = sum(name in vital for name in stops[one.system].services) if one.system in stops else 0
        return (one.system not in chain, not harmed, not one.own, -harmed, -one.critical, one.system)

    worked = [one for one in estimate.systems if one.own or one.system in chain]
    among = worked if len(worked) < shown else estimate.systems  # what follows by itself would only repeat a date
    kept = frozenset(one.system for one in sorted(among, key=weight)[:shown])
    return tuple(one for one in estimate.systems if one.system in kept)


def levers_table(context: Context, estimate: ScenarioEstimate, levers: Iterable[Lever]) -> Table:
    """The means that gain most for vital services, the best first; what they cost and who leads them is to be said."""
    useful = [one for one in levers if one.hours or one.uncovered]
    more = len(useful) - _LEVERS
    return Table(
        id=f"leviers-{estimate.scenario}",
        columns=(
            Column("rank", "N°", NUMBER, 0.5),
            Column("lever", "Levier", TEXT, 3.4),
            Column("uncovered", "Heures découvertes en moins", NUMBER, 1.2),
            Column("hours", "Heures gagnées sur le retour", NUMBER, 1.2),
            Column("services", "Services qui y gagnent le plus", TEXT, 3.2),
            Column("cost", "Coût (€)", NUMBER, 1.1),
            Column("owner", "Pilote", TEXT, 1.4),
        ),
        rows=tuple(_lever_row(context, number, one) for number, one in enumerate(useful[:_LEVERS], 1)),
        caption="Leviers, le plus utile d’abord",
        note="Heures additionnées sur tous les services vitaux ; chaque levier est essayé seul, l’ordre de reprise "
        "cherché de nouveau. Découvertes : en moyenne, au-delà de la tenue du mode dégradé."
        + (f" {plural(more, 'autre levier gagne', 'autres leviers gagnent')} moins." if more > 0 else ""),
        empty="Aucun des moyens essayés ne fait gagner d’heures aux services vitaux.",
    )


def _lever_row(context: Context, number: int, one: Lever) -> Row:
    return row(
        f"levier.{one.kind}.{one.of or 'tous'}",
        number,
        Cell(lever_words(context.plan, one.kind, one.of), bold=True),
        tidy(one.uncovered),
        tidy(one.hours),
        _gainers(context, one),
        Gap(),
        Gap(),
    )


def _gainers(context: Context, lever: Lever) -> str:
    """The services that gain most, with what they gain; an agreement brings nothing back, it covers."""
    covers = lever.kind is LeverKind.AGREEMENT
    names = [
        f"{context.plan.service[one.service].name} ({roughly(one.uncovered if covers else one.minutes)})"
        for one in lever.services[:_GAINERS]
    ]
    others = len(lever.services) - _GAINERS
    return " ; ".join([*names, *([plural(others, "autre")] if others > 0 else [])])


def outages_table(context: Context, estimate: ScenarioEstimate) -> Table:
    """The public outages from the shortest to the longest, with what was computed here of the record in its place."""
    record = record_of(context, estimate)
    dates = record.dates if record else None
    own = (("p50", dates.p50, "une fois sur deux"), ("p90", dates.p90, "cas défavorable")) if dates else ()
    target = record.target if record else None
    lines = [(minutes, 0, _own_line(context, key, return_cell(minutes, target), case)) for key, minutes, case in own]
    lines += [(round(one.days * _DAY), 1, _outage_line(number, one)) for number, one in enumerate(incidents(), 1)]
    return Table(
        id=f"pannes-reelles-{estimate.scenario}",
        columns=(
            Column("case", "Panne", TEXT, 3.0),
            Column("days", "Dossier ou admissions utilisables après", DURATION, 1.6),
            Column("date", "Mois", TEXT, 0.9),
            Column("source", "Source", TEXT, 4.0),
        ),
        rows=tuple(line for _, _, line in sorted(lines, key=lambda one: one[:2])),
        caption="Le calcul à côté des pannes publiques",
    )


def _own_line(context: Context, key: str, back: Cell, case: str) -> Row:
    name = context.plan.establishment.name
    return row(f"ici.{key}", Cell(f"{name}, {case}", bold=True), replace(back, bold=True), "", "ce calcul")


def _outage_line(number: int, one: Incident) -> Row:
    return row(
        f"panne.{number}", f"{one.name} ({one.country})", Duration(round(one.days * _DAY)), _month(one.date), one.source
    )


def _month(date: str) -> str:
    """« 02/2024 » from « 2024-02 »."""
    year, _, month = date.partition("-")
    return f"{month}/{year}" if month else year
