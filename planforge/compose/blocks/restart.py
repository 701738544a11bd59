"""The restart order: a table in waves with the reason for each place, and its figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import PlaceReason, WaitReason
from planforge.compose.diagrams import EdgeSpec, NodeSpec, layered
from planforge.document.blocks import Figure
from planforge.document.tables import Cell, Column, ColumnKind, Row, RowKind, Table, row
from planforge.document.text import Tone
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planforge.analysis.results import Place, Wait
    from planforge.compose.context import Context

_WIDTH = 165.0  # mm inside the margins of a portrait page: waves stack better than they spread
_ALL_DRAWN = 24  # systems that a figure shows whole
_FIGURE_LIMIT = 36  # systems in a figure that can be read on one page


def wave_name(number: int) -> str:
    """« Vague 0 – socle », « Vague 1 »..."""
    return "Vague 0 – socle" if number == 0 else f"Vague {number}"


def restart_order(context: Context, *, grouped: bool = True) -> Table:
    """Every system once, in the order it comes back, with what it waits for and who needs it first."""
    rows: list[Row] = []
    places = context.results.restart_order.places
    direct, freed = last_waits(places), freed_by(places)
    for number, wave in enumerate(context.results.restart_order.waves):
        if grouped:
            rows.append(row(f"vague-{number}", wave_name(number), kind=RowKind.GROUP))
        rows += [_place_row(context, place, direct, freed[place.system]) for place in wave]
    wave_column = () if grouped else (Column("wave", "Vague", ColumnKind.NUMBER, 0.7),)
    rank, *others = _COLUMNS
    kept = rows if grouped else [_with_wave(context, entry) for entry in rows]
    return Table(
        id="ordre-redemarrage",
        columns=(rank, *wave_column, *others),
        rows=tuple(kept),
        caption="Ordre de redémarrage",
        note="L’ordre suit les dépendances déclarées, puis le besoin le plus court : ce tableau dit qui attend qui. "
        "Débloque : nombre de systèmes qui attendent son retour, de près ou de loin. "
        "Les dates calculées avec les équipes et les débits sont données à part, scénario par scénario.",
        empty="Aucun système n’est saisi.",
    )


_COLUMNS = (
    Column("rank", "Rang", ColumnKind.NUMBER, 0.6),
    Column("system", "Système", ColumnKind.TEXT, 2.4),
    Column("waits", "Attend", ColumnKind.TEXT, 3.6),
    Column("frees", "Débloque", ColumnKind.NUMBER, 0.9, note="Systèmes qui attendent son retour, de près ou de loin"),
    Column("need", "Besoin", ColumnKind.DURATION, 1.0),
    Column("for", "Pour", ColumnKind.TEXT, 2.4),
    Column("target", "RTO cyberattaque", ColumnKind.DURATION, 1.1),
    Column("team", "Équipe", ColumnKind.TEXT, 1.4),
)


def _place_row(context: Context, place: Place, direct: Mapping[str, tuple[Wait, ...]], freed: int) -> Row:
    from planforge.compose.blocks.systems import cyber_target  # noqa: PLC0415 - restart and systems share one word

    system = context.plan.systems[place.system]
    need = place.needed_by
    asker = context.names([need.askers[0].service], context.plan.service) if need and need.askers else ""
    team = system.restore.team
    return row(
        place.system,
        place.rank,
        Cell(system.name, bold=True),
        _waits(context, place, direct),
        freed,
        Cell(need.value) if need else Cell(""),
        asker,
        cyber_target(context, system),
        Cell(context.names([team.best], context.plan.team)) if team.best else context.cell(team),
    )


def _with_wave(context: Context, entry: Row) -> Row:
    waves = {place.system: place.wave for place in context.results.restart_order.places}
    return Row(entry.id, (entry.cells[0], Cell(waves[entry.id]), *entry.cells[1:]), entry.kind)


def _waits(context: Context, place: Place, direct: Mapping[str, tuple[Wait, ...]]) -> str:
    """What a system waits for last: what those wait for is not said again. A cycle is named."""
    groups = []
    for reason, label in ((WaitReason.RUN, ""), (WaitReason.RESTORE, "pour être restauré : ")):
        names = [
            " ou ".join(context.names([system]) for system in wait.systems)
            for wait in direct[place.system]
            if wait.reason is reason
        ]
        if names:
            groups.append(label + ", ".join(dict.fromkeys(names)))
    loop = " – cycle à trancher" if place.reason is PlaceReason.CYCLE else ""
    return (" ; ".join(groups) or "rien") + loop


def last_waits(places: Sequence[Place]) -> dict[str, tuple[Wait, ...]]:
    """What each system waits for directly, by identifier, less what another of its waits already waits for."""
    bit = {place.system: 1 << number for number, place in enumerate(places)}
    before = _before(places)
    kept: dict[str, tuple[Wait, ...]] = {}
    for place in places:
        implied = 0
        for system in _certain(place):
            implied |= before.get(system, 0)
        kept[place.system] = tuple(
            wait for wait in place.waits_for if len(wait.systems) > 1 or not bit.get(wait.systems[0], 0) & implied
        )
    return kept


def freed_by(places: Sequence[Place]) -> dict[str, int]:
    """How many systems wait for each one, directly or not, by identifier; those with another choice do not count."""
    waited = dict.fromkeys((place.system for place in places), 0)
    for before in _before(places).values():
        left = before
        while left:
            last = left.bit_length() - 1
            waited[places[last].system] += 1
            left ^= 1 << last
    return waited


def _before(places: Sequence[Place]) -> dict[str, int]:
    """All that each system waits for, as bit masks by identifier, so that the cost grows with the dependencies only."""
    bit = {place.system: 1 << number for number, place in enumerate(places)}
    found: dict[str, int] = {}
    for place in places:
        found[place.system] = 0
        for system in _certain(place):
            found[place.system] |= found.get(system, 0) | bit.get(system, 0)
    return found


def _certain(place: Place) -> list[str]:
    return [wait.systems[0] for wait in place.waits_for if len(wait.systems) == 1]


def cycles(context: Context) -> tuple[str, ...]:
    """The systems that wait for one another, a line each cycle."""
    return tuple(
        " ↔ ".join(context.names([system]) for system in cycle) for cycle in context.results.restart_order.cycles
    )


def restart_figure(context: Context) -> Figure:
    """The restart order drawn: a band each wave, an arrow from what comes first to what waits for it."""
    order = context.results.restart_order
    places = _drawn(context)
    looping = {system for cycle in order.cycles for system in cycle}
    nodes = [
        NodeSpec(
            place.system,
            context.names([place.system]),
            tone=Tone.WARNING if place.system in looping else Tone.STRUCTURE if place.wave == 0 else Tone.NEUTRAL,
        )
        for place in places
    ]
    layers = {place.system: place.wave for place in places}
    labels = {number: wave_name(number) for number in range(len(order.waves))}
    diagram = layered(nodes, _arrows(context, layers), _WIDTH, layers=layers, labels=labels)
    left_out = len(order.places) - len(places)
    more = f" ({plural(left_out, 'système')} dont rien ne dépend n’y figurent pas)" if left_out else ""
    waves = " ; ".join(
        f"{wave_name(number)} : {context.names(place.system for place in wave)}"
        for number, wave in enumerate(order.waves)
    )
    return Figure("figure-redemarrage", diagram, f"Ordre de redémarrage, vague par vague{more}", waves)


def _arrows(context: Context, shown: Mapping[str, int]) -> list[EdgeSpec]:
    """From each system drawn to those that wait for it last; dashed where any of several suffices."""
    direct = last_waits(context.results.restart_order.places)
    arrows = [
        EdgeSpec(first, system, dashed=len(wait.systems) > 1)
        for system in shown
        for wait in direct[system]
        for first in wait.systems
        if first in shown and first != system
    ]
    return list(dict.fromkeys(arrows))


def _drawn(context: Context) -> list[Place]:
    """All places on a small site; elsewhere those that others wait for, the widest reach first."""
    places = context.results.restart_order.places
    if len(places) <= _ALL_DRAWN:
        return list(places)
    reach = {system: len(stopped.systems) for system, stopped in context.results.stops.items()}
    looping = {system for cycle in context.results.restart_order.cycles for system in cycle}
    waited = [place for place in places if place.system in looping or reach.get(place.system)]
    waited.sort(key=lambda place: (place.system not in looping, -reach.get(place.system, 0), place.rank))
    return sorted(waited[:_FIGURE_LIMIT], key=lambda place: place.rank)
