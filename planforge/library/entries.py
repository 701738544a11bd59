"""What is wrong with library entries besides their shape: names of nothing, missing safety, lines too long to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from planforge.errors import LibraryError
from planforge.library.exercise_entries import exercise_problems
from planforge.library.loading import CATALOGUES
from planforge.model.mentions import census
from planforge.model.suggestions import DANGLING, unknown_identifier
from planforge.model.words import word
from planforge.model.workflow import Horizon
from planforge.values import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from planforge.errors import Problem
    from planforge.library.loading import Library, Shelf
    from planforge.library.types import ServiceType, WardRoleType
    from planforge.model.places import Places
    from planforge.source import Path

P = TypeVar("P")

WORD_LIMIT = 20  # words of a step, in the first hour: what is read at arm's length
QUIZ_LISTS = ("steps", "stop", "thresholds", "catch_up", "stocks")
_FIRST_HOUR = frozenset({Horizon.QUARTER, Horizon.HOUR})
_FORM_CODE = re.compile(r"\bF-[A-Z]{2,7}\b")

_Check: TypeAlias = "Callable[[Places, ServiceType, Library], Iterator[Problem]]"


def shelf_problems(shelf: Shelf, library: Library) -> tuple[Problem, ...]:
    """Every problem of every entry of a shelf, sorted by place; ``library`` is all that its entries may name."""
    lists, services = _read_all(shelf.placed_catalogue, CATALOGUES), _read_all(shelf.placed_service, shelf.service_ids)
    found = [*lists.problems, *services.problems]
    if not lists.problems:  # else nobody knows what the entries may name
        found += [problem for _, places in lists.entries for problem in _unknown(places, library)]
        found += [problem for one, places in lists.entries for problem in exercise_problems(places, one, library)]
        found += [problem for kind, places in services.entries for problem in service_problems(places, kind, library)]
    return tuple(sorted(found, key=lambda problem: problem.order))


class _Read(NamedTuple, Generic[P]):
    """Entries that read, each with its places, and what is wrong with those that do not."""

    entries: list[tuple[P, Places]]
    problems: list[Problem]


def _read_all(read: Callable[[str], tuple[P, Places] | None], names: Iterable[str]) -> _Read[P]:
    found: _Read[P] = _Read([], [])
    for name in names:
        try:
            placed = read(name)
        except LibraryError as error:
            found.problems.extend(error.problems)
        else:
            found.entries.extend([placed] if placed else [])
    return found


def is_blocking(problem: Problem) -> bool:
    """Whether a document cannot be composed as long as the problem stands; the others are told and let pass."""
    return not problem.code.startswith("library.weak")


def service_problems(places: Places, kind: ServiceType, library: Library) -> Iterator[Problem]:
    """The problems of one service type, each at its line."""
    for check in _CHECKS:
        yield from check(places, kind, library)


def _names(library: Library) -> Mapping[str, Mapping[str, str]]:
    return {
        "services": library.service_names,
        "systems": {one: kind.name for one, kind in library.system_types.items()},
        "forms": {one: form.name for one, form in library.forms.items()},
        "roles": {one: role.name for one, role in library.role_types.items()},
    }


def _unknown(places: Places, library: Library) -> Iterator[Problem]:
    """Types and forms that the library does not hold."""
    names = _names(library)
    for mention in census(places).mentions:
        known = names.get(mention.ref.library)
        if known is not None and mention.identifier and mention.identifier not in known:
            said = unknown_identifier(f"library.{mention.ref.library}", mention.identifier, known)
            yield places.problem(DANGLING, mention.path, said)


def _unknown_names(places: Places, kind: ServiceType, library: Library) -> Iterator[Problem]:
    yield from _unknown(places, library)
    for rank, step in enumerate(kind.workflow.steps):
        for code in _FORM_CODE.findall(step.text):
            if code not in library.forms:
                said = unknown_identifier("library.forms", code, _names(library)["forms"])
                yield places.problem(DANGLING, ("workflow", "steps", rank, "text"), said)
    yield from nameless_roles(places, ("workflow", "roles"), library.ward_roles)


def nameless_roles(places: Places, path: Path, common: Mapping[str, WardRoleType]) -> Iterator[Problem]:
    """Roles of a service, listed at ``path``, that are neither common nor named."""
    roles = places.value(path)
    names = {one: kind.name for one, kind in common.items()}
    for rank, raw in enumerate(roles if isinstance(roles, list) else ()):
        role = {"id": raw} if isinstance(raw, str) else raw
        identifier = role.get("id") if isinstance(role, dict) and not role.get("name") else None
        if isinstance(identifier, str) and identifier not in names:
            said = unknown_identifier(
                "library.ward_roles", identifier, {one: kind.name for one, kind in common.items()}
            )
            yield places.problem(DANGLING, (*path, rank), said)


def _unlisted_forms(places: Places, kind: ServiceType, library: Library) -> Iterator[Problem]:
    """Forms that a step uses and that the table of forms, which makes up the kit, leaves out."""
    listed = {form.id for form in kind.workflow.forms}
    for rank, step in enumerate(kind.workflow.steps):
        for code in dict.fromkeys((*step.forms, *_FORM_CODE.findall(step.text))):
            if code not in listed and code in library.forms:
                message = f"Le formulaire {quoted(code)} sert à cette étape et manque dans la liste des formulaires."
                hint = "Ajoutez-le sous « forms: » avec le nombre de feuilles par jour : le kit en dépend."
                yield places.problem("library.weak.form", ("workflow", "steps", rank), (message, hint))


def _missing_parts(places: Places, kind: ServiceType, _library: Library) -> Iterator[Problem]:
    flow = kind.workflow
    quarter = [step for step in flow.steps if step.horizon is Horizon.QUARTER]
    missing = (
        (flow.stop, "stop", "library.weak.stop", "Aucun point d’arrêt : la fiche resterait un projet."),
        (quarter, "steps", "library.weak.quarter", "Aucune étape dans les 15 premières minutes."),
        (flow.catch_up, "catch_up", "library.weak.return", "Aucun retour à la normale : la fin de la panne en dépend."),
    )
    for lines, name, code, message in missing:
        if not lines:
            hint = f"Ajoutez-en sous « workflow: {name}: », ou repartez de l’entrée livrée avec planforge."
            yield places.problem(code, ("workflow", name), (message, hint))


def _long_steps(places: Places, kind: ServiceType, _library: Library) -> Iterator[Problem]:
    for rank, step in enumerate(kind.workflow.steps):
        count = word_count(step.text)
        if step.horizon in _FIRST_HOUR and count > WORD_LIMIT:
            message = f"Cette étape de la première heure fait {count} mots, la limite est de {WORD_LIMIT}."
            hint = "Gardez le geste ; le détail va dans une étape suivante ou dans un protocole."
            yield places.problem("library.weak.long", ("workflow", "steps", rank, "text"), (message, hint))


def word_count(text: str) -> int:
    """The words of a text: a dash or a colon alone is none."""
    return sum(any(letter.isalnum() for letter in part) for part in text.split())


def _unsafe(places: Places, kind: ServiceType, _library: Library) -> Iterator[Problem]:
    """Safety points that the type announces and that no line carries."""
    carried = {point for line in (*kind.workflow.steps, *kind.workflow.stop) for point in line.safety}
    for rank, point in enumerate(kind.safety):
        if point not in carried:
            message = f"Aucune étape ni aucun point d’arrêt ne porte le point de sécurité « {word(point)} »."
            hint = f"Écrivez « safety: [{point.value}] » sur la ligne qui le protège."
            yield places.problem("library.weak.safety", ("safety", rank), (message, hint))


def _baseless_questions(places: Places, kind: ServiceType, _library: Library) -> Iterator[Problem]:
    """Questions of the drill that no line of the workflow answers."""
    known = {f"{name}.{line.id}": line.text for name in QUIZ_LISTS for line in getattr(kind.workflow, name)}
    for rank, question in enumerate(kind.quiz):
        if question.about not in known:
            message = f"Aucune ligne {quoted(question.about)} ne répond à cette question."
            hint = "Écrivez la liste et l’identifiant de la ligne : « stop.identite », « steps.kit »."
            yield places.problem("library.weak.quiz", ("quiz", rank, "about"), (message, hint))


_CHECKS: tuple[_Check, ...] = (
    _unknown_names,
    _unlisted_forms,
    _missing_parts,
    _long_steps,
    _unsafe,
    _baseless_questions,
)
