"""Requirements judged, as JSON says them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.analysis.evidence.shown import fact_words

if TYPE_CHECKING:
    from planforge.analysis.evidence.meter import ListStanding, RequirementStanding
    from planforge.analysis.evidence.pieces import PieceStanding


def list_shape(one: ListStanding) -> dict[str, Any]:
    """A list and its requirements."""
    said = one.list
    return {
        "id": said.id,
        "name": said.name,
        "version": said.version,
        "date": said.date.isoformat(),
        "applies": one.applies,
        "requirements": [requirement_shape(standing) for standing in one.requirements],
    }


def requirement_shape(one: RequirementStanding) -> dict[str, Any]:
    """A requirement: its state, what the record shows, its pieces, its expenses."""
    words = fact_words()
    return {
        "id": one.requirement.id,
        "title": one.requirement.title,
        "to_check": one.requirement.to_check,
        "coverage": one.coverage.value,
        "facts": [
            {"fact": fact.value, "state": shown.state.value, "said": words[fact].say(shown), "who": words[fact].who}
            for fact, shown in one.facts
        ],
        "pieces": [_piece_shape(piece) for piece in one.pieces],
        "unplaced": [found.file for found in one.unplaced],
        "expenses": [
            {
                "label": spent.label,
                "amount": spent.amount.best,
                "date": spent.date.best.isoformat() if spent.date.best else None,
            }
            for spent in one.expenses
        ],
    }


def _piece_shape(one: PieceStanding) -> dict[str, Any]:
    return {
        "piece": one.piece.id,
        "name": one.piece.name,
        "who": one.piece.who,
        "state": one.state.value,
        "files": [
            {
                "file": found.evidence.file,
                "version": found.evidence.version.best,
                "date": found.evidence.date.best.isoformat() if found.evidence.date.best else None,
                "activity": found.evidence.activity.best,
                "state": found.state.value,
            }
            for found in one.attached
        ],
    }
