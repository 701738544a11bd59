"""What thousands of runs of one order say: dates with their spread, chances to be in time, what holds the rest up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from planforge.analysis.schedule.dispatch import Workshop, follow
from planforge.analysis.schedule.draws import log_normal, shares
from planforge.analysis.schedule.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planforge.analysis.schedule.dispatch import Order
    from planforge.analysis.schedule.draws import Triangle
    from planforge.analysis.schedule.network import Network


@dataclass(frozen=True, slots=True)
class Hazard:
    """Something that may happen; then each of its ``tasks`` lasts ``factor`` times as long."""

    id: str
    odds: float
    tasks: tuple[str, ...]
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What is drawn: the duration of tasks, the gate, a factor common to all tasks of a run, hazards.

    A task without a spread lasts as the network says; ``sigma`` is that of the log-normal common factor. ``streams``
    names the draws of tasks that share them, the parts of one system; a task draws its own otherwise.
    """

    spreads: Mapping[str, Triangle] = field(default_factory=dict)
    gate: Triangle | None = None
    sigma: float = 0.0
    hazards: tuple[Hazard, ...] = ()
    streams: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sample:
    """The draws of each run: the gate, and the duration of each task of the network."""

    gates: tuple[int, ...]
    durations: tuple[tuple[int, ...], ...]


def sample(network: Network, uncertainty: Uncertainty, runs: int, seed: int) -> Sample:
    """The draws of a network. Two networks that share tasks share their draws: what-ifs compare like with like."""
    gate = uncertainty.gate
    gates = [round(gate.at(one)) for one in shares(seed, "gate", runs)] if gate else [network.gate] * runs
    common = [log_normal(uncertainty.sigma, one) for one in shares(seed, "common", runs)] if uncertainty.sigma else None
    struck = _struck(uncertainty.hazards, runs, seed)
    columns = []
    for task in network.tasks:
        stream = uncertainty.streams.get(task.id, task.id)
        column = _column(uncertainty.spreads.get(task.id), task.duration, shares(seed, f"task/{stream}", runs))
        if common:
            column = [value * factor for value, factor in zip(column, common, strict=True)]
        for hazard, hits in struck.get(task.id, ()):
            column = [value * hazard.factor if hit else value for value, hit in zip(column, hits, strict=True)]
        columns.append([round(value) for value in column])
    return Sample(tuple(gates), tuple(zip(*columns, strict=True)) if columns else ((),) * runs)


def _column(spread: Triangle | None, fixed: int, draws: list[float]) -> list[float]:
    return [spread.at(one) for one in draws] if spread else [float(fixed)] * len(draws)


def _struck(hazards: Sequence[Hazard], runs: int, seed: int) -> dict[str, list[tuple[Hazard, list[bool]]]]:
    """By task, the hazards that may strike it and the runs in which they do."""
    found: dict[str, list[tuple[Hazard, list[bool]]]] = {}
    for hazard in hazards:
        hits = [one < hazard.odds for one in shares(seed, f"hazard/{hazard.id}", runs)]
        for task in hazard.tasks:
            found.setdefault(task, []).append((hazard, hits))
    return found


@dataclass(frozen=True)
class Runs:
    """The runs of an order: ``starts`` and ``ends`` by run, then by task."""

    network: Network
    gates: tuple[int, ...]
    starts: tuple[Sequence[int], ...]
    ends: tuple[Sequence[int], ...]

    @cached_property
    def by_task(self) -> tuple[tuple[int, ...], ...]:
        """The sorted ends of each task."""
        return tuple(tuple(sorted(column)) for column in zip(*self.ends, strict=True))

    @cached_property
    def reached(self) -> tuple[tuple[int, ...], ...]:
        """By deadline, when it is reached in each run, in the order of the runs."""
        return tuple(zip(*(self.network.reached(ends) for ends in self.ends), strict=True))

    @cached_property
    def critical(self) -> tuple[float, ...]:
        """The share of runs in which each task is on the chain that vital deadlines wait for last."""
        count: Counter[int] = Counter()
        for starts, ends in zip(self.starts, self.ends, strict=True):
            count.update(Trace(self.network, starts, ends).chain())
        return tuple(count[task] / len(self.ends) for task in range(len(self.network.tasks)))


def simulate(network: Network, order: Order, drawn: Sample) -> Runs:
    """The order followed once for each run of the sample."""
    workshop = Workshop(network)
    done = [
        follow(workshop, order, durations, gate) for durations, gate in zip(drawn.durations, drawn.gates, strict=True)
    ]
    return Runs(network, drawn.gates, tuple(starts for starts, _ in done), tuple(ends for _, ends in done))


def percentile(ordered: Sequence[int], share: float) -> int:
    """The smallest value that at least that share of the sorted values do not exceed."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def share_within(ordered: Sequence[int], due: int) -> float:
    """The share of values no later than the due time."""
    return sum(1 for one in ordered if one <= due) / len(ordered)
