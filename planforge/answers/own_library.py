"""The hospital's own library: a service type copied beside the record, so that its referent corrects it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.answers.reading import OWN_LIBRARY
from planforge.answers.saving import write_whole
from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.library.originals import Original


def copy_original(original: Original, folder: Path, heading: str = "", *, dry_run: bool = False) -> Path:
    """Write an entry's file under ``library/`` of the record's folder, with ``heading`` above it; gives the file.

    Raises ``OutputError`` where there is one already: it is never overwritten.
    """
    path = own_file(original, folder)
    if path.exists():
        raise OutputError(f"Déjà présent : {path}. Corrigez ce fichier-là ; rien n’a été écrit.")
    if not dry_run:
        write_whole(path, f"{heading}{original.text}".encode())
    return path


def own_file(original: Original, folder: Path) -> Path:
    """Where the hospital's own version of an entry stands, or would stand."""
    return folder / OWN_LIBRARY / original.file
