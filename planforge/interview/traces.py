"""What the journal and the history tell of the interview so far: questions put, identifiers borne, a draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.answers.journal import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.answers.addresses import Address
    from planforge.source import Data


@dataclass(frozen=True)
class Draft:
    """An entry being added: what is known of it; it enters the list once it has all that it cannot be read without."""

    address: Address
    values: dict[str, Data]

    def entry(self, section: str) -> Entry:
        """The line of the journal that keeps it: a list that was looked at, with what it is about to hold."""
        return Entry("visit", self.address, self.values, section=section)


@dataclass(frozen=True)
class Traces:
    """``visited`` are the questions that had an answer, « je ne sais pas encore » or a pass; ``past`` all addresses."""

    visited: frozenset[Address] = frozenset()
    past: frozenset[Address] = frozenset()
    draft: Draft | None = None

    def after(self, entries: Iterable[Entry]) -> Traces:
        """The traces once these entries are made too."""
        visited, past, draft = set(self.visited), set(self.past), self.draft
        for entry in entries:
            # An empty draft is one that was given up.
            draft = Draft(entry.address, entry.value) if isinstance(entry.value, dict) and _is_draft(entry) else None
            draft = draft if draft is not None and draft.values else None
            past.add(entry.address)
            if entry.op == "remove":
                depth = len(entry.address)
                visited = {one for one in visited if one[:depth] != entry.address}
            elif not _is_draft(entry):
                visited.add(entry.address)
        return Traces(frozenset(visited), frozenset(past), draft)

    def afresh(self) -> Traces:
        """The same as if no question had been put: identifiers stay borne."""
        return replace(self, visited=frozenset(), draft=None)


def traces_of(entries: Iterable[Entry]) -> Traces:
    """The traces that a folder's entries leave, oldest first."""
    return Traces().after(entries)


def _is_draft(entry: Entry) -> bool:
    return entry.op == "visit" and isinstance(entry.value, dict)
