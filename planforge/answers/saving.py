"""Files of the record replaced whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from planforge.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPORARY = ".planforge-"


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``: a reader sees the old file or the new one; its rights stay. Raises ``OutputError``."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_TEMPORARY, suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files for their owner alone: right for a new record, which names people and weaknesses.
        if path.exists():
            temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise OutputError(f"{path.name} : impossible d’écrire ici ({type(error).__name__}).") from error


def free_name(path: Path) -> Path:
    """The path, or the first of ``name-2``, ``name-3``... that nothing bears yet."""
    return next(candidate for candidate in _candidates(path) if not candidate.exists())


def _candidates(path: Path) -> Iterator[Path]:
    yield path
    rank = 2
    while True:
        yield path.with_name(f"{path.name}-{rank}")
        rank += 1
