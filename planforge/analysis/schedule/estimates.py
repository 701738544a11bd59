"""What the computation says of a scenario: plain values that documents print, ``simulate`` lists and a file keeps.

Times are minutes after the loss; odds are shares of the runs. ``None`` is « cannot be told from the record ».
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planforge.analysis.results import Verdict  # noqa: TC001 - a kept estimate is read back by Pydantic
from planforge.model.answer import Source  # noqa: TC001 - same


class Standing(StrEnum):
    """An objective against what was computed."""

    IMPOSSIBLE = "impossible"  # whatever the means and the order
    MISSED = "missed"  # kept in too few runs
    NOT_SHOWN = "not-shown"  # kept in enough runs, on durations that no test measured
    MET = "met"
    UNKNOWN = "unknown"  # no target, or no estimate


class Hold(StrEnum):
    """What holds a system up at the place the plan gives it."""

    NOTHING = "nothing"
    GATE = "gate"
    NEED = "need"
    TEAM = "team"
    RATE = "rate"
    STREAMS = "streams"
    TESTER = "tester"


@dataclass(frozen=True, slots=True)
class Dates:
    """One run in ten is over by ``p10``, one in two by ``p50``, eight in ten by ``p80``, nine in ten by ``p90``."""

    p10: int
    p50: int
    p80: int
    p90: int


@dataclass(frozen=True, slots=True)
class SystemEstimate:
    """A system: its place in the plan on likely durations, its dates over all runs, its target.

    ``earliest`` is the critical path with unlimited means; ``needed`` when it must be back for every target behind it.
    ``critical`` is the share of runs in which it holds the whole restart up.
    """

    system: str
    start: int
    end: int
    hold: Hold
    held_by: str
    own: int
    basis: Source | None
    dates: Dates
    earliest: int
    needed: int | None
    target: int | None
    odds: float | None
    critical: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class ServiceEstimate:
    """A service: when what it cannot do without is back, against the endurance of its degraded mode.

    ``uncovered`` is the mean over the runs of the minutes that nothing covers, ``lost`` that of whole days of activity
    lost, ``last`` the application most often waited for. Nothing is told while needs are ``missing`` an estimate.
    ``everything`` is when all its applications are back.
    """

    service: str
    vital: bool
    full: int | None
    limit: int | None
    outer: int | None
    dates: Dates | None
    verdict: Verdict
    worst_verdict: Verdict
    odds: float | None
    uncovered: int | None
    likely_gap: int | None
    worst_gap: int | None
    lost: float | None
    last: str
    missing: tuple[str, ...]
    everything: Dates | None


@dataclass(frozen=True, slots=True)
class Impossible:
    """A target that no means can meet, and the systems that lead there."""

    target_of: str
    service: bool
    due: int
    reached: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overloaded:
    """More minutes of work due by ``due`` than a resource can give from ``head`` on."""

    kind: Hold
    resource: str
    units: int
    due: int
    head: int
    effort: int
    room: int
    systems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """The work of one person of a team, or of a tester, in the busiest day and the busiest week of the plan."""

    kind: Hold
    resource: str
    people: int
    day: int
    week: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """An order against another one: weighted minutes that vital services wait beyond their limit, targets missed."""

    waiting: int
    missed: int
    makespan: int


@dataclass(frozen=True, slots=True)
class OpenLoop:
    """A restart loop, and the link taken as absent to go on computing."""

    user: str
    needs: tuple[str, ...]
    loop: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioEstimate:
    """A scenario computed. ``order`` lists systems as teams take them; all dates and odds come from that one order.

    ``own`` compares the hospital's own order, ``chosen`` is the same figures of the order kept. ``guessed`` counts the
    durations that are library defaults or that nobody signed, ``measured`` those that a test proved.
    """

    scenario: str
    cyber: bool
    apart: bool
    gate: tuple[int, int, int]
    gate_basis: Source | None
    runs: int
    seed: int
    order: tuple[str, ...]
    method: str
    systems: tuple[SystemEstimate, ...]
    services: tuple[ServiceEstimate, ...]
    impossible: tuple[Impossible, ...]
    overloaded: tuple[Overloaded, ...]
    loads: tuple[Load, ...]
    chain: tuple[str, ...]
    loops: tuple[OpenLoop, ...]
    unknown: tuple[str, ...]
    blocked: tuple[str, ...]
    unstaffed: tuple[str, ...]
    chosen: Comparison
    own: Comparison | None
    measured: int
    guessed: int
    copies_doubted: tuple[tuple[str, int], ...]

    def system(self, name: str) -> SystemEstimate | None:
        """The estimate of a system; ``None`` for one that is not down, or that cannot be dated."""
        return next((one for one in self.systems if one.system == name), None)

    def service(self, name: str) -> ServiceEstimate | None:
        """The estimate of a service; ``None`` for one that the scenario does not stop."""
        return next((one for one in self.services if one.service == name), None)


class LeverKind(StrEnum):
    """A means that a director can buy, sign or organise."""

    PERSON = "person"  # one more in a team
    ON_CALL = "on-call"  # a team in office hours put on call
    BANDWIDTH = "bandwidth"  # restore streams and bandwidth doubled
    ISLAND = "island"  # a clean island ready in advance: the gate opens sooner
    COPY = "copy"  # copies that an attack cannot reach
    AGREEMENT = "agreement"  # a fallback partner who signed


@dataclass(frozen=True, slots=True)
class ServiceGain:
    """Minutes gained by a service: on the date of one run in two, and on the mean of what nothing covers."""

    service: str
    minutes: int
    uncovered: int


@dataclass(frozen=True, slots=True)
class Lever:
    """What a means gains, in hours summed over vital services: earlier return (one run in two), less uncovered time."""

    kind: LeverKind
    of: str
    hours: int
    uncovered: int
    services: tuple[ServiceGain, ...]
