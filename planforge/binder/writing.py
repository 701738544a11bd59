"""The write plan: what each file would become, listed before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.binder.files import fingerprint, fingerprint_on_disk, is_open_elsewhere, sweep, write_whole
from planforge.binder.manifest import Manifest, manifest_path, read_manifest, write_manifest
from planforge.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class FileState(StrEnum):
    """What a build does to a file."""

    CREATED = "created"
    UPDATED = "updated"
    IDENTICAL = "identical"
    EDITED = "edited"  # by hand: kept, the new one goes beside it
    LOCKED = "locked"  # open in another program: kept, to be built again
    ORPHAN = "orphan"  # its service is gone: listed, never deleted


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of the plan; ``beside`` is where the new version of a hand-edited file goes."""

    path: str
    state: FileState
    fingerprint: str = ""
    beside: str = ""


@dataclass(frozen=True)
class WritePlan:
    """Every file of an output folder and what happens to it, in path order."""

    output: Path
    files: tuple[PlannedFile, ...]

    def count(self, *states: FileState) -> int:
        """How many files are in one of these states."""
        return sum(file.state in states for file in self.files)


def plan_writing(output: Path, manifest: Manifest, coming: Mapping[str, bytes], *, whole: bool) -> WritePlan:
    """What writing ``coming`` (bytes by relative path) would do. ``whole`` builds also list orphans."""
    files = [_planned(output, manifest, path, data) for path, data in sorted(coming.items())]
    if whole:
        gone = sorted(set(manifest.written) - set(coming))
        files += [PlannedFile(path, FileState.ORPHAN) for path in gone if (output / path).exists()]
    return WritePlan(output, tuple(files))


def _planned(output: Path, manifest: Manifest, path: str, data: bytes) -> PlannedFile:
    new = fingerprint(data)
    found = fingerprint_on_disk(output / path)
    if not found:
        return PlannedFile(path, FileState.CREATED, new)
    if found == new:
        return PlannedFile(path, FileState.IDENTICAL, new)
    if not manifest.is_ours(path, found):
        return PlannedFile(path, FileState.EDITED, new, beside=_beside(path))
    state = FileState.LOCKED if is_open_elsewhere(output / path) else FileState.UPDATED
    return PlannedFile(path, state, new)


def _beside(path: str) -> str:
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}.nouveau{dot}{suffix}"


def carry_out(plan: WritePlan, record_folder: Path, coming: Mapping[str, bytes]) -> WritePlan:
    """Write the plan. A file that cannot be replaced stays whole and comes back as ``locked``.

    The manifest announces the new fingerprints first, so that a build killed half-way leaves no file that the next
    one would take for a hand edit. Raises ``OutputError`` when nothing can be written at all.
    """
    place = manifest_path(record_folder, plan.output)
    before = read_manifest(place)
    _prepare(plan.output)
    write_manifest(place, before.announcing({file.path: file.fingerprint for file in plan.files if file.fingerprint}))
    done = tuple(_write_one(plan.output, file, coming) for file in plan.files)
    ours = {FileState.CREATED, FileState.UPDATED, FileState.IDENTICAL}
    written = dict(before.written) | {file.path: file.fingerprint for file in done if file.state in ours}
    write_manifest(place, Manifest(written))
    return WritePlan(plan.output, done)


def _prepare(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"Le dossier de sortie « {output} » ne peut pas être créé. "
            "Choisissez-en un autre avec --output, ou demandez le droit d’écrire ici."
        ) from error
    sweep(output)


def _write_one(output: Path, file: PlannedFile, coming: Mapping[str, bytes]) -> PlannedFile:
    if file.state in {FileState.IDENTICAL, FileState.ORPHAN, FileState.LOCKED}:
        return file
    target = output / (file.beside or file.path)
    try:
        write_whole(target, coming[file.path])
    except OutputError:
        if not target.exists():
            raise
        return PlannedFile(file.path, FileState.LOCKED, file.fingerprint)
    return file
