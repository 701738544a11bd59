"""Rules of degraded workflows (D.6): which service has one, and whether it stands when everything else is down."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planforge.analysis.losses import lost_systems
from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.uses import critical_applications, described, in_scenario
from planforge.analysis.words import in_case_of, listed
from planforge.model.services import Level
from planforge.model.workflow import Origin
from planforge.values import Duration, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.analysis.facts import Facts
    from planforge.model.crisis import Scenario
    from planforge.model.services import Service
    from planforge.model.systems import System
    from planforge.model.workflow import Workflow

_STEPS = ("workflow", "steps")


class _Return(NamedTuple):
    """When an application is aimed at, and in which scenario."""

    rto: Duration
    system: System
    scenario: Scenario | None
    default: bool  # a library value that nobody validated


def _without(facts: Facts) -> Iterator[Service]:
    """The services that have no degraded workflow at all."""
    described = {service.id for service, _ in facts.described}
    for service in facts.plan.services:
        if service.id not in described:
            yield service


@rule("DEG-NONE-VITAL", Severity.BLOCKING)
def vital_without_workflow(facts: Facts) -> Iterator[Yield]:
    """A vital service without a degraded workflow, from the library or its own."""
    for service in _without(facts):
        about = facts.service[service.id].at(*_STEPS)
        if service.vital.best is None:
            yield Missing(about, "le caractère vital du service")
        elif service.vital.best and ("workflow" in service.unknown_lists or "steps" in service.workflow.unknown_lists):
            yield Missing(about, "les étapes du mode dégradé")
        elif service.vital.best:
            yield Breach(about, variant="" if service.type.best else "untyped")


@rule("DEG-NONE", Severity.MAJOR)
def without_workflow(facts: Facts) -> Iterator[Yield]:
    """Another service without a degraded workflow, though an application it uses may be long to come back."""
    limit = Duration(60 * facts.threshold("no_procedure_hours"))
    for service in _without(facts):
        if service.vital.best:
            continue
        used = [facts.plan.systems[name] for name in _used(service) if name in facts.plan.systems]
        latest = max(
            (back for system in used for back in _returns(facts, system)), default=None, key=lambda one: one.rto
        )
        if latest is not None and latest.rto > limit:
            values = {
                "application": latest.system.name,
                "rto": say_duration(latest.rto),
                "case": in_case_of(latest.scenario, default=latest.default),
                "limit": say_duration(limit),
            }
            yield Breach(facts.service[service.id].at(*_STEPS), values, (facts.system[latest.system.id].ref,))
        else:
            silent = (system for system in used if next(_returns(facts, system), None) is None)
            yield from (Missing(facts.system[system.id], "le RTO") for system in silent)


def _used(service: Service) -> tuple[str, ...]:
    """The applications that the service misses, comforts left out."""
    missed = (use.application for use in service.applications if use.level is not Level.FULL)
    return tuple(dict.fromkeys((*critical_applications(service), *missed)))


def _returns(facts: Facts, system: System) -> Iterator[_Return]:
    for scenario in (None, *facts.plan.scenarios):
        rto = in_scenario(system.rto, scenario)
        if rto.best is not None:
            yield _Return(rto.best, system, scenario, rto.is_default)


@rule("DEG-NEEDS-IT", Severity.BLOCKING)
def false_fallback(facts: Facts) -> Iterator[Yield]:
    """A degraded workflow that needs a system which is down in the same scenario; calls without any telephone."""
    down = {one.id: lost_systems(facts.plan, facts.run, one) for one in facts.plan.scenarios if facts.described}
    for service, flow in facts.described:
        about = facts.service[service.id].at("fallback_systems")
        if "fallback_systems" not in service.model_fields_set or "fallback_systems" in service.unknown_lists:
            if _has_own_words(service, flow):
                yield Missing(about, "les systèmes dont le mode dégradé a besoin")
            continue
        fallen = _fallen(facts, service, down)
        if fallen:
            names = listed(facts.plan.systems[name].name for names in fallen.values() for name in names)
            values = {"systems": names, "scenarios": listed(facts.plan.scenario[one].name for one in fallen)}
            others = dict.fromkeys(facts.system[name].ref for names in fallen.values() for name in names)
            yield Breach(about, values, tuple(others))
    yield from _without_telephones(facts)


def _has_own_words(service: Service, flow: Workflow) -> bool:
    """Whether the hospital wrote steps or alternatives of its own: those of the library need no computer."""
    steps = any(step.origin is Origin.RECORD for step in flow.steps)
    return steps or any(use.alternative.best is not None for use in service.applications)


def _fallen(facts: Facts, service: Service, down: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """By scenario that opens the degraded mode, the systems it needs and that are down."""
    needed = [name for name in service.fallback_systems if name in facts.plan.systems]
    opening = [one for one, lost in down.items() if not lost.isdisjoint(critical_applications(service))]
    fallen = {one: [name for name in needed if name in down[one]] for one in opening}
    return {one: names for one, names in fallen.items() if names}


def _without_telephones(facts: Facts) -> Iterator[Yield]:
    """Scenarios without telephones, when nothing replaces them: every workflow begins with a call."""
    silent = [one.name for one in facts.plan.scenarios if one.phones.best is False]
    known = described(facts.plan.continuity_means.phones)
    about = facts.section("continuity_means", "Moyens de continuité").at("phones")
    if silent and facts.described and known is None:
        yield Missing(about, "les téléphones de secours")
    elif silent and facts.described and not known:
        yield Breach(about, {"scenarios": listed(silent)}, variant="phones")


@rule("DEG-CROSS-DEP", Severity.MAJOR)
def broken_chain(facts: Facts) -> Iterator[Yield]:
    """A service without a degraded workflow on which the degraded workflow of another one counts."""
    expecting = _expecting(facts)
    for service in _without(facts):
        others = [one for one in expecting.get(service.id, ()) if one.id != service.id]
        if others:
            values = {"services": listed(one.name for one in others)}
            refs = tuple(facts.service[one.id].ref for one in others)
            yield Breach(facts.service[service.id].at(*_STEPS), values, refs)


def _expecting(facts: Facts) -> dict[str, list[Service]]:
    """By service, those whose degraded mode counts on it: by name, or by its type where none of that type is ready."""
    ready = {service.type.best for service, _ in facts.described}
    of_type: dict[str, list[str]] = {}
    for service in facts.plan.services:
        if service.type.best is not None and service.type.best not in ready:
            of_type.setdefault(service.type.best, []).append(service.id)
    found: dict[str, list[Service]] = {}
    for service, flow in facts.described:
        by_type = (name for need in flow.needs for name in of_type.get(need.service_type, ()))
        for name in dict.fromkeys((*(need.service for need in service.services), *by_type)):
            found.setdefault(name, []).append(service)
    return found


RULES: tuple[Rule, ...] = (
    vital_without_workflow,
    without_workflow,
    false_fallback,
    broken_chain,
)
