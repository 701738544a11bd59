"""How problems and findings are printed for people; ``jsonable`` is their shape for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.cli.console import say
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.errors import Problem


def draw_problems(problems: Sequence[Problem]) -> None:
    """Print every problem on standard error, with its place, its source lines and what to write instead."""
    for problem in problems:
        say(problem_text(problem))
    say(f"{plural(len(problems), 'erreur')}. Rien n’a été modifié.")


def problem_text(problem: Problem) -> str:
    """A problem as printed: place and path, sentence, source lines, hint."""
    place = str(problem.location)
    path = " › ".join(problem.path)
    lines = [f"{place}   {path}".strip(), f"    {problem.message}"]
    if problem.frame:
        lines += [f"    {line}" for line in problem.frame.splitlines()]
    if problem.hint:
        lines.append(f"    → {problem.hint}")
    return "\n".join(lines) + "\n"


def jsonable(problem: Problem) -> dict[str, Any]:
    """A problem for ``--json``."""
    place = problem.location
    return {
        "code": problem.code,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "path": list(problem.path),
        "message": problem.message,
        "hint": problem.hint,
    }
