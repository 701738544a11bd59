"""What systems need: the run graph, the restore graph, their cycles, their waves, and what stops with each system.

An edge is a need that any of its alternatives meets. Source: recovery.md C.2: the run graph is not the restore graph,
and no edge is ever silently dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.analysis.results import Stopped, WaitReason
from planforge.analysis.uses import critical_applications
from planforge.model.systems import Strength

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from planforge.model.plan import Plan
    from planforge.model.systems import Dependency


@dataclass(frozen=True, slots=True)
class Edge:
    """A need of a system: one of the alternatives suffices. A bootstrap edge breaks a cycle on purpose."""

    alternatives: tuple[str, ...]
    reason: WaitReason
    hard: bool = True
    bootstrap: bool = False

    @property
    def binding(self) -> bool:
        """Whether the system waits for it: hard, and not to be completed later."""
        return self.hard and not self.bootstrap


@dataclass(frozen=True)
class Graph:
    """Needs by system, in the order of the record; every system has its key."""

    needs: Mapping[str, tuple[Edge, ...]]

    @cached_property
    def binding(self) -> Mapping[str, tuple[Edge, ...]]:
        """The needs that a system waits for."""
        return {system: tuple(edge for edge in edges if edge.binding) for system, edges in self.needs.items()}

    @cached_property
    def dependents(self) -> Mapping[str, tuple[str, ...]]:
        """The systems that wait for each system, alone or among alternatives, each once, in order."""
        return {system: tuple(dict.fromkeys(user for user, _ in users)) for system, users in self.leaning.items()}

    @cached_property
    def leaning(self) -> Mapping[str, tuple[tuple[str, Edge], ...]]:
        """Who waits for each system, and by which need."""
        found: dict[str, list[tuple[str, Edge]]] = {system: [] for system in self.needs}
        for system, edges in self.binding.items():
            for edge in edges:
                for needed in edge.alternatives:
                    found[needed].append((system, edge))
        return {system: tuple(users) for system, users in found.items()}

    @cached_property
    def rounds(self) -> Rounds:
        """The systems in waves, and the cycles met on the way."""
        return _rounds(self)


@dataclass(frozen=True, slots=True)
class Rounds:
    """``wave`` by system, from 0 for what waits for nothing; ``cycles`` in the order they had to be broken."""

    wave: Mapping[str, int]
    cycles: tuple[tuple[str, ...], ...]


def run_graph(plan: Plan) -> Graph:
    """What each system needs to work, soft needs included."""
    return Graph({name: _edges(plan, system.needs_to_run, WaitReason.RUN) for name, system in plan.systems.items()})


def restore_graph(plan: Plan) -> Graph:
    """What each system needs to come back: to be restored, and then to work."""
    return Graph(
        {
            name: (
                *_edges(plan, system.needs_to_restore, WaitReason.RESTORE),
                *_edges(plan, system.needs_to_run, WaitReason.RUN),
            )
            for name, system in plan.systems.items()
        }
    )


def _edges(plan: Plan, dependencies: Iterable[Dependency], reason: WaitReason) -> tuple[Edge, ...]:
    """A need for a system that the record does not hold (a file kept apart) waits for nothing."""
    known = plan.systems
    return tuple(
        Edge(dependency.alternatives, reason, dependency.strength is Strength.HARD, dependency.bootstrap)
        for dependency in dependencies
        if dependency.alternatives and all(name in known for name in dependency.alternatives)
    )


def _named(edges: Iterable[Edge]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for edge in edges for name in edge.alternatives))


def _rounds(graph: Graph) -> Rounds:
    """Waves by rounds; each time nothing can start, the cycles at the bottom are joined and the rounds begin again."""
    joined: dict[str, tuple[str, ...]] = {}
    cycles: list[tuple[str, ...]] = []
    while True:
        wave = _waves(graph, joined)
        stuck = {system: _unmet(graph, system, wave) for system in graph.binding if system not in wave}
        if not stuck:
            return Rounds(wave, tuple(cycles))
        for cycle in _bottom(stuck):
            cycles.append(cycle)
            joined |= dict.fromkeys(cycle, cycle)


def waves(graph: Graph) -> dict[str, int]:
    """The wave of every system that can start; what a loop holds up is absent, and all that waits for it alone."""
    return _waves(graph, {})


def _waves(graph: Graph, joined: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """The wave of every system that can start; members of a cycle start together, whatever they ask of each other."""
    wave: dict[str, int] = {}
    candidates: Iterable[str] = graph.binding
    number = 0
    while candidates:
        groups = dict.fromkeys(joined.get(system, (system,)) for system in candidates if system not in wave)
        started = [system for group in groups if _ready(graph, group, wave, joined) for system in group]
        wave |= dict.fromkeys(started, number)
        candidates = [user for system in started for user in graph.dependents[system]]
        number += 1
    return wave


def _ready(
    graph: Graph, members: tuple[str, ...], started: Collection[str], joined: Mapping[str, tuple[str, ...]]
) -> bool:
    inside = members if members[0] in joined else ()
    return all(
        any(name in started or name in inside for name in edge.alternatives)
        for system in members
        for edge in graph.binding[system]
    )


def _unmet(graph: Graph, system: str, started: Collection[str]) -> tuple[str, ...]:
    """What a system still waits for: no alternative of those needs has started."""
    unmet = (edge for edge in graph.binding[system] if not any(name in started for name in edge.alternatives))
    return _named(unmet)


def _bottom(successors: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The components that wait for nothing but themselves."""
    found = components(successors)
    home = {system: members for members in found for system in members}
    return tuple(
        members
        for members in found
        if all(home[target] == members for system in members for target in successors[system])
    )


