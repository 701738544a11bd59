"""What planforge wrote last, so that a file somebody edited by hand is recognised and never overwritten."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planforge.binder.files import fingerprint, write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STATE_FOLDER = ".planforge"
_SCHEMA = 1


@dataclass(frozen=True)
class Manifest:
    """Fingerprints of the written files by path relative to the output folder.

    ``pending`` holds the fingerprints that a build was about to write: after a crash, a file that matches either
    one is ours.
    """

    written: Mapping[str, str] = field(default_factory=dict)
    pending: Mapping[str, str] = field(default_factory=dict)

    def is_ours(self, path: str, found: str) -> bool:
        """Whether the file found on disk is as planforge left it."""
        return found in {self.written.get(path), self.pending.get(path)}

    def announcing(self, coming: Mapping[str, str]) -> Manifest:
        """The manifest to keep while files are being replaced."""
        return replace(self, pending=dict(coming))


def manifest_path(record_folder: Path, output: Path) -> Path:
    """One manifest per output folder, kept beside the record."""
    default = record_folder / "livrables"
    if output == default:
        return record_folder / STATE_FOLDER / "manifest.json"
    place = fingerprint(str(output.resolve()).encode())[:12]
    return record_folder / STATE_FOLDER / f"manifest-{place}.json"


def read_manifest(path: Path) -> Manifest:
    """The manifest, empty when there is none or when it is damaged: then every existing file counts as hand-made."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(dict(data["written"]), dict(data.get("pending", {})))
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Keep the manifest. Raises ``OutputError``."""
    data = {"schema": _SCHEMA, "written": dict(manifest.written), "pending": dict(manifest.pending)}
    write_whole(path, (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
