"""Files replaced whole or not at all, and the lock marks that office programs leave beside an open file."""

from __future__ import annotations

import errno
import hashlib
import os
from secrets import token_hex
from typing import TYPE_CHECKING

from planforge.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TEMPORARY = ".planforge-"
_ENDING = ".tmp"
_SHORT_NAME = 6  # letters, without the suffix
_REASONS = {
    errno.ENOSPC: "disque plein",
    errno.EROFS: "support en lecture seule",
    errno.ENAMETOOLONG: "nom trop long",
    errno.EISDIR: "un dossier porte déjà ce nom",
    errno.ENOTDIR: "un fichier porte déjà le nom du dossier",
    errno.EEXIST: "un fichier porte déjà le nom du dossier",
    errno.ENOENT: "dossier introuvable : chemin trop long, ou support retiré",
    getattr(errno, "EDQUOT", -1): "quota dépassé",  # Windows has no such number
}


def fingerprint(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def fingerprint_on_disk(path: Path) -> str:
    """The fingerprint of a file, or nothing when there is none. Raises ``OutputError`` when it cannot be read."""
    try:
        return fingerprint(path.read_bytes())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise OutputError(f"{path.name} : le fichier ne peut pas être lu ({reason(error)}).") from error


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``: readers see the old file or the new one, never a part of it; its rights stay.

    The temporary file stands in the same folder, so that the last step is a rename. Raises ``OutputError``.
    """
    temporary = path.with_name(f"{_TEMPORARY}{token_hex(8)}{_ENDING}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _fill(temporary, data)
        if path.exists():
            temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    except BaseException as error:
        _forget(temporary)
        if isinstance(error, OSError):
            raise OutputError(f"{path.name} : impossible d’écrire ici ({reason(error)}).") from error
        raise


def _fill(temporary: Path, data: bytes) -> None:
    with temporary.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _forget(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return  # a later build sweeps it away


def sweep(folders: Iterable[Path]) -> None:
    """Remove what a killed build left half written in these folders; never a document."""
    for folder in folders:
        for left in sorted(folder.glob(f"{_TEMPORARY}*{_ENDING}")):
            _forget(left)


def open_mark(path: Path) -> str:
    """The name of the mark that Word, Excel or LibreOffice left beside an open ``path``, or nothing.

    Word puts its two signs in the place of the first letters of a long name, before a short one.
    """
    name = path.name
    cut = min(max(len(path.stem) - _SHORT_NAME, 0), 2)
    marks = (f"~${name}", f"~${name[cut:]}", f".~lock.{name}#")
    return next((mark for mark in marks if path.with_name(mark).exists()), "")


def reason(error: OSError) -> str:
    """Why the system refused, in French."""
    if isinstance(error, PermissionError):
        return "accès refusé, ou fichier ouvert dans un autre programme"
    return _REASONS.get(error.errno or 0, "erreur du système de fichiers")
