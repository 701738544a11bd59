"""The library's entries, read when asked for: the hospital's own first, then those that come with planforge."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import Field, ValidationError

from planforge.errors import LibraryError, Location, Problem, RecordError
from planforge.library.exercise_types import (
    AimType,
    CellType,
    Criterion,
    ExerciseFormat,
    ExerciseObjective,
    ListEdition,
    Stimulus,
)
from planforge.library.types import (
    CommonQuestion,
    ContactType,
    Form,
    MessageType,
    Milestone,
    RoleType,
    ScenarioType,
    ServiceType,
    SystemType,
    WardRoleType,
)
from planforge.model.entity import Part, listed
from planforge.model.mentions import twin_problems
from planforge.model.places import Places
from planforge.model.plan import by_id
from planforge.model.problems import problems_of
from planforge.model.shapes import shape_of
from planforge.model.workflow import Origin, Workflow
from planforge.resources import library_folder
from planforge.source import read_bytes, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

P = TypeVar("P", bound=Part)

SERVICES = "services"
_HEAD = 400  # characters: a file begins with its identifier and its name
_NAME = re.compile(r"^name:[ ]*(.+)$", re.MULTILINE)
_LINES = ("steps", "stop", "forms", "stocks", "thresholds", "catch_up", "needs", "decisions", "partners")


class Catalogue(Part):
    """The lists of the library; the file of each bears its name."""

    systems: tuple[SystemType, ...] = listed("Types de systèmes")
    forms: tuple[Form, ...] = listed("Formulaires")
    roles: tuple[RoleType, ...] = listed("Rôles de crise")
    scenarios: tuple[ScenarioType, ...] = listed("Scénarios usuels")
    contacts: tuple[ContactType, ...] = listed("Contacts usuels")
    messages: tuple[MessageType, ...] = listed("Messages prêts")
    milestones: tuple[Milestone, ...] = listed("Jalons d’une panne qui dure")
    ward_roles: tuple[WardRoleType, ...] = listed("Rôles à nommer dans un service")
    common_quiz: tuple[CommonQuestion, ...] = listed("Questions posées dans tous les services")
    stimuli: tuple[Stimulus, ...] = listed("Stimuli des exercices")
    exercise_objectives: tuple[ExerciseObjective, ...] = listed("Objectifs des exercices")
    exercise_aims: tuple[AimType, ...] = listed("Ce que visent les stimuli")
    exercise_cells: tuple[CellType, ...] = listed("Cellules des exercices")
    exercise_formats: tuple[ExerciseFormat, ...] = listed("Formats des exercices")
    criteria: tuple[Criterion, ...] = listed("Critères d’évaluation des exercices")
    edition: ListEdition | None = Field(default=None, title="Édition de la liste")


CATALOGUES = tuple(name for name in Catalogue.model_fields if name != "edition")


@dataclass(frozen=True)
class Shelf:
    """One folder of library entries; ``label`` names it in messages. A file that is not there holds nothing."""

    root: Path
    label: str
    _services: dict[str, ServiceType | None] = field(default_factory=dict, compare=False, repr=False)
    _lists: dict[str, Catalogue] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def service_ids(self) -> tuple[str, ...]:
        """The identifiers of the service types, in alphabetical order."""
        return tuple(sorted(path.stem for path in (self.root / SERVICES).glob("*.yaml")))

    @cached_property
    def service_names(self) -> dict[str, str]:
        """The names of the service types by identifier, read from the head of each file, none of them opened whole."""
        heads = {one: (self.root / SERVICES / f"{one}.yaml").read_text("utf-8")[:_HEAD] for one in self.service_ids}
        return {one: found[1].strip("\"' ") for one, head in heads.items() if (found := _NAME.search(head))}

    def service(self, identifier: str) -> ServiceType | None:
        """The service type of that identifier. Raises ``LibraryError`` with every problem of its file."""
        if identifier not in self._services:
            # Only names found in the folder are opened: an identifier never becomes a path of its own.
            known = identifier in self.service_ids
            self._services[identifier] = self._service(identifier) if known else None
        return self._services[identifier]

    def catalogue(self, key: str) -> Catalogue:
        """The catalogue with the list of that name filled. Raises ``LibraryError``."""
        if key not in self._lists:
            found = self.placed_catalogue(key)
            self._lists[key] = found[0] if found else Catalogue()
        return self._lists[key]

    def placed_service(self, identifier: str) -> tuple[ServiceType, Places] | None:
        """The service type as its file says it, and where each value of it stands. Raises ``LibraryError``."""
        name = f"{SERVICES}/{identifier}.yaml"
        found = self._placed(name, ServiceType)
        if found is not None and found[0].id != identifier:
            message = f"Ce fichier décrit « {found[0].id} » : son nom devrait être {found[0].id}.yaml."
            raise LibraryError([Problem("library.file_name", message, Location(f"{self.label}/{name}"))])
        return found

    def placed_catalogue(self, key: str) -> tuple[Catalogue, Places] | None:
        """The catalogue with the list of that name, and where each value of it stands. Raises ``LibraryError``."""
        return self._placed(f"{key.replace('_', '-')}.yaml", Catalogue)

    def _service(self, identifier: str) -> ServiceType | None:
        found = self.placed_service(identifier)
        return found and found[0].model_copy(update={"workflow": _from_library(found[0].workflow)})

    def _placed(self, name: str, model: type[P]) -> tuple[P, Places] | None:
        file = f"{self.label}/{name}"
        try:
            tree = read_tree(read_bytes((self.root / name).read_bytes(), file), file)
            made = model.model_validate(tree.data)
        except FileNotFoundError:
            return None
        except RecordError as error:
            raise LibraryError(error.problems) from error
        except ValidationError as error:
            raise LibraryError(problems_of(error, tree, model)) from error
        places = Places(tree, tree.data, shape_of(model))
        if twins := twin_problems(places):
            raise LibraryError(twins)
        return made, places


@dataclass(frozen=True)
class Library:
    """Everything a record may refer to by type. Entries of the first shelves win over those of the next."""

    shelves: tuple[Shelf, ...]

    @property
    def own(self) -> tuple[Shelf, ...]:
        """The hospital's shelves: all but the last, which comes with planforge."""
        return self.shelves[:-1]

    @cached_property
    def service_ids(self) -> tuple[str, ...]:
        """The identifiers of all service types, none of them opened."""
        return tuple(sorted({one for shelf in self.shelves for one in shelf.service_ids}))

    @cached_property
    def service_names(self) -> Mapping[str, str]:
        """The names of all service types by identifier; the first shelves win."""
        return {one: name for shelf in reversed(self.shelves) for one, name in shelf.service_names.items()}

    def service_type(self, identifier: str) -> ServiceType | None:
        """The service type of that identifier, if there is one. Raises ``LibraryError``."""
        found = (shelf.service(identifier) for shelf in self.shelves)
        return next((one for one in found if one is not None), None)

    @cached_property
    def system_types(self) -> Mapping[str, SystemType]:
        """Application and infrastructure types by identifier."""
        return by_id(self._entries("systems"))

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """Paper forms by code."""
        return by_id(self._entries("forms"))

    @cached_property
    def role_types(self) -> Mapping[str, RoleType]:
        """Crisis roles by identifier."""
        return by_id(self._entries("roles"))

    @cached_property
    def scenario_types(self) -> Mapping[str, ScenarioType]:
        """Usual scenarios by identifier."""
        return by_id(self._entries("scenarios"))

    @cached_property
    def contact_types(self) -> Mapping[str, ContactType]:
        """Usual outside contacts by identifier."""
        return by_id(self._entries("contacts"))

    @cached_property
    def message_types(self) -> Mapping[str, MessageType]:
        """Ready messages by identifier."""
        return by_id(self._entries("messages"))

    @cached_property
    def ward_roles(self) -> Mapping[str, WardRoleType]:
        """Common roles to name on a ward, by identifier."""
        return by_id(self._entries("ward_roles"))

    @cached_property
    def stimuli(self) -> Mapping[str, Stimulus]:
        """The stimuli of exercises by identifier, the hospital's own first."""
        return by_id(self._entries("stimuli"))

    @cached_property
    def exercise_objectives(self) -> Mapping[str, ExerciseObjective]:
        """What exercises let people try, by identifier."""
        return by_id(self._entries("exercise_objectives"))

    @cached_property
    def exercise_aims(self) -> Mapping[str, AimType]:
        """What stimuli aim at in a record, in words, by identifier."""
        return by_id(self._entries("exercise_aims"))

    @cached_property
    def exercise_cells(self) -> Mapping[str, CellType]:
        """Who plays, by identifier."""
        return by_id(self._entries("exercise_cells"))

    @cached_property
    def exercise_formats(self) -> Mapping[str, ExerciseFormat]:
        """What each level means, by identifier: « beginner-crisis », « confirmed-field »..."""
        return by_id(self._entries("exercise_formats"))

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """What evaluation grids judge, by identifier."""
        return by_id(self._entries("criteria"))

    def edition(self, key: str) -> ListEdition | None:
        """The edition of the first list of that name that says one."""
        return next((found for shelf in self.shelves if (found := shelf.catalogue(key).edition)), None)

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """What any service decides as an outage lasts; the hospital's own list where it has one."""
        found: tuple[Milestone, ...] = self._first("milestones")
        return tuple(one.model_copy(update={"origin": Origin.LIBRARY}) for one in found)

    @property
    def common_quiz(self) -> tuple[CommonQuestion, ...]:
        """The questions put in every service; the hospital's own list where it has one."""
        return self._first("common_quiz")

    def _first(self, key: str) -> tuple[Any, ...]:
        """A list whose order matters: whole, from the first shelf that has one."""
        lists = (getattr(shelf.catalogue(key), key) for shelf in self.shelves)
        return next((found for found in lists if found), ())

    def _entries(self, key: str) -> Iterator[Any]:
        for shelf in self.shelves:
            yield from getattr(shelf.catalogue(key), key)


def load_library(own: Path | None) -> Library:
    """The library, with the entries of the folder ``own`` first where there is one; nothing is opened yet."""
    shelves = (Shelf(own, own.name),) if own is not None and own.is_dir() else ()
    return Library((*shelves, _packaged()))


@cache
def _packaged() -> Shelf:
    return Shelf(library_folder(), "bibliothèque")


def _from_library(workflow: Workflow) -> Workflow:
    """The workflow with each line marked as the library's."""
    marked = {
        name: tuple(line.model_copy(update={"origin": Origin.LIBRARY}) for line in getattr(workflow, name))
        for name in _LINES
    }
    return workflow.model_copy(update=marked)
