"""One JSON object per command, errors included, or French lines; and the exit code an error stands for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from planforge.cli.console import complain, result
from planforge.cli.drawing import problems_text
from planforge.cli.entry import UNREADABLE, UNUSABLE
from planforge.cli.root import CALLED
from planforge.cli.shapes import problem_shape
from planforge.errors import PlanforgeError, ProblemsError, RecordError

if TYPE_CHECKING:
    import click

    from planforge.cli.root import Settings

JSON_SCHEMA = 1


def report(error: PlanforgeError, settings: Settings, command: str) -> int:
    """Print an error as its command would have printed its result, and give its exit code."""
    if settings.json:
        emit(command, problems=problems_of(error))
    else:
        tell(error, settings)
    return exit_code(error)


def report_usage(error: click.ClickException) -> None:
    """Say in French how the command is badly written; where ``--json`` is asked for, also as its one object."""
    error.show()
    context = getattr(error, "ctx", None)
    if context is not None and context.find_root().params.get("json"):
        emit(context.meta.get(CALLED, ""), problems=[{"code": "usage", "message": error.format_message()}])


def tell(error: PlanforgeError, settings: Settings) -> None:
    """Print an error in French on standard error."""
    if isinstance(error, ProblemsError):
        complain(f"{problems_text(error.problems)} Rien n’a été modifié.", settings)
    else:
        complain(str(error), settings)


def exit_code(error: PlanforgeError) -> int:
    """The exit code that an error of ours stands for."""
    return UNREADABLE if isinstance(error, RecordError) else UNUSABLE


def emit(command: str, **content: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    """Print the one JSON object of a command."""
    shape = {"schema": JSON_SCHEMA, "command": command, "problems": [], **content}
    result(json.dumps(shape, ensure_ascii=True, indent=1))


def problems_of(error: PlanforgeError) -> list[dict[str, Any]]:
    """The problems of an error for machines; one made of its sentence when it carries none."""
    if isinstance(error, ProblemsError):
        return [problem_shape(problem) for problem in error.problems]
    return [{"code": type(error).__name__, "message": str(error)}]
