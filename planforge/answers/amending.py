"""Edits written straight into the record's files, whose every other byte stays: what commands change by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.answers.folding import encoded, fold, write_files
from planforge.answers.locking import locked
from planforge.answers.reading import judged, read_files
from planforge.source import splice_all
from planforge.source.reader import read_tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from planforge.answers.locking import Holder
    from planforge.source import Edit, Sources


def amend(folder: Path, me: Holder, edits: Sequence[Edit]) -> tuple[str, ...]:
    """Writes the edits and gives the names of the files that changed; pending answers are folded first.

    Nothing is written that would not be read back: raises ``RecordError`` with what would be wrong, ``OutputError``
    where a file cannot be written or was changed meanwhile, ``LockedError`` while somebody else works in the folder.
    """
    with locked(folder, me):
        fold(folder)
        sources = read_files(folder)
        texts = splice_all(sources, edits)
        judged(_with(sources, texts), folder)
        files = {file: encoded(folder / file, sources, text) for file, text in texts}
        write_files(folder, files)
    return tuple(files)


def _with(sources: Sources, texts: Sequence[tuple[str, str]]) -> Sources:
    """The sources as they will read."""
    coming = dict(texts)
    kept = [tree if tree.file not in coming else read_tree(coming.pop(tree.file), tree.file) for tree in sources.trees]
    added = [read_tree(text, file) for file, text in coming.items()]
    return type(sources)((*kept, *added), sources.restricted)
