"""What stimuli find in services: what does not wait, what runs short, who takes over, who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises.terrain import Aimed, as_said, service_ref, system_ref
from planforge.analysis.kinds import is_pay
from planforge.analysis.results import ObjectRef
from planforge.analysis.words import roughly
from planforge.values import join_and, plural, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.exercises.terrain import Terrain
    from planforge.analysis.results import FormNeed
    from planforge.model.services import Partner, Service

_DAY = 1440  # minutes
_NAMED = 3  # services named in a sentence


def vital_service(terrain: Terrain) -> Iterator[Aimed]:
    """Each vital service."""
    for service in terrain.vital:
        yield Aimed({"service": service.name}, (service_ref(service),))


def urgent_activity(terrain: Terrain) -> Iterator[Aimed]:
    """Activities by DMIA, the shortest first."""
    known = [(one.dmia.best, service, one) for service in terrain.services for one in service.activities]
    dated = [(dmia, service, activity) for dmia, service, activity in known if dmia is not None]
    for dmia, service, activity in sorted(dated, key=lambda one: one[0]):
        values = {"service": service.name, "activity": activity.name, "dmia": say_duration(dmia)}
        yield Aimed(values, (service_ref(service), ObjectRef("activities", activity.id, activity.name)))


def short_stock(terrain: Terrain) -> Iterator[Aimed]:
    """Forms counted in a kit that do not last 72 hours, the shortest first."""
    found = [
        (need.stock / need.per_day, service, need)
        for service in terrain.services
        for need in terrain.results.forms.get(service.id, ())
        if need.missing and need.stock is not None and need.per_day
    ]
    for days, service, need in sorted(found, key=lambda one: one[0]):
        yield _short(terrain, service, need, days)


def _short(terrain: Terrain, service: Service, need: FormNeed, days: float) -> Aimed:
    form = terrain.results.resolved.forms.get(need.form)
    values = {
        "service": service.name,
        "code": need.form,
        "form": form.name if form else need.form,
        "stock": str(need.stock),
        "needed": str(need.total),
        "holds": roughly(round(days * _DAY)),
    }
    return Aimed(values, (service_ref(service), ObjectRef("forms", need.form, need.form)))


def old_print(terrain: Terrain) -> Iterator[Aimed]:
    """States printed at intervals."""
    for service in terrain.services:
        for state in service.printed_states:
            if state.every.best is not None:
                values = {"service": service.name, "state": state.what, "every": say_duration(state.every.best)}
                yield Aimed(values, (service_ref(service),))


def unsigned_partner(terrain: Terrain) -> Iterator[Aimed]:
    """Fallback partners who did not sign."""
    for service, partner in _partners(terrain):
        if partner.signed_on.best is None:
            yield Aimed({"service": service.name, "partner": partner.name}, (service_ref(service),))


def shared_partner(terrain: Terrain) -> Iterator[Aimed]:
    """Fallback partners on our own information system."""
    for service, partner in _partners(terrain):
        if partner.same_system.best:
            yield Aimed({"service": service.name, "partner": partner.name}, (service_ref(service),))


def signed_partner(terrain: Terrain) -> Iterator[Aimed]:
    """Fallback partners who signed for a capacity, on a system of their own."""
    for service, partner in _partners(terrain):
        if partner.signed_on.best is not None and partner.capacity.best and not partner.same_system.best:
            said = as_said(partner.capacity.best)
            yield Aimed({"service": service.name, "partner": partner.name, "capacity": said}, (service_ref(service),))


def _partners(terrain: Terrain) -> Iterator[tuple[Service, Partner]]:
    for service in terrain.services:
        for partner in service.partners:
            yield service, partner


def service_need(terrain: Terrain) -> Iterator[Aimed]:
    """What a service expects from another one."""
    for service in terrain.services:
        for need in service.services:
            other = terrain.plan.service.get(need.service)
            if other is not None and need.what.best:
                values = {"service": service.name, "other": other.name, "what": as_said(need.what.best)}
                yield Aimed(values, (service_ref(service), service_ref(other)))


def fallback_system(terrain: Terrain) -> Iterator[Aimed]:
    """Systems that a degraded mode counts on, and that the scenario takes down."""
    for service in terrain.services:
        for name in service.fallback_systems:
            if name in terrain.down:
                system = terrain.plan.systems[name]
                values = {"service": service.name, "system": system.name}
                yield Aimed(values, (service_ref(service), system_ref(system)))


def ward_decider(terrain: Terrain) -> Iterator[Aimed]:
    """Who decides on a ward."""
    for service in terrain.services:
        for decider in service.deciders:
            values = {"service": service.name, "decision": decider.decision, "function": as_said(decider.function)}
            yield Aimed(values, (service_ref(service),))


def ward_threshold(terrain: Terrain) -> Iterator[Aimed]:
    """Thresholds of a ward, in its own words or the library's."""
    for service in terrain.services:
        for line in terrain.results.resolved.workflows[service.id].thresholds:
            yield Aimed({"service": service.name, "threshold": as_said(line.text)}, (service_ref(service),))


def ward_stop(terrain: Terrain) -> Iterator[Aimed]:
    """Stop points of a ward, in its own words or the library's."""
    for service in terrain.services:
        for line in terrain.results.resolved.workflows[service.id].stop:
            yield Aimed({"service": service.name, "stop": as_said(line.text)}, (service_ref(service),))


def night_staff(terrain: Terrain) -> Iterator[Aimed]:
    """The fewest people a ward needs at night."""
    for service in terrain.services:
        if service.minimum_staff.night.best:
            values = {"service": service.name, "night": as_said(service.minimum_staff.night.best)}
            yield Aimed(values, (service_ref(service),))


def second_site(terrain: Terrain) -> Iterator[Aimed]:
    """Sites besides the first, with the services that work there."""
    for site in terrain.plan.establishment.sites[1:]:
        there = [one for one in terrain.services if one.site.best == site.id]
        if there:
            more = [plural(len(there) - _NAMED, "autre")] if len(there) > _NAMED else []
            names = join_and([*(one.name for one in there[:_NAMED]), *more])
            yield Aimed({"site": site.name, "services": names}, (ObjectRef("sites", site.id, site.name),))


def pay_service(terrain: Terrain) -> Iterator[Aimed]:
    """The services that pay the staff."""
    for service in terrain.services:
        if is_pay(service):
            yield Aimed({"service": service.name}, (service_ref(service),))
