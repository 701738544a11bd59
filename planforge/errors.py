"""The exception tree, and problems as data: where, what, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: line and column count from 1; sheet and cell serve workbooks."""

    file: str = ""
    line: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """``planforge.yaml:6:11`` or ``inventaire.xlsx, feuille « Applis », cellule D9``."""
        if self.sheet:
            return f"{self.file}, feuille « {self.sheet} », cellule {self.cell}"
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake that keeps a file from being read: data only, drawn by ``cli``.

    ``code`` is stable and for machines, ``path`` is the French path of the value (« Services › Urgences › Chef »),
    ``frame`` holds the source lines around the place, ``hint`` says what to write instead.
    """

    code: str
    message: str
    location: Location
    path: tuple[str, ...] = ()
    hint: str = ""
    frame: str = ""

    @property
    def order(self) -> tuple[Location, str, str]:
        """Sort key: problems come out by place, whatever order they were found in."""
        return (self.location, self.code, self.message)


class PlanforgeError(Exception):
    """Something the person can mend; its text is a French sentence. A bug is never one of these."""


class ProblemsError(PlanforgeError):
    """An error that carries every problem found at once, in a stable order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.order))
        super().__init__("\n".join(f"{problem.location} {problem.message}" for problem in self.problems))

    def __reduce__(self) -> tuple[type[ProblemsError], tuple[tuple[Problem, ...]]]:
        """Survive the way back from a worker process."""
        return (type(self), (self.problems,))


class RecordError(ProblemsError):
    """The record cannot be read into a plan (exit code 3)."""


class LibraryError(ProblemsError):
    """A library entry cannot be used (exit code 6)."""


class TemplateError(ProblemsError):
    """A template cannot be used (exit code 6)."""


class QuestionnaireError(ProblemsError):
    """A questionnaire cannot be used (exit code 6)."""


class OutputError(PlanforgeError):
    """A file cannot be written or replaced (exit code 6)."""
