"""YAML of the templates folder read into a checked shape: layouts of sheets, tables that never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from planforge.errors import Location, Problem, RecordError, TemplateError
from planforge.source import read_bytes, read_tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from planforge.source import Path as Path_
    from planforge.source import Tree

M = TypeVar("M", bound=BaseModel)

_HINTS = {
    "extra_forbidden": "Cette clé n’existe pas : vérifiez son orthographe, ou retirez-la.",
    "missing": "Cette clé manque : ajoutez-la avec sa valeur.",
}


def find(folders: Sequence[Path], name: str) -> Path:
    """The file of that name in the first folder that has it. Raises ``TemplateError``."""
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise TemplateError([Problem("template-absent", f"Le fichier « {name} » n’existe pas.", Location(name))])


def read_shape(path: Path, shape: type[M]) -> tuple[M, Tree]:
    """The file as that shape, and the tree that places its values. Raises ``TemplateError`` with all that is wrong."""
    label = f"{path.parent.name}/{path.name}"
    try:
        tree = read_tree(read_bytes(path.read_bytes(), label), label)
    except RecordError as error:
        raise TemplateError(error.problems) from error
    try:
        return shape.model_validate(tree.data), tree
    except ValidationError as error:
        raise TemplateError([_unread(found, tree) for found in error.errors(include_url=False)]) from error


def problem_at(tree: Tree, path: Path_, code: str, message: str, hint: str) -> Problem:
    """A problem at the value nearest to ``path``, with the lines around it."""
    nearest = tree.nearest(path)
    place = tree.place(nearest)
    here = place.value if place else Location(tree.file)
    return Problem(code, message, here, hint=hint, frame=tree.frame(nearest))


def _unread(found: ErrorDetails, tree: Tree) -> Problem:
    path = tuple(found["loc"])
    where = " › ".join(str(step + 1) if isinstance(step, int) else step for step in path)
    message = (
        f"« {where} » ne se lit pas dans ce fichier de mise en page." if where else "Ce fichier est vide ou mal formé."
    )
    hint = _HINTS.get(found["type"], "Comparez avec le fichier de même nom livré avec planforge.")
    return problem_at(tree, path, "template-shape", message, hint)
