"""What planforge wrote last, so that a file somebody edited by hand is recognised and never overwritten."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from planforge.answers.journal import STATE_FOLDER
from planforge.answers.saving import write_whole
from planforge.binder.files import fingerprint
from planforge.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DEFAULT_OUTPUT = "livrables"
_SCHEMA = 1


@dataclass(frozen=True)
class Manifest:
    """What is known of the files of an output folder, by path relative to it.

    ``written`` has the fingerprint of each file as planforge left it, ``made_from`` the mark of the inputs it was made
    from (empty for a file that no document claims any more), ``beside`` the path of the new version of a file edited
    by hand. ``generated`` has the fingerprint that a file had before hand edits were carried into it. ``pending`` has
    the fingerprints that builds were about to write: after a crash, a file that matches one of them is ours. ``by`` is
    the version of planforge that wrote last.
    """

    written: Mapping[str, str] = field(default_factory=dict)
    made_from: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    pending: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    generated: Mapping[str, str] = field(default_factory=dict)
    by: str = ""

    def is_ours(self, path: str, found: str) -> bool:
        """Whether a file found on disk is as planforge left it, or is the new version put in its place by somebody."""
        names = [name for name in (path, self.beside.get(path)) if name]
        return any(found == self.written.get(name) or found in self.pending.get(name, ()) for name in names)

    def announcing(self, coming: Mapping[str, str]) -> Manifest:
        """The manifest to keep while files are being replaced by ``coming`` (fingerprints by path)."""
        added = {path: tuple(dict.fromkeys((*self.pending.get(path, ()), new))) for path, new in coming.items()}
        return replace(self, pending={**self.pending, **added})


def manifest_path(record_folder: Path, output: Path) -> Path:
    """One manifest per output folder, kept beside the record; it follows a record that is moved with its output."""
    named = output_name(record_folder, output)
    if named == DEFAULT_OUTPUT:
        return record_folder / STATE_FOLDER / "manifest.json"
    mark = fingerprint(named.encode("utf-8", "surrogateescape"))[:12]
    return record_folder / STATE_FOLDER / f"manifest-{mark}.json"


def output_name(record_folder: Path, output: Path) -> str:
    """The path of an output folder from the record's; the whole path where it is not below it."""
    home, place = record_folder.resolve(), output.resolve()
    return (place.relative_to(home) if place.is_relative_to(home) else place).as_posix()


def read_manifest(path: Path) -> Manifest:
    """The manifest, empty when there is none or when it is damaged: then every existing file counts as hand-made."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(
            written=_texts(data["written"]),
            made_from=_texts(data["made_from"]),
            beside=_texts(data["beside"]),
            pending={str(name): tuple(map(str, marks)) for name, marks in data["pending"].items()},
            generated=_texts(data.get("generated", {})),
            by=str(data.get("planforge", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest()


def _texts(data: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(text) for name, text in data.items()}


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Keep the manifest. Raises ``OutputError``."""
    data = {
        "schema": _SCHEMA,
        "written": dict(manifest.written),
        "made_from": dict(manifest.made_from),
        "beside": dict(manifest.beside),
        "pending": {name: list(marks) for name, marks in manifest.pending.items()},
        "generated": dict(manifest.generated),
        "planforge": manifest.by,
    }
    try:
        write_whole(path, (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    except OutputError as error:
        told = f"planforge note les documents produits dans « {path.parent} », et ne peut pas y écrire."
        raise OutputError(f"{told} {error}") from error
