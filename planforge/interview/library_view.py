"""The library as questionnaires see it: read only, and only what they ask for. Expressions call it ``library``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any

from planforge.errors import LibraryError
from planforge.interview.binding import plain_value
from planforge.library.loading import SERVICES
from planforge.library.types import Layer
from planforge.model.services import Level, Perimeter
from planforge.model.workflow import WorkflowLine
from planforge.resources import questionnaires_folder
from planforge.source import read_tree
from planforge.values import ValueFault, make_slug, read_yes_no

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from planforge.library.loading import Library
    from planforge.library.types import ContactType, ScenarioType, ServiceType, SystemType, UsualActivity
    from planforge.source import Data

_STARTER = "starter/choices.yaml"
_THREE = (Perimeter.CARE, Perimeter.TECHNICAL, Perimeter.ADMINISTRATIVE)  # those that CaRE asks for
_LEVELS = tuple(Level)
_FEW_APPLICATIONS, _FEW_FOUNDATIONS = 10, 6
_HEAD = 600  # characters
_PERIMETER = re.compile(r"^perimeter:[ ]*([a-z]+)", re.MULTILINE)


@dataclass(frozen=True)
class Typical:
    """A usual entry to offer: ``record`` is what a new one holds, ``use`` what the line that names it holds."""

    id: str
    name: str
    record: Mapping[str, Data] = field(default_factory=dict)
    use: Mapping[str, Data] = field(default_factory=dict)


def _once_a_record(work: Callable[[LibraryView, object], tuple[str, ...]]) -> Any:  # noqa: ANN401 - a method
    """The method, worked out once for a record: it is asked of each entry, and a record is never changed in place."""

    @wraps(work)
    def remembered(self: LibraryView, data: object) -> tuple[str, ...]:
        known = self._known.get(work.__name__)
        if known is None or known[0] is not data:
            known = self._known[work.__name__] = (data, work(self, data))
        return known[1]

    return remembered


class LibraryView:
    """What expressions may ask of the library; what is not known gives nothing, never an error."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[str, tuple[object, tuple[str, ...]]] = {}

    def service_type(self, identifier: object) -> ServiceType | None:
        """The type of a service."""
        try:
            return self._library.service_type(identifier) if isinstance(identifier, str) else None
        except LibraryError:
            return None  # « planforge check » says what is wrong in the hospital's own entry

    def system_type(self, identifier: object) -> SystemType | None:
        """The type of an application or of an infrastructure."""
        return self._library.system_types.get(identifier) if isinstance(identifier, str) else None

    def services(self, data: object) -> tuple[Typical, ...]:
        """The service types usual for the establishment's activities, then all the others."""
        names = self._library.service_names
        usual = [one for one in self._usual_services(data) if one in names]
        ordered = dict.fromkeys([*usual, *sorted(names, key=lambda one: names[one])])
        site = _only_site(data)
        return tuple(_typed(one, names[one], site) for one in ordered)

    def services_of(self, data: object, perimeter: str) -> tuple[Typical, ...]:
        """The same in one perimeter: care, technical, administrative or support."""
        return tuple(one for one in self.services(data) if self._perimeters.get(one.id) == perimeter)

    def scenario_type(self, identifier: object) -> ScenarioType | None:
        """The usual scenario of that identifier."""
        return self._library.scenario_types.get(identifier) if isinstance(identifier, str) else None

    def contact_type(self, identifier: object) -> ContactType | None:
        """The usual contact of that identifier."""
        return self._library.contact_types.get(identifier) if isinstance(identifier, str) else None

    def activities(self, service: object) -> tuple[Typical, ...]:
        """The critical activities usual for a service of that type."""
        kind = self._kind(service)
        return tuple(
            Typical(one.id, one.name, _filled(id=one.id, name=one.name, harm=one.harm.value if one.harm else ""))
            for one in (kind.activities if kind else ())
        )

    def activity(self, service: object, item: object) -> UsualActivity | None:
        """The usual activity that bears the identifier of one of the service's."""
        kind = self._kind(service)
        return next((one for one in kind.activities if one.id == _value(item, "id")), None) if kind else None

    def applications(self, service: object) -> tuple[Typical, ...]:
        """The applications that a service of that type usually works with, the vital ones first, with their level."""
        kind = self._kind(service)
        uses = sorted(kind.applications if kind else (), key=lambda use: _LEVELS.index(use.level))
        return tuple(
            replace(self._system(use.type), use={"level": use.level.value})
            for use in uses
            if self._is_application(use.type)
        )

    def partners(self, service: object) -> tuple[Typical, ...]:
        """The kinds of partners that usually take over from a service of that type."""
        kind = self._kind(service)
        return tuple(
            Typical(one.id, one.who, {"name": one.who, "purpose": one.text})
            for one in (kind.workflow.partners if kind else ())
        )

    def forms(self, service: object) -> tuple[Typical, ...]:
        """The paper forms that a service of that type uses."""
        kind = self._kind(service)
        names = self._library.forms
        used = [one.id for one in (kind.workflow.forms if kind else ()) if one.id in names]
        return tuple(Typical(one, f"{one} – {names[one].name}", {"form": one}) for one in used)

    def lines(self, service: object, name: str) -> tuple[Typical, ...]:
        """The lines of one list of the type's workflow: steps, stop, thresholds..."""
        kind = self._kind(service)
        lines = getattr(kind.workflow, name, ()) if kind else ()
        return tuple(Typical(line.id, line.text) for line in lines if isinstance(line, WorkflowLine))

    def used_applications(self, data: object) -> tuple[Typical, ...]:
        """The application types that the record's services usually work with, the vital ones first, then the others."""
        ordered = dict.fromkeys([*self._used_types(data), *self._library.system_types])
        return tuple(self._system(one) for one in ordered if self._is_application(one))

    def foundations(self, data: object) -> tuple[Typical, ...]:
        """The infrastructure that nothing restarts without, then the other types of it."""
        del data
        types = self._library.system_types
        usual = [one for one in _words(self._starter, "infrastructure") if one in types]
        others = [one for one, kind in types.items() if kind.layer is Layer.INFRASTRUCTURE]
        return tuple(self._system(one) for one in dict.fromkeys([*usual, *others]))

    def contacts(self) -> tuple[Typical, ...]:
        """The outside contacts that every hospital should fill, with their public number where they have one."""
        return tuple(
            Typical(one, kind.name, _filled(id=one, name=kind.name, kind=one, number=kind.number))
            for one, kind in self._library.contact_types.items()
        )

    def scenarios(self) -> tuple[Typical, ...]:
        """The usual scenarios."""
        return tuple(
            Typical(one, kind.name, {"id": one, "name": kind.name, "kind": kind.kind.value})
            for one, kind in self._library.scenario_types.items()
        )

    def roles(self) -> tuple[Typical, ...]:
        """The crisis roles."""
        return tuple(Typical(one, kind.name, {"type": one}) for one, kind in self._library.role_types.items())

    def ward_roles(self) -> tuple[Typical, ...]:
        """The common roles to name on a ward."""
        return tuple(Typical(one, kind.name, {"id": one}) for one, kind in self._library.ward_roles.items())

    def messages(self) -> tuple[Typical, ...]:
        """The messages to adapt."""
        return tuple(
            Typical(one, kind.name, {"id": one, "name": kind.name, "audience": kind.audience, "text": kind.text})
            for one, kind in self._library.message_types.items()
        )

    def bodies(self, data: object) -> tuple[Typical, ...]:
        """The bodies that give an opinion on the plans, by statute."""
        statute = _value(_child(data, "establishment"), "statute")
        known = _words(_child(self._starter, "statutes"), statute)
        return tuple(Typical(make_slug(one), one, {"body": one, "name": one}) for one in known)

    def perimeter(self, item: object) -> str:
        """The perimeter of a service: its own, else its type's."""
        own = _value(item, "perimeter")
        kind = None if own else self._kind(item)
        return own or (kind.perimeter.value if kind else "")

    def vital(self, item: object) -> bool:
        """Whether a service is vital: as the record says, else as its type does."""
        own = _value(item, "vital")
        if own:
            return _yes(own)
        kind = self._kind(item)
        return bool(kind and kind.vital)

    @_once_a_record
    def perimeters(self, data: object) -> tuple[str, ...]:
        """The first service of each of the three perimeters that CaRE asks for, by identifier."""
        first: dict[str, str] = {}
        for service in _listed(data, "services"):
            first.setdefault(self.perimeter(service), _value(service, "id"))
        return tuple(first[one.value] for one in _THREE if one.value in first)

    @_once_a_record
    def first_applications(self, data: object) -> tuple[str, ...]:
        """The ten applications that the services of the three perimeters can do without the least."""
        return self._ranked(data, self.perimeters(data))[:_FEW_APPLICATIONS]

    @_once_a_record
    def vital_applications(self, data: object) -> tuple[str, ...]:
        """The applications that some vital service uses."""
        vital = tuple(_value(one, "id") for one in _listed(data, "services") if self.vital(one))
        return tuple(dict.fromkeys(used for _, used in _uses(data, vital)))

    @_once_a_record
    def first_foundations(self, data: object) -> tuple[str, ...]:
        """The six foundations that nothing restarts without, as far as the record has them."""
        known = [_value(one, "id") for one in _listed(data, "infrastructure")]
        usual = [one for one in _words(self._starter, "infrastructure") if one in known]
        return tuple(dict.fromkeys([*usual, *known]))[:_FEW_FOUNDATIONS]

    @_once_a_record
    def vendors(self, data: object) -> tuple[str, ...]:
        """The suppliers of the first applications and foundations."""
        first = {*self.first_applications(data), *self.first_foundations(data)}
        systems = [*_listed(data, "applications"), *_listed(data, "infrastructure")]
        return tuple(_value(one, "vendor") for one in systems if _value(one, "id") in first and _value(one, "vendor"))

    @_once_a_record
    def crisis_people(self, data: object) -> tuple[str, ...]:
        """The identifiers of those who trigger, cut, reopen, or make a gesture of the cut."""
        crisis = _child(data, "crisis")
        deciders = [_child(crisis, name) for name in ("trigger", "cut", "reopen")]
        steps = _listed(_child(crisis, "network_cut"), "steps")
        found = [_value(one, key) for one in deciders for key in ("person", "deputy")]
        found += [_value(step, "by") for step in steps]
        return tuple(dict.fromkeys(one for one in found if one))

    def _ranked(self, data: object, services: tuple[str, ...]) -> tuple[str, ...]:
        """The recorded applications, those that these services use first, by how badly they need them."""
        known = [_value(one, "id") for one in _listed(data, "applications")]
        used = [one for _, one in sorted(_uses(data, services), key=lambda use: use[0]) if one in known]
        return tuple(dict.fromkeys([*used, *known]))

    @cached_property
    def _perimeters(self) -> Mapping[str, str]:
        """The perimeter of each service type, read from the head of its file: opening them all takes a second."""
        found: dict[str, str] = {}
        for shelf in reversed(self._library.shelves):
            for one in shelf.service_ids:
                head = (shelf.root / SERVICES / f"{one}.yaml").read_text("utf-8")[:_HEAD]
                found |= {one: said[1]} if (said := _PERIMETER.search(head)) else {}
        return found

    @cached_property
    def _starter(self) -> dict[str, Data]:
        path = questionnaires_folder() / _STARTER
        return read_tree(path.read_text(encoding="utf-8"), path.name).data

    def _usual_services(self, data: object) -> Iterator[str]:
        known = self._starter.get("activities")
        activities = _words(data.get("establishment") if isinstance(data, dict) else None, "activities")
        bases = {_value(_child(known, one), "base") or "hospital" for one in activities}
        for one in activities:
            yield from _words(_child(known, one), "services")
        if len(bases) == 1:
            yield from _words(_child(self._starter.get("common"), bases.pop()), "services")

    def _used_types(self, data: object) -> list[str]:
        kinds = [self.service_type(_value(service, "type")) for service in _listed(data, "services")]
        uses = [use for kind in kinds if kind for use in kind.applications]
        return [use.type for use in sorted(uses, key=lambda use: _LEVELS.index(use.level))]

    def _is_application(self, identifier: str) -> bool:
        kind = self._library.system_types.get(identifier)
        return kind is not None and kind.layer is Layer.APPLICATION

    def _system(self, identifier: str) -> Typical:
        name = self._library.system_types[identifier].name
        return Typical(identifier, name, {"id": identifier, "name": name, "type": identifier})

    def _kind(self, service: object) -> ServiceType | None:
        return self.service_type(_value(service, "type"))


