"""What each document was composed from, so that one is composed again only when something of it changed."""

from __future__ import annotations

import hashlib
import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from planforge.binder.program import program_mark
from planforge.binder.record_marks import FACTS, RESULTS, RecordMarks, index
from planforge.compose.change_words import change_line
from planforge.compose.editions import told_changes
from planforge.document.spelling import spelled
from planforge.model.watching import is_watched, note, watched

if TYPE_CHECKING:
    from planforge.analysis.study import Results
    from planforge.binder.known_pages import KnownPages
    from planforge.compose.catalogue import Piece
    from planforge.compose.confidential import Confidences
    from planforge.compose.context import Context
    from planforge.model.watching import Reads

_NEVER = frozenset({"diffusion"})  # kinds made of what other documents say
_KEY, _MARK = 4, 16  # bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document was composed from: the keys of what it read, and the mark of all that stood there."""

    keys: tuple[int, ...]
    mark: str

    @property
    def packed(self) -> str:
        """The keys as text, for a file."""
        return b64encode(struct.pack(f"<{len(self.keys)}I", *self.keys)).decode("ascii")


def unpacked(keys: str) -> tuple[int, ...]:
    """The keys of a text. Raises ``ValueError`` when it holds none."""
    try:
        data = b64decode(keys, validate=True)
        return struct.unpack(f"<{len(data) // _KEY}I", data)
    except (ValueError, struct.error) as error:
        raise ValueError("damaged keys") from error


class _WatchedResults:
    """Stands for results, or for the facts they rest on: notes which of them is read, however it was computed."""

    def __init__(self, told: object, whose: int) -> None:
        self._told, self._whose = told, whose

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any result
        if name == "facts":
            return _WatchedResults(getattr(self._told, name), FACTS)
        if not is_watched():
            return getattr(self._told, name)
        note(self._whose, name)
        with watched(set()):
            return getattr(self._told, name)


def told_apart(context: Context) -> Context:
    """The context, whose results note what is read of them."""
    with watched(set()):  # made for all: whoever looks something up first would read whole lists for the others
        index(context.plan)
    return replace(context, results=cast("Results", _WatchedResults(context.results, RESULTS)))


@dataclass(frozen=True)
class Readings:
    """Marks what pieces are composed from. ``context`` holds the results themselves.

    ``beside`` marks all else that any document may be made from: the charter, the hospital's own templates and library.
    """

    context: Context
    confidences: Confidences
    pages: KnownPages
    beside: str

    def reading(self, piece: Piece, reads: Reads) -> Reading | None:
        """What a piece was composed from; ``None`` where that cannot be told."""
        if piece.kind.id in _NEVER:
            return None
        try:
            keys = tuple(sorted(self._marks.keys(reads)))
            return Reading(keys, self._mark(piece, keys))
        except TypeError:
            return None

    def holds(self, piece: Piece, reading: Reading) -> bool:
        """Whether all that a piece was composed from is as it was."""
        try:
            return piece.kind.id not in _NEVER and self._mark(piece, reading.keys) == reading.mark
        except TypeError:
            return False

    def _mark(self, piece: Piece, keys: tuple[int, ...]) -> str:
        mark = self._marks.mark
        told = spelled(self._base, self._beside_the_record(piece)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(told + b"".join(map(mark, keys)), digest_size=_MARK).hexdigest()

    @cached_property
    def _marks(self) -> RecordMarks:
        return RecordMarks(self.context.resolved, self.context.results)

    @cached_property
    def _base(self) -> str:
        """What any document may be made from."""
        edition, resolved, kept = self.context.edition, self.context.resolved, self.confidences
        named = (edition.version, edition.status, edition.on, edition.approvers, edition.revisions, edition.since)
        return spelled(
            program_mark(), self.beside, self.context.logo, self.context.today, named,
            tuple(resolved.workflows), tuple(resolved.service_types),
            tuple(sorted(kept.phones)), tuple(sorted(kept.words.items())), tuple(sorted(kept.remarks)),
        )  # fmt: skip

    def _beside_the_record(self, piece: Piece) -> tuple[object, ...]:
        """Where its headings stand, and what it tells of changes since the last version."""
        path, edition = piece.path, self.context.edition
        pages = (self.pages.pages.get(path), self.pages.marks.get(path))
        before = edition.before.get(path)
        if before is None:
            return pages
        told = told_changes(edition, piece.about(self.context), restricted=piece.kind.restricted)
        return (*pages, before, tuple(change_line(one, edition.names) for one in told))
