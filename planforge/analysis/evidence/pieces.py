"""The pieces that a requirement asks for, against the files that the record says are attached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.analysis.care import REQUIRED
from planforge.analysis.evidence.scope_facts import critical_activities, filing_day, in_group
from planforge.analysis.facts import months_before
from planforge.library.requirement_types import Condition, Per

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from planforge.analysis.study import Results
    from planforge.library.requirement_types import Piece, Requirement
    from planforge.model.governance import Evidence


class PieceState(StrEnum):
    """How a piece stands; only the first one counts as given."""

    ATTACHED = "attached"
    PARTLY = "partly"  # for some of the activities or perimeters
    OUT_OF_DATE = "out-of-date"  # dated outside of what the text allows
    INCOMPLETE = "incomplete"  # without its version or its date
    NOT_FOUND = "not-found"  # named in the record, no such file beside it
    MISSING = "missing"
    NOT_NEEDED = "not-needed"


_BEST_FIRST = tuple(PieceState)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that the record attaches, and how far it serves."""

    evidence: Evidence
    state: PieceState


@dataclass(frozen=True, slots=True)
class PieceStanding:
    """A piece and the files attached for it, the one that serves best first."""

    piece: Piece
    state: PieceState
    attached: tuple[Attached, ...] = ()


@dataclass(frozen=True)
class Desk:
    """What pieces are judged with: the record, and whether a file is there."""

    results: Results
    is_there: Callable[[str], bool]

    def pieces(self, requirement: Requirement) -> tuple[PieceStanding, ...]:
        """How each piece of a requirement stands."""
        return tuple(self._piece(requirement, piece) for piece in requirement.pieces)

    def unplaced(self, requirement: Requirement) -> tuple[Evidence, ...]:
        """The files attached to a requirement that say no piece it asks for, where it asks for several."""
        if len(requirement.pieces) == 1:
            return ()
        known = {piece.id for piece in requirement.pieces}
        return tuple(one for one in self._given(requirement) if one.piece.best not in known)

    def _given(self, requirement: Requirement) -> list[Evidence]:
        named = requirement.id.casefold()
        return [one for one in self.results.plan.evidence if one.requirement.strip().casefold() == named]

    def _piece(self, requirement: Requirement, piece: Piece) -> PieceStanding:
        if not self._needed(piece):
            return PieceStanding(piece, PieceState.NOT_NEEDED)
        lone = len(requirement.pieces) == 1
        given = [one for one in self._given(requirement) if one.piece.best == piece.id or (lone and not one.piece.best)]
        attached = sorted((self._attached(one, piece) for one in given), key=_rank)
        state = attached[0].state if attached else PieceState.MISSING
        if state is PieceState.ATTACHED and not self._is_whole(piece, attached):
            state = PieceState.PARTLY
        return PieceStanding(piece, state, tuple(attached))

    def _is_whole(self, piece: Piece, attached: Sequence[Attached]) -> bool:
        """Whether a file is about them all, or the files in time together reach every activity, or perimeter."""
        named = [one.evidence.activity.best for one in attached if one.state is PieceState.ATTACHED]
        if piece.per is Per.ESTABLISHMENT or None in named:
            return True
        known = [(one.id, service.perimeter.best) for service, one in critical_activities(self.results)]
        if piece.per is Per.ACTIVITY:
            return {name for name, _ in known} <= set(named)
        wanted = {perimeter for _, perimeter in known if perimeter in REQUIRED}
        return wanted <= {perimeter for name, perimeter in known if name in named}

    def _needed(self, piece: Piece) -> bool:
        if piece.condition is Condition.GROUP:
            return in_group(self.results)
        if piece.condition is Condition.DEDICATED_DIRECTORY:
            return self.results.plan.governance.care.dedicated_directory.best is not False
        return True

    def _attached(self, one: Evidence, piece: Piece) -> Attached:
        if not self.is_there(one.file):
            return Attached(one, PieceState.NOT_FOUND)
        on = one.date.best
        if not one.version.best or on is None:
            return Attached(one, PieceState.INCOMPLETE)
        return Attached(one, PieceState.ATTACHED if self._in_time(on, piece) else PieceState.OUT_OF_DATE)

    def _in_time(self, on: date, piece: Piece) -> bool:
        today, filing = self.results.today, filing_day(self.results)
        if today is not None and on > today:
            return False  # nothing is proved by what is still to come
        oldest = [piece.since] if piece.since else []
        oldest += [filing - timedelta(days=piece.days)] if piece.days and filing else []
        oldest += [months_before(today, piece.months)] if piece.months and today else []
        return all(on >= day for day in oldest)


def _rank(attached: Attached) -> int:
    return _BEST_FIRST.index(attached.state)


def strays(evidence: Sequence[Evidence], requirements: Sequence[Requirement]) -> tuple[Evidence, ...]:
    """The files attached to a requirement that no list has."""
    known = {one.id.casefold() for one in requirements}
    return tuple(one for one in evidence if one.requirement.strip().casefold() not in known)
