"""Rules of links that records forget (D.4): to the foundations, to the interface engine, to hosted applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.facts import HIGH_TIERS
from planforge.analysis.graphs import down_with, leading_to
from planforge.analysis.kinds import (
    exchanges_data,
    hosted,
    is_directory,
    is_foundation,
    is_interface_engine,
    is_internet,
    works_alone,
)
from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed
from planforge.model.systems import Infrastructure
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planforge.analysis.facts import Facts
    from planforge.model.systems import System

_NEEDS = "les systèmes nécessaires au fonctionnement"


@rule("DEP-MISSING-CORE", Severity.MAJOR)
def falsely_independent(facts: Facts) -> Iterator[Yield]:
    """Applications that lead to no network, directory, virtualisation or storage: all of them in one finding."""
    local = [one for one in facts.plan.applications if not (hosted(one) or one.island.best or works_alone(one))]
    if local and not facts.plan.infrastructure:
        yield Missing(facts.section("infrastructure", "Infrastructure"), "le réseau, l’annuaire et les serveurs")
        return
    linked = leading_to(facts.run, (system.id for system in facts.plan.infrastructure if _may_carry(system)))
    alone = [one for one in local if one.id not in linked]
    for application in alone:
        if "needs_to_run" in application.unknown_lists:
            yield Missing(facts.system[application.id].at("needs_to_run"), _NEEDS)
    yield from _together(facts, [one for one in alone if "needs_to_run" not in one.unknown_lists], {})


def _may_carry(system: System) -> bool:
    """Whether applications stand on it; one of no type may be anything."""
    return is_foundation(system) or (isinstance(system, Infrastructure) and system.type.best is None)


def _together(
    facts: Facts, systems: Sequence[System], values: Mapping[str, str], variant: str = ""
) -> Iterator[Breach]:
    """One finding for all these systems, at the needs of the first."""
    if systems:
        first, *others = (facts.system[system.id] for system in systems)
        said = {
            "count": plural(len(systems), "application"),
            "names": listed(system.name for system in systems),
            **values,
        }
        yield Breach(first.at("needs_to_run"), said, tuple(other.ref for other in others), variant)


@rule("DEP-NO-EAI", Severity.MINOR)
def without_interface_engine(facts: Facts) -> Iterator[Yield]:
    """A laboratory, imaging or record application with no link to the interface engine; or no engine at all."""
    engines = [system for system in facts.plan.systems.values() if is_interface_engine(system)]
    talking = [application for application in facts.plan.applications if exchanges_data(application)]
    if not engines:
        # One suite alone exchanges with itself.
        yield from _together(facts, talking if len(talking) > 1 else (), {}, "none")
        return
    linked = _linked(facts, engines)
    for application in talking:
        about = facts.system[application.id].at("needs_to_run")
        if application.id in linked:
            continue
        if "needs_to_run" in application.unknown_lists:
            yield Missing(about, _NEEDS)
        else:
            yield Breach(about, {"engines": listed(engine.name for engine in engines)})


def _linked(facts: Facts, engines: Sequence[System]) -> set[str]:
    """What needs an engine, feeds it or is fed by it, even through others."""
    names = {engine.id for engine in engines}
    feeding = {system.id for system in facts.plan.systems.values() if not names.isdisjoint(system.feeds)}
    fed = {name for engine in engines for name in engine.feeds}
    return leading_to(facts.run, names) | feeding | fed


@rule("DEP-HIDDEN-CLOUD", Severity.MAJOR)
def only_through_us(facts: Facts) -> Iterator[Yield]:
    """Hosted systems that count, and that only the hospital's own Internet access or directory opens."""
    counting = [system for system in facts.plan.systems.values() if hosted(system) and _counts(facts, system)]
    for system in counting:
        if not system.needs_to_run:
            yield Missing(facts.system[system.id].at("needs_to_run"), "le chemin vers ce qui est hébergé au dehors")
    for variant, is_path in (("", is_internet), ("directory", is_directory)):
        paths = [one for one in facts.plan.systems.values() if is_path(one) and not hosted(one)]
        cut = down_with(facts.run, [path.id for path in paths])
        values = {"path": listed(path.name for path in paths)}
        yield from _together(facts, [one for one in counting if one.id in cut], values, variant)


def _counts(facts: Facts, system: System) -> bool:
    return system.tier.best in HIGH_TIERS or system.id in facts.users_of


RULES: tuple[Rule, ...] = (
    falsely_independent,
    without_interface_engine,
    only_through_us,
)
