"""The journal's answers written into the record's files, whose every other byte stays; then kept as history."""

from __future__ import annotations

import codecs
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.answers.changes import Conflict, changes_of
from planforge.answers.journal import (
    JOURNAL,
    STATE_FOLDER,
    add_lines,
    entries_in,
    read_lines,
    sync_folder,
)
from planforge.answers.reading import collected_later, read_files
from planforge.answers.saving import reason, write_whole
from planforge.answers.unfinished import FOLDING, Unfinished, read_unfinished, write_unfinished
from planforge.errors import OutputError
from planforge.source import read_bytes, splice_all
from planforge.values.typography import french

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from planforge.source import Sources

__all__ = ["HISTORY", "Conflict", "FoldReport", "fold"]

HISTORY = f"{STATE_FOLDER}/history.jsonl"
# A file keeps the encoding that its editor gave it. The longer mark first: UTF-32 begins like UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class FoldReport:
    """The files that were written, and the answers that the files contradict (they are kept in the history)."""

    files: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def fold(folder: Path) -> FoldReport:
    """Write the pending answers into the record's files and move them to the history; says what was done.

    The caller holds the lock. Killed at any moment, it has lost nothing, and folding again does what was left to do.
    Raises ``RecordError`` where a file cannot be read, ``OutputError`` where one cannot be written or was changed
    meanwhile: the journal is then as it was.
    """
    journal = read_lines(folder / JOURNAL)
    if not journal:
        return FoldReport()
    with collected_later():
        return _folded(folder, journal)


def _folded(folder: Path, journal: bytes) -> FoldReport:
    sources, entries = read_files(folder), entries_in(journal)
    left = read_unfinished(folder, journal)
    changes = changes_of(sources.data, left.remaining(entries, sources), left.known_conflicts(sources))
    texts = splice_all(sources, changes.edits)
    files = {file: encoded(folder / file, sources, text) for file, text in texts}
    history = _length(folder / HISTORY) if left.history is None else left.history
    coming = Unfinished(history, left.with_texts(texts, len(entries)), changes.conflicts)
    write_unfinished(folder, journal, coming)
    write_files(folder, files)
    _keep(folder, journal, history)
    return FoldReport(tuple(files), changes.conflicts)


def encoded(path: Path, sources: Sources, text: str) -> bytes:
    """The bytes of the file's new text; raises ``OutputError`` where it no longer holds what was read from it."""
    known = {tree.file: tree.text for tree in sources.trees}.get(path.name)
    found = _found(path)
    if known != (None if found is None else read_bytes(found, path.name)):
        told = f"{path.name} vient d’être modifié par un autre programme : rien n’y a été écrit."
        raise OutputError(french(f"{told} Vos réponses restent enregistrées ; recommencez."))
    before = found or b""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if before.startswith(mark)), (b"", "utf-8"))
    return mark + text.encode(encoding)


def _found(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Puts the record's files on the disk, whole and for good. Raises ``OutputError``."""
    for file, data in files.items():
        write_whole(folder / file, data, private=True)
    if files:
        # On the disk under their names before the journal goes: a power cut keeps one or the other.
        sync_folder(folder)


def _keep(folder: Path, journal: bytes, history: int) -> None:
    """Move the journal's lines to the end of the history, in place of what a fold cut short has put there."""
    try:
        add_lines(folder / HISTORY, journal, after=history)
        (folder / JOURNAL).unlink()
    except OSError as error:
        told = f"Vos réponses sont dans le dossier, mais « {STATE_FOLDER} » ne peut pas être mis à jour"
        raise OutputError(french(f"{told} ({reason(error)}). Elles y restent notées ; recommencez.")) from error
    with suppress(OSError):  # it speaks of a journal that is gone: left behind, it means nothing
        (folder / FOLDING).unlink()
