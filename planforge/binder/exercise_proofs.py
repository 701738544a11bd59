"""Which requirements the signed report of an exercise answers, and with which of their pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.evidence.meter import meter
from planforge.binder.building import document_kinds
from planforge.library.requirement_types import Fact
from planforge.library.requirements import OWN_REQUIREMENTS, requirement_lists
from planforge.model.governance import ExerciseKind

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.binder.opening import OpenRecord

_LESSONS, _MINUTES = "retex", "compte-rendu"  # minutes are those of an exercise where an exercise is what is asked
_EXERCISE = frozenset({Fact.EXERCISE_RECENT, Fact.EXERCISE_DIRECTION, Fact.FIELD_TEST})


def report_proofs(opened: OpenRecord, folder: Path, kind: ExerciseKind) -> tuple[tuple[str, str], ...]:
    """Each requirement and piece that such a report answers, in the lists that concern the establishment.

    What a field test alone shows is answered by a field test only. Raises ``LibraryError``.
    """
    lists = requirement_lists(folder / OWN_REQUIREMENTS, document_kinds())
    judged = meter(opened.results, lists, lambda path: (folder / path).is_file())
    return tuple(
        (standing.requirement.id, piece.id)
        for one in judged.applying
        for standing in one.requirements
        if kind is ExerciseKind.FIELD or Fact.FIELD_TEST not in standing.requirement.facts
        for piece in standing.requirement.pieces
        if piece.id == _LESSONS or (piece.id == _MINUTES and not _EXERCISE.isdisjoint(standing.requirement.facts))
    )
