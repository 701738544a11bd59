"""What the documents of an establishment are made from, as one short mark: when it changes, they are stale."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from planforge import __version__
from planforge.answers.journal import JOURNAL
from planforge.answers.pending import overlaid
from planforge.answers.reading import read_files
from planforge.binder.versions import VERSION_CARD, VERSIONS
from planforge.errors import PlanforgeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BESIDE = frozenset({".yaml", ".png", ".jpg", ".jpeg"})  # the record's files and its logo
_BELOW = ("templates", "library")  # the hospital's own
_LENGTH = 16


def inputs_mark(record_folder: Path) -> str:
    """The mark of the record, of the hospital's own templates and library, and of this planforge.

    The record's files count as they will read with the answers that are not in them yet. A file that cannot be read
    counts as empty: whoever needs it says so.
    """
    digest = hashlib.sha256(__version__.encode())
    answered = _answered(record_folder)
    for path in sorted({*_inputs(record_folder), *answered}):
        name = path.relative_to(record_folder).as_posix().encode("utf-8", "surrogateescape")
        content = answered.get(path) or _content(path)
        digest.update(b"%d %b %d " % (len(name), name, len(content)) + content)
    return digest.hexdigest()[:_LENGTH]


def own_files_mark(record_folder: Path) -> str:
    """The mark of the hospital's own templates and library."""
    digest = hashlib.sha256()
    for path in sorted(_own(record_folder)):
        content = _content(path)
        digest.update(b"%d %b" % (len(content), path.relative_to(record_folder).as_posix().encode(errors="replace")))
        digest.update(content)
    return digest.hexdigest()[:_LENGTH]


def _answered(folder: Path) -> dict[Path, bytes]:
    """The files that pending answers change, as they will read."""
    if not (folder / JOURNAL).exists():
        return {}
    try:
        files = read_files(folder)
        changed = [tree for tree in overlaid(folder, files).trees if not any(tree is one for one in files.trees)]
    except PlanforgeError:
        return {}  # whoever needs the record says what is wrong
    return {folder / tree.file: tree.text.encode() for tree in changed}


def _inputs(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.glob("*") if path.suffix.lower() in _BESIDE and path.is_file())
    yield from _own(folder)
    yield from (folder / VERSIONS).glob(f"*/{VERSION_CARD}")  # drafts say what changed since the last version


def _own(folder: Path) -> Iterator[Path]:
    for name in _BELOW:
        yield from (path for path in (folder / name).rglob("*") if path.is_file())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
