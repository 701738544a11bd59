"""Files that earlier builds made, kept so that what has not changed is neither composed nor printed again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from planforge.answers.saving import write_whole
from planforge.binder.contents_notes import contents_of, noted
from planforge.binder.files import fingerprint
from planforge.binder.manifest import manifest_path
from planforge.binder.program import program_mark
from planforge.binder.readings import Reading, unpacked
from planforge.document.spelling import spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from planforge.analysis.written import Contents

_SCHEMA = 2


def _no_file(path: str) -> bytes | None:
    del path
    return None


@dataclass(frozen=True, slots=True)
class Print:
    """How a file was made: the mark of its content, what it says, and what it was composed from where that is known."""

    content: str
    says: Contents
    reading: Reading | None = None


@dataclass(frozen=True)
class Prints:
    """How files were made, by path, and the fingerprint of each.

    ``generated`` gives the file as it was last generated, before any hand edit was carried into it. A file that is not
    the one that was printed is never taken for it.
    """

    made: Mapping[str, tuple[Print, str]] = field(default_factory=dict)
    generated: Callable[[str], bytes | None] = _no_file

    def how(self, path: str) -> Print | None:
        """How a file was made, where that is known."""
        known = self.made.get(path)
        return known[0] if known else None

    def file(self, path: str, content: str) -> bytes | None:
        """The file of that content, where it is known."""
        known = self.made.get(path)
        if known is None or known[0].content != content:
            return None
        data = self.generated(path)
        return data if data is not None and fingerprint(data) == known[1] else None


def content_mark(*parts: object) -> str:
    """The mark of all that a file is printed from: equal marks are equal contents, printed by the same program."""
    return fingerprint(spelled(program_mark(), *parts).encode("utf-8", "surrogatepass"))


def read_prints(record_folder: Path, output: Path, generated: Callable[[str], bytes | None]) -> Prints:
    """What is known of an output folder; nothing where there was no build, or the file is damaged."""
    try:
        data = json.loads(_place(record_folder, output).read_text(encoding="utf-8", errors="surrogateescape"))
        return Prints({str(path): _read(one) for path, one in data["files"].items()}, generated)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return Prints()


def _read(entry: Mapping[str, Any]) -> tuple[Print, str]:
    known = entry["reading"]
    reading = Reading(unpacked(known["keys"]), str(known["mark"])) if known else None
    return Print(str(entry["content"]), contents_of(entry["says"]), reading), str(entry["file"])


def write_prints(record_folder: Path, output: Path, made: Mapping[str, Print], files: Mapping[str, bytes]) -> None:
    """Keep how a build made its files beside what earlier ones did. Raises ``OutputError``."""
    known = read_prints(record_folder, output, _no_file).made
    known = {**known, **{path: (one, fingerprint(files[path])) for path, one in made.items()}}
    data = {"schema": _SCHEMA, "files": {path: _written(*one) for path, one in known.items()}}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    write_whole(_place(record_folder, output), f"{text}\n".encode("utf-8", "surrogateescape"))


def _written(one: Print, file: str) -> dict[str, Any]:
    reading = {"keys": one.reading.packed, "mark": one.reading.mark} if one.reading else None
    return {"content": one.content, "says": noted(one.says), "reading": reading, "file": file}


def _place(record_folder: Path, output: Path) -> Path:
    manifest = manifest_path(record_folder, output)
    return manifest.with_name(manifest.name.replace("manifest", "prints", 1))
