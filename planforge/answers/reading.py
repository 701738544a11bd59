"""A record's folder made a plan; every problem of syntax, shape, values and identifiers at once, at its place."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from planforge.answers.apart import TO_COMPLETE, without
from planforge.answers.collections import Collections
from planforge.answers.pending import overlaid
from planforge.answers.references import reference_problems
from planforge.answers.versions import version_problems
from planforge.errors import RecordError
from planforge.library.loading import load_library
from planforge.model.places import Places
from planforge.model.plan import RESTRICTED_KEYS, Plan
from planforge.model.problems import problems_of
from planforge.model.shapes import fields_of, shape_of
from planforge.source import RESTRICTED, Sources, read_folder

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from planforge.errors import Problem
    from planforge.source import Data

OWN_LIBRARY = "library"
_APART = (
    f"{RESTRICTED} absent : les personnes, les sauvegardes et leurs tests sont considérés comme inconnus, "
    "et s’impriment « À COMPLÉTER »."
)


@dataclass(frozen=True)
class Record:
    """A plan, the files it was read from (with the place of each value), and what there is to say of the reading."""

    plan: Plan
    sources: Sources
    folder: pathlib.Path
    notices: tuple[str, ...] = ()


def read_plan(folder: pathlib.Path) -> Plan:
    """The plan that the folder holds; raises ``RecordError`` with every problem."""
    return read_record(folder).plan


def read_record(folder: pathlib.Path) -> Record:
    """The plan that the folder holds, and where each value stands.

    Where the restricted file is kept apart, references into it are unknown. Raises ``RecordError`` with every problem,
    ``LibraryError`` where the hospital's own library cannot be read.
    """
    with collected_later():
        return judged(read_sources(folder), folder)


def judged(sources: Sources, folder: pathlib.Path) -> Record:
    """The plan that these files hold, wherever their texts come from; ``folder`` has the hospital's own library.

    Raises ``RecordError`` with every problem, ``LibraryError`` where that library cannot be read.
    """
    data = sources.data
    places = Places(sources, data, shape_of(Plan))
    problems = version_problems(places)
    if problems:
        raise RecordError(problems)
    restricted = RESTRICTED_KEYS if sources.restricted_missing else frozenset()
    collections = Collections(data, load_library(folder / OWN_LIBRARY), restricted)
    dangling, apart = reference_problems(places, collections)
    kept_apart = any(restricted.intersection(mention.ref.collections) for mention in apart)
    # Lists kept apart are said unknown: an empty list would read as « nothing is backed up ».
    unknown = dict.fromkeys(sorted(RESTRICTED_KEYS - set(data)), TO_COMPLETE) if kept_apart else {}
    plan, refused = _validated(places, {**without(data, [mention.path for mention in apart]), **unknown})
    problems = [*refused, *dangling]
    if problems or plan is None:
        raise RecordError(problems)
    return Record(plan, sources, folder, (_APART,) if kept_apart else ())


def read_sources(folder: pathlib.Path) -> Sources:
    """The texts of the record with the answers that are not in its files yet, not judged.

    Raises ``RecordError`` where one of the files is not YAML, ``OutputError`` for answers that no file can hold.
    """
    with collected_later():
        return overlaid(folder, read_files(folder))


def read_files(folder: pathlib.Path) -> Sources:
    """The texts of the record's files as they are, not judged; raises ``RecordError`` where one of them is not YAML."""
    return read_folder(folder, frozenset(fields_of(Plan)), RESTRICTED_KEYS)


def _validated(places: Places, data: dict[str, Data]) -> tuple[Plan | None, list[Problem]]:
    try:
        return Plan.model_validate(data), []
    except ValidationError as error:
        return None, problems_of(error, places.located, Plan)


@contextmanager
def collected_later() -> Iterator[None]:
    """Holds the garbage collector while a record is read, and keeps what was read out of its later rounds.

    A large record is hundreds of thousands of small values, none of them garbage: looking through them again and again
    takes longer than reading them. What is no longer used is freed all the same, unless it refers to itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
