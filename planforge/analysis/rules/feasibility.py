"""Rules that hold objectives against the computed restart (D.3): impossible, too much work, late, a bet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.losses import loss
from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.schedule.estimates import Hold, Standing
from planforge.analysis.uses import in_scenario
from planforge.analysis.words import at_least, in_ten, named, roughly, roughly_after, shortened, told
from planforge.values import NBSP, Duration, plural, say_duration

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from planforge.analysis.facts import Facts, Subject
    from planforge.analysis.results import ObjectRef
    from planforge.analysis.schedule.estimates import (
        Impossible,
        Overloaded,
        ScenarioEstimate,
        ServiceEstimate,
        SystemEstimate,
    )
    from planforge.model.answer import Answer
    from planforge.model.crisis import Scenario
    from planforge.model.systems import System

_HOUR = 60
_BANDWIDTH = frozenset({Hold.RATE, Hold.STREAMS})


def estimates(facts: Facts) -> Iterator[tuple[Scenario, ScenarioEstimate]]:
    """The scenarios that could be computed, in the order of the record."""
    for scenario in facts.plan.scenarios:
        found = facts.outlook.estimate(scenario)
        if found is not None:
            yield scenario, found


def _refs(facts: Facts, names: Sequence[str]) -> tuple[ObjectRef, ...]:
    return tuple(facts.system[name].ref for name in names)


def _name(facts: Facts, system: str) -> str:
    return named(facts.plan.systems[system].name)


@rule("FEA-CPM", Severity.BLOCKING)
def impossible(facts: Facts) -> Iterator[Yield]:
    """Targets that unlimited means would not meet, gathered by what is enough to miss them."""
    for scenario in facts.plan.scenarios:
        found = facts.outlook.estimate(scenario)
        if found is None:
            yield from _not_computed(facts, scenario)
            continue
        for name in found.unknown:
            yield Missing(facts.system[name].at("restore", "total"), "la durée de restauration")
        late = [one for one in found.impossible if not one.service]
        groups: dict[str, list[Impossible]] = {}
        for one in late:
            groups.setdefault(_culprit(found, one), []).append(one)
        for culprit, together in groups.items():
            yield _too_late(facts, scenario, culprit, together)


def _not_computed(facts: Facts, scenario: Scenario) -> Iterator[Missing]:
    """What a scenario lacks to be computed; nothing where it takes no system down."""
    lost, about = loss(facts.plan, facts.run, scenario), facts.scenario[scenario.id]
    if lost is None:
        yield Missing(about.at("lost"), "ce qui est perdu")
    if scenario.gate.best is None and (lost is None or lost.down):
        yield Missing(about.at("gate"), "le délai avant toute restauration")
    elif lost is not None:
        for name in lost.restored:
            yield Missing(facts.system[name].at("restore", "total"), "la durée de restauration")


def _culprit(found: ScenarioEstimate, late: Impossible) -> str:
    """The first system of the path whose return is already too late; "" where the gate alone is."""
    _, gate, _ = found.gate
    earliest = {one.system: one.earliest for one in found.systems}
    return "" if late.due < gate else next(name for name in late.path if earliest[name] > late.due)


def _too_late(facts: Facts, scenario: Scenario, culprit: str, late: list[Impossible]) -> Breach:
    worst, *others = sorted(late, key=lambda one: (one.due - one.reached, one.target_of))
    values = {
        "scenario": scenario.name,
        "count": plural(len(late), "RTO impossible", "RTO impossibles"),
        "worst": facts.plan.systems[worst.target_of].name,
        "due": told(_target(facts, scenario, worst.target_of)),
        "earliest": at_least(worst.reached, worst.due),
        "path": " → ".join(facts.plan.systems[name].name for name in worst.path),
        "others": shortened([_late_words(facts, scenario, one) for one in others]) if others else "aucun",
    }
    places = _refs(facts, [worst.target_of, *(one.target_of for one in others)])
    about = facts.system[culprit].at("restore") if culprit else facts.scenario[scenario.id].at("gate")
    return Breach(about, values, places, "" if culprit else "gate", scenario.id)


def _late_words(facts: Facts, scenario: Scenario, late: Impossible) -> str:
    due = told(_target(facts, scenario, late.target_of))
    return f"{_name(facts, late.target_of)} (RTO {due}, au plus tôt {at_least(late.reached, late.due)})"


def _target(facts: Facts, scenario: Scenario, system: str) -> Answer[Duration]:
    """The RTO of a system in a scenario."""
    return in_scenario(facts.plan.systems[system].rto, scenario)


@rule("FEA-WORK-BOUND", Severity.BLOCKING)
def too_much_work(facts: Facts) -> Iterator[Yield]:
    """More hours of work due by some time than a team can give, in any order."""
    for scenario, found in estimates(facts):
        for one in found.overloaded:
            if one.kind in {Hold.TEAM, Hold.TESTER}:
                yield _overloaded(facts, scenario, one)


@rule("FEA-BANDWIDTH-BOUND", Severity.BLOCKING)
def too_much_to_copy(facts: Facts) -> Iterator[Yield]:
    """More to copy back by some time than a backup policy can, in any order; once for its streams and its rate."""
    for scenario, found in estimates(facts):
        told: set[str] = set()
        for one in found.overloaded:
            if one.kind in _BANDWIDTH and one.resource not in told:
                told.add(one.resource)
                yield _overloaded(facts, scenario, one)


def _overloaded(facts: Facts, scenario: Scenario, one: Overloaded) -> Breach:
    """Exact times: rounded ones would not add up to a proof. A rate is told as hours of all of it."""
    whole = one.units if one.kind is Hold.RATE else 1
    values = {
        "scenario": scenario.name,
        "head": say_duration(Duration(one.head)),
        "due": say_duration(Duration(one.due)),
        "effort": f"{-(-one.effort // (whole * _HOUR))}{NBSP}h",
        "room": f"{one.room // (whole * _HOUR)}{NBSP}h",
        "units": str(one.units),
        "systems": shortened([_name(facts, name) for name in one.systems]),
        "tester": facts.plan.systems[one.systems[-1]].restore.tester.best or "",
    }
    about = _resource(facts, one)
    return Breach(about, values, _refs(facts, one.systems), _variant(one), scenario.id)


def _variant(one: Overloaded) -> str:
    return {Hold.TESTER: "tester", Hold.STREAMS: "streams"}.get(one.kind, "")


def _resource(facts: Facts, one: Overloaded) -> Subject:
    """The team, the backup policy, or the system whose tester it is."""
    if one.kind is Hold.TEAM:
        return facts.team[one.resource]
    if one.kind in _BANDWIDTH:
        return facts.backup[one.resource]
    return facts.system[one.systems[-1]].at("restore", "tester")


@rule("FEA-SCHED-LATE", Severity.MAJOR)
def late_in_any_known_order(facts: Facts) -> Iterator[Yield]:
    """Targets missed by the best order found, on likely durations; those that nothing could meet are among them.

    Where systems fail one at a time there is no order, and a target that is missed is impossible.
    """
    for scenario, found in estimates(facts):
        late = [one for one in found.systems if one.target is not None and one.end > one.target]
        if late and not found.apart:
            yield _late(facts, scenario, found, late)


def _late(facts: Facts, scenario: Scenario, found: ScenarioEstimate, late: list[SystemEstimate]) -> Breach:
    ordered = sorted(late, key=lambda one: (one.target or 0) - one.end)
    aimed = sum(one.target is not None for one in found.systems)
    values = {
        "count": str(len(late)),
        "total": str(aimed),
        "hopeless": str(sum(one.standing is Standing.IMPOSSIBLE for one in late)),
        "names": shortened([_end_words(facts, scenario, one) for one in ordered], 3),
    }
    return Breach(facts.scenario[scenario.id], values, _refs(facts, [one.system for one in ordered]), "", scenario.id)


def _end_words(facts: Facts, scenario: Scenario, one: SystemEstimate) -> str:
    target = told(_target(facts, scenario, one.system))
    end = roughly_after(one.end, one.target or 0)
    return f"{_name(facts, one.system)} (RTO {target}, retour calculé {end})"


@rule("FEA-PROB-LOW", Severity.MAJOR)
def a_bet(facts: Facts) -> Iterator[Yield]:
    """Targets kept in too few runs; then vital services whose degraded mode holds until the return in too few."""
    for scenario, found in estimates(facts):
        enough, vital_enough = facts.threshold("odds_percent"), facts.threshold("vital_odds_percent")
        systems = [one for one in found.systems if one.odds is not None and one.odds * 100 < enough]
        services = [
            one for one in found.services if one.vital and one.odds is not None and one.odds * 100 < vital_enough
        ]
        if systems:
            yield _bet(facts, scenario, systems, enough)
        if services:
            yield _service_bet(facts, scenario, services, vital_enough)


def _bet(facts: Facts, scenario: Scenario, systems: list[SystemEstimate], enough: int) -> Breach:
    ordered = sorted(systems, key=lambda one: (one.odds or 0, one.system))
    said = [f"{_name(facts, one.system)} ({in_ten(one.odds or 0)})" for one in ordered]
    values = {"count": str(len(systems)), "enough": in_ten(enough / 100), "names": shortened(said)}
    names = [one.system for one in ordered]
    return Breach(facts.scenario[scenario.id], values, _refs(facts, names), "", scenario.id)


def _service_bet(facts: Facts, scenario: Scenario, services: list[ServiceEstimate], enough: int) -> Breach:
    ordered = sorted(services, key=lambda one: (one.odds or 0, one.service))
    said = [f"{named(facts.plan.service[one.service].name)} ({in_ten(one.odds or 0)})" for one in ordered]
    count = plural(len(services), "service vital", "services vitaux")
    values = {"count": count, "enough": in_ten(enough / 100), "names": shortened(said)}
    refs = tuple(facts.service[one.service].ref for one in ordered)
    return Breach(facts.scenario[scenario.id], values, refs, "service", scenario.id)


@rule("OBJ-DEP-NO-ROOM", Severity.MAJOR)
def no_room(facts: Facts) -> Iterator[Yield]:
    """A target that leaves a system no time of its own once what it needs is back at its own target."""
    for scenario, found in estimates(facts):
        own = {one.system: one.own for one in found.systems}
        for system in facts.plan.systems.values():
            if own.get(system.id) and not found.apart:
                yield from _squeezed(facts, scenario, system, own)


def _squeezed(facts: Facts, scenario: Scenario, system: System, own: dict[str, int]) -> Iterator[Yield]:
    target, latest = _target(facts, scenario, system.id), _latest_need(facts, scenario, system, own)
    if target.best is None or target.is_default or latest is None:
        return
    needed, other = latest
    if needed <= target.best < needed + Duration(own[system.id]):
        values = {
            "scenario": scenario.name,
            "rto": say_duration(target.best),
            "needed": other.name,
            "needed_rto": told(_target(facts, scenario, other.id)),
            "own": roughly(own[system.id]),
        }
        yield Breach(facts.system[system.id].at("rto"), values, (facts.system[other.id].ref,), "", scenario.id)


def _latest_need(
    facts: Facts, scenario: Scenario, system: System, down: Container[str]
) -> tuple[Duration, System] | None:
    """The need that is aimed at last, and when; of several alternatives the soonest counts."""
    found = []
    for edge in facts.restore.binding[system.id]:
        others = [facts.plan.systems[name] for name in edge.alternatives if name in down]
        aimed = [(target, other) for other in others if (target := in_scenario(other.rto, scenario).best) is not None]
        if aimed and len(aimed) == len(edge.alternatives):
            found.append(min(aimed, key=lambda pair: pair[0]))
    return max(found, key=lambda pair: pair[0], default=None)


RULES: tuple[Rule, ...] = (
    no_room,
    impossible,
    too_much_work,
    too_much_to_copy,
    late_in_any_known_order,
    a_bet,
)
