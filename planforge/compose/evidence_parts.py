"""What the evidence file and the conformity workbook print alike: documents that answer, pieces, expenses, letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.analysis.evidence.pieces import PieceState
from planforge.analysis.evidence.shown import fact_words
from planforge.analysis.evidence.spoken import PIECE_STATES
from planforge.analysis.kinds import hosted
from planforge.document.text import Tone
from planforge.library.requirement_types import Per
from planforge.values import join_and, plural, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.analysis.evidence.meter import Meter, RequirementStanding
    from planforge.analysis.evidence.pieces import PieceStanding
    from planforge.compose.context import Context
    from planforge.library.requirement_types import AnsweredBy
    from planforge.model.people import Supplier
    from planforge.model.systems import System

COVERAGE_TONES = {
    "couvert": Tone.MET,
    "pièces à joindre": Tone.WARNING,
    "partiel": Tone.WARNING,
    "absent": Tone.STOP,
}
STATE_TONES = {
    "jointe": Tone.MET,
    "montré": Tone.MET,
    "en partie": Tone.WARNING,
    "jointe en partie": Tone.WARNING,
    "hors délai": Tone.WARNING,
    "sans version ou date": Tone.WARNING,
    "à refaire": Tone.WARNING,
    "à saisir": Tone.WARNING,
    "manque": Tone.STOP,
    "à joindre": Tone.STOP,
    "fichier introuvable": Tone.STOP,
    "non produit": Tone.STOP,
}

_PER = {Per.PERIMETER: "une par périmètre", Per.ACTIVITY: "une par activité critique"}


@dataclass(frozen=True, slots=True)
class MadeKind:
    """A kind of document in the binder: its files as they stand there, and its headings or sheets by identifier."""

    title: str
    paths: tuple[str, ...] = ()
    stale: bool = False
    restricted: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """« produit », « à refaire » once the record changed, « non produit »."""
        if not self.paths:
            return "non produit"
        return "à refaire" if self.stale else "produit"

    @property
    def files(self) -> str:
        """Its file, or how many there are."""
        return self.paths[0] if len(self.paths) == 1 else plural(len(self.paths), "fichier") if self.paths else ""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """All that the evidence file is made of: requirements judged, and the documents of the binder by kind."""

    meter: Meter
    made: Mapping[str, MadeKind]

    def answer(self, one: AnsweredBy) -> str:
        """A document and the parts of it that answer."""
        made = self.made[one.document]
        named = [made.headings[name] for name in one.sections if name in made.headings]
        return f"{made.title} : {join_and([f'« {name} »' for name in named])}" if named else made.title

    def answers(self, standing: RequirementStanding) -> str:
        """The documents that answer a requirement, in one line."""
        return " ; ".join(self.answer(one) for one in standing.requirement.answered_by)


def attached_words(one: PieceStanding) -> str:
    """The files attached for a piece, with version, date and activity."""
    told = []
    for attached in one.attached:
        evidence = attached.evidence
        details = [f"version {evidence.version.best}"] if evidence.version.best else []
        details += [say_date(evidence.date.best)] if evidence.date.best else []
        details += [f"activité {evidence.activity.best}"] if evidence.activity.best else []
        details += [PIECE_STATES[attached.state]] if attached.state is not PieceState.ATTACHED else []
        told.append(f"{evidence.file} ({', '.join(details)})" if details else evidence.file)
    return " ; ".join(told)


def limit_words(one: PieceStanding) -> str:
    """What the text asks of the date of a piece."""
    piece = one.piece
    limits = [f"daté du {say_date(piece.since)} au plus tôt"] if piece.since else []
    limits += [f"{piece.days} jours au plus au dépôt"] if piece.days else []
    limits += [f"{piece.months} mois au plus"] if piece.months else []
    limits += [_PER[piece.per]] if piece.per in _PER else []
    limits += ["signé ou validé"] if piece.signed else []
    return ", ".join(limits)


def shown_words(standing: RequirementStanding) -> str:
    """What the record shows of a requirement, in one text."""
    words = fact_words()
    return " ".join(words[fact].say(one) for fact, one in standing.facts)


def lacking(standing: RequirementStanding) -> Iterator[tuple[str, str]]:
    """What is missing of a requirement, and who supplies it: answers first, then pieces."""
    yield from ((one.what, one.who) for one in standing.lacks)
    for one in standing.wanted:
        if one.state is not PieceState.ATTACHED:
            why = "" if one.state is PieceState.MISSING else f" ({PIECE_STATES[one.state]})"
            yield f"{one.piece.name}{why}", one.piece.who


def hosted_by(context: Context) -> dict[str, list[System]]:
    """The hosted systems by supplier, in the order of the record; those without a known supplier under no name."""
    found: dict[str, list[System]] = {}
    for system in filter(hosted, context.plan.systems.values()):
        name = system.vendor.best or ""
        found.setdefault(name if name in context.plan.supplier else "", []).append(system)
    return found


def clause_known(supplier: Supplier) -> bool:
    """Whether the record has the clause on backup and restore of its contract."""
    return bool(supplier.restore_clause.best)
