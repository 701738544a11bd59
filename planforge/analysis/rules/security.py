"""Rules of security that decide how long the gate lasts (D.9): clean island, clean machines, flat or old networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.facts import HIGH_TIERS
from planforge.analysis.kinds import (
    hosted,
    is_biomedical,
    is_biomedical_network,
    is_detection,
    is_network,
    is_technical,
)
from planforge.analysis.results import Severity
from planforge.analysis.rules.lacks import NO_DATE
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed, named, says_none
from planforge.model.answer import State
from planforge.values import fold, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planforge.analysis.facts import Facts
    from planforge.model.answer import Answer
    from planforge.model.systems import System


def _planned(facts: Facts, field: str, missing: str) -> Iterator[Yield]:
    """The finding where nothing is written of that means, or where it is said that there is none."""
    answer: Answer[str] = getattr(facts.plan.continuity_means, field)
    about = facts.section("continuity_means", "Moyens de continuité").at(field)
    if answer.state is State.UNKNOWN:
        yield Missing(about, missing)
    elif says_none(answer.best):
        yield Breach(about)


@rule("SEC-NO-ISLAND", Severity.MAJOR)
def no_island(facts: Facts) -> Iterator[Yield]:
    """No clean island ready: switches, computers and accounts that the attack cannot have touched."""
    yield from _planned(facts, "clean_island", "l’îlot sain (commutateurs, postes, comptes)")


@rule("SEC-NO-EDR-PLAN", Severity.MINOR)
def nothing_tells_clean(facts: Facts) -> Iterator[Yield]:
    """No tool that tells a clean machine from another."""
    if not any(is_detection(system) for system in facts.plan.systems.values()):
        yield from _planned(facts, "edr", "l’outil qui déclare un poste sain")


@rule("SEC-FLAT-BIOMED", Severity.MAJOR)
def flat_network(facts: Facts) -> Iterator[Yield]:
    """Medical devices, building or telephones in a network zone that office computers or servers share."""
    office = _office(facts)
    # Devices may be taken to stand on the network that is kept for them.
    reserved = any(map(is_biomedical_network, facts.plan.infrastructure))
    shared: dict[str, list[System]] = {}
    for system in facts.plan.systems.values():
        if hosted(system) or not _kept_apart(system):
            continue
        zone = fold(system.zone.best or "")
        if zone in office:
            shared.setdefault(zone, []).append(system)
        elif not zone and not (reserved and is_biomedical(system)):
            yield Missing(facts.system[system.id], "la zone réseau")
    for zone, systems in shared.items():
        yield _flat(facts, systems, office[zone])


def _kept_apart(system: System) -> bool:
    """Whether the system must not share a network with office computers."""
    return is_biomedical(system) or (is_technical(system) and not is_network(system))


def _office(facts: Facts) -> Mapping[str, list[System]]:
    """The other systems by their network zone."""
    found: dict[str, list[System]] = {}
    for system in facts.plan.systems.values():
        if system.zone.best is not None and not is_network(system) and not _kept_apart(system):
            found.setdefault(fold(system.zone.best), []).append(system)
    return found


def _flat(facts: Facts, systems: Sequence[System], others: Sequence[System]) -> Breach:
    first, *rest = (facts.system[system.id] for system in systems)
    values = {
        "zone": named(systems[0].zone.best or ""),
        "names": listed(system.name for system in systems),
        "others": listed(other.name for other in others),
    }
    return Breach(first.at("zone"), values, tuple(one.ref for one in rest))


@rule("SEC-OBSOLETE", Severity.MINOR)
def out_of_support(facts: Facts) -> Iterator[Yield]:
    """A system of the high classes that its maker no longer corrects."""
    for system in facts.plan.systems.values():
        if system.tier.best not in HIGH_TIERS or hosted(system):
            continue
        about, end = facts.system[system.id], system.end_of_support.best
        if end is None:
            yield Missing(about, "la date de fin de support")
        elif facts.today is None:
            yield Missing(about, NO_DATE)
        elif end < facts.today:
            yield Breach(about.at("end_of_support"), {"date": say_date(end), "tier": str(system.tier.best)})


RULES: tuple[Rule, ...] = (
    no_island,
    nothing_tells_clean,
    flat_network,
    out_of_support,
)
