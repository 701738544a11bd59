"""What lies on the disk: fingerprints of files, and the lock marks that office programs leave beside an open one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from planforge.answers.saving import reason
from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

_SHORT_NAME = 6  # letters, without the suffix


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


def open_mark(path: Path) -> str:
    """The name of the mark that Word, Excel or LibreOffice left beside an open ``path``, or nothing.

    Word puts its two signs in the place of the first letters of a long name, before a short one.
    """
    name = path.name
    cut = min(max(len(path.stem) - _SHORT_NAME, 0), 2)
    marks = (f"~${name}", f"~${name[cut:]}", f".~lock.{name}#")
    return next((mark for mark in marks if path.with_name(mark).exists()), "")
