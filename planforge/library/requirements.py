"""The lists of requirements: those that come with planforge, and the hospital's own ``requirements`` folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from planforge.errors import LibraryError, Location, Problem, RecordError
from planforge.library.requirement_types import Requirement, RequirementList
from planforge.model.places import Places
from planforge.model.problems import problems_of
from planforge.model.shapes import shape_of
from planforge.resources import requirements_folder
from planforge.source import read_bytes, read_tree
from planforge.values import close_matches, french

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from planforge.model.entity import Part

P = TypeVar("P", bound="Part")

OWN_REQUIREMENTS = "requirements"
_WORDED = ("name", "short", "version", "source", "note", "title", "group", "must", "who")


def requirement_lists(own: Path | None, documents: Collection[str]) -> tuple[RequirementList, ...]:
    """Every list in the order it is shown; a list of the folder ``own`` takes the place of ours of the same identifier.

    ``documents`` are the names of documents that a list may give. Raises ``LibraryError`` with every problem found.
    """
    found: dict[str, RequirementList] = {}
    problems: list[Problem] = []
    for folder, label in _folders(own):
        for path in sorted(folder.glob("*.yaml")):
            try:
                one = _read(path, f"{label}/{path.name}", documents)
            except LibraryError as error:
                problems += error.problems
            else:
                found[one.id] = one
    if problems:
        raise LibraryError(problems)
    return tuple(sorted(found.values(), key=lambda one: (one.order, one.id)))


def _folders(own: Path | None) -> Iterator[tuple[Path, str]]:
    yield requirements_folder(), "exigences"
    if own is not None and own.is_dir():
        yield own, own.name


def _read(path: Path, label: str, documents: Collection[str]) -> RequirementList:
    try:
        tree = read_tree(read_bytes(path.read_bytes(), label), label)
        made = RequirementList.model_validate(tree.data)
    except RecordError as error:
        raise LibraryError(error.problems) from error
    except OSError as error:
        told = "Ce fichier ne peut pas être lu."
        raise LibraryError([Problem("library.unreadable", told, Location(label))]) from error
    except ValidationError as error:
        raise LibraryError(problems_of(error, tree, RequirementList)) from error
    places = Places(tree, tree.data, shape_of(RequirementList))
    problems = [*_twins(places, made), *_unknown_documents(places, made, documents)]
    if problems:
        raise LibraryError(problems)
    return _typeset(made)


def _twins(places: Places, made: RequirementList) -> Iterator[Problem]:
    """Two requirements, or two pieces of one, of the same identifier: nobody could say which one is proved."""
    seen = set[str]()
    for rank, one in enumerate(made.requirements):
        if one.id in seen:
            told = f"L’exigence « {one.id} » est écrite deux fois."
            yield _problem(places, ("requirements", rank, "id"), "library.twin", told, "Changez cet identifiant.")
        seen.add(one.id)
        known = set[str]()
        for place, piece in enumerate(one.pieces):
            if piece.id in known:
                told = f"La pièce « {piece.id} » est demandée deux fois par « {one.id} »."
                path = ("requirements", rank, "pieces", place, "id")
                yield _problem(places, path, "library.twin", told, "Changez cet identifiant.")
            known.add(piece.id)


def _unknown_documents(places: Places, made: RequirementList, known: Collection[str]) -> Iterator[Problem]:
    for rank, one in enumerate(made.requirements):
        named: list[tuple[tuple[str | int, ...], str]]
        named = [(("answered_by", at, "document"), answer.document) for at, answer in enumerate(one.answered_by)]
        named += [
            (("pieces", at, "made_from", place), name)
            for at, piece in enumerate(one.pieces)
            for place, name in enumerate(piece.made_from)
        ]
        for path, name in named:
            if name not in known:
                close = close_matches(name, known, 1)
                hint = f"Vouliez-vous dire « {close[0]} » ?" if close else f"Documents : {', '.join(sorted(known))}."
                told = f"« {name} » n’est pas un document que planforge produit."
                yield _problem(places, ("requirements", rank, *path), "library.unknown_document", told, hint)


def _problem(places: Places, path: tuple[str | int, ...], code: str, message: str, hint: str) -> Problem:
    return places.problem(code, path, (message, hint))


def _typeset(part: P) -> P:
    """The part with French typography in its words, and in those of the parts below it."""
    update: dict[str, object] = {name: french(getattr(part, name)) for name in _WORDED if hasattr(part, name)}
    if isinstance(part, RequirementList):
        update["requirements"] = tuple(map(_typeset, part.requirements))
    if isinstance(part, Requirement):
        update["pieces"] = tuple(_typeset(one) for one in part.pieces)
    return part.model_copy(update=update)
