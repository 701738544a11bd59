"""Rules that hold what is promised against what is needed (D.2): RTO, RPO, DMIA, PDMA, endurance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.uses import (
    activity_applications,
    critical_applications,
    cyber_scenarios,
    in_scenario,
    other_scenarios,
    outer_limit,
    says_own,
    shortest_dmia,
)
from planforge.analysis.words import in_case_of, told
from planforge.values import Duration, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from planforge.analysis.facts import Facts, Subject
    from planforge.analysis.results import ObjectRef
    from planforge.model.answer import ByScenario
    from planforge.model.crisis import Scenario
    from planforge.model.services import Activity, Service
    from planforge.model.systems import System


def _tightest(service: Service, field: str) -> dict[str, tuple[Duration, Activity]]:
    """By application, the shortest wish of the service's activities for that field, and whose it is."""
    found: dict[str, tuple[Duration, Activity]] = {}
    for activity in service.activities:
        wanted: Duration | None = getattr(activity, field).best
        if wanted is None:
            continue
        for name in activity_applications(service, activity):
            if name not in found or wanted < found[name][0]:
                found[name] = (wanted, activity)
    return found


@dataclass(frozen=True, slots=True)
class _Promise:
    """A target of a system in a scenario (``None``: the default one)."""

    about: Subject
    scenario: Scenario | None
    value: Duration
    default: bool  # a library value that nobody validated

    def breach(self, values: Mapping[str, str], *others: ObjectRef, variant: str = "") -> Breach:
        """This promise against something said in ``values``."""
        place = self.scenario.id if self.scenario else ""
        said = {"promised": say_duration(self.value), "case": in_case_of(self.scenario, default=self.default), **values}
        return Breach(self.about, said, others, variant, place)


def _promises(
    facts: Facts, name: str, field: str, scenarios: Iterable[Scenario | None], *, own: bool = True
) -> Iterator[_Promise]:
    """The known targets of a system, one by scenario that says its own (any scenario unless ``own``)."""
    system = facts.plan.systems.get(name)
    if system is None:
        return
    answer: ByScenario[Duration] = getattr(system, field)
    for scenario in scenarios:
        said = in_scenario(answer, scenario)
        if said.best is not None and (not own or says_own(answer, scenario)):
            yield _Promise(facts.system[name].at(field), scenario, said.best, said.is_default)


def _every_scenario(facts: Facts) -> tuple[Scenario | None, ...]:
    return (None, *facts.plan.scenarios)


@rule("OBJ-RTO-GT-DMIA", Severity.BLOCKING)
def late_for_activity(facts: Facts) -> Iterator[Yield]:
    """A target later than the DMIA of an activity, or, in a cyber attack, than what the degraded mode holds."""
    for service in facts.plan.services:
        for name, (dmia, activity) in _tightest(service, "dmia").items():
            values = {"dmia": say_duration(dmia), "activity": activity.name, "service": service.name}
            for promise in _promises(facts, name, "rto", other_scenarios(facts.plan)):
                if promise.value > dmia:
                    yield promise.breach(values, facts.activity(service, activity).ref, facts.service[service.id].ref)
        yield from _after_endurance(facts, service)
        if service.activities and shortest_dmia(service) is None:
            yield Missing(facts.service[service.id], "la DMIA")


def _after_endurance(facts: Facts, service: Service) -> Iterator[Yield]:
    scenarios, applications = cyber_scenarios(facts.plan), critical_applications(service)
    limit = service.endurance.limit.best
    if limit is None:
        if scenarios and applications:
            yield Missing(facts.service[service.id], "la limite de tenue du mode dégradé")
        return
    for name in applications:
        for promise in _promises(facts, name, "rto", scenarios, own=False):
            if promise.value > limit:
                hours = Duration(promise.value.minutes - limit.minutes)
                yield _past_endurance(promise, facts.service[service.id].ref, service, hours)


def _past_endurance(promise: _Promise, ref: ObjectRef, service: Service, hours: Duration) -> Breach:
    """Blocking past the outer limit; before it, hours that other means must cover."""
    outer = outer_limit(service)
    values = {"service": service.name, "limit": told(service.endurance.limit), "hours": say_duration(hours)}
    if outer is not None and promise.value > outer:
        return promise.breach({**values, "outer": say_duration(outer)}, ref, variant="outer")
    return replace(promise.breach(values, ref, variant="endurance"), severity=Severity.MAJOR)


