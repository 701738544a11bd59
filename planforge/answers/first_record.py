"""What a first record holds for a statute and activities: the starter's parts, filled from the library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.answers.commented import TO_COMPLETE, Section
from planforge.library.types import Layer
from planforge.model.workflow import FormDriver
from planforge.resources import questionnaires_folder
from planforge.source import Data, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.library.loading import Library
    from planforge.library.types import ServiceType, SystemType

NAME = "Nom de l’établissement (à compléter)"
HOSPITAL = "hospital"
_MOST_ACTIVITIES = 3  # to begin with: a head of service adds the others
_PEOPLE = frozenset({"direction", "dsi", "rssi"})  # the functions that the starter's people file holds


@dataclass(frozen=True)
class Start:
    """What the hospital says of itself to begin with, and the library it draws from."""

    statute: str
    activities: tuple[str, ...]
    scope: str
    name: str
    library: Library

    def sections(self, part: str) -> tuple[Section, ...]:
        """The sections of the main or the restricted file."""
        found = _starter_file("record.yaml")[part]
        return tuple(self._section(entry) for entry in found) if isinstance(found, list) else ()

    def _section(self, entry: Data) -> Section:
        data = entry if isinstance(entry, dict) else {}
        return Section(str(data["key"]), str(data["comment"]), self._filled(data["data"]))

    def _filled(self, raw: Data) -> Data:
        """The data with each word between braces replaced by what it stands for."""
        if isinstance(raw, dict):
            return {key: self._filled(value) for key, value in raw.items()}
        if isinstance(raw, list):
            return [self._filled(item) for item in raw]
        return self._values[raw[1:-1]] if isinstance(raw, str) and raw.startswith("{") else raw

    @cached_property
    def _values(self) -> dict[str, Data]:
        opinion: dict[str, Data] = {"kind": "avis", "outcome": TO_COMPLETE, "date": TO_COMPLETE}
        return {
            "name": self.name or NAME,
            "statute": self.statute,
            "activities": list(self.activities),
            "bodies": [{"body": body, **opinion} for body in _words(self._choices["statutes"], self.statute)],
            "scenarios": self._scenarios(),
            "contacts": self._contacts(),
            "roles": [
                {"type": role, "person": role if role in _PEOPLE else TO_COMPLETE}
                for role in _words(self._choices, "roles")
            ],
            "services": [_service(kind, self.library) for kind in self._services],
            "applications": [_system(kind, self._systems) for kind in self._of(Layer.APPLICATION)],
            "infrastructure": [_system(kind, self._systems) for kind in self._of(Layer.INFRASTRUCTURE)],
        }

    @cached_property
    def _choices(self) -> dict[str, Data]:
        return _starter_file("choices.yaml")

    @cached_property
    def _services(self) -> tuple[ServiceType, ...]:
        """The service types of the activities, in the scope asked for: those of each activity first."""
        listed = "minimum" if self.scope == "minimum" else "services"
        chosen = [name for activity in self.activities for name in _words(self._activity(activity), listed)]
        names = dict.fromkeys((*chosen, *_words(self._common, listed)))
        kinds = (self.library.service_type(name) for name in names)
        found = tuple(kind for kind in kinds if kind is not None and (kind.vital or self.scope != "vital"))
        return _one_by_perimeter(found) if self.scope == "minimum" else found

    def _activity(self, name: str) -> Data:
        known = self._choices["activities"]
        return known.get(name) if isinstance(known, dict) else None

    @property
    def _common(self) -> Data:
        """What any hospital has; less for an establishment whose every activity is social or medico-social."""
        bases = {_base(self._activity(name)) for name in self.activities}
        known = self._choices["common"]
        return known.get(bases.pop() if len(bases) == 1 else HOSPITAL) if isinstance(known, dict) else None

    @cached_property
    def _systems(self) -> dict[str, SystemType]:
        """The system types that the services use, and what they need, foundations included."""
        known = self.library.system_types
        used = [use.type for kind in self._services for use in kind.applications]
        wanted = dict.fromkeys((*_words(self._choices, "infrastructure"), *used))
        for name in tuple(wanted):
            wanted |= dict.fromkeys(_all_needs(name, known))
        return {name: known[name] for name in wanted if name in known}

    def _of(self, layer: Layer) -> Iterable[SystemType]:
        return (kind for kind in self._systems.values() if kind.layer is layer)

    def _scenarios(self) -> list[Data]:
        kinds = self.library.scenario_types
        return [
            {"id": name, "name": kinds[name].name, "kind": kinds[name].kind.value}
            for name in _words(self._choices, "scenarios")
            if name in kinds
        ]

    def _contacts(self) -> list[Data]:
        kinds = self.library.contact_types
        return [
            {
                "id": name,
                "name": kinds[name].name,
                "kind": name,
                "number": kinds[name].number or TO_COMPLETE,
                "checked_on": TO_COMPLETE,
            }
            for name in _words(self._choices, "contacts")
            if name in kinds
        ]


def _service(kind: ServiceType, library: Library) -> Data:
    size = "beds" if kind.driver is FormDriver.BED else "volume_per_day"
    return {
        "id": kind.id,
        "name": kind.name,
        "type": kind.id,
        "site": "principal",
        "head": TO_COMPLETE,
        "deputy": TO_COMPLETE,
        size: TO_COMPLETE,
        "kit": {"place": TO_COMPLETE, "checked_on": TO_COMPLETE},
        "printed_states": TO_COMPLETE,
        "applications": [
            {"application": use.type, "level": use.level.value}
            for use in kind.applications
            if use.type in library.system_types and library.system_types[use.type].layer is Layer.APPLICATION
        ],
        "activities": [
            {"id": one.id, "name": one.name, "dmia": TO_COMPLETE, "pdma": TO_COMPLETE, "harm": TO_COMPLETE}
            for one in kind.activities[:_MOST_ACTIVITIES]
        ],
    }


def _system(kind: SystemType, present: dict[str, SystemType]) -> Data:
    needs: list[Data] = [name for name in kind.needs_to_run if name in present]
    owned: dict[str, Data] = {"technical_owner": TO_COMPLETE}
    if kind.layer is Layer.APPLICATION:
        owned = {"vendor": TO_COMPLETE, "hosting": TO_COMPLETE, **owned}
    return {"id": kind.id, "name": kind.name, "type": kind.id, **owned, **({"needs_to_run": needs} if needs else {})}


def _all_needs(name: str, known: object) -> list[str]:
    """What a system type needs, near and far, each once."""
    met: dict[str, None] = {}
    ahead = [name]
    while ahead:
        kind = known.get(ahead.pop()) if isinstance(known, dict) else None
        fresh = [need for need in (*kind.needs_to_run, *kind.needs_to_restore) if need not in met] if kind else []
        met |= dict.fromkeys(fresh)
        ahead += fresh
    return [*met]


def _one_by_perimeter(kinds: tuple[ServiceType, ...]) -> tuple[ServiceType, ...]:
    """The first of each perimeter: what CaRE asks to begin with, and what is short enough to be finished."""
    first = {kind.perimeter: kind for kind in reversed(kinds)}
    return tuple(kind for kind in kinds if first[kind.perimeter] is kind)


def _base(activity: Data) -> str:
    found = activity.get("base") if isinstance(activity, dict) else None
    return found if isinstance(found, str) else HOSPITAL


def _words(holder: Data, key: str) -> list[str]:
    found = holder.get(key) if isinstance(holder, dict) else None
    return [word for word in found if isinstance(word, str)] if isinstance(found, list) else []


def _starter_file(name: str) -> dict[str, Data]:
    path = questionnaires_folder() / "starter" / name
    return read_tree(path.read_text(encoding="utf-8"), name).data
