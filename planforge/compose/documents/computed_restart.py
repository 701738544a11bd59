"""What the recovery plan says in words of each computed scenario; the sentences themselves stand in its template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.results import Verdict
from planforge.analysis.schedule.choosing import OWN
from planforge.analysis.schedule.estimates import Standing
from planforge.analysis.spoken import held_by, hours_left, printed_back, printed_gap
from planforge.analysis.words import named, roughly, shortened
from planforge.compose.blocks.computed import cyber_estimate, cyber_first, record_of, standing, worst_first
from planforge.compose.blocks.returns import waiting
from planforge.compose.documents.restart_grounds import (
    Assumptions,
    Culprit,
    Overload,
    Reference,
    assumptions,
    culprits,
    hopeless,
    overloads,
    reference,
    system_name,
    system_names,
)
from planforge.values import plural, say_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.analysis.schedule.estimates import OpenLoop, ScenarioEstimate, ServiceEstimate, SystemEstimate
    from planforge.compose.context import Context
    from planforge.document.text import Gap
    from planforge.model.crisis import Scenario

_HOLD = frozenset({Verdict.HELD, Verdict.REDUCED})


@dataclass(frozen=True, slots=True)
class Counts:
    """The objectives of a scenario by verdict."""

    total: int
    impossible: int
    missed: int
    not_shown: int
    met: int


@dataclass(frozen=True, slots=True)
class Link:
    """A system of the chain that leads to the last date, and what it waits for."""

    name: str
    start: str
    end: str
    why: str


@dataclass(frozen=True, slots=True)
class Return:
    """Something and its time, in one run out of two and in the adverse case."""

    name: str
    likely: str
    late: str


@dataclass(frozen=True, slots=True)
class Calculated:
    """A computed scenario. ``detailed``: the first cyber attack, told at length; the others are told in short.

    ``own`` is what the hospital's own order costs more: time of vital services, objectives missed.
    """

    id: str
    name: str
    cyber: bool
    detailed: bool
    apart: bool
    own_kept: bool
    down: int
    lead: str
    gate: tuple[str, str]
    loops: tuple[tuple[str, str], ...]
    gap: Return | None
    undecided: str
    back: Return | None
    record: Return | None
    counts: Counts
    chain: tuple[Link, ...]
    culprits: tuple[Culprit, ...]
    hopeless: str
    overloads: tuple[Overload, ...]
    own: tuple[str, int] | None
    reference: Reference | None
    assumptions: Assumptions
    listed: int


def calculated(context: Context) -> tuple[Calculated, ...]:
    """The computed scenarios, cyber attacks first."""
    return tuple(_calculated(context, scenario, estimate) for scenario, estimate in cyber_first(context))


def told_at_length(context: Context, scenario: Scenario) -> bool:
    """Whether a scenario is the first cyber attack, told at length; the others are told in short."""
    first = cyber_estimate(context)
    return first is not None and first[0].id == scenario.id


def not_calculated(context: Context) -> tuple[tuple[str, str, Gap], ...]:
    """The scenarios that cannot be computed yet: name, what is missing, who will know."""
    return tuple((scenario.name, lacks, context.gap(scenario.gate.unknown)) for scenario, lacks in waiting(context))


def told_services(estimate: ScenarioEstimate) -> tuple[ServiceEstimate, ...]:
    """The vital services that the scenario stops; every one of them where none is said vital."""
    return worst_first(estimate, vital=True) or worst_first(estimate, vital=False)


def listed_services(context: Context, scenario: Scenario, estimate: ScenarioEstimate) -> tuple[ServiceEstimate, ...]:
    """The services of the table of a scenario: told in short, only those whose degraded mode may not hold."""
    told = told_services(estimate)
    return told if told_at_length(context, scenario) else tuple(one for one in told if one.worst_verdict not in _HOLD)


def _calculated(context: Context, scenario: Scenario, found: ScenarioEstimate) -> Calculated:
    services, record = told_services(found), record_of(context, found)
    return Calculated(
        id=scenario.id,
        name=scenario.name,
        cyber=found.cyber,
        detailed=told_at_length(context, scenario),
        apart=found.apart,
        own_kept=found.method == OWN,
        down=len(found.systems) + len(found.unknown) + len(found.blocked),
        lead=_lead(services),
        gate=_gate(found),
        loops=tuple(_opened(context, loop) for loop in found.loops),
        gap=_longest_gap(context, services),
        undecided=_undecided(context, services),
        back=_back(services),
        record=_return(context, record) if record else None,
        counts=_counts(found),
        chain=_chain(context, found),
        culprits=culprits(context, found),
        hopeless=hopeless(context, found),
        overloads=overloads(context, found),
        own=_own(found),
        reference=reference(context, record) if record and found.cyber else None,
        assumptions=assumptions(context, found),
        listed=len(listed_services(context, scenario, found)),
    )


def _lead(services: Sequence[ServiceEstimate]) -> str:
    """Until when the degraded mode holds, in one sentence."""
    if not services:
        return "Aucun service ne perd d’application vitale dans ce scénario."
    touched = _touched(services)
    if all(one.worst_verdict in _HOLD for one in services):
        return (
            f"Sur {touched}, le mode dégradé tient partout jusqu’au retour calculé, cas défavorable compris, sous les "
            "hypothèses listées."
        )
    likely, worst = (sum(verdict in _HOLD for verdict in case) for case in _verdicts(services))
    unknown = sum(one.verdict is Verdict.UNKNOWN for one in services)
    left = f" ; tenue non démontrée pour {unknown}" if unknown else ""
    if not likely:
        return (
            f"Sur {touched}, le mode dégradé ne tient nulle part jusqu’au retour calculé, même une fois sur deux{left}"
            ", sous les hypothèses listées."
        )
    return (
        f"Sur {touched}, le mode dégradé tient jusqu’au retour calculé pour {_some(likely)} une fois sur deux, pour "
        f"{_some(worst)} dans le cas défavorable{left}, sous les hypothèses listées."
    )


def _touched(services: Sequence[ServiceEstimate]) -> str:
    if services[0].vital:
        return plural(len(services), "service vital touché", "services vitaux touchés")
    return plural(len(services), "service touché", "services touchés")


def _verdicts(services: Sequence[ServiceEstimate]) -> tuple[list[Verdict], list[Verdict]]:
    return [one.verdict for one in services], [one.worst_verdict for one in services]


def _some(count: int) -> str:
    return str(count) if count else "aucun"


def _gate(found: ScenarioEstimate) -> tuple[str, str]:
    """When restoring may begin: how the line opens, then the delay."""
    low, likely, high = found.gate
    if not high:
        return "Restauration possible", "aussitôt"
    label, best = ("Aucune restauration avant", roughly(low)) if low else ("Délai avant restauration", "aucun")
    return label, f"{roughly(likely) if likely else 'aucun'} le plus probable, {best} au mieux, {roughly(high)} au pire"


def _opened(context: Context, loop: OpenLoop) -> tuple[str, str]:
    """Who would start, and without what: one of several alternatives would have done."""
    return system_name(context, loop.user), " ni ".join(system_name(context, name) for name in loop.needs)


def _return(context: Context, one: SystemEstimate) -> Return:
    likely, late = (say_duration(printed_back(back, one.target)) for back in (one.dates.p50, one.dates.p90))
    return Return(system_name(context, one.system), likely, late)


def _back(services: Sequence[ServiceEstimate]) -> Return | None:
    """When the last of the services that can be dated works again."""
    dated = [(one.dates, one.limit) for one in services if one.dates is not None]
    if not dated:
        return None
    likely = max(printed_back(dates.p50, limit) for dates, limit in dated)
    late = max(printed_back(dates.p90, limit) for dates, limit in dated)
    return Return("", say_duration(likely), say_duration(late))


def _longest_gap(context: Context, services: Sequence[ServiceEstimate]) -> Return | None:
    """The service that nothing covers for the longest time."""
    longest = max(services, key=lambda one: (one.likely_gap or 0, one.worst_gap or 0), default=None)
    if longest is None or not longest.worst_gap:
        return None
    likely = hours_left(printed_gap(longest)) if longest.likely_gap else "rien"
    return Return(
        named(context.plan.service[longest.service].name), likely, hours_left(printed_gap(longest, worst=True))
    )


def _undecided(context: Context, services: Sequence[ServiceEstimate]) -> str:
    """The services that cannot be told, and why."""
    names = [named(context.plan.service[one.service].name) for one in services if one.verdict is Verdict.UNKNOWN]
    missing = dict.fromkeys(name for one in services for name in one.missing)
    without = f" (sans date pour {system_names(context, missing)})" if missing else ""
    return shortened(names) + without if names else ""


def _counts(found: ScenarioEstimate) -> Counts:
    said = [standing(one) for one in found.systems if one.target is not None]
    kinds = (Standing.IMPOSSIBLE, Standing.MISSED, Standing.NOT_SHOWN, Standing.MET)
    return Counts(len(said), *(said.count(kind) for kind in kinds))


def _chain(context: Context, found: ScenarioEstimate) -> tuple[Link, ...]:
    known = {one.system: one for one in found.systems}
    return tuple(
        Link(
            context.plan.systems[name].name,
            roughly(one.start),
            say_duration(printed_back(one.end, one.target)),
            held_by(context.plan, one),
        )
        for name in found.chain
        if (one := known.get(name)) is not None
    )


def _own(found: ScenarioEstimate) -> tuple[str, int] | None:
    if found.own is None:
        return None
    waiting = found.own.waiting - found.chosen.waiting
    return roughly(waiting) if waiting > 0 else "", found.own.missed - found.chosen.missed
