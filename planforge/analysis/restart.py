"""The restart order: waves over the run and restore graphs, most needed first inside a wave, cycles named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.graphs import restore_graph
from planforge.analysis.needs import needs
from planforge.analysis.results import Place, PlaceReason, RestartOrder, Wait

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.graphs import Graph
    from planforge.analysis.results import SystemNeed
    from planforge.model.plan import Plan
    from planforge.model.systems import System

_NEVER = 1 << 40  # minutes: after every real need
_LAST_TIER = "T9"


def restart_order(
    plan: Plan, needed: Mapping[str, SystemNeed] | None = None, graph: Graph | None = None
) -> RestartOrder:
    """Every system in its wave: one more than the last it waits for (the first of several alternatives).

    The members of a cycle share a wave. Inside a wave: shortest inherited need, then shortest target, tier, identifier.
    ``needed`` and ``graph`` (the restore graph) spare work already done.
    """
    graph = graph or restore_graph(plan)
    needed = needs(plan) if needed is None else needed
    wave, cycles = graph.rounds.wave, graph.rounds.cycles
    cyclic = frozenset(name for cycle in cycles for name in cycle)
    order = sorted(plan.systems, key=lambda name: (wave[name], *_urgency(plan.systems[name], needed[name])))
    places = tuple(
        Place(name, wave[name], rank, _reason(graph, name, cyclic), _waits(graph, name), needed[name].dmia)
        for rank, name in enumerate(order, start=1)
    )
    return RestartOrder(places, cycles)


def _urgency(system: System, need: SystemNeed) -> tuple[int, int, str, str]:
    inherited = need.dmia.value.minutes if need.dmia else _NEVER
    target = need.rto.minutes if need.rto is not None else _NEVER
    tier = system.tier.best.value if system.tier.best else _LAST_TIER
    return (inherited, target, tier, system.id)


def _reason(graph: Graph, name: str, cyclic: frozenset[str]) -> PlaceReason:
    if name in cyclic:
        return PlaceReason.CYCLE
    return PlaceReason.DEPENDENCY if graph.binding[name] else PlaceReason.FOUNDATION


def _waits(graph: Graph, name: str) -> tuple[Wait, ...]:
    """What the system waits for, each need once: what is needed to restore comes before what is needed to run."""
    found: dict[tuple[str, ...], Wait] = {}
    for edge in graph.binding[name]:
        found.setdefault(edge.alternatives, Wait(edge.alternatives, edge.reason))
    return tuple(found.values())
