"""What the library holds, entry by entry: found by identifier, counted, with who uses it and how sure it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

from planforge.errors import LibraryError
from planforge.model.services import Level
from planforge.model.suggestions import close_identifiers
from planforge.model.words import word
from planforge.model.workflow import Certainty
from planforge.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.errors import Problem
    from planforge.library.loading import Library
    from planforge.library.types import ServiceType

_FEW = 3
_SURE = ("steps", "stop", "forms", "stocks", "thresholds", "catch_up", "needs", "decisions", "partners")


class EntryKind(StrEnum):
    """The kinds of entries, in the order in which an identifier is looked for."""

    SERVICES = "services"
    SYSTEMS = "systems"
    FORMS = "forms"
    ROLES = "roles"
    SCENARIOS = "scenarios"
    WARD_ROLES = "ward-roles"
    CONTACTS = "contacts"
    MESSAGES = "messages"
    MILESTONES = "milestones"


@dataclass(frozen=True)
class Found:
    """An entry of the library; ``own`` says that it is the hospital's."""

    kind: EntryKind
    id: str
    name: str
    own: bool
    entry: Any


@dataclass(frozen=True)
class Counts:
    """How much a degraded workflow says, and how sure its lines are; ``unmarked`` lines say nothing of it."""

    steps: int
    forms: int
    stop: int
    catch_up: int
    sure: Mapping[Certainty, int]
    unmarked: int


@dataclass(frozen=True)
class User:
    """A service type that uses a system, and how vital the system is to it."""

    id: str
    name: str
    level: Level


def entries(library: Library, kind: EntryKind) -> tuple[Found, ...]:
    """Every entry of a kind, the hospital's own in the place of its twin.

    Raises ``LibraryError`` with the problems of all of them.
    """
    found = _services(library) if kind is EntryKind.SERVICES else _listed(library, kind)
    own = _own_ids(library, kind)
    return tuple(Found(kind, one.id, one.name, one.id in own, one) for one in found)


def look_up(library: Library, identifier: str, kinds: tuple[EntryKind, ...] = tuple(EntryKind)) -> tuple[Found, ...]:
    """The entries that bear the identifier, one a kind, in the order of ``kinds``; letters may be small or large."""
    wanted = fold(identifier.strip())
    return tuple(chain.from_iterable(_borne(library, wanted, kind) for kind in kinds))


def meant(library: Library, identifier: str, kinds: tuple[EntryKind, ...] = tuple(EntryKind)) -> tuple[str, ...]:
    """The identifiers that were likely meant, best first; a name, or a word of one, is recognised."""
    known = dict(chain.from_iterable(_names(library, kind).items() for kind in reversed(kinds)))
    word_of = fold(identifier.strip())
    bearing = [one for one, name in known.items() if word_of and word_of in fold(f"{one} {name}")]
    return close_identifiers(identifier, known) or tuple(bearing[:_FEW])


def counts(kind: ServiceType) -> Counts:
    """How much a service type says of working without its systems."""
    flow = kind.workflow
    marks = [line.certainty for name in _SURE for line in getattr(flow, name)]
    sure = Counter(mark for mark in marks if mark is not None)
    return Counts(
        steps=len(flow.steps),
        forms=len(flow.forms),
        stop=len(flow.stop),
        catch_up=len(flow.catch_up),
        sure={mark: sure[mark] for mark in Certainty},
        unmarked=marks.count(None),
    )


def how_sure(certainty: Certainty | None, source: str = "") -> str:
    """« source publique : ... », « usage professionnel, à valider », « calculé »; nothing where a line does not say."""
    if certainty is None:
        return ""
    return f"{word(certainty)} : {source}" if source else word(certainty)


def users(library: Library, system: str) -> tuple[User, ...]:
    """The service types that usually use a type of system, to which it is most vital first.

    Opens all of them. Raises ``LibraryError``.
    """
    found = [
        User(kind.id, kind.name, use.level)
        for kind in _services(library)
        for use in kind.applications
        if use.type == system
    ]
    return tuple(sorted(found, key=lambda user: [*Level].index(user.level)))


def form_users(library: Library, code: str) -> dict[str, str]:
    """The names of the service types that use a form, by identifier; opens all of them. Raises ``LibraryError``."""
    return {kind.id: kind.name for kind in _services(library) if code in {use.id for use in kind.workflow.forms}}


def needed_by(library: Library, system: str) -> tuple[str, ...]:
    """The types of systems that need this one to run."""
    return tuple(one for one, kind in library.system_types.items() if system in kind.needs_to_run)


def _services(library: Library) -> tuple[ServiceType, ...]:
    found: list[ServiceType] = []
    problems: list[Problem] = []
    for identifier in library.service_ids:
        try:
            kind = library.service_type(identifier)
        except LibraryError as error:
            problems += error.problems
        else:
            found += [kind] if kind is not None else []
    if problems:
        raise LibraryError(problems)
    return tuple(found)


def _listed(library: Library, kind: EntryKind) -> tuple[Any, ...]:
    lists: dict[EntryKind, Mapping[str, Any]] = {
        EntryKind.SYSTEMS: library.system_types,
        EntryKind.FORMS: library.forms,
        EntryKind.ROLES: library.role_types,
        EntryKind.SCENARIOS: library.scenario_types,
        EntryKind.WARD_ROLES: library.ward_roles,
        EntryKind.CONTACTS: library.contact_types,
        EntryKind.MESSAGES: library.message_types,
    }
    return library.milestones if kind is EntryKind.MILESTONES else tuple(lists[kind].values())


def _own_ids(library: Library, kind: EntryKind) -> frozenset[str]:
    if kind is EntryKind.SERVICES:
        return frozenset(chain.from_iterable(shelf.service_ids for shelf in library.own))
    key = catalogue_key(kind)
    return frozenset(one.id for shelf in library.own for one in getattr(shelf.catalogue(key), key))


def catalogue_key(kind: EntryKind) -> str:
    """The list of the library that holds the entries of a kind, as its file names it."""
    return kind.value.replace("-", "_")


def _names(library: Library, kind: EntryKind) -> Mapping[str, str]:
    """Names by identifier; no service type is opened."""
    if kind is EntryKind.SERVICES:
        return {**dict.fromkeys(library.service_ids, ""), **library.service_names}
    return {one.id: one.name for one in _listed(library, kind)}


def _borne(library: Library, wanted: str, kind: EntryKind) -> Iterator[Found]:
    """The entry of that kind that bears the identifier; a service type is opened only when it does."""
    known = library.service_ids if kind is EntryKind.SERVICES else [one.id for one in _listed(library, kind)]
    identifier = next((one for one in known if fold(one) == wanted), None)
    if identifier is None:
        return
    entry = _opened(library, kind, identifier)
    if entry is not None:
        yield Found(kind, entry.id, entry.name, entry.id in _own_ids(library, kind), entry)


def _opened(library: Library, kind: EntryKind, identifier: str) -> Any:  # noqa: ANN401 - one class a kind
    if kind is EntryKind.SERVICES:
        return library.service_type(identifier)
    return next(one for one in _listed(library, kind) if one.id == identifier)
