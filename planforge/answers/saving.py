"""Files replaced whole or not at all: those of the record, and every other that planforge keeps."""

from __future__ import annotations

import errno
import os
from secrets import token_hex
from typing import TYPE_CHECKING

from planforge.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TEMPORARY = ".planforge-"
_ENDING = ".tmp"
_FOR_ALL, _FOR_ITS_OWNER = 0o666, 0o600  # less what the system takes away
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


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Put ``data`` at ``path``: readers see the old file or the new one, never a part of it; its rights stay.

    A new file is for its owner alone when ``private``: a record names people and weaknesses. The temporary file
    stands in the same folder, so that the last step is a rename. Raises ``OutputError``.
    """
    temporary = path.with_name(f"{_TEMPORARY}{token_hex(8)}{_ENDING}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.touch(_FOR_ITS_OWNER if private else _FOR_ALL, exist_ok=False)
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
    with temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _forget(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return  # a later build sweeps it away


def sweep(folders: Iterable[Path]) -> None:
    """Remove what a killed run left half written in these folders; never a document."""
    for folder in folders:
        try:
            found = sorted(folder.glob(f"{_TEMPORARY}*{_ENDING}"))
        except OSError:
            continue  # a folder that cannot be looked into: writing there says so
        for left in found:
            _forget(left)


def reason(error: OSError) -> str:
    """Why the system refused, in French."""
    if isinstance(error, PermissionError):
        return "accès refusé, ou fichier ouvert dans un autre programme"
    return _REASONS.get(error.errno or 0, "erreur du système de fichiers")


def free_name(path: Path) -> Path:
    """The path, or the first of ``name-2``, ``name-3``... that nothing bears yet."""
    return next(candidate for candidate in _candidates(path) if not candidate.exists())


def _candidates(path: Path) -> Iterator[Path]:
    yield path
    rank = 2
    while True:
        yield path.with_name(f"{path.name}-{rank}")
        rank += 1
