"""Which line of a drawing each node stands on: layers from the longest path or as given, wide ones on several lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Lines of node ids from top to bottom, the layer of each line, and the edges, all leading down.

    ``turned`` are the edges that lead up in truth: they close a cycle, or go against the given layers.
    """

    lines: tuple[tuple[str, ...], ...]
    layers: tuple[int, ...]
    edges: tuple[Pair, ...]
    turned: frozenset[Pair]


def rank(nodes: Sequence[str], edges: Iterable[Pair], layers: Mapping[str, int] | None, per_line: int) -> Ranking:
    """The lines of a graph; every edge leads to a line further down. Order follows that of the nodes given."""
    known = set(nodes)
    real = list(dict.fromkeys((a, b) for a, b in edges if a in known and b in known and a != b))
    if layers is not None:
        given = {node: layers.get(node, 0) for node in nodes}
        real = [(b, a) if given[a] > given[b] else (a, b) for a, b in real]
        turned = {(b, a) for a, b in edges if a in known and b in known and given[a] > given[b]}
    else:
        given, turned = dict.fromkeys(nodes, 0), set()
    closing = _closing(nodes, real)
    turned |= {(b, a) for a, b in closing}
    down = list(dict.fromkeys((b, a) if (a, b) in closing else (a, b) for a, b in real))
    depths = _depths(nodes, [(a, b) for a, b in down if given[a] == given[b]])
    placed = {node: (given[node], depths[node]) for node in nodes}
    lines, line_layers = _lines(nodes, placed, down, per_line)
    if layers is None:
        line_layers = [0] * len(lines)
    return Ranking(tuple(lines), tuple(line_layers), tuple(down), frozenset(turned))


def _closing(nodes: Sequence[str], edges: Sequence[Pair]) -> set[Pair]:
    """The edges that close a cycle when the graph is walked in the order given."""
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in edges:
        after[source].append(target)
    done: set[str] = set()
    closing: set[Pair] = set()
    for root in nodes:
        path: dict[str, int] = {}
        stack = [] if root in done else [root]
        while stack:
            node = stack[-1]
            step = path.setdefault(node, 0)
            if step == len(after[node]):
                stack.pop()
                path.pop(node)
                done.add(node)
                continue
            path[node] = step + 1
            following = after[node][step]
            if following in path:
                closing.add((node, following))
            elif following not in done:
                stack.append(following)
    return closing


def _depths(nodes: Sequence[str], edges: Sequence[Pair]) -> dict[str, int]:
    """The longest way down to each node of a graph without cycles."""
    depths = dict.fromkeys(nodes, 0)
    waiting = dict.fromkeys(nodes, 0)
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in edges:
        after[source].append(target)
        waiting[target] += 1
    ready = [node for node in nodes if not waiting[node]]
    for node in ready:
        for target in after[node]:
            depths[target] = max(depths[target], depths[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return depths


def _lines(
    nodes: Sequence[str], placed: Mapping[str, tuple[int, int]], edges: Sequence[Pair], per_line: int
) -> tuple[list[tuple[str, ...]], list[int]]:
    """Nodes of one depth on as many even lines as they need, those that lead further down on the last ones."""
    leads = {source for source, _ in edges}
    lines: list[tuple[str, ...]] = []
    layers: list[int] = []
    for layer, depth in sorted(set(placed.values())):
        level = [node for node in nodes if placed[node] == (layer, depth)]
        level.sort(key=lambda node: node in leads)
        count = -(-len(level) // per_line)
        size = -(-len(level) // count)
        for start in range(0, len(level), size):
            lines.append(tuple(level[start : start + size]))
            layers.append(layer)
    return lines, layers
