"""One JSON object per command, errors included, or plain French lines."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import result
from planforge.cli.drawing import jsonable
from planforge.cli.entry import exit_code
from planforge.errors import PlanforgeError, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.cli.root import Settings

JSON_SCHEMA = 1


@contextmanager
def reporting(settings: Settings, command: str) -> Iterator[None]:
    """Turn an error into the JSON object of the command when ``--json`` asks for it."""
    try:
        yield
    except PlanforgeError as error:
        if not settings.json:
            raise
        emit(command, problems=problems_of(error))
        raise click.exceptions.Exit(exit_code(error)) from error


def emit(command: str, **content: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    """Print the one JSON object of a command."""
    shape = {"schema": JSON_SCHEMA, "command": command, "problems": [], **content}
    result(json.dumps(shape, ensure_ascii=True, indent=1))


def problems_of(error: PlanforgeError) -> list[dict[str, Any]]:
    """The problems of an error for machines; one made of its sentence when it carries none."""
    if isinstance(error, ProblemsError):
        return [jsonable(problem) for problem in error.problems]
    return [{"code": type(error).__name__, "message": str(error)}]
