"""``depot/<line>/LISEZ-MOI.txt``: what the folder of a line must hold, what is there, what is missing and from whom."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from planforge.analysis.evidence.pieces import PieceState
from planforge.analysis.evidence.spoken import COVERAGES, MEANINGS, PIECE_STATES
from planforge.compose.evidence_parts import limit_words
from planforge.values import french, join_and

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planforge.analysis.evidence.meter import RequirementStanding
    from planforge.analysis.evidence.pieces import PieceStanding
    from planforge.compose.evidence_parts import EvidenceFile

_WIDTH = 96


def readme(file: EvidenceFile, one: RequirementStanding, copied: Sequence[str]) -> str:
    """The text of a line's folder; ``copied`` are the files that planforge puts there."""
    return french("\n".join([*_head(one), *_pieces(file, one), *_copies(file, one, copied), *_lacks(one), ""]))


def _head(one: RequirementStanding) -> Iterator[str]:
    title = f"{one.requirement.id} – {one.requirement.title}"
    yield title
    yield "=" * len(title)
    yield ""
    yield from _wrapped(one.requirement.must, "")
    yield ""
    yield from _wrapped(f"État : {COVERAGES[one.coverage]} ({MEANINGS[one.coverage]}).", "")
    yield ""


def _pieces(file: EvidenceFile, one: RequirementStanding) -> Iterator[str]:
    yield "Pièces attendues dans ce dossier"
    yield "--------------------------------"
    for piece in one.wanted:
        mark = "[x]" if piece.state is PieceState.ATTACHED else "[ ]"
        yield from _wrapped(f"{mark} {_said(file, piece)}", "    ")
    yield ""


def _said(file: EvidenceFile, piece: PieceStanding) -> str:
    details = [f"qui : {piece.piece.who}"]
    details += [limit_words(piece)] if limit_words(piece) else []
    details += [PIECE_STATES[piece.state]]
    base = join_and([file.made[name].title for name in piece.piece.made_from])
    details += [f"à partir de : {base}"] if base else []
    return f"{piece.piece.id} – {piece.piece.name} ; {' ; '.join(details)}"


def _copies(file: EvidenceFile, one: RequirementStanding, copied: Sequence[str]) -> Iterator[str]:
    if copied:
        yield "Fichiers mis ici par planforge"
        yield "------------------------------"
        yield from (f"  {name}" for name in copied)
        yield ""
        yield from _wrapped(
            "Un document mis ici répond à la ligne ; il ne la couvre pas sans les pièces ci-dessus.", ""
        )
        yield ""
    if any(file.made[answer.document].restricted for answer in one.requirement.answered_by):
        yield from _wrapped(
            "Ce dossier contient un document à diffusion restreinte : le transmettre par un canal sûr.", ""
        )
        yield ""


def _lacks(one: RequirementStanding) -> Iterator[str]:
    if one.lacks:
        yield "Ce que le dossier ne montre pas encore"
        yield "--------------------------------------"
        for lack in one.lacks:
            yield from _wrapped(f"- {lack.what} Qui : {lack.who}.", "  ")


def _wrapped(words: str, indent: str) -> list[str]:
    return wrap(words, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
