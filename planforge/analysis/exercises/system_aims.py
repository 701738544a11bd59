"""What stimuli find in systems: what comes back last, what hangs on what, who helps and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.copies import out_of_reach
from planforge.analysis.exercises.terrain import Aimed, as_said, service_ref, system_ref
from planforge.analysis.hours import Cover, cover
from planforge.analysis.kinds import hosted, is_network
from planforge.analysis.results import ObjectRef, Verdict
from planforge.analysis.schedule.estimates import Standing
from planforge.analysis.spoken import VERDICTS
from planforge.analysis.words import listed, roughly, roughly_after, says_no_access
from planforge.model.systems import Application
from planforge.values import Duration, plural, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.analysis.exercises.terrain import Terrain
    from planforge.analysis.schedule.estimates import ServiceEstimate
    from planforge.model.backups import Backup
    from planforge.model.people import Supplier
    from planforge.model.services import Service
    from planforge.model.systems import System

_SEVERAL = 2
_NAMED = 3
_DAY = 1440  # minutes
_UNCOVERED = frozenset({Verdict.BREAK, Verdict.BEYOND})


def first_return(terrain: Terrain) -> Iterator[Aimed]:
    """The applications of vital services that come back within a day of the first one."""
    dated = {one.system: one.dates.p50 for one in terrain.estimate.systems} if terrain.estimate else {}
    known = [(dated[system.id], service, system) for service, system in terrain.vital_systems() if system.id in dated]
    first = min((minutes for minutes, _, _ in known), default=0)
    soon = [one for one in known if one[0] <= first + _DAY]
    for minutes, service, system in sorted(soon, key=lambda one: (one[0], one[1].id, one[2].id)):
        values = {"service": service.name, "application": system.name, "back": roughly(minutes)}
        yield Aimed(values, (service_ref(service), system_ref(system)))


def last_return(terrain: Terrain) -> Iterator[Aimed]:
    """Of each vital service, the application most often waited for, the latest first."""
    found = [(service, one) for service, one in _estimated(terrain) if one.last and one.limit is not None]
    for service, one in sorted(found, key=_latest, reverse=True):
        system = terrain.plan.systems[one.last]
        values = {"service": service.name, "application": system.name, **_held(one)}
        yield Aimed(values, (service_ref(service), system_ref(system)))


def uncovered_service(terrain: Terrain) -> Iterator[Aimed]:
    """Services that a computation leaves uncovered, the latest first."""
    found = [(service, one) for service, one in _estimated(terrain) if one.verdict in _UNCOVERED]
    for service, one in sorted(found, key=_latest, reverse=True):
        if one.limit is not None and one.dates is not None:
            late = roughly(one.dates.p90)
            values = {"service": service.name, "late": late, "verdict": VERDICTS[one.verdict], **_held(one)}
            yield Aimed(values, (service_ref(service),))


def _estimated(terrain: Terrain) -> Iterator[tuple[Service, ServiceEstimate]]:
    """The vital services in play whose return could be dated."""
    for service in terrain.vital:
        one = terrain.estimate.service(service.id) if terrain.estimate else None
        if one is not None and one.dates is not None:
            yield service, one


def _latest(pair: tuple[Service, ServiceEstimate]) -> tuple[int, str]:
    dates = pair[1].dates
    return (dates.p50 if dates else 0, pair[0].id)


def _held(one: ServiceEstimate) -> dict[str, str]:
    limit = say_duration(Duration(one.limit or 0))
    return {"limit": limit, "back": roughly(one.dates.p50) if one.dates else ""}


def dependency(terrain: Terrain) -> Iterator[Aimed]:
    """What a vital application cannot run without, when nothing else would do instead; telling needs first."""
    found = []
    for service, system in terrain.vital_systems():
        edges = terrain.results.run_graph.binding[system.id]
        needed = [terrain.plan.systems[edge.alternatives[0]] for edge in edges if len(edge.alternatives) == 1]
        if needed:
            found.append((service, system, max(needed, key=_telling)))
    for service, system, needed_one in sorted(found, key=lambda one: -_telling(one[2])):
        values = {"application": system.name, "needed": needed_one.name, "service": service.name}
        yield Aimed(values, (system_ref(system), system_ref(needed_one), service_ref(service)))


def _telling(system: System) -> int:
    """How much a need says to those who play: everybody knows that nothing works without the network."""
    return 2 if isinstance(system, Application) else int(not is_network(system))


def shared_system(terrain: Terrain) -> Iterator[Aimed]:
    """Systems whose loss stops several vital services in play, those that stop most first."""
    vital = {service.id: service.name for service in terrain.vital}
    stopped = {
        name: [vital[one] for one in found.services if one in vital] for name, found in terrain.results.stops.items()
    }
    for name, services in sorted(stopped.items(), key=lambda one: (-len(one[1]), one[0])):
        if len(services) >= _SEVERAL and (not terrain.down or name in terrain.down):
            system = terrain.plan.systems[name]
            count = plural(len(services), "service vital", "services vitaux")
            values = {"system": system.name, "services": listed(services, _NAMED), "count": count}
            yield Aimed(values, (system_ref(system),))


def restart_loop(terrain: Terrain) -> Iterator[Aimed]:
    """Systems that wait for each other to come back."""
    systems = terrain.plan.systems
    loops = [(one.user, one.needs[0]) for one in terrain.estimate.loops if one.needs] if terrain.estimate else []
    loops = loops or [(one[0], one[1]) for one in terrain.results.restart_order.cycles if len(one) >= _SEVERAL]
    for user, needed in loops:
        values = {"system": systems[user].name, "needed": systems[needed].name}
        yield Aimed(values, (system_ref(systems[user]), system_ref(systems[needed])))


def exposed_backup(terrain: Terrain) -> Iterator[Aimed]:
    """Backups that the same attack may reach, those of most systems first."""
    found = [one for one in terrain.plan.backups if one.systems and _exposed(one)]
    for backup in sorted(found, key=lambda one: (-len(one.systems), one.id)):
        values = {"backup": backup.name, "count": plural(len(backup.systems), "système")}
        yield Aimed(values, (ObjectRef("backups", backup.id, backup.name),))


def _exposed(backup: Backup) -> bool:
    return not any(out_of_reach(copy) for copy in backup.copies) or any(
        copy.in_production_domain.best for copy in backup.copies
    )


def office_supplier(terrain: Terrain) -> Iterator[Aimed]:
    """Suppliers of vital applications who answer in office hours only."""
    for service, system, supplier in _supplied(terrain):
        hours = supplier.hours.best
        if hours and cover(hours) is Cover.OFFICE:
            said = {"application": system.name, "service": service.name, "hours": as_said(hours)}
            yield Aimed({"supplier": supplier.name, **said}, _bought(supplier, system))


def silent_supplier(terrain: Terrain) -> Iterator[Aimed]:
    """Suppliers of vital applications without an emergency number."""
    for _, system, supplier in _supplied(terrain):
        if supplier.emergency_number.best is None:
            yield Aimed({"supplier": supplier.name, "application": system.name}, _bought(supplier, system))


def remote_access(terrain: Terrain) -> Iterator[Aimed]:
    """Suppliers who come in from afar, by a system of theirs that we run."""
    for system in terrain.plan.systems.values():
        supplier = terrain.plan.supplier.get(system.vendor.best or "")
        way = supplier.remote_access.best if supplier else None
        if supplier is not None and way and not says_no_access(way) and not hosted(system):
            yield Aimed({"supplier": supplier.name, "application": system.name}, _bought(supplier, system))


def hosted_application(terrain: Terrain) -> Iterator[Aimed]:
    """Vital applications that somebody else hosts; of a supplier who is lost, its own first."""
    found = [one for one in _supplied(terrain) if hosted(one[1])]
    lost = [one for one in found if one[2].id in terrain.scenario.lost]
    for service, system, supplier in _once((*lost, *found)):
        values = {"supplier": supplier.name, "application": system.name, "service": service.name}
        yield Aimed(values, (*_bought(supplier, system), service_ref(service)))


def missed_target(terrain: Terrain) -> Iterator[Aimed]:
    """Targets that the computation says are missed: those of vital applications first, the widest gap first."""
    missed = {Standing.IMPOSSIBLE, Standing.MISSED}
    found = [one for one in terrain.estimate.systems if one.standing in missed] if terrain.estimate else []
    late = [(one.dates.p50 - one.target, one) for one in found if one.target is not None]
    vital = {system.id for _, system in terrain.vital_systems()}
    for gap, one in sorted(late, key=lambda pair: (pair[1].system not in vital, -pair[0], pair[1].system)):
        if gap > 0 and one.target is not None:
            system = terrain.plan.systems[one.system]
            back = roughly_after(one.dates.p50, one.target)
            values = {"system": system.name, "target": say_duration(Duration(one.target)), "back": back}
            yield Aimed(values, (system_ref(system),))


def _supplied(terrain: Terrain) -> Iterator[tuple[Service, System, Supplier]]:
    """Each supplier once, with the first vital application that it supplies."""
    every = (
        (service, system, supplier)
        for service, system in terrain.vital_systems()
        if (supplier := terrain.plan.supplier.get(system.vendor.best or "")) is not None
    )
    yield from _once(every)


def _once(every: Iterable[tuple[Service, System, Supplier]]) -> Iterator[tuple[Service, System, Supplier]]:
    seen: set[str] = set()
    for one in every:
        if one[2].id not in seen:
            seen.add(one[2].id)
            yield one


def _bought(supplier: Supplier, system: System) -> tuple[ObjectRef, ...]:
    return (ObjectRef("suppliers", supplier.id, supplier.name), system_ref(system))