def _uses(data: object, services: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """How badly some services need each application that they use."""
    for service in _listed(data, "services"):
        if _value(service, "id") in services:
            for use in _listed(service, "applications"):
                level = _value(use, "level")
                yield _LEVELS.index(Level(level)) if level in _LEVELS else len(_LEVELS), _value(use, "application")


def _typed(identifier: str, name: str, site: str) -> Typical:
    return Typical(identifier, name, _filled(id=identifier, name=name, type=identifier, site=site))


def _filled(**values: str) -> dict[str, Data]:
    return {key: value for key, value in values.items() if value}


def _only_site(data: object) -> str:
    """The site there is, where there is one only."""
    sites = _listed(data.get("establishment") if isinstance(data, dict) else None, "sites")
    return _value(sites[0], "id") if len(sites) == 1 else ""


def _child(holder: object, key: str) -> object:
    return holder.get(key) if isinstance(holder, dict) else None


def _value(holder: object, key: str) -> str:
    found = plain_value(holder.get(key)) if isinstance(holder, dict) else None
    return found if isinstance(found, str) else ""


def _listed(holder: object, key: str) -> list[Data]:
    found = _child(holder, key)
    return found if isinstance(found, list) else []


def _words(holder: object, key: str) -> Iterable[str]:
    return [word for word in _listed(holder, key) if isinstance(word, str)]


def _yes(text: str) -> bool:
    try:
        return read_yes_no(text)
    except ValueFault:
        return False
