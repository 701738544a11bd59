"""How the written documents stand: up to date, edited by hand, missing, or older than the record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.binder.files import fingerprint_on_disk
from planforge.binder.inputs import inputs_mark
from planforge.binder.manifest import manifest_path, read_manifest
from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.binder.manifest import Manifest


class Standing(StrEnum):
    """How a written document stands; every one but the first calls for something."""

    PRESENT = "present"  # as planforge wrote it, from the record as it is
    STALE = "stale"  # the record changed since
    EDITED = "edited"  # by hand
    MISSING = "missing"
    ORPHAN = "orphan"  # no document claims it any more
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class StandingFile:
    """A document by its path in the output folder; ``beside`` is the newer version of one edited by hand."""

    path: str
    standing: Standing
    beside: str = ""


def standing_files(record_folder: Path, output: Path) -> tuple[StandingFile, ...]:
    """Every document that planforge wrote there, in path order; none where it never built. Composes nothing."""
    manifest = read_manifest(manifest_path(record_folder, output))
    current = inputs_mark(record_folder)
    beside = frozenset(manifest.beside.values())
    paths = sorted((manifest.written.keys() | manifest.beside.keys()) - beside)
    return tuple(_standing(manifest, output, path, current) for path in paths)


def _standing(manifest: Manifest, output: Path, path: str, current: str) -> StandingFile:
    try:
        found = fingerprint_on_disk(output / path)
    except OutputError:
        return StandingFile(path, Standing.UNREADABLE)
    if not found:
        return StandingFile(path, Standing.MISSING)
    if not manifest.is_ours(path, found):
        beside = manifest.beside.get(path, "")
        return StandingFile(path, Standing.EDITED, beside if beside and (output / beside).exists() else "")
    made_from = manifest.made_from.get(path, "")
    if not made_from:
        return StandingFile(path, Standing.ORPHAN)
    return StandingFile(path, Standing.PRESENT if made_from == current else Standing.STALE)
