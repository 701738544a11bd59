"""Every requirement of every list, judged: what the record shows, what is attached, what is missing and from whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.analysis.care import is_partly_social, is_sanitary
from planforge.analysis.evidence.checks import shown
from planforge.analysis.evidence.pieces import Desk, PieceState, strays
from planforge.analysis.evidence.shown import ShownState, fact_words
from planforge.library.requirement_types import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planforge.analysis.evidence.pieces import PieceStanding
    from planforge.analysis.evidence.shown import Shown
    from planforge.analysis.study import Results
    from planforge.library.requirement_types import Fact, Requirement, RequirementList
    from planforge.model.governance import Evidence, Expense

_OPEN_FACTS = frozenset({ShownState.PARTLY, ShownState.LACKS, ShownState.UNKNOWN})


class Coverage(StrEnum):
    """How a requirement stands; a document that planforge writes never covers one by itself."""

    COVERED = "covered"  # the record shows it, and every piece is attached, with its version and its date
    EVIDENCE_MISSING = "evidence-missing"  # the record shows it, pieces are missing
    PARTIAL = "partial"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing, in French, and who supplies it."""

    what: str
    who: str


@dataclass(frozen=True, slots=True)
class RequirementStanding:
    """A requirement judged; ``unplaced`` are files attached to it that say no piece."""

    requirement: Requirement
    coverage: Coverage
    facts: tuple[tuple[Fact, Shown], ...]
    pieces: tuple[PieceStanding, ...]
    unplaced: tuple[Evidence, ...]
    expenses: tuple[Expense, ...]

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What the record does not show yet."""
        words = fact_words()
        left = ((words[fact], one) for fact, one in self.facts if one.state in _OPEN_FACTS)
        return tuple(Lack(said.say(one), said.who) for said, one in left)

    @property
    def wanted(self) -> tuple[PieceStanding, ...]:
        """The pieces asked for here."""
        return tuple(one for one in self.pieces if one.state is not PieceState.NOT_NEEDED)

    @property
    def given(self) -> int:
        """How many of them are attached as the text asks."""
        return sum(one.state is PieceState.ATTACHED for one in self.pieces)


@dataclass(frozen=True, slots=True)
class ListStanding:
    """A list judged; it may not concern the establishment."""

    list: RequirementList
    applies: bool
    requirements: tuple[RequirementStanding, ...]

    def count(self, coverage: Coverage) -> int:
        """How many requirements stand like that."""
        return sum(one.coverage is coverage for one in self.requirements)


@dataclass(frozen=True)
class Meter:
    """All lists judged; ``strays`` and ``loose_expenses`` name no requirement that a list has."""

    lists: tuple[ListStanding, ...]
    strays: tuple[Evidence, ...]
    loose_expenses: tuple[Expense, ...]

    @property
    def applying(self) -> tuple[ListStanding, ...]:
        """The lists that concern the establishment."""
        return tuple(one for one in self.lists if one.applies)

    @property
    def main(self) -> ListStanding | None:
        """The list shown first."""
        return next(iter(self.applying), None)


def meter(results: Results, lists: Sequence[RequirementList], is_there: Callable[[str], bool]) -> Meter:
    """Every list judged; ``is_there`` tells whether a file that the record attaches is beside it."""
    desk, plan = Desk(results, is_there), results.plan
    every = [requirement for one in lists for requirement in one.requirements]
    known = {one.id.casefold() for one in every}
    return Meter(
        tuple(ListStanding(one, _applies(results, one.scope), _judged(desk, one)) for one in lists),
        strays(plan.evidence, every),
        tuple(one for one in plan.expenses if one.line.strip().casefold() not in known),
    )


def _applies(results: Results, scope: Scope) -> bool:
    establishment = results.plan.establishment
    if scope is Scope.SOCIAL:
        return is_partly_social(establishment)
    return scope is Scope.ANY or is_sanitary(establishment)


def _judged(desk: Desk, one: RequirementList) -> tuple[RequirementStanding, ...]:
    return tuple(_standing(desk, requirement) for requirement in one.requirements)


def _standing(desk: Desk, requirement: Requirement) -> RequirementStanding:
    facts = tuple((fact, shown(desk.results, fact)) for fact in requirement.facts)
    pieces = desk.pieces(requirement)
    expenses = desk.results.plan.expenses
    return RequirementStanding(
        requirement,
        _coverage([one.state for _, one in facts], [one.state for one in pieces]),
        facts,
        pieces,
        desk.unplaced(requirement),
        tuple(one for one in expenses if one.line.strip().casefold() == requirement.id.casefold()),
    )


def _coverage(facts: Sequence[ShownState], pieces: Sequence[PieceState]) -> Coverage:
    """Covered asks for facts and pieces both; where the text asks for no piece, nothing here can say that it is met."""
    wanted = [state for state in pieces if state is not PieceState.NOT_NEEDED]
    given = [state for state in wanted if state is PieceState.ATTACHED]
    judged = [state for state in facts if state is not ShownState.NONE]
    if all(state is ShownState.HOLDS for state in judged):
        if wanted and len(given) == len(wanted):
            return Coverage.COVERED
        if judged:
            return Coverage.EVIDENCE_MISSING
    shows = any(state in {ShownState.HOLDS, ShownState.PARTLY} for state in judged)
    return Coverage.PARTIAL if shows or given else Coverage.ABSENT
