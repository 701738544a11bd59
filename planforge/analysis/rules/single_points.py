"""Rules of single points (D.4): a node, a person, a place, a supplier, an operator that everything hangs on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.analysis.facts import HIGH_TIERS
from planforge.analysis.kinds import are_screens, hosted, is_internet
from planforge.analysis.results import Severity
from planforge.analysis.rules.lacks import APART
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.uses import described
from planforge.analysis.words import listed, named, shortened
from planforge.model.answer import State
from planforge.model.services import Loss
from planforge.model.systems import Infrastructure
from planforge.values import fold, join_and, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.people import Team
    from planforge.model.services import Service
    from planforge.model.systems import System

_SEVERAL = 2  # vital services: below, the service knows its own dependency
_OPERATORS = re.compile(
    r"\b(?:deux|trois|quatre|plusieurs|[2-9]|double)\s+operateurs?\b|operateurs differents|(?:multi|bi)-?operateur"
)


@rule("SPOF-NODE", Severity.MAJOR)
def single_node(facts: Facts) -> Iterator[Yield]:
    """What stops several vital services, nothing else doing its work: each foundation, then applications together."""
    vital = {service.id: service.name for service in facts.plan.services if service.vital.best}
    stopped = {name: [one for one in stop.services if one in vital] for name, stop in facts.stops.items()}
    single = [name for name, services in stopped.items() if len(services) >= _SEVERAL]
    applications = []
    for name in single:
        system, services = facts.plan.systems[name], stopped[name]
        if not isinstance(system, Infrastructure):
            applications.append((len(services), name))
        elif not are_screens(system):
            values = {"count": _vital(len(services)), "services": listed(vital[one] for one in services)}
            yield Breach(facts.system[name], values)
    # The record's order among equals.
    yield from _single_applications(facts, sorted(applications, key=lambda pair: -pair[0]))


def _vital(count: int) -> str:
    return plural(count, "service vital", "services vitaux")


def _single_applications(facts: Facts, counted: Sequence[tuple[int, str]]) -> Iterator[Breach]:
    if counted:
        first, *others = (facts.system[name] for _, name in counted)
        names = [f"{named(facts.system[name].ref.name)} ({plural(count, 'service')})" for count, name in counted]
        values = {"count": str(len(counted)), "names": shortened(names)}
        yield Breach(first, values, tuple(other.ref for other in others), "applications")


@rule("SPOF-PERSON", Severity.MAJOR)
def single_person(facts: Facts) -> Iterator[Yield]:
    """A team of one, or somebody without deputy, who alone restores systems of the high classes."""
    teams, people = _restored_by(facts)
    for team in facts.plan.teams:
        about, size = facts.team[team.id].at("people"), _size(team)
        if team.id not in teams or (size or 0) > 1:
            continue
        yield _alone(facts, about, teams[team.id]) if size else Missing(about, "le nombre de personnes de l’équipe")
    for system in people.pop("", ()):
        apart = facts.kept_apart("people")
        about = facts.whole if apart else facts.system[system.id].at("technical_owner")
        yield Missing(about, APART["people"] if apart else "le responsable technique")
    for name, systems in people.items():
        person = facts.plan.person.get(name)
        if person is None or person.deputy.best not in {None, name}:
            continue
        about = facts.person[name].at("deputy")
        unknown = person.deputy.state is State.UNKNOWN
        yield Missing(about, "le suppléant") if unknown else _alone(facts, about, systems, "person")


def _restored_by(facts: Facts) -> tuple[dict[str, list[System]], dict[str, list[System]]]:
    """The systems of the high classes by team, and by technical owner where no team is named; "" is not known yet."""
    teams: dict[str, list[System]] = {}
    people: dict[str, list[System]] = {}
    for system in facts.plan.systems.values():
        if system.tier.best not in HIGH_TIERS or hosted(system):
            continue
        owner = system.technical_owner
        if system.restore.team.best is not None:
            teams.setdefault(system.restore.team.best, []).append(system)
        elif owner.best is not None or owner.state is State.UNKNOWN:
            people.setdefault(owner.best or "", []).append(system)
    return teams, people


def _size(team: Team) -> int | None:
    return team.people.best if team.people.best is not None else len(team.members) or None


def _alone(facts: Facts, about: Subject, systems: Sequence[System], variant: str = "") -> Breach:
    values = {"count": plural(len(systems), "système"), "names": listed(system.name for system in systems)}
    return Breach(about, values, tuple(facts.system[system.id].ref for system in systems), variant)


@rule("SPOF-SITE", Severity.MAJOR)
def same_place(facts: Facts) -> Iterator[Yield]:
    """Systems that replace one another and stand in one place: same host, same room, or same site of several."""
    groups: dict[frozenset[str], tuple[str, ...]] = {}
    for edges in facts.restore.needs.values():
        for edge in edges:
            groups.setdefault(frozenset(edge.alternatives), edge.alternatives)
    for group, names in groups.items():
        if len(group) >= _SEVERAL:
            yield from _gathered(facts, [facts.plan.systems[name] for name in dict.fromkeys(names)])


def _gathered(facts: Facts, systems: Sequence[System]) -> Iterator[Yield]:
    about, others = facts.system[systems[0].id], systems[1:]
    hosts, rooms = {_host(facts, one) for one in systems}, {_room(one) for one in systems}
    many = len(facts.plan.establishment.sites) > 1
    if len(hosts - {None}) > 1 or len(rooms - {""}) > 1:
        return
    if None in hosts or ("" in rooms and not many and _host_is_ours(systems)):
        yield Missing(about.at("room"), "le lieu de chacun des systèmes qui se remplacent")
    else:
        room = "" if "" in rooms else (systems[0].room.best or "").split(",")[0]
        values = {
            "others": join_and([named(one.name) for one in others]),
            "place": ", ".join(word for word in (_host(facts, systems[0]), room) if word),
        }
        yield Breach(about.at("site"), values, tuple(facts.system[one.id].ref for one in others))


def _host_is_ours(systems: Sequence[System]) -> bool:
    return not any(hosted(one) for one in systems)


def _host(facts: Facts, system: System) -> str | None:
    """The name of the site or of the host; ``None`` when not known."""
    if hosted(system):
        supplier = facts.plan.supplier.get(system.vendor.best or "")
        return supplier.name if supplier else None
    sites = facts.plan.establishment.sites
    name = system.site.best or (sites[0].id if len(sites) == 1 else "")
    return facts.plan.site[name].name if name in facts.plan.site else None


def _room(system: System) -> str:
    """The room without its bay: « S1, baie 2 » and « S1, baie 4 » burn together."""
    return fold(system.room.best or "").split(",")[0].strip()


@rule("SPOF-SUPPLIER", Severity.MAJOR)
def single_supplier(facts: Facts) -> Iterator[Yield]:
    """A supplier whose applications several vital services cannot do without, with no way out nor replacement."""
    for supplier in facts.plan.suppliers:
        used = {one.id: _hanging_on(facts, one) for one in facts.supplied.get(supplier.id, ())}
        critical = [name for name, users in used.items() if users]
        services = {service.id: service for name in critical for service in used[name] if not _is_solved(service)}
        way_out = described(supplier.reversibility)
        if len(critical) < _SEVERAL or len(services) < _SEVERAL or way_out:
            continue
        about = facts.supplier[supplier.id].at("reversibility")
        if way_out is None:
            yield Missing(about, "la réversibilité du contrat")
            continue
        values = {
            "count": _vital(len(services)),
            "services": listed(one.name for one in services.values()),
            "systems": listed(facts.plan.systems[name].name for name in critical),
        }
        yield Breach(about, values, tuple(facts.service[name].ref for name in services))


def _hanging_on(facts: Facts, system: System) -> list[Service]:
    """The vital services that cannot do without the system."""
    return [service for service in facts.users_of.get(system.id, ()) if service.vital.best]


def _is_solved(service: Service) -> bool:
    """Whether the service says what it does without a supplier."""
    return any(
        solution.loss is Loss.SUPPLIER and solution.solution.best is not None
        for activity in service.activities
        for solution in activity.solutions
    )


@rule("SPOF-OPERATOR", Severity.MINOR)
def single_operator(facts: Facts) -> Iterator[Yield]:
    """Two links of one operator, or all emergency telephones with one operator."""
    links = [system for system in facts.plan.systems.values() if is_internet(system)]
    operators = {link.vendor.best for link in links}
    if len(links) >= _SEVERAL and len(operators) == 1:
        first, *others = (facts.system[link.id] for link in links)
        supplier = facts.plan.supplier.get(links[0].vendor.best or "")
        values = {"links": listed(link.name for link in links), "operator": supplier.name if supplier else ""}
        refs = tuple(other.ref for other in others)
        yield Breach(first.at("vendor"), values, refs) if supplier else Missing(first.at("vendor"), "l’opérateur")
    yield from _telephones(facts)


def _telephones(facts: Facts) -> Iterator[Yield]:
    """Emergency telephones and routers: how many operators, counted or said in their description."""
    means = facts.plan.continuity_means
    about = facts.section("continuity_means", "Moyens de continuité").at("operators")
    texts = [*facts.plan.crisis.off_network_means, *([means.phones.best or ""] if described(means.phones) else [])]
    if means.operators.best == 1:
        yield Breach(about, variant="telephones")
    elif means.operators.best is None and texts and not _OPERATORS.search(fold(" ; ".join(texts))):
        yield Missing(about, "le nombre d’opérateurs des téléphones de secours")


RULES: tuple[Rule, ...] = (
    single_node,
    single_person,
    same_place,
    single_supplier,
    single_operator,
)
