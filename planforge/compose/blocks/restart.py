"""The restart order: a table in waves with the reason for each place, and its figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import PlaceReason, WaitReason
from planforge.compose.diagrams import EdgeSpec, NodeSpec, layered
from planforge.document.blocks import Figure
from planforge.document.tables import Cell, Column, ColumnKind, Row, RowKind, Table, row
from planforge.document.text import Tone

if TYPE_CHECKING:
    from planforge.analysis.results import Place
    from planforge.compose.context import Context

_LANDSCAPE_WIDTH = 250.0  # mm inside the margins of a landscape page
_FIGURE_LIMIT = 60  # systems: above, the figure keeps the waves that the rest waits for


def wave_name(number: int) -> str:
    """« Vague 0 – socle », « Vague 1 »..."""
    return "Vague 0 – socle" if number == 0 else f"Vague {number}"


def restart_order(context: Context, *, grouped: bool = True) -> Table:
    """Every system once, in the order it comes back, with what it waits for and who needs it first."""
    rows: list[Row] = []
    for number, wave in enumerate(context.results.restart_order.waves):
        if grouped:
            rows.append(row(f"vague-{number}", wave_name(number), kind=RowKind.GROUP))
        rows += [_place_row(context, place) for place in wave]
    wave_column = () if grouped else (Column("wave", "Vague", ColumnKind.NUMBER, 0.7),)
    rank, *others = _COLUMNS
    kept = rows if grouped else [_with_wave(context, entry) for entry in rows]
    return Table(
        id="ordre-redemarrage",
        columns=(rank, *wave_column, *others),
        rows=tuple(kept),
        caption="Ordre de redémarrage",
        note="L’ordre suit les dépendances déclarées, puis le besoin le plus court. Les durées ne sont pas encore "
        "ordonnancées avec les équipes disponibles : ce tableau dit qui attend qui, il ne promet pas d’heure.",
        empty="Aucun système n’est saisi.",
    )


_COLUMNS = (
    Column("rank", "Rang", ColumnKind.NUMBER, 0.6),
    Column("system", "Système", ColumnKind.TEXT, 2.4),
    Column("waits", "Attend", ColumnKind.TEXT, 3.6),
    Column("frees", "Débloque", ColumnKind.NUMBER, 0.9, note="Systèmes qui ne marchent pas sans lui"),
    Column("need", "Besoin", ColumnKind.DURATION, 1.0),
    Column("for", "Pour", ColumnKind.TEXT, 2.4),
    Column("target", "RTO cyberattaque", ColumnKind.DURATION, 1.1),
    Column("team", "Équipe", ColumnKind.TEXT, 1.4),
)


def _place_row(context: Context, place: Place) -> Row:
    from planforge.compose.blocks.systems import cyber_target  # noqa: PLC0415 - restart and systems share one word

    system = context.plan.systems[place.system]
    stopped = context.results.stops.get(place.system)
    need = place.needed_by
    asker = context.names([need.askers[0].service]) if need and need.askers else ""
    team = system.restore.team
    return row(
        place.system,
        place.rank,
        Cell(system.name, bold=True),
        _waits(context, place),
        len(stopped.systems) if stopped else 0,
        Cell(need.value) if need else Cell(""),
        asker,
        cyber_target(context, system),
        Cell(context.names([team.best])) if team.best else context.cell(team),
    )


def _with_wave(context: Context, entry: Row) -> Row:
    waves = {place.system: place.wave for place in context.results.restart_order.places}
    return Row(entry.id, (entry.cells[0], Cell(waves[entry.id]), *entry.cells[1:]), entry.kind)


def _waits(context: Context, place: Place) -> str:
    """What a system waits for, each once: what only its restore needs is marked, and so is a cycle."""
    shown: dict[str, str] = {}
    for wait in place.waits_for:
        names = " ou ".join(context.names([system]) for system in wait.systems)
        mark = " (pour la restauration)" if wait.reason is WaitReason.RESTORE else ""
        shown.setdefault(names, names + mark)
    loop = " – cycle à trancher" if place.reason is PlaceReason.CYCLE else ""
    return (", ".join(shown.values()) or "rien") + loop


def cycles(context: Context) -> tuple[str, ...]:
    """The systems that wait for one another, a line each cycle."""
    return tuple(
        " ↔ ".join(context.names([system]) for system in cycle) for cycle in context.results.restart_order.cycles
    )


def restart_figure(context: Context) -> Figure:
    """The restart order drawn: a band each wave, an arrow from what comes first to what waits for it."""
    places = _drawn(context)
    shown = {place.system for place in places}
    looping = {system for cycle in context.results.restart_order.cycles for system in cycle}
    nodes = [
        NodeSpec(
            place.system,
            context.names([place.system]),
            tone=Tone.WARNING if place.system in looping else Tone.STRUCTURE if place.wave == 0 else Tone.NEUTRAL,
        )
        for place in places
    ]
    edges = [
        EdgeSpec(first, place.system, dashed=len(wait.systems) > 1)
        for place in places
        for wait in place.waits_for
        for first in wait.systems
        if first in shown and first != place.system
    ]
    layers = {place.system: place.wave for place in places}
    names = {number: wave_name(number) for number in range(len(context.results.restart_order.waves))}
    diagram = layered(nodes, list(dict.fromkeys(edges)), _LANDSCAPE_WIDTH, layers=layers, labels=names)
    left_out = len(context.results.restart_order.places) - len(places)
    more = f" ({left_out} systèmes des dernières vagues ne sont pas dessinés)" if left_out else ""
    waves = " ; ".join(
        f"{wave_name(number)} : {context.names(place.system for place in wave)}"
        for number, wave in enumerate(context.results.restart_order.waves)
    )
    return Figure("figure-redemarrage", diagram, f"Ordre de redémarrage, vague par vague{more}", waves)


def _drawn(context: Context) -> list[Place]:
    """The places worth drawing: all, or on a large site the first ones, in order."""
    return list(context.results.restart_order.places[:_FIGURE_LIMIT])