def components(successors: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The strongly connected components (Tarjan, without recursion), members and components in the order given."""
    position = {system: index for index, system in enumerate(successors)}
    found = [tuple(sorted(members, key=position.__getitem__)) for members in _Tarjan(successors).run()]
    return tuple(sorted(found, key=lambda members: position[members[0]]))


class _Tarjan:
    """One run of Tarjan's algorithm, its recursion unrolled: a chain of thousands of systems must not overflow."""

    def __init__(self, successors: Mapping[str, Sequence[str]]) -> None:
        self._successors = successors
        self._index: dict[str, int] = {}
        self._low: dict[str, int] = {}
        self._open: dict[str, None] = {}
        self._found: list[list[str]] = []

    def run(self) -> list[list[str]]:
        """The components in the order they close."""
        for system in self._successors:
            if system not in self._index:
                self._explore(system)
        return self._found

    def _explore(self, root: str) -> None:
        trail = [(root, self._enter(root))]
        while trail:
            system, targets = trail[-1]
            for target in targets:
                if target not in self._index:
                    trail.append((target, self._enter(target)))
                    break
                if target in self._open:
                    self._low[system] = min(self._low[system], self._index[target])
            else:
                trail.pop()
                self._leave(system, trail[-1][0] if trail else "")

    def _enter(self, system: str) -> Iterator[str]:
        self._index[system] = self._low[system] = len(self._index)
        self._open[system] = None
        return iter(self._successors[system])

    def _leave(self, system: str, parent: str) -> None:
        if self._low[system] == self._index[system]:
            members = []
            while system in self._open:
                members.append(self._open.popitem()[0])
            self._found.append(members)
        if parent:
            self._low[parent] = min(self._low[parent], self._low[system])


def stops(plan: Plan, graph: Graph | None = None) -> dict[str, Stopped]:
    """For each system, what stops while it is down: AND over needs, OR over the alternatives of each."""
    graph = graph or run_graph(plan)
    users = {service.id: frozenset(critical_applications(service)) for service in plan.services}
    order = {system: index for index, system in enumerate(graph.needs)}
    found = {}
    for system in graph.needs:
        down = down_with(graph, (system,))
        services = tuple(service for service, needed in users.items() if not needed.isdisjoint(down))
        found[system] = Stopped(tuple(sorted(down - {system}, key=order.__getitem__)), services)
    return found


def down_with(graph: Graph, first: Iterable[str], standing: Collection[str] = ()) -> set[str]:
    """These systems, and those that stop once all of them are down, save what stands whatever it needs."""
    front = [*first]
    down = set(front)
    while front:
        for user, edge in graph.leaning[front.pop()]:
            if user not in down and user not in standing and down.issuperset(edge.alternatives):
                down.add(user)
                front.append(user)
    return down


def leading_to(graph: Graph, targets: Iterable[str]) -> set[str]:
    """These systems, and those that need one of them in any way: through others, softly, as one among several."""
    users: dict[str, list[str]] = {}
    for system, edges in graph.needs.items():
        for needed in _named(edges):
            users.setdefault(needed, []).append(system)
    front = [*targets]
    found = set(front)
    while front:
        new = [user for user in users.get(front.pop(), ()) if user not in found]
        found.update(new)
        front += new
    return found
