"""The last answers, wherever they are by now, and how to take them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.answers.addresses import place_of, value_at
from planforge.answers.folding import HISTORY
from planforge.answers.journal import JOURNAL, Entry, append, entries_in, read_lines
from planforge.answers.pending import edits_of
from planforge.answers.reading import read_sources
from planforge.answers.unfinished import read_unfinished
from planforge.source import edited

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from planforge.source import Data


def all_entries(folder: Path) -> tuple[Entry, ...]:
    """Every entry ever made in the folder, passed questions included, oldest first, each once.

    Raises ``RecordError`` where the journal or the history cannot be read.
    """
    journal = read_lines(folder / JOURNAL)
    history = read_lines(folder / HISTORY)
    # A fold cut short may have begun to move the journal's lines: they still stand in the journal.
    moved = read_unfinished(folder, journal).history if journal else None
    return (*entries_in(history[:moved]), *entries_in(journal))


def last_answers(folder: Path, count: int) -> tuple[Entry, ...]:
    """The last answers, given or taken away, newest first; raises ``RecordError``."""
    answers = [entry for entry in all_entries(folder) if entry.op != "visit"]
    return tuple(reversed(answers[max(len(answers) - count, 0) :]))


def undo(folder: Path, count: int, *, at: str, by: str) -> tuple[Entry, ...]:
    """Answer the contrary of the last answers, newest first; gives the entries made, themselves to be undone.

    The caller holds the lock. A place changed by hand since keeps what the hand wrote, as with any answer. Raises
    ``RecordError`` where the record cannot be read, ``OutputError`` where the journal cannot be written.
    """
    made = contraries(read_sources(folder).data, last_answers(folder, count), at=at, by=by)
    for entry in made:
        append(folder, entry)
    return made


def contraries(data: dict[str, Data], entries: Iterable[Entry], *, at: str = "", by: str = "") -> tuple[Entry, ...]:
    """The entries that put back what was there before each of these, one after the other; ``data`` stay as they are."""
    made: list[Entry] = []
    for entry in entries:
        back = _back(entry, data, at, by)
        data = edited(data, edits_of(data, [back]))
        made.append(back)
    return tuple(made)


def _back(entry: Entry, data: dict[str, Data], at: str, by: str) -> Entry:
    """The entry that puts back what was there before."""
    left = None if entry.op == "remove" else entry.value
    place = place_of(data, entry.address)
    holder = value_at(data, entry.address[:-1])
    index = place.path[-1] if place is not None and not place.by_id else None
    if not isinstance(holder, list) or not isinstance(index, int):
        added = entry.was is None and left is not None
    elif entry.op == "remove" and entry.was is not None:
        # What came after the item has moved up into its place: the list is what comes back.
        restored = [*holder[:index], entry.was, *holder[index:]]
        return Entry("set", entry.address[:-1], restored, holder, at, by, entry.section)
    else:
        # An item that others follow was there before, even if it said nothing: it keeps its rank.
        added = entry.was is None and left is not None and index == len(holder) - 1
    return Entry("remove" if added else "set", entry.address, entry.was, left, at, by, entry.section)
