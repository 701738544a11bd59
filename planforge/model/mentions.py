"""Identifiers in raw data: where each entity is named, and where two bear the same one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.model.answer import read_unknown
from planforge.model.fields import Ref
from planforge.model.problems import NO_ID
from planforge.values import fold, quoted

if TYPE_CHECKING:
    from planforge.errors import Problem
    from planforge.model.places import Places
    from planforge.model.shapes import Shape
    from planforge.source import Data, Path

_SCENARIO = Ref(("scenarios",))


@dataclass(frozen=True, slots=True)
class Mention:
    """An identifier that names an entity or a library type; ``at_key`` where it is a key of the file."""

    path: Path
    ref: Ref
    identifier: str
    at_key: bool = False


@dataclass
class Census:
    """What a walk through raw data met: each mention, and each list of parts that have identifiers."""

    mentions: list[Mention] = field(default_factory=list)
    lists: list[tuple[Path, list[Data]]] = field(default_factory=list)

    def visit(self, shape: Shape, raw: object, path: Path = ()) -> None:
        """Note what the raw value and all below it name."""
        if shape.part is None and shape.item is None:
            if shape.ref is not None and isinstance(raw, str):
                self.mentions.append(Mention(path, shape.ref, raw))
            return
        if raw is None or read_unknown(raw) is not None:
            return
        if isinstance(raw, list) and shape.item is not None and "id" in shape.item.fields:
            self.lists.append((path, raw))
        spread = shape.spread(raw)
        for step, below, value in shape.below(raw):
            if spread and isinstance(step[-1], str) and step[-1] != "default":
                self.mentions.append(Mention((*path, *step), _SCENARIO, step[-1], at_key=True))
            if below.identifies:
                self.visit(below, value, (*path, *step))


def census(places: Places) -> Census:
    """All mentions and lists of the data."""
    found = Census()
    found.visit(places.root, places.data)
    return found


def twin_problems(places: Places, met: Census | None = None) -> list[Problem]:
    """A problem for each identifier that a list holds twice, upper or lower case, at the second place."""
    return [problem for path, items in (met or census(places)).lists for problem in _twins(places, path, items)]


def _twins(places: Places, path: Path, items: list[Data]) -> list[Problem]:
    first: dict[str, int] = {}
    problems: list[Problem] = []
    for index, item in enumerate(items):
        identifier = item.get("id") if isinstance(item, dict) else None
        if not isinstance(identifier, str) or not identifier:
            continue
        earlier = first.setdefault(fold(identifier), index)
        if earlier != index:
            problems.append(twin(places, (*path, earlier, "id"), (*path, index, "id"), identifier))
    return problems


def twin(places: Places, first: Path, second: Path, identifier: str) -> Problem:
    """The problem of two entities with one identifier."""
    span = places.located.place(first)
    where = f" ({span.value})" if span else ""
    message = f"L’identifiant {quoted(identifier)} est déjà pris{where}."
    return places.problem(NO_ID, second, (message, "Donnez à chacun le sien : un mot court, en minuscules."))
