"""What rules know of the documents of the last build: what each one says, and whether it still stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Leak(StrEnum):
    """Something of the restricted annex, met in another document; what it is, never the secret itself."""

    PERSONAL_PHONE = "personal-phone"
    CUSTOMER_NUMBER = "customer-number"
    CONTRACT_NUMBER = "contract-number"
    ACCESS_PLACE = "access-place"
    KEY_PLACE = "key-place"
    WEAKNESS = "weakness"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a document says that rules judge, noted while it was composed.

    ``of`` is the service or the form that it is about. ``version`` is empty and ``date`` is ``None`` where it prints
    none. ``long_sheets`` are the titles of its one-page sheets that do not hold on one page, ``code`` its version code.
    """

    kind: str
    of: str
    title: str
    restricted: bool = False
    version: str = ""
    date: date | None = None
    placeholders: int = 0
    promises: tuple[str, ...] = ()
    leaks: tuple[Leak, ...] = ()
    long_sheets: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """A file that the last build left in its folder, by path there.

    ``made_from`` marks the state of the record that it comes from; ``fresh`` says that this is the present one and that
    nobody wrote in the file since. ``contents`` is ``None`` where nobody noted what it says.
    """

    path: str
    made_from: str
    fresh: bool = False
    by_hand: bool = False
    contents: Contents | None = None


@dataclass(frozen=True)
class Written:
    """The documents that stand in the folder of the last build, in path order."""

    documents: tuple[WrittenDocument, ...]

    @cached_property
    def read(self) -> tuple[Contents, ...]:
        """What can be judged: documents as planforge wrote them, from the record as it is; once for all formats."""
        known = (one.contents for one in self.documents if one.fresh)
        return tuple(dict.fromkeys(contents for contents in known if contents is not None))

    @cached_property
    def stale(self) -> bool:
        """Whether some document is older than the record."""
        return any(not one.by_hand and not (one.fresh and one.contents) for one in self.documents)

    @cached_property
    def by_hand(self) -> bool:
        """Whether somebody wrote in a document, so that nobody knows what it says."""
        return any(one.by_hand for one in self.documents)

    def of(self, *kinds: str) -> Written:
        """The documents of some kinds, by their published names."""
        kept = tuple(one for one in self.documents if one.contents is not None and one.contents.kind in kinds)
        return Written(kept)

    @cached_property
    def apart(self) -> tuple[WrittenDocument, ...]:
        """The documents that do not come from the same state of the record as the others.

        The others are those of the record as it is; else, where all are older, the most numerous.
        """
        marks = Counter(one.made_from for one in self.documents)
        fresh = next((one.made_from for one in self.documents if one.fresh), None)
        usual = fresh if fresh is not None else next((mark for mark, _ in marks.most_common(1)), "")
        return tuple(one for one in self.documents if one.made_from != usual)
