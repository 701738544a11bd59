"""Rules of dependencies (D.2, D.4): objectives along the edges, cycles, the directory behind the backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.facts import TOP_TIERS
from planforge.analysis.kinds import is_backup_server, is_directory, is_hypervisor
from planforge.analysis.results import Severity, WaitReason
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.uses import in_scenario, says_own
from planforge.analysis.words import in_case_of, named, told
from planforge.model.crisis import ScenarioKind
from planforge.model.systems import Application, Strength, Tier
from planforge.values import join_and

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planforge.analysis.facts import Facts
    from planforge.model.crisis import Scenario
    from planforge.model.systems import System

_LOW_TIERS = frozenset({Tier.T3, Tier.T4})
# Two library values that disagree are no contradiction of the hospital's: it has not spoken yet.
_UNSAID = "le RTO (valeurs par défaut à valider)"
_FAR = 4  # times: beyond, two coupled applications come back with data of different ages


@rule("OBJ-DEP-RTO-GT", Severity.BLOCKING)
def dependency_later(facts: Facts) -> Iterator[Yield]:
    """A system aimed at before something it waits for; of alternatives, the soonest counts."""
    for system in facts.plan.systems.values():
        for edge in facts.restore.binding[system.id]:
            needed = [facts.plan.systems[name] for name in edge.alternatives]
            for scenario in (None, *facts.plan.scenarios):
                if edge.reason is WaitReason.RUN or _loses_everything(scenario):
                    yield from _later(facts, system, needed, scenario)


def _loses_everything(scenario: Scenario | None) -> bool:
    """Whether what is needed to restore is down as well: when one application fails, the backup server stands."""
    return scenario is not None and scenario.kind in {ScenarioKind.CYBER, ScenarioKind.SITE_LOSS}


def _later(facts: Facts, system: System, needed: list[System], scenario: Scenario | None) -> Iterator[Yield]:
    said = in_scenario(system.rto, scenario)
    if said.best is None or not any(says_own(one.rto, scenario) for one in (system, *needed)):
        return
    targets = [(in_scenario(one.rto, scenario), one) for one in needed]
    known = [(answer.best, one) for answer, one in targets if answer.best is not None]
    if any(found <= said.best for found, _ in known):
        return
    lacking = [one for answer, one in targets if answer.best is None]
    if lacking:
        yield Missing(facts.system[lacking[0].id], "le RTO")
    elif all(answer.is_default for answer in (said, *(answer for answer, _ in targets))):
        yield Missing(facts.system[system.id], _UNSAID)
    else:
        yield _late(facts, system, scenario, min(known, key=lambda pair: pair[0])[1])


def _late(facts: Facts, system: System, scenario: Scenario | None, other: System) -> Breach:
    values = {
        "rto": told(in_scenario(system.rto, scenario)),
        "needed": other.name,
        "needed_rto": told(in_scenario(other.rto, scenario)),
        "case": in_case_of(scenario),
    }
    place = scenario.id if scenario else ""
    return Breach(facts.system[system.id].at("rto"), values, (facts.system[other.id].ref,), scenario=place)


@rule("OBJ-RPO-DEP-MISMATCH", Severity.MINOR)
def data_of_different_ages(facts: Facts) -> Iterator[Yield]:
    """Two coupled applications with very different RPO."""
    systems = facts.plan.systems
    for first, second in _couples(facts):
        one, other = systems[first].rpo, systems[second].rpo
        if one.best is None or other.best is None or (one.is_default and other.is_default):
            continue
        short, long = min(one.best, other.best), max(one.best, other.best)
        if long.minutes > _FAR * short.minutes:
            values = {"rpo": told(one), "other": systems[second].name, "other_rpo": told(other)}
            yield Breach(facts.system[first].at("rpo"), values, (facts.system[second].ref,))


def _couples(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Pairs of applications of which one feeds or needs the other, each once."""
    found: dict[frozenset[str], tuple[str, str]] = {}
    for system in facts.plan.applications:
        hard = (need for need in system.needs_to_run if need.strength is Strength.HARD)
        for other in (*system.feeds, *(name for need in hard for name in need.alternatives)):
            if other != system.id and isinstance(facts.plan.systems.get(other), Application):
                found.setdefault(frozenset({system.id, other}), (system.id, other))
    return tuple(found.values())


@rule("OBJ-TIER-INVERSION", Severity.MAJOR)
def wrong_class(facts: Facts) -> Iterator[Yield]:
    """A system of a low class aimed at sooner than one of a top class it needs."""
    for system in facts.plan.systems.values():
        rto = system.rto.best
        if system.tier.best not in _LOW_TIERS or rto is None:
            continue
        for edge in facts.restore.binding[system.id]:
            for needed in (facts.plan.systems[name] for name in edge.alternatives):
                later = needed.rto.best
                unsaid = system.rto.is_default and needed.rto.is_default
                if needed.tier.best in TOP_TIERS and later is not None and rto < later and not unsaid:
                    yield _inverted(facts, system, needed)


def _inverted(facts: Facts, system: System, needed: System) -> Breach:
    values = {
        "tier": str(system.tier.best),
        "rto": told(system.rto),
        "needed": needed.name,
        "needed_tier": str(needed.tier.best),
        "needed_rto": told(needed.rto),
    }
    return Breach(facts.system[system.id].at("tier"), values, (facts.system[needed.id].ref,))


@rule("DEP-CYCLE", Severity.BLOCKING)
def cycle(facts: Facts) -> Iterator[Yield]:
    """Systems that wait for one another, which no bootstrap edge lets start: each cycle with all its names."""
    for members in facts.restore.rounds.cycles:
        first, *others = (facts.system[name] for name in members)
        values = {"names": join_and([named(subject.ref.name) for subject in (first, *others)])}
        variant = "" if others else "alone"
        yield Breach(first.at("needs_to_restore"), values, tuple(other.ref for other in others), variant)


@rule("DEP-AD-FOR-BACKUP", Severity.BLOCKING)
def backup_behind_directory(facts: Facts) -> Iterator[Yield]:
    """A backup server that authenticates on the production directory."""
    yield from _behind_directory(facts, is_backup_server)


@rule("DEP-AD-FOR-HYPERVISOR", Severity.MAJOR)
def hypervisor_behind_directory(facts: Facts) -> Iterator[Yield]:
    """A virtualisation that is administered with the production directory."""
    yield from _behind_directory(facts, is_hypervisor)


def _behind_directory(facts: Facts, is_kind: Callable[[System], bool]) -> Iterator[Yield]:
    for system in facts.plan.systems.values():
        if not is_kind(system):
            continue
        about = facts.system[system.id]
        if system.own_directory.best is False:
            yield Breach(about.at("own_directory"))
        elif system.own_directory.best is None:
            yield from _needs_directory(facts, system)


def _needs_directory(facts: Facts, system: System) -> Iterator[Yield]:
    needed = (name for edge in facts.restore.needs[system.id] for name in edge.alternatives)
    directory = next((name for name in needed if is_directory(facts.plan.systems[name])), None)
    if directory is None:
        yield Missing(facts.system[system.id], "l’authentification (annuaire de production ou comptes indépendants)")
    else:
        about = facts.system[system.id].at("needs_to_run")
        yield Breach(about, {"needed": facts.plan.systems[directory].name}, (facts.system[directory].ref,), "edge")


RULES: tuple[Rule, ...] = (
    dependency_later,
    data_of_different_ages,
    wrong_class,
    cycle,
    backup_behind_directory,
    hypervisor_behind_directory,
)
