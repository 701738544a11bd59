"""The states of requirements, facts and pieces in French words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.evidence.meter import Coverage
from planforge.analysis.evidence.pieces import PieceState
from planforge.analysis.evidence.shown import ShownState
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.evidence.meter import ListStanding

COVERAGES: Mapping[Coverage, str] = {
    Coverage.COVERED: "couvert",
    Coverage.EVIDENCE_MISSING: "pièces à joindre",
    Coverage.PARTIAL: "partiel",
    Coverage.ABSENT: "absent",
}
MEANINGS: Mapping[Coverage, str] = {
    Coverage.COVERED: "le dossier le montre et chaque pièce est jointe, avec sa version et sa date",
    Coverage.EVIDENCE_MISSING: "le dossier le montre ; manquent des pièces, que donnent le terrain ou une signature",
    Coverage.PARTIAL: "le dossier ne le montre qu’en partie, ou une pièce est jointe sans que le reste suive",
    Coverage.ABSENT: "ni le dossier ni une pièce ne le montrent",
}
PIECE_STATES: Mapping[PieceState, str] = {
    PieceState.ATTACHED: "jointe",
    PieceState.PARTLY: "jointe en partie",
    PieceState.OUT_OF_DATE: "hors délai",
    PieceState.INCOMPLETE: "sans version ou date",
    PieceState.NOT_FOUND: "fichier introuvable",
    PieceState.MISSING: "à joindre",
    PieceState.NOT_NEEDED: "non demandée ici",
}
SHOWN: Mapping[ShownState, str] = {
    ShownState.HOLDS: "montré",
    ShownState.PARTLY: "en partie",
    ShownState.LACKS: "manque",
    ShownState.UNKNOWN: "à saisir",
    ShownState.NONE: "sans objet",
}
_COUNTS = (
    (Coverage.COVERED, "couverte", "couvertes"),
    (Coverage.EVIDENCE_MISSING, "à compléter par des pièces", "à compléter par des pièces"),
    (Coverage.PARTIAL, "partielle", "partielles"),
    (Coverage.ABSENT, "absente", "absentes"),
)


def summary(one: ListStanding) -> str:
    """« 13 exigences : 0 couverte, 3 à compléter par des pièces, 9 partielles, 1 absente »."""
    counts = ", ".join(plural(one.count(state), single, many) for state, single, many in _COUNTS)
    return f"{plural(len(one.requirements), 'exigence')} : {counts}"
