"""Files that earlier builds printed, kept so that a document that says the same is not printed again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import planforge
from planforge.answers.saving import write_whole
from planforge.binder.files import fingerprint
from planforge.binder.manifest import manifest_path
from planforge.document.spelling import spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SCHEMA = 1


def _no_file(path: str) -> bytes | None:
    del path
    return None


@dataclass(frozen=True)
class Prints:
    """What was printed, by path: the mark of the content, and the fingerprint of its file.

    ``generated`` gives the file as it was last generated, before any hand edit was carried into it. A file that is not
    the one that was printed is never taken for it.
    """

    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    generated: Callable[[str], bytes | None] = _no_file

    def file(self, path: str, mark: str) -> bytes | None:
        """The file of that content, where it is known."""
        content, file = self.marks.get(path, ("", ""))
        if content != mark:
            return None
        data = self.generated(path)
        return data if data is not None and fingerprint(data) == file else None


def content_mark(*parts: object) -> str:
    """The mark of all that a file is printed from: equal marks are equal contents, printed by the same program."""
    return fingerprint(spelled(_program(), *parts).encode("utf-8", "surrogatepass"))


@cache
def _program() -> str:
    """The mark of this program: a file of it that changed may print otherwise."""
    root = Path(planforge.__file__).parent
    stats = ((path.relative_to(root).as_posix(), path.stat()) for path in sorted(root.rglob("*.py")))
    told = [planforge.__version__, *(f"{name} {one.st_size} {one.st_mtime_ns}" for name, one in stats)]
    return fingerprint("\n".join(told).encode())


def read_prints(record_folder: Path, output: Path, generated: Callable[[str], bytes | None]) -> Prints:
    """What is known of an output folder; nothing where there was no build, or the file is damaged."""
    try:
        data = json.loads(_place(record_folder, output).read_text(encoding="utf-8"))
        return Prints({str(path): (str(one[0]), str(one[1])) for path, one in data["files"].items()}, generated)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return Prints()


def write_prints(record_folder: Path, output: Path, marks: Mapping[str, str], files: Mapping[str, bytes]) -> None:
    """Keep what a build printed beside what earlier ones did. Raises ``OutputError``."""
    before = read_prints(record_folder, output, _no_file).marks
    printed = {path: (mark, fingerprint(files[path])) for path, mark in marks.items()}
    data = {"schema": _SCHEMA, "files": {**before, **printed}}
    write_whole(_place(record_folder, output), (json.dumps(data, indent=1, sort_keys=True) + "\n").encode())


def _place(record_folder: Path, output: Path) -> Path:
    manifest = manifest_path(record_folder, output)
    return manifest.with_name(manifest.name.replace("manifest", "prints", 1))
