"""Restart loops: the link that would open each, proposed to people and taken as absent; needs that form none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.analysis.graphs import Edge, Graph, components, waves
from planforge.analysis.kinds import is_backup_server, is_directory
from planforge.analysis.results import WaitReason

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from planforge.model.systems import System


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """A link to mark « démarre sans, complète ensuite »: ``user`` would start without ``needs`` (one of several).

    ``loop`` names the systems that wait for one another.
    """

    user: str
    needs: tuple[str, ...]
    loop: tuple[str, ...]


def opened(graph: Graph, systems: Mapping[str, System]) -> tuple[Graph, tuple[Bootstrap, ...]]:
    """The graph with the links that open every loop, and those links, in the order they had to be chosen."""
    proposed: list[Bootstrap] = []
    while graph.rounds.cycles:
        for loop in graph.rounds.cycles:
            user, edge = min(_inside(graph, loop), key=lambda link: _preference(link, systems))
            proposed.append(Bootstrap(user, edge.alternatives, loop))
            edges = tuple(replace(one, bootstrap=True) if one == edge else one for one in graph.needs[user])
            graph = Graph({**graph.needs, user: edges})
    return graph, tuple(proposed)


def _inside(graph: Graph, loop: tuple[str, ...]) -> list[tuple[str, Edge]]:
    """The links of the loop: needs of its members that only its members meet."""
    members = frozenset(loop)
    return [(user, edge) for user in loop for edge in graph.binding[user] if members.issuperset(edge.alternatives)]


def _preference(link: tuple[str, Edge], systems: Mapping[str, System]) -> tuple[bool, bool, bool]:
    """A backup console that no longer asks the directory comes first: that link is the one attackers use as well."""
    user, edge = link
    console = is_backup_server(systems[user])
    directory = any(is_directory(systems[name]) for name in edge.alternatives)
    return (not (console and directory), not console, edge.reason is WaitReason.RESTORE)


def dated_needs(waits: Graph, unknown: Collection[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The needs of every system that can be given a date; what waits for an ``unknown`` duration only is left out.

    Of several alternatives, those that have a date and do not wait for the system in turn: no loop is left.
    """
    known = Graph(
        {
            name: tuple(replace(edge, alternatives=_but(edge.alternatives, unknown)) for edge in edges)
            for name, edges in waits.binding.items()
            if name not in unknown
        }
    )
    wave = waves(known)
    dated = {name: tuple(_in(edge.alternatives, wave) for edge in known.binding[name]) for name in wave}
    links = {name: tuple(one for need in needs for one in need) for name, needs in dated.items()}
    loop = {name: place for place, members in enumerate(components(links)) for name in members}
    return {
        name: tuple(
            dict.fromkeys(
                tuple(one for one in need if loop[one] != loop[name] or wave[one] < wave[name]) for need in needs
            )
        )
        for name, needs in dated.items()
    }


def _but(names: tuple[str, ...], others: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name not in others)


def _in(names: tuple[str, ...], others: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in others)
