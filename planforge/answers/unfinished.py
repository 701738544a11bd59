"""A fold that was cut short: which answers had entered which files, so that none enters twice."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from planforge.answers.changes import Conflict
from planforge.answers.journal import STATE_FOLDER
from planforge.answers.saving import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from planforge.answers.journal import Entry
    from planforge.source import Sources

FOLDING = f"{STATE_FOLDER}/folding.json"


@dataclass(frozen=True)
class Unfinished:
    """What a fold was about to do when it was cut short; of no fold at all by default.

    ``history`` is how long the history was before. ``files`` has, by file and by the mark of a text that a fold was
    about to give it, how many of the journal's entries that text holds. ``conflicts`` are those it would have told.
    """

    history: int | None = None
    files: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()

    def remaining(self, entries: Iterable[Entry], sources: Sources) -> tuple[Entry, ...]:
        """The entries of the journal that are not in their file yet."""
        held = self._held(sources)
        if not held:
            return tuple(entries)
        return tuple(
            entry for rank, entry in enumerate(entries) if rank >= held.get(sources.tree(entry.address[0]).file, 0)
        )

    def known_conflicts(self, sources: Sources) -> tuple[Conflict, ...]:
        """The conflicts of the entries that do not remain: nobody has told them yet."""
        held = self._held(sources)
        return tuple(one for one in self.conflicts if sources.tree(one.address[0]).file in held)

    def with_texts(self, texts: Iterable[tuple[str, str]], entries: int) -> Mapping[str, Mapping[str, int]]:
        """``files`` once another fold is about to give these texts, which hold so many entries, to these files."""
        coming = {file: {mark_of(text): entries} for file, text in texts}
        return {file: {**self.files.get(file, {}), **coming.get(file, {})} for file in {**self.files, **coming}}

    def _held(self, sources: Sources) -> Mapping[str, int]:
        """How many entries each file holds, for those that a fold reached."""
        marks = {tree.file: self.files[tree.file].get(mark_of(tree.text)) for tree in sources.trees
                 if tree.file in self.files}  # fmt: skip
        return {file: entries for file, entries in marks.items() if entries is not None}


def read_unfinished(folder: Path, journal: bytes) -> Unfinished:
    """What is known of a fold of this very journal that was cut short."""
    try:
        said = json.loads((folder / FOLDING).read_bytes())
        if said["journal"] != mark_of(journal[: said["size"]]):
            return Unfinished()  # of another journal, whose fold was finished but for this note
        conflicts = tuple(Conflict(tuple(one["address"]), one["in_file"], one["answered"]) for one in said["conflicts"])
        files = {file: {mark: int(held) for mark, held in marks.items()} for file, marks in said["files"].items()}
        return Unfinished(int(said["history"]), files, conflicts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Unfinished()


def write_unfinished(folder: Path, journal: bytes, left: Unfinished) -> None:
    """Note what a fold of this journal is about to do; raises ``OutputError``."""
    conflicts = [{"address": one.address, "in_file": one.in_file, "answered": one.answered} for one in left.conflicts]
    said: dict[str, Any] = {"journal": mark_of(journal), "size": len(journal), "history": left.history}
    said |= {"files": left.files, "conflicts": conflicts}
    write_whole(folder / FOLDING, json.dumps(said).encode(), private=True)


def mark_of(content: bytes | str) -> str:
    """A short mark of some bytes or of a text."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()
