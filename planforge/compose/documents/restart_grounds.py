"""Why a computed restart is what it is: objectives that nothing can meet, real outages beside it, its assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from statistics import median
from typing import TYPE_CHECKING

from planforge.analysis.reference_class import incidents, longer_than, usual
from planforge.analysis.schedule.durations import SPREADS, WIDE
from planforge.analysis.schedule.estimates import Hold
from planforge.analysis.schedule.problem import COMMON_SIGMA, REBUILD_FACTOR
from planforge.analysis.spoken import printed_back
from planforge.analysis.words import at_least, in_ten, named, roughly, shortened
from planforge.compose.blocks.returns import duration_basis
from planforge.model.answer import Source
from planforge.values import Duration, plural, say_duration, say_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planforge.analysis.schedule.estimates import Impossible, Overloaded, ScenarioEstimate, SystemEstimate
    from planforge.compose.context import Context

_HOUR = 60  # minutes
_DAY = 24 * 60
_CULPRITS = 6  # causes named in full: a page, not a listing
_TENTH, _NINE_TENTHS = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Culprit:
    """What alone makes objectives impossible: ``name`` is empty for the delay before any restore."""

    name: str
    back: str
    count: str
    names: str


@dataclass(frozen=True, slots=True)
class Overload:
    """More work than a team, a tester or a backup can do by some time."""

    resource: str
    effort: str
    due: str
    room: str
    systems: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The computed return of the patient record beside real outages."""

    record: str
    median: str
    late: str
    longer: int
    cases: int
    usual: str
    early_tenth: str
    late_tenth: str


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the figures of a scenario rest on."""

    gate_basis: str
    durations: int
    measured: int
    guessed: int
    wide: tuple[str, str]
    tight: tuple[str, str]
    common: tuple[str, str]
    copies: tuple[tuple[str, str], ...]
    rebuild: str
    unstaffed: int
    unstaffed_names: str
    undated: str
    waiting: str
    runs: str
    seed: int


def system_name(context: Context, name: str) -> str:
    """A system by name, in guillemets."""
    return named(context.plan.systems[name].name)


def system_names(context: Context, names: Iterable[str]) -> str:
    """The first of these systems by name, and how many others."""
    return shortened([system_name(context, name) for name in names])


def culprits(context: Context, found: ScenarioEstimate) -> tuple[Culprit, ...]:
    """What alone makes objectives impossible, the cause of most of them first."""
    earliest = {one.system: one.earliest for one in found.systems}
    groups: dict[str, list[Impossible]] = {}
    for late in (one for one in found.impossible if not one.service):
        groups.setdefault(_culprit(found, late, earliest), []).append(late)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(_cause(context, name, together, earliest) for name, together in ordered[:_CULPRITS])


def _culprit(found: ScenarioEstimate, late: Impossible, earliest: Mapping[str, int]) -> str:
    """The first system of the path that is back too late already; "" where the gate alone is too long."""
    if late.due < found.gate[1]:
        return ""
    return next((name for name in late.path if earliest.get(name, 0) > late.due), late.target_of)


def _cause(context: Context, name: str, together: Sequence[Impossible], earliest: Mapping[str, int]) -> Culprit:
    ordered = sorted(together, key=lambda one: (one.due - one.reached, one.target_of))
    said = [f"{system_name(context, one.target_of)} (visé en {say_duration(Duration(one.due))})" for one in ordered]
    back = at_least(earliest[name], max(one.due for one in together)) if name else ""
    words = plural(len(together), "objectif impossible", "objectifs impossibles")
    return Culprit(system_name(context, name) if name else "", back, words, shortened(said, 3))


def hopeless(context: Context, found: ScenarioEstimate) -> str:
    """The services whose degraded mode ends before anything could bring their applications back."""
    return shortened([named(context.plan.service[one.target_of].name) for one in found.impossible if one.service])


def overloads(context: Context, found: ScenarioEstimate) -> tuple[Overload, ...]:
    """Each team, tester and backup that has too much to do, once; none of those that no hour at all is left to.

    These have an objective that falls before anything can begin: it is told among the impossible ones.
    """
    told: dict[tuple[bool, str], Overload] = {}
    for one in (each for each in found.overloaded if each.room):
        copies = one.kind in {Hold.RATE, Hold.STREAMS}
        told.setdefault((copies, one.resource), _overload(context, one))
    return tuple(told.values())


def _overload(context: Context, one: Overloaded) -> Overload:
    share = one.units if one.kind is Hold.RATE else 1
    return Overload(
        resource=_resource(context, one),
        effort=f"{say_number(-(-one.effort // (share * _HOUR)))} h",
        due=say_duration(Duration(one.due)),
        room=f"{say_number(one.room // (share * _HOUR))} h",
        systems=system_names(context, one.systems),
    )


def _resource(context: Context, one: Overloaded) -> str:
    if one.kind is Hold.TEAM:
        people = plural(one.units, "personne")
        return f"Équipe {named(context.plan.team[one.resource].name)}, {people}"
    if one.kind is Hold.TESTER:
        tester = context.plan.systems[one.systems[-1]].restore.tester.best
        return f"Recettes par {named(context.function(tester))}"
    streams = f", {plural(one.units, 'restauration')} à la fois" if one.kind is Hold.STREAMS else ""
    return f"Copies de {named(context.plan.backup[one.resource].name)}{streams}"


def reference(context: Context, record: SystemEstimate) -> Reference:
    """The computed return of the patient record, set against the public outages."""
    back = printed_back(record.dates.p50, record.target)
    return Reference(
        record=system_name(context, record.system),
        median=say_duration(back),
        late=say_duration(printed_back(record.dates.p90, record.target)),
        longer=longer_than(back.minutes),  # than what is printed beside it
        cases=len(incidents()),
        usual=roughly(round(median(one.days for one in incidents()) * _DAY)),
        early_tenth=roughly(usual(_TENTH)),
        late_tenth=roughly(usual(_NINE_TENTHS)),
    )


def assumptions(context: Context, found: ScenarioEstimate) -> Assumptions:
    """What the figures of a scenario rest on, in words."""
    return Assumptions(
        gate_basis=duration_basis(found.gate_basis),
        durations=sum(one.own > 0 for one in found.systems),
        measured=found.measured,
        guessed=found.guessed,
        wide=_factors(WIDE),
        tight=_factors(SPREADS[Source.MEASURED]),
        common=_factors((exp(-COMMON_SIGMA), exp(COMMON_SIGMA))),
        copies=tuple(
            (named(context.plan.backup[name].name), in_ten(percent / 100)) for name, percent in found.copies_doubted
        ),
        rebuild=_factor(REBUILD_FACTOR),
        unstaffed=len(found.unstaffed),
        unstaffed_names=system_names(context, found.unstaffed),
        undated=system_names(context, found.unknown),
        waiting=system_names(context, found.blocked),
        runs=say_number(found.runs),
        seed=found.seed,
    )


def _factors(ends: tuple[float, float]) -> tuple[str, str]:
    low, high = ends
    return _factor(low), _factor(high)


def _factor(value: float) -> str:
    return say_number(round(value, 1))
