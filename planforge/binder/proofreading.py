"""What a composed document says that rules judge: its holes, its promises, what it gives away, its long sheets."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from planforge.analysis.promises import promises_in
from planforge.analysis.written import Contents, Leak
from planforge.compose.documents.sheets import long_sheets
from planforge.compose.editions import printed_code
from planforge.compose.typesetting import word_fields
from planforge.document.blocks import Sheet
from planforge.document.documents import Document
from planforge.document.spelling import values_of
from planforge.document.text import Gap, Run, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.catalogue import Piece
    from planforge.compose.confidential import Confidences
    from planforge.document.documents import Workbook

_HOLE = "À COMPLÉTER"
_ONE_PAGE = frozenset({"fiche", "fiches-reflexes"})  # kinds whose sheets are read standing, at 3 a.m.
_IN_THE_MARGIN = ("version", "date", "next_review")  # of document control, printed on every page
_ON_THE_COVER = ("authors", "reviewers", "approvers", "distribution")
_REMEMBERED = 16384


class Proofreader:
    """Reads composed documents; the same lines come back in many of them and are looked at once."""

    def __init__(self, confidences: Confidences) -> None:
        self._confidences = confidences
        self._met_in = lru_cache(_REMEMBERED)(confidences.met_in)

    def contents(self, piece: Piece, content: Document | Workbook) -> Contents:
        """What the document of a piece says."""
        said: list[str] = []
        holes = _control_holes(content) + _gather(content, said)
        promises = dict.fromkeys(promise for words in said for promise in promises_in(words))
        control = content.control
        return Contents(
            kind=piece.kind.id,
            of=piece.of,
            title=content.title,
            restricted=piece.kind.restricted,
            version="" if isinstance(control.version, Gap) else control.version,
            date=control.date if isinstance(control.date, date) else None,
            placeholders=holes + sum(words.count(_HOLE) for words in said),
            promises=tuple(sorted(promises)),
            leaks=() if piece.kind.restricted else self._leaks(said),
            long_sheets=long_sheets(_sheets(content)) if piece.kind.id in _ONE_PAGE else (),
            code=printed_code(content),
        )

    def _leaks(self, said: list[str]) -> tuple[Leak, ...]:
        found = set[Leak]().union(*map(self._met_in, said))
        if self._confidences.tells_weakness(said):
            found.add(Leak.WEAKNESS)
        return tuple(leak for leak in Leak if leak in found)


def _sheets(content: Document | Workbook) -> list[Sheet]:
    return [block for block in content.body if isinstance(block, Sheet)] if isinstance(content, Document) else []


def _control_holes(content: Document | Workbook) -> int:
    """How many fields of document control are printed without a value."""
    whole = not isinstance(content, Document) or content.cover
    names = (*_IN_THE_MARGIN, *_ON_THE_COVER) if whole else _IN_THE_MARGIN
    return sum(isinstance(getattr(content.control, name), Gap) for name in names)


def _gather(thing: Any, said: list[str]) -> int:  # noqa: ANN401 - any part of a document
    """Add every text that the thing prints to ``said``; gives back how many values nobody gave, control left out."""
    kind = thing.__class__
    if kind is str:
        said.append(thing)
        return 0
    if kind is tuple:
        if thing and thing[0].__class__ is Run:
            said.append(plain(thing))
            return 0
        return sum([_gather(part, said) for part in thing])
    if kind is Gap:
        return 1
    return sum([_gather(part, said) for part in _printed(kind)(thing)])


@cache
def _printed(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    return values_of(name for name in word_fields(kind) if name != "control")
