"""Files replaced whole or not at all, and the lock marks that office programs leave beside an open file."""

from __future__ import annotations

import hashlib
import os
import tempfile
from typing import TYPE_CHECKING

from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

_TEMPORARY = ".planforge-"


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
    """Put ``data`` at ``path``: readers see the old file or the new one, never a part of it.

    The temporary file stands in the same folder, so that the last step is a rename. Raises ``OutputError``.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=_TEMPORARY, suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(temporary, 0o644)  # noqa: PTH101 - mkstemp makes files that only their owner reads
            os.replace(temporary, path)  # noqa: PTH105 - the name is a plain string here
        except BaseException:
            _forget(temporary)
            raise
    except OSError as error:
        raise OutputError(f"{path.name} : impossible d’écrire ici ({reason(error)}).") from error


def _forget(temporary: str) -> None:
    try:
        os.unlink(temporary)  # noqa: PTH108 - the name is a plain string here
    except OSError:
        return  # a later build sweeps it away


def sweep(folder: Path) -> None:
    """Remove what a killed build left half written; never a document."""
    if not folder.is_dir():
        return
    for left in sorted(folder.rglob(f"{_TEMPORARY}*.tmp")):
        _forget(str(left))


def is_open_elsewhere(path: Path) -> bool:
    """Whether Word, Excel or LibreOffice left its mark of an open file beside ``path``."""
    names = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any((path.parent / name).exists() for name in names)


def reason(error: OSError) -> str:
    """Why the system refused, in French."""
    if isinstance(error, PermissionError):
        return "accès refusé, ou fichier ouvert dans un autre programme"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "un fichier porte déjà le nom du dossier"
    known = {28: "disque plein", 30: "support en lecture seule", 36: "nom trop long", 122: "quota dépassé"}
    return known.get(error.errno or 0, "erreur du système de fichiers")
