"""Answers not yet in the record's files, and the files as they would read with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.answers.changes import changes_of
from planforge.answers.journal import JOURNAL, Entry, entries_in, read_journal, read_lines
from planforge.answers.unfinished import read_unfinished
from planforge.source import read_tree, splice_all

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from planforge.source import Data, Edit, Sources


def pending(folder: Path) -> tuple[Entry, ...]:
    """The entries that no fold has moved to the history yet, oldest first; raises ``RecordError``."""
    return read_journal(folder)


def edits_of(data: dict[str, Data], entries: Iterable[Entry]) -> tuple[Edit, ...]:
    """The edits of the record that the entries stand for, each of what the ones before it leave.

    An answer whose place was changed by hand since, or is gone, makes none: see ``changes_of``.
    """
    return changes_of(data, entries).edits


def overlaid(folder: Path, sources: Sources) -> Sources:
    """The files as they would read with the pending answers; the very same where there are none.

    Raises ``RecordError`` where the journal cannot be read, ``OutputError`` for answers that no file can hold.
    """
    journal = read_lines(folder / JOURNAL)
    if not journal:
        return sources
    left = read_unfinished(folder, journal).remaining(entries_in(journal), sources)
    return spliced(sources, edits_of(sources.data, left))


def spliced(sources: Sources, edits: Iterable[Edit]) -> Sources:
    """The files as they would read with the edits. Raises ``OutputError`` for what no file can hold."""
    texts = dict(splice_all(sources, tuple(edits)))
    # Read again, so that a place in these texts is the place that a message tells.
    trees = {file: read_tree(text, file) for file, text in texts.items()}
    known = tuple(trees.pop(tree.file, tree) for tree in sources.trees)
    return replace(sources, trees=(*known, *trees.values()))
