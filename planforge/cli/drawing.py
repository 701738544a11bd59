"""How problems are printed for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.cli.console import strong
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planforge.errors import Location, Problem


def problems_text(problems: Sequence[Problem]) -> str:
    """Every problem with its place, its source lines and what to write instead; their count on the last line."""
    count = strong(f"{plural(len(problems), 'erreur')}.", "red")
    return "\n".join([*map(problem_text, problems), count])


def problem_text(problem: Problem) -> str:
    """A problem as printed: place and path, sentence, source lines, hint."""
    lines = [place_line(problem.location, problem.path), f"    {problem.message}"]
    lines += [f"    {line}" for line in problem.frame.splitlines()]
    if problem.hint:
        lines.append(f"    → {problem.hint}")
    return "\n".join(lines) + "\n"


def place_line(location: Location, path: Iterable[str]) -> str:
    """Where in the files, then what in French: ``planforge.yaml:6:11   Établissement › Statut``."""
    return f"{location}   {' › '.join(path)}".strip()