@rule("OBJ-RTO-WRT-GT-MTPD", Severity.MAJOR)
def late_after_catch_up(facts: Facts) -> Iterator[Yield]:
    """Return and catch-up together later than the outer limit of a service; the backlog grows with the outage."""
    for service in facts.plan.services:
        for name in critical_applications(service):
            system = facts.plan.systems.get(name)
            backlog = _daily_backlog(system) if system else None
            if backlog is not None:
                yield from _after_outer(facts, service, name, backlog)
            elif system is not None and _half_said(system):
                yield Missing(facts.system[name], "la charge de ressaisie (saisies par jour, durée, temps disponible)")


def _after_outer(facts: Facts, service: Service, name: str, backlog: float) -> Iterator[Yield]:
    outer = outer_limit(service)
    if outer is None:
        yield Missing(facts.service[service.id], "la limite extrême (tenue du mode dégradé et DMIA)")
        return
    for promise in _promises(facts, name, "rto", _every_scenario(facts)):
        catch_up = Duration(round(promise.value.minutes * backlog))
        if promise.value + catch_up > outer:
            values = {"catch_up": say_duration(catch_up), "service": service.name, "outer": say_duration(outer)}
            yield promise.breach(values, facts.service[service.id].ref)


def _daily_backlog(system: System) -> float | None:
    """Catch-up time for one unit of outage (recovery.md C.1); ``None`` while one of the three answers lacks."""
    entries = system.catch_up.entries_per_day.best
    each, spare = system.catch_up.minutes_each.best, system.catch_up.spare_per_day.best
    if entries is None or each is None or spare is None or not spare.minutes:
        return None
    return entries * each.minutes / spare.minutes


def _half_said(system: System) -> bool:
    """Nobody is asked for an expert answer, but a half given one is worth completing."""
    load = system.catch_up
    return any(answer.best is not None for answer in (load.entries_per_day, load.minutes_each, load.spare_per_day))


@rule("OBJ-RPO-GT-PDMA", Severity.BLOCKING)
def loses_too_much(facts: Facts) -> Iterator[Yield]:
    """An accepted data loss larger than what an activity can bear."""
    for service in facts.plan.services:
        for name, (pdma, activity) in _tightest(service, "pdma").items():
            values = {"pdma": say_duration(pdma), "activity": activity.name, "service": service.name}
            for promise in _promises(facts, name, "rpo", _every_scenario(facts)):
                if promise.value > pdma:
                    yield promise.breach(values, facts.activity(service, activity).ref, facts.service[service.id].ref)


@rule("OBJ-MTPD-LT-DMIA", Severity.BLOCKING)
def limit_before_need(facts: Facts) -> Iterator[Yield]:
    """An outer limit shorter than the DMIA of an activity of the service."""
    for service in facts.plan.services:
        outer, dmia = service.outer_limit.best, shortest_dmia(service)
        if outer is None:
            continue
        about = facts.service[service.id].at("outer_limit")
        if dmia is None:
            yield Missing(about, "la DMIA")
        elif outer < dmia:
            yield Breach(about, {"outer": say_duration(outer), "dmia": say_duration(dmia)})


@rule("OBJ-MTPD-MEANING", Severity.MINOR)
def limit_before_endurance(facts: Facts) -> Iterator[Yield]:
    """An outer limit shorter than the endurance: given with or without the degraded mode."""
    for service in facts.plan.services:
        outer, limit = service.outer_limit.best, service.endurance.limit.best
        if outer is not None and limit is not None and limit > outer:
            values = {"outer": say_duration(outer), "limit": told(service.endurance.limit)}
            yield Breach(facts.service[service.id].at("outer_limit"), values)


@rule("OBJ-OWNER-DISAGREE", Severity.MAJOR)
def wanted_sooner(facts: Facts) -> Iterator[Yield]:
    """A service that wants an application back sooner than the DSI aims at."""
    for service in facts.plan.services:
        for name, (wanted, activity) in _tightest(service, "wanted_rto").items():
            values = {"wanted": say_duration(wanted), "activity": activity.name, "service": service.name}
            for promise in _promises(facts, name, "rto", (None,)):
                if wanted < promise.value:
                    yield promise.breach(values, facts.activity(service, activity).ref, facts.service[service.id].ref)


RULES: tuple[Rule, ...] = (
    late_for_activity,
    late_after_catch_up,
    loses_too_much,
    limit_before_need,
    limit_before_endurance,
    wanted_sooner,
)
