"""Identifiers of the record checked all at once: twins, names of nothing, and what points into a file kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.errors import LibraryError
from planforge.library.entries import nameless_roles
from planforge.library.workflows import CHANGED_LISTS
from planforge.model.answer import RESERVED
from planforge.model.mentions import Mention, census, twin, twin_problems
from planforge.model.suggestions import DANGLING, unknown_identifier
from planforge.values import ValueFault, fold, quoted, read_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.answers.collections import Collections
    from planforge.errors import Problem
    from planforge.library.loading import Library
    from planforge.model.places import Places
    from planforge.source import Data, Path

_MOST_SUGGESTIONS = 20  # looking for close names among a thousand costs 35 ms each


def reference_problems(places: Places, collections: Collections) -> tuple[list[Problem], tuple[Mention, ...]]:
    """Every problem of identifiers, and the references into what is kept apart or unknown as a whole."""
    met = census(places)
    dangling, apart = _sorted_out(met.mentions, collections)
    problems = [
        *twin_problems(places, met),
        *_twin_systems(places),
        *_reserved_scenarios(places),
        *_dangling(places, dangling, collections),
        *_removed_lines(places, collections.library),
        *_nameless_roles(places, collections.library),
    ]
    return problems, apart


def _sorted_out(mentions: Iterable[Mention], collections: Collections) -> tuple[list[Mention], tuple[Mention, ...]]:
    dangling: list[Mention] = []
    apart: list[Mention] = []
    known = {ref: collections.known(ref) for ref in {mention.ref for mention in mentions}}
    for mention in mentions:
        if mention.identifier in known[mention.ref] or not _readable(mention):
            continue
        if collections.unknowable(mention.ref):
            apart.append(mention)
        else:
            dangling.append(mention)
    return dangling, tuple(apart)


def _readable(mention: Mention) -> bool:
    """Whether the identifier is well formed: a badly formed one has its own problem already."""
    if mention.ref.library:
        return bool(mention.identifier.strip())
    try:
        read_slug(mention.identifier)
    except ValueFault:
        return False
    return True


def _dangling(places: Places, mentions: list[Mention], collections: Collections) -> Iterator[Problem]:
    for rank, mention in enumerate(mentions):
        known = collections.known(mention.ref) if rank < _MOST_SUGGESTIONS else {}
        said = unknown_identifier(collections.kind(mention.ref), mention.identifier, known)
        yield places.problem(DANGLING, mention.path, said, at_key=mention.at_key)


def _twin_systems(places: Places) -> Iterator[Problem]:
    """Applications and infrastructure are named by the same references: one identifier must not name both."""
    first = {fold(one): path for path, one in _identified(places, "infrastructure")}
    for path, one in _identified(places, "applications"):
        if fold(one) in first:
            yield twin(places, first[fold(one)], path, one)


def _reserved_scenarios(places: Places) -> Iterator[Problem]:
    for path, one in _identified(places, "scenarios"):
        if one in {*RESERVED, "default"}:
            message = f"{quoted(one)} est un mot réservé : un scénario ne peut pas porter cet identifiant."
            yield places.problem("slug.reserved", path, (message, "Choisissez par exemple « cyber » ou « panne »."))


def _identified(places: Places, collection: str) -> Iterator[tuple[Path, str]]:
    entities = places.value((collection,))
    for index, entity in enumerate(entities if isinstance(entities, list) else ()):
        identifier = entity.get("id") if isinstance(entity, dict) else None
        if isinstance(identifier, str) and identifier:
            yield (collection, index, "id"), identifier


def _removed_lines(places: Places, library: Library) -> Iterator[Problem]:
    """Lines that a service removes from its type's workflow, and that are not there."""
    services = places.value(("services",))
    for index, service in enumerate(services if isinstance(services, list) else ()):
        if isinstance(service, dict) and isinstance(service.get("workflow"), dict):
            yield from _removed(places, ("services", index, "workflow"), service, library)


def _nameless_roles(places: Places, library: Library) -> Iterator[Problem]:
    services = places.value(("services",))
    for index in range(len(services) if isinstance(services, list) else 0):
        yield from nameless_roles(places, ("services", index, "workflow", "roles"), library.ward_roles)


def _removed(places: Places, path: Path, service: dict[str, Data], library: Library) -> Iterator[Problem]:
    try:
        kind = library.service_type(str(service.get("type") or ""))
    except LibraryError:
        return
    for name in CHANGED_LISTS:
        removed = places.value((*path, name, "remove"))
        if kind is None or not isinstance(removed, list):
            continue
        lines = {line.id: getattr(line, "text", "") for line in getattr(kind.workflow, name)}
        for rank, identifier in enumerate(removed):
            if isinstance(identifier, str) and identifier not in lines:
                said = unknown_identifier("lines", identifier, lines)
                yield places.problem(DANGLING, (*path, name, "remove", rank), said)
