"""The mark of this planforge: its code, its wording, its library."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import planforge
from planforge import resources
from planforge.binder.files import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def program_mark() -> str:
    """A mark that changes with any file of the program: what another one made may be made otherwise."""
    return fingerprint("\n".join([planforge.__version__, *_files()]).encode("utf-8", "surrogateescape"))


def _files() -> Iterator[str]:
    """Every file that documents are made with, by name, size and time."""
    code = Path(planforge.__file__).parent
    for root, pattern in (
        (code, "*.py"), (resources.templates_folder(), "*"), (resources.questionnaires_folder(), "*"),
    ):  # fmt: skip
        for path in sorted(path for path in root.rglob(pattern) if path.is_file()):
            one = path.stat()
            yield f"{path.relative_to(root).as_posix()} {one.st_size} {one.st_mtime_ns}"
