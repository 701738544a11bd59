"""What can be read of a record that has mistakes: what is wrong is left out, the rest is a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from planforge.answers.reading import read_sources
from planforge.errors import RecordError
from planforge.model.places import Places
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.source import Data
    from planforge.source import Path as Steps

_MOST_ROUNDS = 20  # mistakes hidden behind others come out one round later
_NAMELESS = {"name": "Établissement", "statute": "public"}  # so that the rest can be read


@dataclass(frozen=True)
class Salvage:
    """A plan without the values that are wrong, and the places of what is left.

    References may lead nowhere in it: good for counting answers, not for documents.
    """

    plan: Plan
    places: Places


def salvaged(folder: Path) -> Salvage | None:
    """What can be read of the record in that folder; ``None`` where its files are not even YAML."""
    try:
        sources = read_sources(folder)
    except RecordError:
        return None
    data: dict[str, Data] = {key: value for key, value in sources.data.items() if key != "schema"}
    for _ in range(_MOST_ROUNDS):
        data["establishment"] = _named(data.get("establishment"))
        places = Places(sources, data, shape_of(Plan))
        try:
            return Salvage(Plan.model_validate(data), places)
        except ValidationError as error:
            wrong = {places.path_of(detail["loc"]) for detail in error.errors(include_url=False)}
            data = _mapping_without(data, wrong)
    return None


def _named(establishment: Data) -> Data:
    given = establishment if isinstance(establishment, dict) else {}
    return {**_NAMELESS, **{key: value for key, value in given.items() if value}}


def _mapping_without(raw: dict[str, Data], wrong: set[Steps]) -> dict[str, Data]:
    return {key: _without(value, _below(wrong, key)) for key, value in raw.items() if (key,) not in wrong}


def _without(raw: Data, wrong: set[Steps]) -> Data:
    if isinstance(raw, dict):
        return _mapping_without(raw, wrong)
    if isinstance(raw, list):
        return [_without(item, _below(wrong, rank)) for rank, item in enumerate(raw) if (rank,) not in wrong]
    return raw


def _below(wrong: set[Steps], step: str | int) -> set[Steps]:
    return {path[1:] for path in wrong if path[:1] == (step,)}
