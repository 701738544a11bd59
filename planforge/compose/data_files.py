"""YAML of the templates folder read into a checked shape: layouts of sheets, tables that never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from planforge.errors import Location, Problem, RecordError, TemplateError
from planforge.source import read_bytes, read_tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

M = TypeVar("M", bound=BaseModel)

_WORDS = {"oui": True, "non": False}


def find(folders: Sequence[Path], name: str) -> Path:
    """The file of that name in the first folder that has it. Raises ``TemplateError``."""
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise TemplateError([Problem("template-absent", f"Le fichier « {name} » n’existe pas.", Location(name))])


def read_shape(path: Path, shape: type[M]) -> M:
    """The file as that shape. Raises ``TemplateError`` with every place that does not fit."""
    try:
        tree = read_tree(read_bytes(path.read_bytes(), path.name), path.name)
    except RecordError as error:
        raise TemplateError(error.problems) from error
    try:
        return shape.model_validate(_booleans(tree.data))
    except ValidationError as error:
        problems = []
        for found in error.errors():
            place = tree.place(tree.nearest(tuple(found["loc"])))
            where = " › ".join(str(part) for part in found["loc"])
            message = f"« {where} » ne se lit pas dans ce fichier de mise en page."
            problems.append(Problem("template-shape", message, place.value if place else Location(path.name)))
        raise TemplateError(problems) from error


def _booleans(data: object) -> object:
    """The tree with « oui » and « non » as booleans: Pydantic knows only English ones."""
    if isinstance(data, dict):
        return {key: _booleans(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_booleans(value) for value in data]
    return _WORDS.get(data, data) if isinstance(data, str) else data
